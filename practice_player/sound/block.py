"""Blocks of samples, and sounds that are rendered once and then mixed from memory."""

from collections.abc import Callable
from typing import Final, Self, TypeAlias

import numpy as np
import numpy.typing as npt

from practice_player.lib.units import gain

Block: TypeAlias = npt.NDArray[np.float32]
"""Stereo audio: float32, shape (frames, 2), full scale at -1.0 and 1.0."""

Mono: TypeAlias = npt.NDArray[np.float32]
"""One channel: float32, shape (frames,)."""

Render: TypeAlias = Callable[[Block], None]
"""Fills a block in place.  Runs on the output's thread: must never wait, log or raise."""

_CHUNK_FRAMES: Final = 2**12
_FULL_SCALE_16_BIT: Final = 32_767


class RenderedSound:
    """A synthesised mono sound, stored as 16-bit integers scaled to its peak; added to both channels."""

    def __init__(
        self,
        synthesize: Callable[[npt.NDArray[np.float64]], Mono],
        length_frames: int,
        *,
        max_peak: float | None = None,
    ) -> None:
        """`synthesize` returns the samples at an array of frame numbers; it is called chunk by chunk.

        `max_peak` is a bound on its level.  When it is None, every chunk is synthesised twice, first to
        find the peak.
        """
        starts = range(0, length_frames, _CHUNK_FRAMES)

        def chunk(start: int) -> Mono:
            return synthesize(np.arange(start, min(start + _CHUNK_FRAMES, length_frames), dtype=np.float64))

        peak = max_peak or max((float(np.abs(chunk(start)).max()) for start in starts), default=0.0)
        self._step = np.float32(max(peak, 1e-9) / _FULL_SCALE_16_BIT)
        self._samples = np.empty(length_frames, np.int16)
        for start in starts:
            self._samples[start : start + _CHUNK_FRAMES] = np.rint(chunk(start) / self._step)

    def at_peak(self, level_db: float) -> Self:
        """Scales this sound to a peak of `level_db`, and returns it."""
        self._step = np.float32(gain(level_db) / _FULL_SCALE_16_BIT)
        return self

    def add(self, start_frame: int, out: Block) -> None:
        """Adds the frames from `start_frame` on to `out`; adds nothing beyond the end of the sound."""
        samples = self._samples[start_frame : start_frame + len(out)] * self._step
        out[: len(samples)] += samples[:, np.newaxis]

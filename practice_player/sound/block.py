"""What sound is made of."""

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
"""Fills a block in place.  Runs on the output's thread: never waits, logs or raises."""

_PIECE_FRAMES: Final = 2**12
_STEPS: Final = 32_767


class RenderedSound:
    """A sound that was made, kept in 16 bits of its own range; the same on both sides."""

    def __init__(
        self,
        piece: Callable[[npt.NDArray[np.float64]], Mono],
        length_frames: int,
        *,
        most: float | None = None,
    ) -> None:
        """`piece` gives the sound at frame numbers: asked a little at a time, so that it takes no room.

        It is never above `most`; without that, it is asked twice, first for its peak.
        """
        starts = range(0, length_frames, _PIECE_FRAMES)

        def at(start: int) -> Mono:
            return piece(np.arange(start, min(start + _PIECE_FRAMES, length_frames), dtype=np.float64))

        peak = most or max((float(np.abs(at(start)).max()) for start in starts), default=0.0)
        self._step = np.float32(max(peak, 1e-9) / _STEPS)
        self._samples = np.empty(length_frames, np.int16)
        for start in starts:
            self._samples[start : start + _PIECE_FRAMES] = np.rint(at(start) / self._step)

    def at_peak(self, level_db: float) -> Self:
        """The same sound, its highest point at `level_db`."""
        self._step = np.float32(gain(level_db) / _STEPS)
        return self

    def add(self, start_frame: int, out: Block) -> None:
        """Adds the frames from `start_frame` on to `out`; none beyond the end."""
        part = self._samples[start_frame : start_frame + len(out)] * self._step
        out[: len(part)] += part[:, np.newaxis]

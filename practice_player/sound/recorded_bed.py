"""A background from a recording: looped without a seam, at the level of all backgrounds."""

from dataclasses import replace
from typing import Final

import numpy as np

from practice_player.clips.measurement import MAX_GAIN_DB, MIN_RAISED_LUFS
from practice_player.clips.reader import ClipReader
from practice_player.lib.units import RATE_HZ, frames
from practice_player.sound.block import Block
from practice_player.sound.synth.beds import LEVEL_LUFS
from practice_player.timeline.model import Clip

MIN_LOOP_FRAMES: Final = RATE_HZ
"""A shorter recording is not looped but silent: it would be a hum, and `check` tells."""

SEAM_FRAMES: Final = frames(3.0)
"""How long the end of the recording fades into its beginning; a third of a short one."""

MIN_GAIN_DB: Final = -40.0


class RecordedBed:
    """An endless background, readable from any frame; the same frames always give the same samples."""

    def __init__(self, clip: Clip, clip_reader: ClipReader) -> None:
        self._clip = replace(clip, gain_db=_gain_db(clip))
        self._reader = clip_reader
        self._seam = min(SEAM_FRAMES, clip.length_frames // 3)
        self._period = clip.length_frames - self._seam
        """How far apart its beginnings are."""

        self.unreadable = False
        """Whether it could not be read, and has been silent since."""

    def read(self, start_frame: int, out: Block) -> None:
        """Fills `out` with the frames from `start_frame` on."""
        out[:] = 0.0
        if self.unreadable or self._clip.length_frames < MIN_LOOP_FRAMES:
            return
        try:
            self._add_passes(start_frame, out)
        except Exception:  # noqa: BLE001 - whatever a decoder raises, the rest is heard
            self.unreadable = True
            out[:] = 0.0

    def read_ahead(self, start_frame: int, end_frame: int) -> None:
        """Decodes what is heard between two frames, so that `read` does not have to."""
        if self.unreadable or self._clip.length_frames < MIN_LOOP_FRAMES:
            return
        try:
            for first, last in self._ranges(start_frame, end_frame):
                self._reader.read_ahead(self._clip, first, last)
        except Exception:  # noqa: BLE001 - as in `read`
            self.unreadable = True

    def _ranges(self, start_frame: int, end_frame: int) -> list[tuple[int, int]]:
        """Returns the ranges of the recording that are heard between two frames."""
        return [
            (max(0, start_frame - begin), min(self._clip.length_frames, end_frame - begin))
            for begin in self._beginnings(start_frame, end_frame)
        ]

    def _beginnings(self, start_frame: int, end_frame: int) -> range:
        """Returns the frame at which each pass begins that is heard between two frames."""
        first = max(0, (start_frame - self._clip.length_frames) // self._period + 1)
        return range(first * self._period, end_frame, self._period)

    def _add_passes(self, start_frame: int, out: Block) -> None:
        end_frame = start_frame + len(out)
        for begin in self._beginnings(start_frame, end_frame):
            first, last = max(start_frame, begin), min(end_frame, begin + self._clip.length_frames)
            samples = np.zeros((last - first, 2), np.float32)
            self._reader.add(self._clip, first - begin, samples)
            if begin > 0:
                self._fade(samples, first - begin)
            self._fade(samples[::-1], begin + self._clip.length_frames - last)
            out[first - start_frame : last - start_frame] += samples

    def _fade(self, samples: Block, at_frame: int) -> None:
        """Fades in samples that begin so many frames from the edge of the recording.

        What is random, as rain is, keeps its loudness where the squares of both gains add up to 1.
        """
        count = min(len(samples), self._seam - at_frame)
        if count > 0:
            shares = (at_frame + np.arange(count) + 0.5) / self._seam
            samples[:count] *= np.sin(np.pi / 2 * shares).astype(np.float32)[:, None]


def _gain_db(clip: Clip) -> float:
    """Returns the gain that brings a recording to the loudness of every background, within limits."""
    if clip.loudness_lufs is None or not clip.loudness_lufs >= MIN_RAISED_LUFS:  # or no number
        return 0.0
    return max(MIN_GAIN_DB, min(LEVEL_LUFS - clip.loudness_lufs, MAX_GAIN_DB))

"""Reads recordings to be imported, of any format, in one channel at the program's rate.

Each is decoded once within the limits of `clips/`; memory does not grow with its length.
"""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from practice_player.clips.analysis_cache import ClipAnalysisCache, clip_of
from practice_player.clips.reader import PAGE_FRAMES, ClipReader
from practice_player.importing.silences import WINDOW_FRAMES, Levels
from practice_player.timeline.model import Clip

Mono: TypeAlias = NDArray[np.float32]
"""One channel at `RATE_HZ`, shape (frames,), -1.0 to 1.0."""


@dataclass(frozen=True, slots=True)
class SourceRecording:
    """A recording to be imported."""

    clip: Clip
    _reader: ClipReader = field(default_factory=ClipReader, repr=False, compare=False)

    @property
    def path(self) -> Path:
        return Path(self.clip.path)

    def samples(self, start_frame: int, end_frame: int) -> Mono:
        """Returns the frames between two; there is silence outside the recording.

        Raises:
            ClipError: the file was changed since it was opened.
        """
        buffer = np.zeros((max(0, end_frame - start_frame), 2), np.float32)
        skipped = max(0, -start_frame)
        if skipped < len(buffer):
            self._reader.add(self.clip, start_frame + skipped, buffer[skipped:])
        return np.asarray(buffer.mean(axis=1), np.float32)

    def levels(self) -> Levels:
        """Measures the level of each window; the last one may be shorter.

        Raises:
            ClipError: the file was changed since it was opened.
        """
        pages = []
        for start in range(0, self.clip.length_frames, PAGE_FRAMES):
            sound = self.samples(start, min(start + PAGE_FRAMES, self.clip.length_frames))
            padded = np.zeros(-(-len(sound) // WINDOW_FRAMES) * WINDOW_FRAMES, np.float64)
            padded[: len(sound)] = sound
            pages.append(np.mean(padded.reshape(-1, WINDOW_FRAMES) ** 2, axis=1))
        return np.asarray(10.0 * np.log10(np.concatenate(pages) + 1e-12), np.float64)


def open_sources(paths: list[Path], analysis_cache: ClipAnalysisCache) -> list[SourceRecording]:
    """Opens recordings, in the order given; one that `analysis_cache` does not know is read now.

    Raises:
        ClipError: one of them is missing or cannot be read.
    """
    return [SourceRecording(replace(clip_of(path, analysis_cache), gain_db=0.0)) for path in paths]


def in_reading_order(paths: list[Path]) -> list[Path]:
    """Returns files as they were recorded: `Memo 2` before `Memo 10`, as a shell does not list them.

    An order that somebody chose is kept: any but the alphabetical one.
    """
    if paths != sorted(paths):
        return paths
    return sorted(paths, key=lambda path: (str(path.parent), _natural_key(path.name)))


def _natural_key(name: str) -> list[tuple[int, int, str]]:
    parts = re.findall(r"\d+|\D+", name.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]

"""Finds the sounds between the silences of a recording.  Pure: levels in, segments out.

The threshold follows from the recording itself: a quiet room and a noisy one are split alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from practice_player.lib.units import RATE_HZ, frames

WINDOW_FRAMES: Final = RATE_HZ // 100
"""A level is measured over 10 ms."""

Levels: TypeAlias = NDArray[np.float64]
"""The level of each window in dB relative to full scale, -120 for digital silence; shape (windows,)."""

FLOOR_PERCENTILE: Final = 10.0
"""A reading has pauses for more than a tenth of its time, so that this level is the room's."""

SPEECH_PERCENTILE: Final = 90.0

QUIETEST_FLOOR_DB: Final = -75.0
"""A lower noise floor is taken for this: what a recorder gates away says nothing about the room."""

MIN_RISE_DB: Final = 4.0
"""Sound is at least so much above the noise floor: steady noise varies by less in 50 ms."""

EDGE_SHARE, CORE_SHARE = 0.15, 0.30
"""Sound begins and ends at the first share of the way from noise to speech, and has to reach the second."""

MIN_CORE_WINDOWS: Final = 3
MIN_GAP_WINDOWS: Final = 18
"""Shorter silences are part of a word: before a `t` it is silent for up to 150 ms."""

_SMOOTHED_WINDOWS: Final = 5

MARGIN_BEFORE_S: Final = 0.080
MARGIN_AFTER_S: Final = 0.150
"""What is kept around a sound, for soft beginnings and endings below the threshold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A sound between two silences of a recording."""

    start_frame: int
    end_frame: int

    @property
    def length_frames(self) -> int:
        return self.end_frame - self.start_frame


def noise_floor_db(levels: Levels) -> float:
    """Returns the level of the room, at least `QUIETEST_FLOOR_DB`."""
    return max(QUIETEST_FLOOR_DB, float(np.percentile(levels, FLOOR_PERCENTILE)))


def split_at_silences(levels: Levels) -> list[Segment]:
    """Returns the sounds of a recording in order, without margins; none if all of it is noise."""
    if not len(levels):
        return []
    smooth = _smoothed(levels)
    floor_db = noise_floor_db(smooth)
    rise_db = float(np.percentile(smooth, SPEECH_PERCENTILE)) - floor_db
    edge_db = floor_db + max(MIN_RISE_DB, EDGE_SHARE * rise_db)
    core_db = floor_db + max(2 * MIN_RISE_DB, CORE_SHARE * rise_db)
    runs = _joined(_runs(smooth >= edge_db))
    return [
        Segment(start_frame=first * WINDOW_FRAMES, end_frame=end * WINDOW_FRAMES)
        for first, end in runs
        if np.count_nonzero(smooth[first:end] >= core_db) >= MIN_CORE_WINDOWS
    ]


def with_margins(segment: Segment, before_frame: int, after_frame: int) -> Segment:
    """Returns a segment with its margins, which reach at most halfway to its neighbours.

    `before_frame` is where the sound before it ends, and `after_frame` where the one after it begins.
    """
    return Segment(
        start_frame=max(
            segment.start_frame - frames(MARGIN_BEFORE_S), (segment.start_frame + before_frame) // 2
        ),
        end_frame=min(segment.end_frame + frames(MARGIN_AFTER_S), (segment.end_frame + after_frame) // 2),
    )


def _smoothed(levels: Levels) -> Levels:
    power = np.pad(10.0 ** (levels / 10.0), _SMOOTHED_WINDOWS // 2, mode="edge")
    mean = np.convolve(power, np.full(_SMOOTHED_WINDOWS, 1 / _SMOOTHED_WINDOWS), "valid")
    return np.asarray(10.0 * np.log10(np.maximum(mean, 1e-12)), np.float64)


def _runs(loud: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], loud, [False]]).astype(np.int8)))
    for first, end in edges.reshape(-1, 2):
        yield int(first), int(end)


def _joined(runs: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, end in runs:
        if joined and first - joined[-1][1] < MIN_GAP_WINDOWS:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((first, end))
    return joined

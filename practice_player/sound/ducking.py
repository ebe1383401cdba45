"""How loud the bed is at each frame: down before the words, slowly up after, faded at both ends.

The timeline knows when words come, so the bed can make way before them.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from practice_player.lib.units import frames
from practice_player.timeline.model import Timeline

DEPTH_DB: Final = -11.0
"""Under words (content 3.3: 8-12 dB)."""

LEAD_S: Final = 0.25
"""The bed starts down this long before the words (content 3.3: 0.15-0.3 s)."""

DOWN_S: Final = 0.4
UP_S: Final = 2.0
BRIDGE_S: Final = 1.5
"""Gaps up to this long stay ducked, so that nothing pumps."""

FADE_IN_S: Final = 4.0
FADE_OUT_S: Final = 6.0
FLOOR_DB: Final = -60.0


class BedLevel:
    """The bed's gain along a timeline: straight lines in dB between marks."""

    def __init__(self, timeline: Timeline) -> None:
        duck = _marks(_spoken(timeline), timeline.length_frames)
        self._frames = np.array([frame for frame, _ in duck], np.float64)
        self._db = np.array([level for _, level in duck], np.float64)
        end = timeline.length_frames
        fade_in, fade_out = frames(FADE_IN_S), frames(FADE_OUT_S)
        self._edge_frames = np.array(
            [0, min(fade_in, end // 2), max(end - fade_out, end // 2), end], np.float64
        )
        self._edge = np.array([0.0, 1.0, 1.0, 0.0])

    def read(self, start_frame: int, count: int) -> npt.NDArray[np.float32]:
        """Gain factors for `count` frames, shape (count, 1), or (1, 1) where it stays the same."""
        last = start_frame + count - 1
        if _flat(self._frames, self._db, start_frame, last) and _flat(
            self._edge_frames, self._edge, start_frame, last
        ):
            start_frame, count = last, 1
        at = np.arange(start_frame, start_frame + count, dtype=np.float64)
        level_db = np.interp(at, self._frames, self._db)
        edge = np.interp(at, self._edge_frames, self._edge)
        return _factor(level_db, edge)[:, None]


def _flat(frames: npt.NDArray[np.float64], values: npt.NDArray[np.float64], first: int, last: int) -> bool:
    """Whether the line has one value from `first` to `last`: most of it is level."""
    before = max(0, int(np.searchsorted(frames, first, "right")) - 1)
    after = min(len(frames) - 1, int(np.searchsorted(frames, last, "left")))
    return bool((values[before : after + 1] == values[before]).all())


def _factor(level_db: npt.NDArray[np.float64], edge: npt.NDArray[np.float64]) -> npt.NDArray[np.float32]:
    # A table, not a power: the same bits whatever the block's size.
    steps = np.clip(np.rint(level_db * -64.0), 0, len(_TABLE) - 1).astype(np.intp)
    return (_TABLE[steps] * edge * edge).astype(np.float32)


_TABLE: Final = np.array([10.0 ** (-step / 64.0 / 20.0) for step in range(64 * 20 + 1)])
"""Gain factors from 0 to -20 dB in 64ths of a dB: steps of 0.016 dB are not heard."""


def _spoken(timeline: Timeline) -> list[tuple[int, int]]:
    """Stretches of speech, gaps up to `BRIDGE_S` bridged; start and end frames."""
    stretches: list[tuple[int, int]] = []
    for phrase in sorted((one for one in timeline.phrases if one.clip), key=lambda one: one.start_frame):
        if stretches and phrase.start_frame - stretches[-1][1] <= frames(BRIDGE_S + DOWN_S):
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], phrase.end_frame))
        else:
            stretches.append((phrase.start_frame, phrase.end_frame))
    return stretches


def _marks(stretches: Sequence[tuple[int, int]], end_frame: int) -> list[tuple[int, float]]:
    marks: list[tuple[int, float]] = [(0, 0.0)]
    for start, end in stretches:
        down = start - frames(LEAD_S)
        if down <= marks[-1][0]:
            # The climb after the words before is still under way: turn round where it is.
            marks[-1] = _between(marks[-2], marks[-1], down) if len(marks) > 1 else (0, DEPTH_DB)
        else:
            marks.append((down, 0.0))
        bottom = max(marks[-1][0] + frames(DOWN_S), 1)
        marks.append((bottom, DEPTH_DB))
        marks.append((max(end, bottom + 1), DEPTH_DB))
        marks.append((marks[-1][0] + frames(UP_S), 0.0))
    marks.append((max(end_frame, marks[-1][0] + 1), 0.0))
    return marks


def _between(before: tuple[int, float], after: tuple[int, float], frame: int) -> tuple[int, float]:
    frame = max(frame, before[0] + 1)
    share = (frame - before[0]) / max(1, after[0] - before[0])
    return frame, before[1] + share * (after[1] - before[1])

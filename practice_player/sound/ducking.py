"""The gain of the bed at each frame: ducked under words, faded at both ends.

The timeline says when words come, so the bed is lowered before they begin, and slowly raised after.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from practice_player.lib.units import frames
from practice_player.timeline.model import Timeline

DUCKED_DB: Final = -11.0
"""The gain under words (content 3.3: 8-12 dB lower)."""

LEAD_S: Final = 0.25
"""How long before the words the bed starts to go down (content 3.3: 0.15-0.3 s)."""

ATTACK_S: Final = 0.4
RELEASE_S: Final = 2.0
BRIDGE_S: Final = 1.5
"""The bed stays ducked in gaps up to this long, so that it does not pump."""

FADE_IN_S: Final = 4.0
FADE_OUT_S: Final = 6.0


class BedLevel:
    """The bed's gain along a timeline: linear in dB between breakpoints."""

    def __init__(self, timeline: Timeline) -> None:
        breakpoints = _breakpoints(_speech_spans(timeline), timeline.length_frames)
        self._level = _Curve([frame for frame, _ in breakpoints], [level for _, level in breakpoints])
        end = timeline.length_frames
        fade_in, fade_out = frames(FADE_IN_S), frames(FADE_OUT_S)
        self._fade = _Curve(
            [0, min(fade_in, end // 2), max(end - fade_out, end // 2), end], [0.0, 1.0, 1.0, 0.0]
        )
        self._constant: tuple[tuple[float, float], npt.NDArray[np.float32]] | None = None
        """The last constant level and fade, with their gain."""

    def read(self, start_frame: int, count: int) -> npt.NDArray[np.float32]:
        """Returns gain factors for `count` frames, shape (count, 1), or (1, 1) where the gain is constant."""
        last = start_frame + count - 1
        level_db, fade = self._level.constant(start_frame, last), self._fade.constant(start_frame, last)
        if level_db is None or fade is None:
            at = np.arange(start_frame, start_frame + count, dtype=np.float64)
            return _gain_factors(self._level.at(at), self._fade.at(at))[:, None]
        if self._constant is None or self._constant[0] != (level_db, fade):
            factors = _gain_factors(np.array([level_db]), np.array([fade]))[:, None]
            self._constant = (level_db, fade), factors
        return self._constant[1]


class _Curve:
    """Straight lines between points; before the first and after the last, their values."""

    def __init__(self, frames: list[int], values: list[float]) -> None:
        self._frames, self._values = frames, values
        self._frames_array, self._values_array = np.array(frames, np.float64), np.array(values, np.float64)

    def at(self, frames: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.interp(frames, self._frames_array, self._values_array)

    def constant(self, first: int, last: int) -> float | None:
        """Returns the one value from frame `first` to `last`, which there is most of the time; else None."""
        before = max(0, bisect_right(self._frames, first) - 1)
        after = min(len(self._frames) - 1, bisect_left(self._frames, last))
        value = self._values[before]
        return value if all(other == value for other in self._values[before : after + 1]) else None


def _gain_factors(
    level_db: npt.NDArray[np.float64], fade: npt.NDArray[np.float64]
) -> npt.NDArray[np.float32]:
    # A table instead of a power gives the same bits whatever the block's size.
    steps = np.clip(np.rint(level_db * -64.0), 0, len(_GAIN_TABLE) - 1).astype(np.intp)
    return (_GAIN_TABLE[steps] * fade * fade).astype(np.float32)


_GAIN_TABLE: Final = np.array([10.0 ** (-step / 64.0 / 20.0) for step in range(64 * 20 + 1)])
"""Gain factors from 0 to -20 dB in 64ths of a dB: steps of 0.016 dB are inaudible."""


def _speech_spans(timeline: Timeline) -> list[tuple[int, int]]:
    """Returns start and end frame of each span of speech; gaps up to `BRIDGE_S` are bridged."""
    spans: list[tuple[int, int]] = []
    voiced = [phrase for phrase in timeline.phrases if phrase.clip]
    for phrase in sorted(voiced, key=lambda phrase: phrase.start_frame):
        if spans and phrase.start_frame - spans[-1][1] <= frames(BRIDGE_S + ATTACK_S):
            spans[-1] = (spans[-1][0], max(spans[-1][1], phrase.end_frame))
        else:
            spans.append((phrase.start_frame, phrase.end_frame))
    return spans


def _breakpoints(spans: Sequence[tuple[int, int]], end_frame: int) -> list[tuple[int, float]]:
    """Returns frame and level in dB of each breakpoint of the ducking curve."""
    points: list[tuple[int, float]] = [(0, 0.0)]
    for start, end in spans:
        attack_frame = start - frames(LEAD_S)
        if attack_frame <= points[-1][0]:
            # The release after the previous words is still under way: go down again from there.
            points[-1] = (
                _interpolate(points[-2], points[-1], attack_frame) if len(points) > 1 else (0, DUCKED_DB)
            )
        else:
            points.append((attack_frame, 0.0))
        ducked_frame = max(points[-1][0] + frames(ATTACK_S), 1)
        points.append((ducked_frame, DUCKED_DB))
        points.append((max(end, ducked_frame + 1), DUCKED_DB))
        points.append((points[-1][0] + frames(RELEASE_S), 0.0))
    points.append((max(end_frame, points[-1][0] + 1), 0.0))
    return points


def _interpolate(before: tuple[int, float], after: tuple[int, float], frame: int) -> tuple[int, float]:
    """Returns the point at `frame` on the line between two points."""
    frame = max(frame, before[0] + 1)
    share = (frame - before[0]) / max(1, after[0] - before[0])
    return frame, before[1] + share * (after[1] - before[1])

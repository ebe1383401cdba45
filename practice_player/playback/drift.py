"""Detects a sound card that falls behind the clock.  Pure: the time is an argument.

A card that pulls its blocks too slowly does not only break up the sound: a practice that follows it stretches
a breath of four seconds to ten.
"""

from typing import Final

from practice_player.lib.units import seconds

MAX_BEHIND_S: Final = 1.5
"""How far a card may fall behind; a single stutter stays below (a longer gap counts as a lost card)."""

FORGIVEN_SHARE: Final = 0.05
"""The share of the passed time by which the lag shrinks: stutters are forgiven at 50 ms a second."""


class DriftMonitor:
    """Compares what a card has played with the time that has passed."""

    def __init__(self) -> None:
        self._last: tuple[int, float] | None = None
        self._behind_s = 0.0

    def reset(self) -> None:
        """Forgets the lag: the sound was paused, moved, or gone."""
        self._last = None
        self._behind_s = 0.0

    def update(self, frame: int, now_s: float) -> None:
        """Takes the frame that is heard now; called while the sound plays."""
        if self._last:
            passed_s = now_s - self._last[1]
            lost_s = passed_s - seconds(frame - self._last[0])
            self._behind_s = max(0.0, self._behind_s + lost_s - FORGIVEN_SHARE * passed_s)
        self._last = frame, now_s

    @property
    def slow(self) -> bool:
        return self._behind_s > MAX_BEHIND_S

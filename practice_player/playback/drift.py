"""Whether a sound card keeps up with the clock.  Pure: the time comes in.

A card that asks for its blocks too slowly does not only tear the sound: where the practice follows it, a
breath of four seconds lasts ten.
"""

from typing import Final

from practice_player.lib.units import seconds

MOST_BEHIND_S: Final = 1.5
"""How far a card may fall behind; a single stutter stays below (a longer one counts as a lost card)."""

FORGIVEN: Final = 0.05
"""The part of the time that is never held against it: stutters are forgotten, at 50 ms a second."""


class DriftMonitor:
    """What a card has played against what has passed."""

    def __init__(self) -> None:
        self._last: tuple[int, float] | None = None
        self._behind_s = 0.0

    def rest(self) -> None:
        """Forgets all: the sound pauses, jumps, or was away."""
        self._last = None
        self._behind_s = 0.0

    def went(self, frame: int, now_s: float) -> None:
        """The frame that is heard now, while it plays."""
        if self._last:
            passed_s = now_s - self._last[1]
            lost_s = passed_s - seconds(frame - self._last[0])
            self._behind_s = max(0.0, self._behind_s + lost_s - FORGIVEN * passed_s)
        self._last = frame, now_s

    @property
    def slow(self) -> bool:
        return self._behind_s > MOST_BEHIND_S

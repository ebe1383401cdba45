"""How loud the listener wants voice and background, and which background."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from practice_player.script.choices import BEDS
from practice_player.sound.engine.protocol import Levels

MIN_DB: Final = -24.0
MAX_DB: Final = 6.0
"""How far the voice and the background can be turned down and up."""


class LevelControls:
    """The keys for loudness and background; each change goes to the sound at once."""

    def __init__(self, send: Callable[[Levels], object], bed_now: Callable[[], str]) -> None:
        """`send` passes levels to the sound; `bed_now` is the background that the timeline has here."""
        self._levels = Levels()
        self._send_levels = send
        self._bed_now = bed_now

    def turn_voice(self, by_db: float) -> None:
        """The narration louder or softer; the breath tones and bells go with it."""
        self._change_levels(voice_db=_within(self._levels.voice_db + by_db))

    def turn_bed(self, by_db: float) -> None:
        """The background louder or softer; one that was off is on again."""
        self._change_levels(bed_db=_within(self._levels.bed_db + by_db), bed_on=True)

    def toggle_bed(self) -> None:
        self._change_levels(bed_on=not self._levels.bed_on)

    def next_bed(self) -> None:
        """The next background, and none after the last."""
        now = self._levels.bed or self._bed_now()
        self._change_levels(bed=BEDS[(BEDS.index(now) + 1) % len(BEDS)], bed_on=True)

    def _shown_levels(self) -> dict[str, Any]:
        """What a snapshot says of them, by its fields."""
        return {
            "voice_db": self._levels.voice_db,
            "bed_db": self._levels.bed_db,
            "bed_on": self._levels.bed_on,
            "bed": self._levels.bed or self._bed_now(),
            "bed_chosen": self._levels.bed is not None,
        }

    def _change_levels(self, **changes: Any) -> None:
        self._levels = replace(self._levels, **changes)
        self._send_levels(self._levels)


def _within(level_db: float) -> float:
    return max(MIN_DB, min(level_db, MAX_DB))

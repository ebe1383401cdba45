"""The listener's levels of voice and background, and the choice of background."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from practice_player.script.choices import BEDS, bed_label
from practice_player.sound.engine.protocol import Levels

MIN_DB: Final = -24.0
MAX_DB: Final = 6.0
"""The range to which the voice and the background can be turned."""


class LevelControls:
    """Changes levels and background; each change is sent to the sound at once."""

    def __init__(
        self,
        send_levels: Callable[[Levels], object],
        current_beds: Callable[[], tuple[str, ...]],
        levels: Levels | None = None,
    ) -> None:
        """`send_levels` sends levels to the sound.

        `current_beds` returns the timeline's background now, and then those of the script's own.
        """
        self._levels = levels or Levels()
        self._send_levels = send_levels
        self._current_beds = current_beds

    def turn_voice(self, by_db: float) -> None:
        """Makes the narration louder or softer; breath tones and bells follow it."""
        self._change_levels(voice_db=_clamped(self._levels.voice_db + by_db))

    def turn_bed(self, by_db: float) -> None:
        """Makes the background louder or softer; turns it on if it was off."""
        self._change_levels(bed_db=_clamped(self._levels.bed_db + by_db), bed_on=True)

    def toggle_bed(self) -> None:
        self._change_levels(bed_on=not self._levels.bed_on)

    def next_bed(self) -> None:
        """Chooses the next background; after the last one comes none."""
        current, *own_beds = self._current_beds()
        now, beds = self._levels.bed or current, (*own_beds, *BEDS)
        self._change_levels(bed=beds[(beds.index(now) + 1) % len(beds)], bed_on=True)

    def _snapshot_fields(self) -> dict[str, Any]:
        """Returns the levels as the fields of a snapshot."""
        return {
            "voice_db": self._levels.voice_db,
            "bed_db": self._levels.bed_db,
            "bed_on": self._levels.bed_on,
            "bed": bed_label(self._levels.bed or self._current_beds()[0]),
            "bed_chosen": self._levels.bed is not None,
        }

    def _change_levels(self, **changes: Any) -> None:
        self._levels = replace(self._levels, **changes)
        self._send_levels(self._levels)


def _clamped(level_db: float) -> float:
    return max(MIN_DB, min(level_db, MAX_DB))

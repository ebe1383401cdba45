"""The listener's levels of voice and background, and the choice of background."""

from collections.abc import Callable, Sequence
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
        current_bed: Callable[[], str],
        levels: Levels | None = None,
        own_beds: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        """`send_levels` sends levels to the sound; `current_bed` returns the timeline's background now.

        `own_beds` returns the names of the script's own backgrounds.
        """
        self._own_beds = own_beds
        self._levels = levels or Levels()
        self._send_levels = send_levels
        self._current_bed = current_bed

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
        now = self._levels.bed or self._current_bed()
        beds = (*self._own_beds(), *BEDS)
        self._change_levels(bed=beds[(beds.index(now) + 1) % len(beds)], bed_on=True)

    def _snapshot_fields(self) -> dict[str, Any]:
        """Returns the levels as the fields of a snapshot."""
        return {
            "voice_db": self._levels.voice_db,
            "bed_db": self._levels.bed_db,
            "bed_on": self._levels.bed_on,
            "bed": bed_label(self._levels.bed or self._current_bed()),
            "bed_chosen": self._levels.bed is not None,
        }

    def _change_levels(self, **changes: Any) -> None:
        self._levels = replace(self._levels, **changes)
        self._send_levels(self._levels)


def _clamped(level_db: float) -> float:
    return max(MIN_DB, min(level_db, MAX_DB))

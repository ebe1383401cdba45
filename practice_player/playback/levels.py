"""How loud the listener wants voice and background, and which background."""

from dataclasses import replace
from typing import Any, Final

from practice_player.script.choices import BEDS
from practice_player.sound.engine.protocol import Levels

MIN_DB: Final = -24.0
MAX_DB: Final = 6.0
"""How far the voice and the background can be turned down and up."""


def louder_voice(levels: Levels, by_db: float) -> Levels:
    """The narration louder or softer; the breath tones and bells go with it."""
    return replace(levels, voice_db=_within(levels.voice_db + by_db))


def louder_bed(levels: Levels, by_db: float) -> Levels:
    """The background louder or softer; one that was off is on again."""
    return replace(levels, bed_db=_within(levels.bed_db + by_db), bed_on=True)


def next_bed(levels: Levels, now: str) -> Levels:
    """The background after the one that is heard now, and none after the last."""
    return replace(levels, bed=BEDS[(BEDS.index(now) + 1) % len(BEDS)], bed_on=True)


def shown(levels: Levels, timeline_bed: str) -> dict[str, Any]:
    """What a snapshot says of them, by its fields."""
    return {
        "voice_db": levels.voice_db,
        "bed_db": levels.bed_db,
        "bed_on": levels.bed_on,
        "bed": levels.bed or timeline_bed,
        "bed_chosen": levels.bed is not None,
    }


def _within(level_db: float) -> float:
    return max(MIN_DB, min(level_db, MAX_DB))

"""What the listener has just changed of the sound, said for a moment.  Pure."""

from dataclasses import dataclass
from typing import Final

from practice_player.playback.levels import MAX_DB, MIN_DB
from practice_player.playback.snapshot import PlaybackSnapshot

SHOWN_S: Final = 3.0
"""How long a change stays on the screen."""

_STEP_DB: Final = 2.0
"""What a cell of the bar stands for: as much as one press of a key changes."""


@dataclass(frozen=True, slots=True)
class _Sound:
    """What of the sound can be changed on the way."""

    voice: str
    voice_db: float
    bed: str
    bed_on: bool
    bed_db: float

    @classmethod
    def of(cls, snapshot: PlaybackSnapshot) -> "_Sound":
        # A background that the script itself changes is no news of the listener's.
        bed = snapshot.bed if snapshot.bed_chosen else ""
        return cls(snapshot.voice, snapshot.voice_db, bed, snapshot.bed_on, snapshot.bed_db)


class LevelNews:
    """Remembers what the sound was like, and says what became of it."""

    def __init__(self) -> None:
        self._before: _Sound | None = None
        self._news = ""
        self._until_s = float("-inf")

    def line(self, snapshot: PlaybackSnapshot, now_s: float) -> str:
        """What was changed last, for `SHOWN_S` after it; empty otherwise."""
        now, before = _Sound.of(snapshot), self._before
        self._before = now
        if before is not None and now != before:
            self._news, self._until_s = _news(snapshot, before, now), now_s + SHOWN_S
        return self._news if now_s < self._until_s else ""


def _news(snapshot: PlaybackSnapshot, before: _Sound, now: _Sound) -> str:
    if now.voice != before.voice:
        return f"voice: {now.voice}"
    if now.voice_db != before.voice_db:
        return f"voice  {level(now.voice_db)}"
    if not snapshot.has_bed:
        return "no background"
    if not now.bed_on:
        return "background off"
    return f"{snapshot.bed}  {level(now.bed_db)}"


def level(level_db: float) -> str:
    """A level as a short bar, and in words."""
    cells, filled = round((MAX_DB - MIN_DB) / _STEP_DB), round((level_db - MIN_DB) / _STEP_DB)
    whole_db = round(level_db)
    words = f"{whole_db:+d} dB" if whole_db else "as recorded"
    return f"{'━' * filled}{'─' * (cells - filled)}  {words}"

"""One practice as the journal remembers it.

Pure: no file, no clock.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from enum import StrEnum


class Ended(StrEnum):
    """How a practice came to its end."""

    RUNNING = "running"
    """It is under way, in this program or another."""
    FINISHED = "finished"
    """It was heard to its end."""
    STOPPED = "stopped"
    """It was enough for today, or the power went."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    id: int
    """1 or more; never given twice, not even after an entry is erased."""

    name: str
    """The practice's name, as on the command line."""

    title: str
    """The practice's title on that day; the script may have been renamed since."""

    practice: str
    """The kind of practice: solo or partner."""

    started_at: datetime
    """Aware, in UTC."""

    offset: timedelta | None = None
    """How far clocks stood from UTC where it was practised; None for rows that never knew."""

    planned_s: float
    """Length that was chosen, in seconds (0 or more)."""

    practised_s: float
    """Length that was done, in seconds, 0 or more: without what was skipped, twice what was heard twice."""

    ended: Ended

    note: str
    """The person's own words; empty when there are none."""

    def local_start(self, here: tzinfo | None) -> datetime:
        """When it began by the clocks of where it was practised.

        A row that never knew goes by `here`; None is the machine's own zone, by its rules on that day.
        """
        zone = here if self.offset is None else timezone(self.offset)
        return self.started_at.astimezone(zone)

    def as_json(self) -> dict[str, object]:
        """Stable keys, documented for other programs; only additions are allowed."""
        return {
            "id": self.id,
            "name": self.name,
            "title": self.title,
            "practice": self.practice,
            "started_at": self.started_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "planned_s": self.planned_s,
            "practised_s": self.practised_s,
            "ended": self.ended.value,
            "note": self.note,
        }

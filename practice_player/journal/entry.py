"""One practice as the journal remembers it.

Pure: no file, no clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from enum import StrEnum
from typing import Any, TypeAlias

MAX_NUMBER = 10
"""The highest number of a check-in."""

CheckIns: TypeAlias = Mapping[str, Mapping[str, int]]
"""Numbers from 0 to 10 by what they say, under `before` and `after`."""


class Ended(StrEnum):
    """How a practice came to its end."""

    RUNNING = "running"
    """It is under way, in this program or another."""
    FINISHED = "finished"
    """It was heard to its end."""
    STOPPED = "stopped"
    """It was enough for today, or the power went."""


def checked_people(written: Any) -> tuple[str, ...]:
    """Names as they were read from somewhere.

    Raises:
        ValueError: they are no names.
    """
    if not isinstance(written, list | tuple) or not all(isinstance(name, str) for name in written):
        raise ValueError("no list of names")
    return tuple(written)


def checked_check_ins(written: Any) -> CheckIns:
    """Check-ins as they were read from somewhere.

    Raises:
        ValueError: they are none.
    """
    if not isinstance(written, Mapping) or not written.keys() <= {"before", "after"}:
        raise ValueError("no check-ins")
    for numbers in written.values():
        if not isinstance(numbers, Mapping) or not all(
            isinstance(number, int) and 0 <= number <= MAX_NUMBER for number in numbers.values()
        ):
            raise ValueError("no numbers of a check-in")
    return {moment: dict(numbers) for moment, numbers in written.items()}


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

    people: tuple[str, ...] = ()
    """Who practised, as they were named; a guest's name is empty.  Nobody, when nobody was asked."""

    first: str = ""
    """Who went first in the turns; empty when there were none, or it was a guest."""

    check_ins: CheckIns = field(default_factory=dict)
    """What one person entered of themself; never another's."""

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
            "people": list(self.people),
            "first": self.first,
        }

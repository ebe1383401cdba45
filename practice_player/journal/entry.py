"""One practice as the journal stores it.

Pure: no file, no clock.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from enum import StrEnum
from typing import Any, Final, TypeAlias

MAX_NUMBER = 10
"""The highest number in a check-in."""

MIN_NOTED_S: Final = 1.0
"""A word keeps a shorter practice as well, from here on: below it, nothing was practised."""

CheckIns: TypeAlias = Mapping[str, Mapping[str, int]]
"""Numbers from 0 to 10 by check-in item (`tension`, `energy`), under `before` and `after`."""


class Ended(StrEnum):
    """Whether and how a practice ended."""

    RUNNING = "running"
    """It has not ended, in this program or another."""
    FINISHED = "finished"
    """It was played to its end."""
    STOPPED = "stopped"
    """It was stopped early: enough for today."""
    GROUNDED = "grounded"
    """It was too much, and the grounding practice was played instead of the rest."""
    CUT_OFF = "cut-off"
    """The program or the power ended."""


def parse_texts(value: Any) -> tuple[str, ...]:
    """Returns a value that was read from outside as a list of texts: names, or adaptations.

    Raises:
        ValueError: it is not a list of texts.
    """
    if not isinstance(value, list | tuple) or not all(isinstance(text, str) for text in value):
        raise ValueError("no list of texts")
    return tuple(value)


def parse_texts_json(text: Any) -> tuple[str, ...]:
    """Returns the list of texts that a column holds as JSON.

    Raises:
        ValueError: it holds anything else.
    """
    try:
        return parse_texts(json.loads(text))
    except (TypeError, RecursionError) as exc:
        raise ValueError("no list of texts") from exc


def parse_check_ins(value: Any) -> CheckIns:
    """Returns a value that was read from outside as check-ins.

    Raises:
        ValueError: it has other keys than `before` and `after`, or numbers outside 0 to 10.
    """
    if not isinstance(value, Mapping) or not value.keys() <= {"before", "after"}:
        raise ValueError("no check-ins")
    for numbers in value.values():
        if not isinstance(numbers, Mapping) or not all(
            isinstance(number, int) and 0 <= number <= MAX_NUMBER for number in numbers.values()
        ):
            raise ValueError("no numbers of a check-in")
    return {moment: dict(numbers) for moment, numbers in value.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    id: int
    """1 or more; never used again, not even after the entry is erased."""

    name: str
    """The practice's name, as on the command line."""

    title: str
    """The practice's title on that day; its script may have another title now."""

    practice: str
    """`solo` or `partner`."""

    started_at: datetime
    """Aware, in UTC."""

    offset: timedelta | None = None
    """The local clock's offset from UTC where it was practised; None for rows from before this was stored."""

    planned_s: float
    """The chosen length in seconds (0 or more)."""

    practised_s: float
    """The practised length in seconds (0 or more): skipped parts do not count, repeated parts count again."""

    ended: Ended

    note: str
    """The person's own words; empty if there are none."""

    people: tuple[str, ...] = ()
    """The names of those who practised; a guest's name is empty.  Empty if nobody was asked for names."""

    first: str = ""
    """Who went first in the turns; empty if there were no turns, or it was a guest."""

    check_ins: CheckIns = field(default_factory=dict)
    """The numbers of the one person whose journal this is; never another person's."""

    goal: str = ""
    """What the practice was for, such as `settle`; empty for rows from before this was stored."""

    script_hash: str = ""
    """The hash of the script as it was on that day; empty as for `goal`."""

    voice: str = ""
    bed: str = ""
    """The voice and the background at the start; empty as for `goal`."""

    without: tuple[str, ...] = ()
    """The adaptations that the person whose journal this is used themself; never a consent."""

    def local_start(self, default_zone: tzinfo | None) -> datetime:
        """Returns the start in the local time of the place where it was practised.

        An entry without an offset uses `default_zone`; None is the machine's own zone, by its rules on that
        day.
        """
        zone = default_zone if self.offset is None else timezone(self.offset)
        return self.started_at.astimezone(zone)

    def as_json(self) -> dict[str, object]:
        """Returns the documented form for other programs; keys may be added, but not changed."""
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
            "offset_s": None if self.offset is None else round(self.offset.total_seconds()),
            "goal": self.goal,
            "script_hash": self.script_hash,
            "voice": self.voice,
            "bed": self.bed,
            "without": list(self.without),
            "check_ins": {moment: dict(numbers) for moment, numbers in self.check_ins.items()},
        }

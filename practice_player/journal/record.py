"""One practice as the program that plays it knows it.

Written whole each time, under a key of its own: a write that failed is made good by the next one, and one
that was made twice does no harm.  Pure: no file, no clock.
"""

import json
import math
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from practice_player.journal.entry import CheckIns, Ended, checked_check_ins, checked_people


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalRecord:
    key: str
    """Made by the program for this one practice: 32 hexadecimal digits."""

    name: str
    title: str
    practice: str
    started_at: datetime
    """Aware."""

    offset: timedelta | None
    """How far clocks stood from UTC where it was practised."""

    planned_s: float
    beaten_at: datetime
    """Aware; when the program last knew of it."""

    practised_s: float = 0.0
    ended: Ended = Ended.RUNNING
    note: str = ""
    people: tuple[str, ...] = ()
    first: str = ""
    check_ins: CheckIns = field(default_factory=dict)

    def as_text(self) -> str:
        return json.dumps(
            asdict(self)
            | {
                "started_at": self.started_at.astimezone(UTC).isoformat(),
                "beaten_at": self.beaten_at.astimezone(UTC).isoformat(),
                "offset": None if self.offset is None else self.offset.total_seconds(),
                "ended": self.ended.value,
            }
        )


def read_record(text: str) -> JournalRecord:
    """The record again.

    Raises:
        ValueError: it is none, or no whole one.
    """
    try:
        return record_of(json.loads(text))
    except RecursionError as exc:
        raise ValueError("no whole record") from exc


def record_of(told: dict[str, Any]) -> JournalRecord:
    """A record from its fields, each of which may be anything.

    Raises:
        ValueError: they are none that the journal can keep and give back.
    """
    try:
        offset_s = told["offset"]
        offset = None if offset_s is None else timedelta(seconds=offset_s)
        timezone(offset or timedelta())  # refuses what is no offset
        return JournalRecord(
            key=str(told["key"]),
            name=str(told["name"]),
            title=str(told["title"]),
            practice=str(told["practice"]),
            started_at=_time(told["started_at"]),
            offset=offset,
            planned_s=_length_s(told["planned_s"]),
            beaten_at=_time(told["beaten_at"]),
            practised_s=_length_s(told["practised_s"]),
            ended=Ended(told["ended"]),
            note=str(told["note"]),
            people=checked_people(told.get("people", ())),
            first=str(told.get("first", "")),
            check_ins=checked_check_ins(told.get("check_ins", {})),
        )
    except (KeyError, TypeError, OverflowError) as exc:
        raise ValueError("no whole record") from exc


def _time(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("a time without its zone")
    return at.astimezone(UTC)


def _length_s(told: Any) -> float:
    length_s = float(told)
    if not math.isfinite(length_s) or length_s < 0:
        raise ValueError("a length that is none")
    return length_s

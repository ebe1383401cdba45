"""One practice as the program that plays it writes it to the journal.

The whole record is written each time, under a key of its own: the next write makes up for a failed one, and
writing twice does no harm.  Pure: no file, no clock.
"""

import json
import math
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from practice_player.journal.entry import CheckIns, Ended, parse_check_ins, parse_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalRecord:
    key: str
    """Identifies this one practice: 32 hexadecimal digits."""

    name: str
    title: str
    practice: str
    started_at: datetime
    """Aware."""

    offset: timedelta | None
    """The local clock's offset from UTC where it was practised."""

    planned_s: float
    beaten_at: datetime
    """When the program last reported it; aware."""

    practised_s: float = 0.0
    ended: Ended = Ended.RUNNING
    note: str = ""
    people: tuple[str, ...] = ()
    first: str = ""
    check_ins: CheckIns = field(default_factory=dict)
    goal: str = ""
    script_hash: str = ""
    voice: str = ""
    bed: str = ""
    without: tuple[str, ...] = ()
    resume: str = ""
    """Where an unfinished practice can go on, as JSON; empty if it cannot."""

    @property
    def day(self) -> date:
        """The local day on which it began."""
        zone = None if self.offset is None else timezone(self.offset)
        return self.started_at.astimezone(zone).date()

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
    """Reads the text that `JournalRecord.as_text` writes.

    Raises:
        ValueError: it is not a complete record.
    """
    try:
        return parse_record(json.loads(text))
    except RecursionError as exc:
        raise ValueError("no whole record") from exc


def parse_record(values: dict[str, Any]) -> JournalRecord:
    """Returns a record of its values by field name, each of which may be anything.

    Raises:
        ValueError: a value is missing, or the journal could not store it and return it unchanged.
    """
    try:
        offset_s = values["offset"]
        offset = None if offset_s is None else timedelta(seconds=offset_s)
        timezone(offset or timedelta())  # raises ValueError if it is too large for an offset
        return JournalRecord(
            key=str(values["key"]),
            name=str(values["name"]),
            title=str(values["title"]),
            practice=str(values["practice"]),
            started_at=_parse_time(values["started_at"]),
            offset=offset,
            planned_s=_parse_length_s(values["planned_s"]),
            beaten_at=_parse_time(values["beaten_at"]),
            practised_s=_parse_length_s(values["practised_s"]),
            ended=Ended(values["ended"]),
            note=str(values["note"]),
            people=parse_texts(values.get("people", ())),
            first=str(values.get("first", "")),
            check_ins=parse_check_ins(values.get("check_ins", {})),
            **{name: str(values.get(name, "")) for name in ("goal", "script_hash", "voice", "bed", "resume")},
            without=parse_texts(values.get("without", ())),
        )
    except (KeyError, TypeError, OverflowError) as exc:
        raise ValueError("no whole record") from exc


def _parse_time(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("a time without its zone")
    return at.astimezone(UTC)


def _parse_length_s(value: Any) -> float:
    length_s = float(value)
    if not math.isfinite(length_s) or length_s < 0:
        raise ValueError("a length that is none")
    return length_s

"""One practice as the program that plays it knows it.

Written whole each time, under a key of its own: a write that failed is made good by the next one, and one
that was made twice does no harm.  Pure: no file, no clock.
"""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from practice_player.journal.entry import Ended


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
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


def read_record(text: str) -> Record:
    """The record again.

    Raises:
        ValueError: it is none, or no whole one.
    """
    try:
        told: dict[str, Any] = json.loads(text)
        offset_s = told["offset"]
        return Record(
            key=str(told["key"]),
            name=str(told["name"]),
            title=str(told["title"]),
            practice=str(told["practice"]),
            started_at=_time(told["started_at"]),
            offset=None if offset_s is None else timedelta(seconds=offset_s),
            planned_s=float(told["planned_s"]),
            beaten_at=_time(told["beaten_at"]),
            practised_s=float(told["practised_s"]),
            ended=Ended(told["ended"]),
            note=str(told["note"]),
        )
    except (KeyError, TypeError, OverflowError, RecursionError) as exc:
        raise ValueError("no whole record") from exc


def _time(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("a time without its zone")
    return at

"""One practice of an exported journal: its fields, from a row of the table and back to one.

docs/journal.md describes them.  Pure: no file, no clock.
"""

import json
import math
import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from practice_player.journal.entry import Ended, parse_check_ins, parse_texts
from practice_player.journal.rows import names_as_json, parse_timestamp, timestamp

FORMAT: Final = "practice-player journal"
VERSION: Final = 1

FIELDS: Final = (
    "id",
    "key",
    "name",
    "title",
    "practice",
    "goal",
    "script_hash",
    "started_at",
    "offset_s",
    "day",
    "last_beat_at",
    "planned_s",
    "practised_s",
    "ended",
    "people",
    "first",
    "voice",
    "bed",
    "without",
    "check_ins",
    "note",
)
"""The fields of a practice, in the order of the export; each is a column of the table of the same name."""

JSON_FIELDS: Final = ("people", "without", "check_ins")
"""The fields whose values are lists or objects; the table, and CSV, have them as JSON."""

NUMBER_FIELDS: Final = ("id", "offset_s", "planned_s", "practised_s")

MAX_ID: Final = 2**53
"""The highest number that every reader of JSON can hold; far more would leave no room for new entries."""

_KEY: Final = re.compile(r"[0-9A-Za-z_-]{1,64}")  # it becomes a part of a file's name
_MAX_OFFSET: Final = timedelta(hours=24)


class FieldError(Exception):
    """A field of an exported practice that the journal would not keep as it is."""

    def __init__(self, problem: str, fix: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.fix = fix


def fields_of_row(row: tuple[Any, ...]) -> dict[str, Any]:
    """Returns the exported fields of a row of the columns `FIELDS`.

    Raises:
        ValueError: the row is damaged.
    """
    fields = dict(zip(FIELDS, row, strict=True))
    try:
        fields |= {name: json.loads(fields[name]) for name in JSON_FIELDS}
        row_of_fields(fields)
    except (TypeError, RecursionError, FieldError) as exc:
        raise ValueError("a row that no journal writes") from exc
    return fields


def row_of_fields(fields: Any) -> dict[str, Any]:
    """Returns the row, by column, of exported fields, which may be anything.

    Raises:
        FieldError: a field is missing, unknown, or of a value that no export has.
    """
    if not isinstance(fields, Mapping):
        raise FieldError("this is no practice", "write an object with the fields of docs/journal.md")
    for name in FIELDS:
        if name not in fields:
            raise FieldError(f"`{name}` is missing", "export the journal again")
    for name in fields:
        if name not in FIELDS:
            raise FieldError(f"`{str(name)[:40]}` is no field of a practice", "leave it out")
    row: dict[str, Any] = {}
    for name in FIELDS:
        try:
            row[name] = _PARSERS.get(name, _text)(fields[name])
        except (ValueError, TypeError, OverflowError, RecursionError, AttributeError):
            value = json.dumps(fields[name], ensure_ascii=False, default=str)[:40]
            raise FieldError(f"`{name}` cannot be {value}", _FIXES.get(name, "write a text")) from None
    return row


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    value.encode()  # raises a ValueError for a lone surrogate, which SQLite refuses
    return value


def _whole_number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("no whole number")
    return value


def _id(value: Any) -> int:
    if not 1 <= _whole_number(value) <= MAX_ID:
        raise ValueError("no id")
    return int(value)


def _key(value: Any) -> str:
    if not _KEY.fullmatch(value):
        raise ValueError("no key")
    return str(value)


def _kind(value: Any) -> str:
    if value not in ("solo", "partner"):
        raise ValueError("no kind of practice")
    return str(value)


def _ended(value: Any) -> str:
    return Ended(value).value


def _time(value: Any) -> str:
    text = _text(value)
    if timestamp(parse_timestamp(text)) != text:
        raise ValueError("not as the journal writes it")
    return text


def _day(value: Any) -> str:
    if date.fromisoformat(value).isoformat() != value:
        raise ValueError("not as the journal writes it")
    return str(value)


def _offset_s(value: Any) -> int | None:
    if value is None:
        return None
    if abs(timedelta(seconds=_whole_number(value))) >= _MAX_OFFSET:
        raise ValueError("no offset")
    return int(value)


def _length_s(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("no length")
    if not math.isfinite(value) or value < 0:
        raise ValueError("no length")
    return float(value)


def _people(value: Any) -> str:
    return _text(names_as_json(tuple(map(_text, parse_texts(value)))))


def _without(value: Any) -> str:
    return json.dumps(list(map(_text, parse_texts(value))))


def _check_ins(value: Any) -> str:
    check_ins = parse_check_ins(value)
    for numbers in check_ins.values():
        for item in numbers:
            _text(item)
    return json.dumps(check_ins)


_PARSERS: Final = {
    "id": _id,
    "key": _key,
    "practice": _kind,
    "started_at": _time,
    "offset_s": _offset_s,
    "day": _day,
    "last_beat_at": _time,
    "planned_s": _length_s,
    "practised_s": _length_s,
    "ended": _ended,
    "people": _people,
    "without": _without,
    "check_ins": _check_ins,
}
_TIME_FIX: Final = "write UTC to the microsecond: 2026-11-23T09:48:00.000000Z"
_LENGTH_FIX: Final = "write seconds, 0 or more"
_FIXES: Final = {
    "id": f"write a whole number from 1 to {MAX_ID}",
    "key": "write up to 64 letters and digits, other ones for each practice",
    "practice": "write solo or partner",
    "started_at": _TIME_FIX,
    "offset_s": "write the seconds from UTC, or null",
    "day": "write year, month and day: 2026-11-23",
    "last_beat_at": _TIME_FIX,
    "planned_s": _LENGTH_FIX,
    "practised_s": _LENGTH_FIX,
    "ended": f"write one of {', '.join(Ended)}",
    "people": "write a list of names",
    "without": "write a list of words",
    "check_ins": "write numbers from 0 to 10, under before and after",
}

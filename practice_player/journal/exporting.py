"""Writes the journal as JSON, CSV or iCalendar text, a piece at a time.

What a spreadsheet would run as a formula has an apostrophe before it in CSV, which importing takes away.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from math import ceil
from pathlib import Path
from typing import Any, Final

from practice_player.journal.entry import Ended
from practice_player.journal.exported import FIELDS, FORMAT, JSON_FIELDS, VERSION, fields_of_row
from practice_player.journal.failures import damaged_error
from practice_player.journal.rows import parse_timestamp
from practice_player.journal.store import Journal
from practice_player.lib.plain_text import escape_json, one_line

QUOTED: Final = "'"
"""Stands before a cell that begins with it, or with what makes a spreadsheet run it."""

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001

_PAGE: Final = 1000
_ROWS: Final = f"SELECT {', '.join(FIELDS)} FROM entry WHERE id > :after ORDER BY id LIMIT {_PAGE}"  # noqa: S608


def exported_practices(path: Path, journal: Journal) -> Iterator[dict[str, Any]]:
    """Yields the fields of each practice by its number, each as it is when its page is read.

    Raises:
        JournalError: the journal cannot be read.
    """
    after = 0
    while rows := journal.select(_ROWS, {"after": after}):
        for row in rows:
            try:
                yield fields_of_row(row)
            except ValueError as exc:
                raise damaged_error(str(path)) from exc
        after = rows[-1][0]


def json_text(practices: Iterator[dict[str, Any]]) -> Iterator[str]:
    """Yields an object with the practices in a list; nothing in it can control a terminal."""
    yield f'{{"format": "{FORMAT}", "version": {VERSION}, "entries": ['
    separator = "\n"
    for fields in practices:
        yield separator + escape_json(json.dumps(fields, ensure_ascii=False))
        separator = ",\n"
    yield "\n]}\n"


def csv_text(practices: Iterator[dict[str, Any]]) -> Iterator[str]:
    """Yields a row for each practice below the names of the fields, for a spreadsheet."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)  # with \r\n, as RFC 4180 has it
    buffer.write("\ufeff")  # without this mark, Excel reads UTF-8 as another encoding
    writer.writerow(FIELDS)
    for fields in practices:
        writer.writerow([_cell(name, fields[name]) for name in FIELDS])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def calendar_text(practices: Iterator[dict[str, Any]]) -> Iterator[str]:
    """Yields a calendar with an event for each practice that has ended.

    It says when, what, alone or together, and how it ended: no names, note or numbers, because calendars are
    often copied to other machines.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//practice-player//journal//EN")
    calendar.add("version", "2.0")
    head, _, end = calendar.to_ical().decode().partition("END:")
    yield head
    for fields in practices:
        if fields["ended"] == Ended.RUNNING:
            continue
        start = parse_timestamp(fields["started_at"]).replace(microsecond=0)
        event = Event()
        event.add("uid", f"{fields['key']}@practice-player")
        event.add("dtstamp", start)
        event.add("dtstart", start)
        event.add("duration", timedelta(seconds=max(1, ceil(fields["practised_s"]))))
        event.add("summary", one_line(fields["title"]))
        event.add("categories", ["together" if fields["practice"] == "partner" else "alone"])
        event.add("description", _ENDINGS[Ended(fields["ended"])])
        event.add("transp", "TRANSPARENT")
        yield event.to_ical().decode()
    yield f"END:{end}"


_ENDINGS: Final[Mapping[Ended, str]] = {
    Ended.FINISHED: "finished",
    Ended.STOPPED: "enough for today",
    Ended.GROUNDED: "grounded",
    Ended.CUT_OFF: "cut off",
}

WRITERS: Final[Mapping[str, Callable[[Iterator[dict[str, Any]]], Iterator[str]]]] = {
    "json": json_text,
    "csv": csv_text,
    "ics": calendar_text,
}
"""The formats, by the ending of a file's name."""


def _cell(name: str, value: Any) -> Any:
    if name in JSON_FIELDS:
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith((QUOTED, *FORMULA_STARTS)):
        return QUOTED + value
    return repr(value) if isinstance(value, float) else value

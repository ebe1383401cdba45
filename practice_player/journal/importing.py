"""Reads an exported journal, in JSON or CSV, into the journal: all of it, or nothing if anything is wrong.

A practice that is there already, by its key, stays as it is, so importing twice adds nothing.
"""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from practice_player.journal.exported import (
    FIELDS,
    FORMAT,
    JSON_FIELDS,
    NUMBER_FIELDS,
    VERSION,
    FieldError,
    row_of_fields,
)
from practice_player.journal.exporting import QUOTED
from practice_player.journal.store import Journal
from practice_player.lib.errors import JournalError

MAX_BYTES: Final = 512 * 1024 * 1024
"""The whole file is read before anything is written: more would take too much memory."""

_MAX_CELL_LETTERS: Final = 10_000_000
_REMEDY: Final = "name a file that `practice-player journal export` has written, as .json or .csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    added_count: int
    known_count: int
    """Practices that were in the journal already; they stay as they are."""


def import_journal(path: Path, file: Path) -> ImportResult:
    """Adds the practices of an exported file to the journal at `path`.

    Raises:
        JournalError: the file is no such export, which is said with the place in it, or the journal cannot
            be written.  Nothing is added then.
    """
    rows = read_export(file)
    with Journal.open(path) as journal:
        added_count = journal.add_rows(rows)
    return ImportResult(added_count=added_count, known_count=len(rows) - added_count)


def read_export(file: Path) -> list[dict[str, Any]]:
    """Returns the practices of an exported file as rows of the table.

    Raises:
        JournalError: as `import_journal`.
    """
    try:
        if file.stat().st_size > MAX_BYTES:
            raise JournalError(
                f"the file is larger than {MAX_BYTES // 1024**2} MB", fix=_REMEDY, place=str(file)
            )
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as exc:
        problem = f"the file cannot be read ({exc.strerror or exc})"
        raise JournalError(problem, fix=_REMEDY, place=str(file)) from exc
    except ValueError as exc:
        raise JournalError("the file is not UTF-8 text", fix=_REMEDY, place=str(file)) from exc
    practices = _json_practices if text.lstrip()[:1] in ("{", "[") else _csv_practices
    rows: list[dict[str, Any]] = []
    places_by_key: dict[str, str] = {}
    for place, fields in practices(text, file):
        try:
            row = row_of_fields(fields)
        except FieldError as exc:
            raise JournalError(exc.problem, fix=exc.fix, place=place) from exc
        if earlier_place := places_by_key.get(row["key"]):
            raise JournalError(
                f"the same practice is at {earlier_place}", fix="leave out one of the two", place=place
            )
        places_by_key[row["key"]] = place
        rows.append(row)
    return rows


def _json_practices(text: str, file: Path) -> Iterator[tuple[str, Any]]:
    try:
        export = json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as exc:
        raise JournalError(
            f"this is not JSON ({exc.msg})", fix=_REMEDY, place=f"{file}:{exc.lineno}:{exc.colno}"
        ) from exc
    except (ValueError, RecursionError) as exc:
        raise JournalError("this is no exported journal", fix=_REMEDY, place=str(file)) from exc
    if not isinstance(export, dict) or export.get("format") != FORMAT:
        raise JournalError("this is no exported journal", fix=_REMEDY, place=str(file))
    if export.get("version") != VERSION:
        raise JournalError(
            f"the export has another version than {VERSION}", fix="update practice-player", place=str(file)
        )
    entries = export.get("entries")
    if not isinstance(entries, list):
        raise JournalError("the practices are not in a list, `entries`", fix=_REMEDY, place=str(file))
    for number, fields in enumerate(entries, 1):
        yield f"{file}: entry {number}", fields


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise ValueError("a name twice in one object")
    return fields


def _csv_practices(text: str, file: Path) -> Iterator[tuple[str, Any]]:
    csv.field_size_limit(_MAX_CELL_LETTERS)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        if tuple(next(reader, ())) != FIELDS:
            raise JournalError("this is no exported journal", fix=_REMEDY, place=f"{file}:1")
        begun_line = reader.line_num + 1
        for cells in reader:
            place = f"{file}:{begun_line}"
            begun_line = reader.line_num + 1
            if len(cells) != len(FIELDS):
                raise JournalError(
                    f"there are {len(cells)} cells instead of {len(FIELDS)}", fix=_REMEDY, place=place
                )
            yield place, {name: _value(name, cell) for name, cell in zip(FIELDS, cells, strict=True)}
    except csv.Error as exc:
        raise JournalError(
            f"this is not CSV ({exc})", fix=_REMEDY, place=f"{file}:{reader.line_num}"
        ) from exc


def _value(name: str, cell: str) -> Any:
    """Returns the value of a cell; the text itself where it is none, which is then told as wrong."""
    if name in JSON_FIELDS:
        try:
            return json.loads(cell)
        except (ValueError, RecursionError):
            return cell
    if name in NUMBER_FIELDS:
        if not cell:
            return None
        try:
            return int(cell) if name in ("id", "offset_s") else float(cell)
        except ValueError:
            return cell
    return cell.removeprefix(QUOTED)

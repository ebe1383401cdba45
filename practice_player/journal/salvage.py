"""Reads what can still be read of a damaged journal.

The table is read from both ends, so that a damaged page in the middle loses only the practices on it.
"""

import json
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final

from practice_player.journal.record import JournalRecord, parse_record

_AS_JSON: Final[dict[str, list[str] | dict[str, Any]]] = {"people": [], "check_ins": {}, "without": []}
"""The columns that hold JSON, and the value of each if it cannot be read."""


def salvage_records(path: Path) -> list[JournalRecord]:
    """Returns the practices that can be read, the earliest first; never raises."""
    records_by_id: dict[int, JournalRecord] = {}
    for order in ("ASC", "DESC"):
        with suppress(sqlite3.Error, OSError, ValueError):
            for row in _rows(path, order):
                with suppress(ValueError):
                    records_by_id[row["id"]] = parse_record(
                        {"offset": row.get("offset_s"), "note": "", "beaten_at": row.get("last_beat_at")}
                        | row
                        | {"key": row.get("key") or uuid.uuid4().hex}
                        | {name: _from_json(row.get(name), empty) for name, empty in _AS_JSON.items()}
                    )
    return [records_by_id[entry_id] for entry_id in sorted(records_by_id)]


def describe_damage(path: Path) -> str:
    """Returns the first of what SQLite's own check says of a damaged journal, for the log; never raises."""
    try:
        with closing(_connect(path)) as connection:
            return str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
    except (sqlite3.Error, OSError, ValueError) as exc:
        return str(exc)


def _connect(path: Path) -> sqlite3.Connection:
    # A write-ahead log beside it is read as well; without one, `immutable` creates none.
    mode = "mode=ro" if path.with_name(path.name + "-wal").exists() else "immutable=1"
    return sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True)


def _rows(path: Path, order: str) -> Iterator[dict[str, Any]]:
    """Yields each row with all columns of its version; bytes that are not UTF-8 are replaced."""
    with closing(_connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        connection.text_factory = lambda raw: raw.decode(errors="replace")
        for row in connection.execute(f"SELECT * FROM entry NOT INDEXED ORDER BY id {order}"):  # noqa: S608
            yield dict(row)


def _from_json(text: Any, empty: list[str] | dict[str, Any]) -> Any:
    """Returns the value of a JSON column; `empty` if the version had no such column, or it is damaged."""
    try:
        value = json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return empty
    return value if isinstance(value, type(empty)) else empty

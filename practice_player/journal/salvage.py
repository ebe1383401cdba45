"""What can still be read of a journal that is damaged.

It is read from both ends: one spoilt page in the middle costs what is on it and no more.
"""

import json
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final

from practice_player.journal.record import JournalRecord, record_of

_AS_JSON: Final[dict[str, list[str] | dict[str, Any]]] = {"people": [], "check_ins": {}}
"""The columns that hold JSON, and what each is when nothing is known."""


def readable(path: Path) -> list[JournalRecord]:
    """The practices in a journal as far as they make sense, the earliest first; never raises."""
    found: dict[int, JournalRecord] = {}
    for order in ("ASC", "DESC"):
        with suppress(sqlite3.Error, OSError, ValueError):
            for row in _rows(path, order):
                with suppress(ValueError):
                    found[row["id"]] = record_of(
                        {"offset": row.get("offset_s"), "note": "", "beaten_at": row.get("last_beat_at")}
                        | row
                        | {"key": row.get("key") or uuid.uuid4().hex}
                        | {name: _from_json(row.get(name), empty) for name, empty in _AS_JSON.items()}
                    )
    return [found[number] for number in sorted(found)]


def _rows(path: Path, order: str) -> Iterator[dict[str, Any]]:
    """Every column that the table has, whichever version made it; of words that are no text, what is text."""
    # With a log beside it, that is read too; without one, none is made.
    how = "mode=ro" if path.with_name(path.name + "-wal").exists() else "immutable=1"
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        connection.text_factory = lambda raw: raw.decode(errors="replace")
        for row in connection.execute(f"SELECT * FROM entry NOT INDEXED ORDER BY id {order}"):  # noqa: S608
            yield dict(row)


def _from_json(text: Any, empty: list[str] | dict[str, Any]) -> Any:
    """What a column says; `empty` where an older version had none, or it is spoilt."""
    try:
        value = json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return empty
    return value if isinstance(value, type(empty)) else empty

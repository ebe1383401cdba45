"""The journal's SQLite file: a row for each practice, from the moment it is to be kept.

A practice under way updates its row every few seconds (a *beat*), so that a power cut loses little.  Times
are arguments and aware.  The only error raised is `JournalError`.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Self

from practice_player.journal.entry import JournalEntry
from practice_player.journal.entry_filter import EVERY_ENTRY, EntryFilter, select_entries
from practice_player.journal.failures import (
    damaged_error,
    is_read_only,
    translate_errors,
    unknown_entry_error,
)
from practice_player.journal.opening import has_invalid_write_version, open_connection
from practice_player.journal.record import JournalRecord
from practice_player.journal.rows import (
    ENTRY_COLUMNS,
    INSERT,
    UPDATE,
    entry_of_row,
    names_as_json,
    row_of_record,
    storable,
)
from practice_player.lib.errors import JournalError

BUSY_TIMEOUT_MS: Final = 2000
_MAX_ID: Final = 2**63 - 1

_LATE_BEATS: Final = 100
"""So many of the latest practices may still be written to when the whole journal is erased."""


class Journal:
    """One connection to one journal.

    Any thread may call it; calls take turns, and one may wait up to 2 s for another program.
    Every method raises `JournalError` when the file cannot be read or written.
    """

    def __init__(self, connection: sqlite3.Connection, *, place: str) -> None:
        self._connection = connection
        self._place = place
        self._lock = threading.Lock()

    @classmethod
    def open(cls, path: Path | None, *, busy_ms: int = BUSY_TIMEOUT_MS) -> Self:
        """Opens the journal at `path` and creates it if it is missing; None keeps it in memory.

        A file that is damaged, newer or not a journal is refused and left as it is.
        """
        return cls(open_connection(path, busy_ms=busy_ms), place=str(path) if path else "journal")

    def put(self, record: JournalRecord) -> None:
        """Writes a practice as it is now over its earlier state; writing twice does no harm.

        The practised length never shrinks, only the first end counts, and an erased practice stays erased.
        """
        self.put_all([record])

    def put_all(self, records: Iterable[JournalRecord]) -> None:
        """Writes several practices as `put` does, in one transaction."""
        rows = [row_of_record(record) for record in records]
        with self._writing() as connection:
            for row in rows:
                if not connection.execute(UPDATE, row).rowcount:
                    connection.execute(INSERT, row)
                    connection.execute(UPDATE, row)

    def set_note(self, entry_id: int, note: str) -> None:
        """Replaces the note of an entry; an empty note removes it."""
        self._check_id(entry_id)
        with self._writing() as connection:
            changed = connection.execute(
                "UPDATE entry SET note = ? WHERE id = ?", (storable(note), entry_id)
            ).rowcount
        if not changed:
            raise unknown_entry_error(entry_id, place=self._place)

    def entries(self, where: EntryFilter = EVERY_ENTRY, *, now: datetime) -> list[JournalEntry]:
        """Returns the wanted entries, newest first; which of them are cut off is seen from `now`."""
        rows = self.select(*select_entries(ENTRY_COLUMNS, where))
        return [self._entry(row, now=now) for row in rows]

    def entry(self, entry_id: int, *, now: datetime) -> JournalEntry:
        """Returns one entry, as `entries` does."""
        self._check_id(entry_id)
        rows = self.select(f"SELECT {ENTRY_COLUMNS} FROM entry WHERE id = :id", {"id": entry_id})  # noqa: S608
        if not rows:
            raise unknown_entry_error(entry_id, place=self._place)
        return self._entry(rows[0], now=now)

    def note(self, entry_id: int) -> str:
        """Returns the note of an entry."""
        self._check_id(entry_id)
        rows = self.select("SELECT note FROM entry WHERE id = :id", {"id": entry_id})
        if not rows:
            raise unknown_entry_error(entry_id, place=self._place)
        return str(rows[0][0])

    def select(self, query: str, parameters: Mapping[str, object]) -> list[tuple[Any, ...]]:
        """Returns the rows of a query; only for this package."""
        with self._using() as connection:
            return connection.execute(query, parameters).fetchall()

    def change(self, statement: str, parameters: dict[str, object]) -> int:
        """Executes a statement and returns how many rows it changed; only for this package."""
        with self._using() as connection:
            return connection.execute(statement, parameters).rowcount

    def erase(self, entry_id: int) -> dict[str, Any]:
        """Removes an entry, and returns its row by column; then `forget_freed_space` is due."""
        self._check_id(entry_id)
        with self._writing() as connection:
            cursor = connection.execute("SELECT * FROM entry WHERE id = ?", (entry_id,))
            row = cursor.fetchone()
            connection.execute(
                "INSERT OR IGNORE INTO erased SELECT key FROM entry WHERE id = ? AND key IS NOT NULL",
                (entry_id,),
            )
            connection.execute("DELETE FROM entry WHERE id = ?", (entry_id,))
        if row is None:
            raise unknown_entry_error(entry_id, place=self._place)
        return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}

    def erase_all(self) -> int:
        """Removes every entry, and returns how many there were; then `forget_freed_space` is due."""
        with self._writing() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO erased SELECT key FROM (SELECT key FROM entry ORDER BY started_at DESC"
                " LIMIT ?) WHERE key IS NOT NULL",
                (_LATE_BEATS,),
            )
            return connection.execute("DELETE FROM entry").rowcount

    def id_of_key(self, key: str) -> int | None:
        """Returns the number of the practice of a key; None if there is none."""
        rows = self.select("SELECT id FROM entry WHERE key = :key", {"key": key})
        return int(rows[0][0]) if rows else None

    def add_rows(self, rows: Iterable[Mapping[str, Any]]) -> int:
        """Adds rows of an export, by column, each under its number if that is free; returns how many.

        A practice whose key is there stays as it is.  One that was erased is there again.  All or nothing.
        """
        count = 0
        with self._writing() as connection:
            for row in rows:
                if connection.execute("SELECT 1 FROM entry WHERE key = :key", row).fetchone():
                    continue
                taken = connection.execute("SELECT 1 FROM entry WHERE id = :id", row).fetchone()
                connection.execute("DELETE FROM erased WHERE key = :key", row)
                columns, values = ", ".join(row), ", ".join(f":{column}" for column in row)
                connection.execute(
                    f"INSERT INTO entry ({columns}) VALUES ({values})",  # noqa: S608 - our own names
                    {**row, "id": None} if taken else row,
                )
                count += 1
        return count

    def rename(self, entry_id: int, *, people: list[str], first: str) -> None:
        """Replaces the names of those who practised."""
        with self._using() as connection:
            connection.execute(
                "UPDATE entry SET people = ?, first = ? WHERE id = ?",
                (names_as_json(tuple(people)), storable(first), entry_id),
            )

    def forget_freed_space(self) -> bool:
        """Removes from the disk what was deleted, and shrinks the file; returns whether that succeeded.

        Overwriting what is deleted (`secure_delete`) is not enough: when SQLite moves a row to another page,
        it may leave a copy.  So the file is written anew, and the write-ahead log emptied.  It fails while
        another program uses the file, or when the disk has no room for the copy.
        """
        with self._using() as connection:
            try:
                connection.execute("PRAGMA temp_store = MEMORY")  # no copy in the folder for temporary files
                connection.execute("VACUUM")
                [(busy, *_)] = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            except sqlite3.OperationalError:
                return False
            return not busy

    def check(self) -> None:
        """Reads the whole file and its indexes; raises `JournalDamagedError` if they do not agree."""
        if self.select("PRAGMA integrity_check(1)", {}) != [("ok",)]:
            raise damaged_error(self._place)

    def close(self) -> None:
        """Closes the file; closing twice is fine."""
        with self._using() as connection:
            connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                with translate_errors(self._place):
                    yield self._connection
            except JournalError as exc:
                if is_read_only(exc) and has_invalid_write_version(self._place):
                    raise damaged_error(self._place) from exc
                raise

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction that writes: all of it or nothing."""
        with self._using() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def _check_id(self, entry_id: int) -> None:
        if not 0 < entry_id <= _MAX_ID:
            raise unknown_entry_error(entry_id, place=self._place)

    def _entry(self, row: tuple[Any, ...], *, now: datetime) -> JournalEntry:
        try:
            return entry_of_row(row, now=now)
        except ValueError as exc:
            raise damaged_error(self._place) from exc

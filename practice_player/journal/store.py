"""The journal's SQLite file: a row for each practice, from the moment it starts.

A practice under way updates its row every few seconds (a *beat*), so that a power cut loses little.  Times
are arguments and aware; the table stores them as ISO 8601 in UTC.  The only error raised is `JournalError`.
"""

import json
import math
import os
import sqlite3
import threading
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, Final, Self

from practice_player.journal.entry import Ended, JournalEntry, parse_check_ins, parse_texts
from practice_player.journal.failures import damaged_error, is_not_a_journal, is_read_only, translate_errors
from practice_player.journal.migrations import APPLICATION_ID, migrate
from practice_player.lib.errors import JournalError
from practice_player.lib.folders import make_private

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from practice_player.journal.record import JournalRecord

SILENT_AFTER_S: Final = 15.0
"""A practice whose last beat is older than this has ended; a paused one continues to beat."""

MAX_PRACTISED_S: Final = 86_400.0
"""A practice of more than a day comes from a wrong clock, not from repeats."""

OVER_PLAN_S: Final = 1.0
"""Such a practice is stored as this much longer than planned."""

BUSY_TIMEOUT_MS: Final = 2000
_MAX_ID: Final = 2**63 - 1
_COLUMNS: Final = (
    "id, name, title, practice, started_at, offset_s, last_beat_at, planned_s, practised_s, ended, note,"
    " people, first, check_ins, goal, script_hash, voice, bed, without"
)
_APPLICATION_ID_OFFSET: Final = 68
"""Byte offset of the application id in an SQLite file: https://sqlite.org/fileformat.html, 1.3."""

_WRITE_VERSION_OFFSET: Final = 18
"""Byte offset of the file format write version; the same page."""

_PRACTISED_S: Final = f"CASE WHEN :done_s > {MAX_PRACTISED_S} THEN planned_s + {OVER_PLAN_S} ELSE :done_s END"

_UPDATE: Final = f"""
    UPDATE entry SET
        practised_s = max(practised_s, {_PRACTISED_S}),
        last_beat_at = :at,
        ended = CASE ended WHEN 'running' THEN :ended ELSE ended END,
        note = CASE :note WHEN '' THEN note ELSE :note END,
        check_ins = CASE :check_ins WHEN '{{}}' THEN check_ins ELSE :check_ins END,
        resume = CASE ended WHEN 'running' THEN :resume ELSE resume END
    WHERE key = :key
    """  # noqa: S608 - our own numbers
_INSERT: Final = """
    INSERT INTO entry
        (key, name, title, practice, goal, script_hash, started_at, offset_s, day, last_beat_at, planned_s,
         people, first, voice, bed, without)
    SELECT :key, :name, :title, :practice, :goal, :script_hash, :started, :offset_s, :day, :at, :planned_s,
           :people, :first, :voice, :bed, :without
    WHERE NOT EXISTS (SELECT 1 FROM erased WHERE key = :key)
    """


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
    def open(cls, path: "Path | None", *, busy_ms: int = BUSY_TIMEOUT_MS) -> Self:
        """Opens the journal at `path` and creates it if it is missing; None keeps it in memory.

        A file that is damaged, newer or not a journal is refused and left as it is.
        """
        try:
            return cls._open(path, busy_ms=busy_ms)
        except JournalError as exc:
            if path and is_not_a_journal(exc) and _has_application_id(path):
                raise damaged_error(str(path)) from exc
            raise

    @classmethod
    def _open(cls, path: "Path | None", *, busy_ms: int) -> Self:
        place = str(path) if path else "journal"
        with translate_errors(place):
            if path:
                _make_private(path)
            connection = sqlite3.connect(
                path or ":memory:",
                timeout=busy_ms / 1000,
                isolation_level=None,
                check_same_thread=False,
            )
            try:
                _prepare(connection, place=place)
            except BaseException:
                connection.close()
                raise
        return cls(connection, place=place)

    def begin(
        self,
        *,
        name: str,
        title: str,
        practice: str,
        planned_s: float,
        at: datetime,
        offset: timedelta | None = None,
    ) -> int:
        """Starts a row and returns its id; `offset` is the local clock's offset from UTC now."""
        started = _timestamp(at)
        offset_s = None if offset is None else round(offset.total_seconds())
        zone = None if offset is None else timezone(offset)
        day = at.astimezone(zone).date().isoformat()
        row = (*map(_storable, (name, title, practice)), started, offset_s, day, started, max(0.0, planned_s))
        with self._using() as connection:
            entry_id = connection.execute(
                "INSERT INTO entry"
                " (name, title, practice, started_at, offset_s, day, last_beat_at, planned_s)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            ).lastrowid
        return int(entry_id or 0)

    def beat(self, entry_id: int, *, practised_s: float, at: datetime) -> None:
        """Records that a practice is still under way; called about every 5 s, also while paused.

        The practised length never shrinks.  Has no effect once the practice has ended or been erased.
        """
        beat_at = _timestamp(at)
        with self._using() as connection:
            connection.execute(
                f"UPDATE entry SET practised_s = max(practised_s, {_PRACTISED_S}), last_beat_at = :at"  # noqa: S608
                " WHERE id = :id AND ended = 'running'",
                {"done_s": max(0.0, practised_s), "at": beat_at, "id": entry_id},
            )

    def close_entry(self, entry_id: int, *, practised_s: float, ended: Ended, at: datetime) -> None:
        """Ends a practice; only the first end counts.  Has no effect once it has been erased."""
        if ended is Ended.RUNNING:
            raise ValueError("a practice ends as finished or stopped")
        ended_at = _timestamp(at)
        with self._using() as connection:
            connection.execute(
                f"UPDATE entry SET practised_s = {_PRACTISED_S}, last_beat_at = :at, ended = :ended"  # noqa: S608
                " WHERE id = :id AND ended = 'running'",
                {"done_s": max(0.0, practised_s), "at": ended_at, "ended": ended.value, "id": entry_id},
            )

    def put(self, record: "JournalRecord") -> None:
        """Writes a practice as it is now over its earlier state; writing twice does no harm.

        As with `beat` and `close_entry`, the practised length never shrinks, only the first end counts, and
        an erased practice stays erased.
        """
        self.put_all([record])

    def put_all(self, records: "Iterable[JournalRecord]") -> None:
        """Writes several practices as `put` does, in one transaction."""
        rows = [_row(record) for record in records]
        with self._using() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                for row in rows:
                    if not connection.execute(_UPDATE, row).rowcount:
                        connection.execute(_INSERT, row)
                        connection.execute(_UPDATE, row)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def add_note(self, entry_id: int, note: str) -> None:
        """Replaces the note of an entry; an empty note removes it."""
        self._check_id(entry_id)
        with self._using() as connection:
            changed = connection.execute(
                "UPDATE entry SET note = ? WHERE id = ?", (_storable(note), entry_id)
            ).rowcount
        if not changed:
            raise self._unknown(entry_id)

    def entries(self, *, now: datetime) -> list[JournalEntry]:
        """Returns every entry, newest first.

        A running practice whose last beat is more than 15 s from `now` is returned as cut off; nothing is
        written, so that a practice on a machine that slept can still continue.
        """
        with self._using() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM entry ORDER BY started_at DESC, id DESC"  # noqa: S608 - our own names
            ).fetchall()
        return [self._entry(row, now=now) for row in rows]

    def entry(self, entry_id: int, *, now: datetime) -> JournalEntry:
        """Returns one entry, as `entries` does."""
        self._check_id(entry_id)
        with self._using() as connection:
            row = connection.execute(
                f"SELECT {_COLUMNS} FROM entry WHERE id = ?",  # noqa: S608 - our own names
                (entry_id,),
            ).fetchone()
        if row is None:
            raise self._unknown(entry_id)
        return self._entry(row, now=now)

    def select(self, query: str, parameters: dict[str, object]) -> list[tuple[Any, ...]]:
        """Returns the rows of a query; only for this package."""
        with self._using() as connection:
            return connection.execute(query, parameters).fetchall()

    def change(self, statement: str, parameters: dict[str, object]) -> int:
        """Executes a statement and returns how many rows it changed; only for this package."""
        with self._using() as connection:
            return connection.execute(statement, parameters).rowcount

    def erase(self, entry_id: int) -> None:
        """Removes an entry, also from the unused pages of the file."""
        self._check_id(entry_id)
        with self._using() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO erased SELECT key FROM entry WHERE id = ? AND key IS NOT NULL",
                (entry_id,),
            )
            erased = connection.execute("DELETE FROM entry WHERE id = ?", (entry_id,)).rowcount
            # The write-ahead log still holds the text; another reader only delays this.
            with suppress(sqlite3.OperationalError):
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        if not erased:
            raise self._unknown(entry_id)

    def rename(self, entry_id: int, *, people: list[str], first: str) -> None:
        """Replaces the names of those who practised."""
        with self._using() as connection:
            connection.execute(
                "UPDATE entry SET people = ?, first = ? WHERE id = ?",
                (_storable(json.dumps(people, ensure_ascii=False)), _storable(first), entry_id),
            )

    def erase_key(self, key: str) -> None:
        """Removes the practice of a key; has no effect if there is none."""
        row = self.select("SELECT id FROM entry WHERE key = :key", {"key": key})
        if row:
            self.erase(int(row[0][0]))

    def close(self) -> None:
        """Closes the file; closing twice is fine."""
        with self._using() as connection:
            connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _using(self) -> "Iterator[sqlite3.Connection]":
        with self._lock:
            try:
                with translate_errors(self._place):
                    yield self._connection
            except JournalError as exc:
                if is_read_only(exc) and _has_invalid_write_version(self._place):
                    raise damaged_error(self._place) from exc
                raise

    def _check_id(self, entry_id: int) -> None:
        if not 0 < entry_id <= _MAX_ID:
            raise self._unknown(entry_id)

    def _unknown(self, entry_id: int) -> JournalError:
        return JournalError(
            f"the journal has no entry {entry_id}", fix="practice-player journal list", place=self._place
        )

    def _entry(self, row: tuple[Any, ...], *, now: datetime) -> JournalEntry:
        entry_id, name, title, practice, started_at, offset_s, *later_columns = row
        last_beat_at, planned_s, practised_s, ended, note, people, first, check_ins, *added = later_columns
        *texts, without = added
        try:
            since_beat_s = abs((now - _parse_time(last_beat_at)).total_seconds())
            stored_end = Ended(ended)
            _check_texts(name, title, practice, note, first, *texts)
            goal, script_hash, voice, bed = texts
            _check_lengths(planned_s, practised_s)
            offset = None if offset_s is None else timedelta(seconds=offset_s)
            timezone(offset or timedelta())  # raises ValueError if it is too large for an offset
            return JournalEntry(
                id=entry_id,
                name=name,
                title=title,
                practice=practice,
                started_at=_parse_time(started_at),
                offset=offset,
                planned_s=planned_s,
                practised_s=practised_s,
                ended=Ended.CUT_OFF
                if stored_end is Ended.RUNNING and since_beat_s > SILENT_AFTER_S
                else stored_end,
                note=note,
                people=parse_texts(json.loads(people)),
                first=first,
                check_ins=parse_check_ins(json.loads(check_ins)),
                goal=goal,
                script_hash=script_hash,
                voice=voice,
                bed=bed,
                without=parse_texts(json.loads(without)),
            )
        except (ValueError, TypeError, OverflowError, RecursionError) as exc:
            raise damaged_error(self._place) from exc


def _make_private(path: "Path") -> None:
    make_private(path.parent)
    # A copied file may be readable by others, and SQLite gives the files beside it the same mode; a file of
    # another owner stays as it is.
    for ending in ("", "-wal", "-shm"):
        file = path.with_name(path.name + ending)
        with suppress(OSError):
            file.chmod(file.stat().st_mode & 0o600)
    # Only if it is missing: closing any descriptor of an open database drops this process's locks on it
    # (https://sqlite.org/howtocorrupt.html, 2.2).
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def _prepare(connection: sqlite3.Connection, *, place: str) -> None:
    connection.execute("PRAGMA secure_delete = ON")
    migrate(connection, place=place)  # before WAL mode, which writes, so that a refused file stays as it is
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete":
        # Another program may hold a lock just now; the older mode is as safe until the next opening.
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
    connection.execute("PRAGMA synchronous = FULL")


def _timestamp(at: datetime) -> str:
    """Formats a time with a fixed width, so that the table sorts by it."""
    if at.tzinfo is None:
        raise ValueError("the journal needs a time with its zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _parse_time(timestamp: str) -> datetime:
    at = datetime.fromisoformat(timestamp)
    if at.tzinfo is None:
        raise ValueError("a time without its zone")
    return at.astimezone(UTC)


def _storable(text: str) -> str:
    """Replaces lone surrogates, which stand for invalid UTF-8 on the command line: SQLite refuses them."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _row(record: "JournalRecord") -> dict[str, object]:
    return {
        "key": record.key,
        "name": _storable(record.name),
        "title": _storable(record.title),
        "practice": _storable(record.practice),
        "started": _timestamp(record.started_at),
        "offset_s": None if record.offset is None else round(record.offset.total_seconds()),
        "at": _timestamp(record.beaten_at),
        "planned_s": max(0.0, record.planned_s),
        "done_s": max(0.0, record.practised_s),
        "ended": record.ended.value,
        "note": _storable(record.note),
        "people": _storable(json.dumps(list(record.people), ensure_ascii=False)),
        "first": _storable(record.first),
        "check_ins": json.dumps(record.check_ins),
        "day": record.day.isoformat(),
        "without": json.dumps(list(record.without)),
        **{
            name: _storable(getattr(record, name))
            for name in ("goal", "script_hash", "voice", "bed", "resume")
        },
    }


def _has_invalid_write_version(place: str) -> bool:
    """Whether SQLite will not write to a file because of a write version that no journal has."""
    with suppress(OSError), open(place, "rb") as file:  # noqa: PTH123 - `place` is the text for messages
        head = file.read(_WRITE_VERSION_OFFSET + 1)
        return len(head) > _WRITE_VERSION_OFFSET and head[_WRITE_VERSION_OFFSET] not in (1, 2)
    return False


def _has_application_id(path: "Path") -> bool:
    """Whether a file that SQLite does not accept as a database has the journal's application id."""
    with suppress(OSError), path.open("rb") as file:
        head = file.read(_APPLICATION_ID_OFFSET + 4)
        return int.from_bytes(head[_APPLICATION_ID_OFFSET:], "big") == APPLICATION_ID
    return False


def _check_texts(*texts: object) -> None:
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("a word that is none")


def _check_lengths(*lengths_s: object) -> None:
    for length_s in lengths_s:
        if not isinstance(length_s, float) or not math.isfinite(length_s) or length_s < 0:
            raise ValueError("a length that is none")

"""Opens the journal's SQLite file: private, of the current version, in write-ahead mode.

Looks at the bytes of a file that SQLite refuses, to tell a damaged journal from another program's file.
"""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Final

from practice_player.journal.backups import back_up
from practice_player.journal.failures import (
    damaged_error,
    is_not_a_journal,
    old_version_error,
    translate_errors,
)
from practice_player.journal.migrations import APPLICATION_ID, STEPS, migrate, read_version
from practice_player.lib.errors import JournalError
from practice_player.lib.folders import make_private
from practice_player.lib.paths import is_file

_APPLICATION_ID_OFFSET: Final = 68
"""Byte offset of the application id in an SQLite file: https://sqlite.org/fileformat.html, 1.3."""

_WRITE_VERSION_OFFSET: Final = 18
"""Byte offset of the file format write version; the same page."""


def open_connection(path: Path | None, *, busy_ms: int) -> sqlite3.Connection:
    """Opens the journal at `path`, and creates it if it is missing; None keeps it in memory.

    Raises:
        JournalError: it is damaged, newer or not a journal; it is left as it is.
    """
    try:
        return _open(path, busy_ms=busy_ms)
    except JournalError as exc:
        if path and is_not_a_journal(exc) and _has_application_id(path):
            raise damaged_error(str(path)) from exc
        raise


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Opens a journal where nothing can be written: no file is created, changed or locked.

    Raises:
        JournalError: it cannot be read like this, or an older version of the program has written it.
    """
    place = str(path)
    with translate_errors(place):
        # What is in a write-ahead log has to be read too; without one, `immutable` needs no file beside it.
        write_ahead_log = path.with_name(f"{path.name}-wal")
        has_log = is_file(write_ahead_log) and write_ahead_log.stat().st_size > 0
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro{'' if has_log else '&immutable=1'}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            _refuse_older(connection, place)
        except BaseException:
            connection.close()
            raise
    return connection


def has_invalid_write_version(place: str) -> bool:
    """Whether SQLite will not write to a file because of a write version that no journal has."""
    with suppress(OSError), open(place, "rb") as file:  # noqa: PTH123 - `place` is the text for messages
        head = file.read(_WRITE_VERSION_OFFSET + 1)
        return len(head) > _WRITE_VERSION_OFFSET and head[_WRITE_VERSION_OFFSET] not in (1, 2)
    return False


def _open(path: Path | None, *, busy_ms: int) -> sqlite3.Connection:
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
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _make_private(path: Path) -> None:
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


def _prepare(connection: sqlite3.Connection, path: Path | None) -> None:
    place = str(path) if path else "journal"
    connection.execute("PRAGMA secure_delete = ON")
    version = read_version(connection, place=place)
    if path and 0 < version < len(STEPS):
        back_up(connection, path, version)
    migrate(connection, place=place)  # before WAL mode, which writes, so that a refused file stays as it is
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete":
        # Another program may hold a lock just now; the older mode is as safe until the next opening.
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
    connection.execute("PRAGMA synchronous = FULL")


def _refuse_older(connection: sqlite3.Connection, place: str) -> None:
    """Raises an error for a journal of an earlier version, which has no tables that could be queried."""
    if read_version(connection, place=place) != len(STEPS):
        raise old_version_error(place)


def _has_application_id(path: Path) -> bool:
    """Whether a file that SQLite does not accept as a database has the journal's application id."""
    with suppress(OSError), path.open("rb") as file:
        head = file.read(_APPLICATION_ID_OFFSET + 4)
        return int.from_bytes(head[_APPLICATION_ID_OFFSET:], "big") == APPLICATION_ID
    return False

"""Translates the errors of SQLite and the system into `JournalError`s with a problem and a fix.

This is the only place that translates them; nothing above the journal sees a `sqlite3.Error`.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from practice_player.lib.atomic_files import DISK_FULL, MAKE_ROOM
from practice_player.lib.errors import JournalDamagedError, JournalError

STILL_WORKS: Final = "practices still play with --no-log"

WRONG_VERSION: Final = "the journal's version number cannot be right"

_FULL: Final = (DISK_FULL, f"{MAKE_ROOM}; {STILL_WORKS}")
_READ_ONLY: Final = (
    "the journal cannot be written here",
    f"allow yourself to write to this file and its folder; {STILL_WORKS}",
)
_NOT_OPEN: Final = (
    "the journal cannot be opened",
    f"check that this is a file in a folder you may write to; {STILL_WORKS}",
)
_DAMAGED: Final = (
    "the journal is damaged; it is left as it is",
    f"move it and any -wal and -shm file beside it elsewhere, and a new journal begins; {STILL_WORKS}",
)
_OTHER_FILE: Final = (
    "this file is not a journal; it is left as it is",
    f"move it elsewhere, and a new journal begins; {STILL_WORKS}",
)
_BUSY: Final = (
    "another program is writing to the journal",
    f"close the other program and try again; {STILL_WORKS}",
)
_DISK: Final = (
    "the disk does not answer as it should",
    f"check the disk, and try again; {STILL_WORKS}",
)

_BY_SQLITE_CODE: Final = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR_SHMSIZE: _FULL,  # no room for the shared-memory file beside the journal
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _NOT_OPEN,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    # Every statement fits an intact journal: a missing table or column means damage.
    sqlite3.SQLITE_ERROR: _DAMAGED,
    sqlite3.SQLITE_CONSTRAINT: _DAMAGED,
    sqlite3.SQLITE_MISMATCH: _DAMAGED,
    sqlite3.SQLITE_SCHEMA: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _OTHER_FILE,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_IOERR: _DISK,
}
_BY_ERRNO: Final = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.EROFS: _READ_ONLY,
}
_UNREADABLE: Final = "Could not decode"
"""How `sqlite3` begins its message for a column that is not valid UTF-8; that error has no code."""

_PRIMARY_CODE: Final = 0xFF
"""The lowest byte of an extended result code is its primary code."""


def not_a_journal_error(place: str) -> JournalError:
    problem, fix = _OTHER_FILE
    return JournalError(problem, fix=fix, place=place)


def is_not_a_journal(exc: JournalError) -> bool:
    return exc.problem == _OTHER_FILE[0]


def is_unwritable(exc: JournalError) -> bool:
    """Whether the journal may still be readable where it cannot be opened for writing."""
    return exc.problem in (_FULL[0], _READ_ONLY[0], _NOT_OPEN[0])


def unwritable_notice(exc: JournalError) -> str:
    """Says, beside what could be read, that nothing can be written."""
    is_full = exc.problem == _FULL[0]
    return "Nothing can be written to the journal now: " + (
        "the disk is full." if is_full else "the file or its folder does not allow it."
    )


def is_read_only(exc: JournalError) -> bool:
    return exc.problem == _READ_ONLY[0]


def damaged_error(place: str) -> JournalDamagedError:
    problem, fix = _DAMAGED
    return JournalDamagedError(problem, fix=fix, place=place)


def wrong_version_error(place: str) -> JournalDamagedError:
    """For a journal with the tables of this version and the number of a later one."""
    return JournalDamagedError(WRONG_VERSION, fix=_DAMAGED[1], place=place)


def old_version_error(place: str) -> JournalError:
    return JournalError(
        "the journal is from an older version of this program, and cannot be brought up to date here",
        fix=_READ_ONLY[1],
        place=place,
    )


def unknown_entry_error(entry_id: int, *, place: str) -> JournalError:
    return JournalError(
        f"the journal has no entry {entry_id}", fix="practice-player journal list", place=place
    )


@contextmanager
def translate_errors(place: str) -> Iterator[None]:
    """Raises a `JournalError` for whatever SQLite or the system raises inside the block."""
    try:
        yield
    except UnicodeDecodeError as exc:  # SQLite's message quotes a damaged schema
        raise damaged_error(place) from exc
    except sqlite3.Error as exc:
        # Missing on errors that `sqlite3` raises by itself, such as use after closing.
        code: int = getattr(exc, "sqlite_errorcode", 0)
        explanation = _BY_SQLITE_CODE.get(code) or _BY_SQLITE_CODE.get(code & _PRIMARY_CODE)
        if explanation is _DAMAGED or (not code and _UNREADABLE in str(exc)):
            raise damaged_error(place) from exc
        problem, fix = explanation or (f"the journal cannot be used ({exc})", f"try again; {STILL_WORKS}")
        raise JournalError(problem, fix=fix, place=place) from exc
    except OSError as exc:
        problem, fix = _BY_ERRNO.get(exc.errno or 0, _NOT_OPEN)
        raise JournalError(problem, fix=fix, place=place) from exc

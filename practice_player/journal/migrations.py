"""Brings a journal's tables up to date by numbered steps.

All missing steps and the record of them (`PRAGMA user_version`) are one transaction, so a power cut leaves
the journal as it was, or up to date.  A step that has shipped is never edited: add another.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Final

from practice_player.journal.failures import (
    STILL_WORKS,
    damaged_error,
    not_a_journal_error,
    wrong_version_error,
)
from practice_player.lib.errors import JournalError

APPLICATION_ID: Final = 0x50504A4C
"""Marks a file as a journal ("PPJL"), so that another program's database is never written to."""

STEPS: Final[tuple[tuple[str, ...], ...]] = (
    (
        f"PRAGMA application_id = {APPLICATION_ID}",
        # AUTOINCREMENT: a beat that comes after an erase must not update a newer practice.
        """
        CREATE TABLE entry (
            id           INTEGER PRIMARY KEY AUTOINCREMENT,
            name         TEXT NOT NULL,
            title        TEXT NOT NULL,
            practice     TEXT NOT NULL,
            started_at   TEXT NOT NULL,
            last_beat_at TEXT NOT NULL,
            planned_s    REAL NOT NULL CHECK (planned_s >= 0),
            practised_s  REAL NOT NULL DEFAULT 0 CHECK (practised_s >= 0),
            ended        TEXT NOT NULL DEFAULT 'running' CHECK (ended IN ('running', 'finished', 'stopped')),
            note         TEXT NOT NULL DEFAULT ''
        )
        """,
        "CREATE INDEX entry_by_start ON entry (started_at, id)",
    ),
    # The local offset from UTC, so that the local hour is kept when summer time ends or the machine moves.
    # Older rows have none.
    ("ALTER TABLE entry ADD COLUMN offset_s INTEGER",),
    # A key for each practice: written twice, or again to a new journal, it stays one row, and an erased one
    # does not come back with the next beat.
    (
        "ALTER TABLE entry ADD COLUMN key TEXT",
        "CREATE UNIQUE INDEX entry_by_key ON entry (key)",
        "CREATE TABLE erased (key TEXT PRIMARY KEY) WITHOUT ROWID",
    ),
    # Who practised (a JSON list of names), who went first in the turns, and the check-in of one person
    # (JSON). Consents are never stored.
    (
        "ALTER TABLE entry ADD COLUMN people TEXT NOT NULL DEFAULT '[]'",
        "ALTER TABLE entry ADD COLUMN first TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE entry ADD COLUMN check_ins TEXT NOT NULL DEFAULT '{}'",
    ),
    # A new table, because SQLite cannot change a CHECK. `day` is the local day on which the practice began.
    # `without` is a JSON list, `resume` a JSON object that says where an unfinished practice can go on.
    (
        """
        CREATE TABLE new_entry (
            id           INTEGER PRIMARY KEY AUTOINCREMENT,
            key          TEXT,
            name         TEXT NOT NULL,
            title        TEXT NOT NULL,
            practice     TEXT NOT NULL,
            goal         TEXT NOT NULL DEFAULT '',
            script_hash  TEXT NOT NULL DEFAULT '',
            started_at   TEXT NOT NULL,
            offset_s     INTEGER,
            day          TEXT NOT NULL,
            last_beat_at TEXT NOT NULL,
            planned_s    REAL NOT NULL CHECK (planned_s >= 0),
            practised_s  REAL NOT NULL DEFAULT 0 CHECK (practised_s >= 0),
            ended        TEXT NOT NULL DEFAULT 'running'
                         CHECK (ended IN ('running', 'finished', 'stopped', 'grounded', 'cut-off')),
            people       TEXT NOT NULL DEFAULT '[]',
            first        TEXT NOT NULL DEFAULT '',
            voice        TEXT NOT NULL DEFAULT '',
            bed          TEXT NOT NULL DEFAULT '',
            without      TEXT NOT NULL DEFAULT '[]',
            check_ins    TEXT NOT NULL DEFAULT '{}',
            note         TEXT NOT NULL DEFAULT '',
            resume       TEXT NOT NULL DEFAULT ''
        )
        """,
        """
        INSERT INTO new_entry (id, key, name, title, practice, started_at, offset_s, day, last_beat_at,
                               planned_s, practised_s, ended, people, first, check_ins, note)
        SELECT id, key, name, title, practice, started_at, offset_s,
               date(started_at, CASE WHEN offset_s IS NULL THEN 'localtime' ELSE offset_s || ' seconds' END),
               last_beat_at, planned_s, practised_s, ended, people, first, check_ins, note
        FROM entry
        """,
        # The number of an erased entry is not used again.
        "DELETE FROM sqlite_sequence WHERE name = 'new_entry'",
        "INSERT INTO sqlite_sequence SELECT 'new_entry', seq FROM sqlite_sequence WHERE name = 'entry'",
        "DROP TABLE entry",
        "ALTER TABLE new_entry RENAME TO entry",
        "CREATE INDEX entry_by_start ON entry (started_at, id)",
        "CREATE UNIQUE INDEX entry_by_key ON entry (key)",
        "CREATE INDEX entry_by_day ON entry (day, practice, people, practised_s)",
    ),
    # Whatever a list is narrowed by has an index in the list's order, and rows from before keys get one, so
    # that each entry can be exported and imported.
    (
        "CREATE INDEX entry_by_practice ON entry (practice, started_at, id)",
        "CREATE INDEX entry_by_name ON entry (name, started_at, id)",
        "CREATE INDEX entry_by_goal ON entry (goal, started_at, id)",
        "CREATE INDEX entry_by_people ON entry (people, started_at, id)",
        "CREATE INDEX entry_finished ON entry (name) WHERE ended = 'finished'",
        "UPDATE entry SET key = lower(hex(randomblob(16))) WHERE key IS NULL",
    ),
)
"""Step n, counted from 1, takes a journal from version n - 1 to n.

Each step must change what `_tables` returns: that distinguishes a journal of a newer program from one whose
version number is damaged.
"""


def migrate(connection: sqlite3.Connection, *, place: str) -> None:
    """Applies the missing steps.  `connection` must be in autocommit mode.

    Raises:
        JournalError: the file was written by a newer program or by another one; it is not written to.
    """
    if read_version(connection, place=place) == len(STEPS):
        return
    with _transaction(connection, "IMMEDIATE"):
        # Read again under the lock: another program may have taken these steps meanwhile.
        for step in STEPS[_check_version(connection, place=place) :]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(STEPS)}")


def read_version(connection: sqlite3.Connection, *, place: str) -> int:
    """Returns the version, reading all that it depends on in one transaction.

    Raises:
        JournalError: as in `migrate`.
    """
    with _transaction(connection, "DEFERRED"):
        return _check_version(connection, place=place)


@contextmanager
def _transaction(connection: sqlite3.Connection, kind: str) -> Iterator[None]:
    connection.execute(f"BEGIN {kind}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # On a full disk SQLite rolls back by itself; a second ROLLBACK would hide the reason.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _check_version(connection: sqlite3.Connection, *, place: str) -> int:
    version = query_number(connection, "PRAGMA user_version")
    has_own_id = query_number(connection, "PRAGMA application_id") == APPLICATION_ID
    if (version > len(STEPS) or not has_own_id) and _tables(connection) == _own_tables():
        raise wrong_version_error(place) if has_own_id else damaged_error(place)
    if version > len(STEPS):
        raise JournalError(
            f"the journal was written by a newer version of this program (format {version}, "
            f"this one knows {len(STEPS)}); it is left as it is",
            fix=f"update practice-player; {STILL_WORKS}",
            place=place,
        )
    is_empty = version == 0 and not query_number(connection, "SELECT count(*) FROM sqlite_master")
    if not has_own_id and not is_empty:
        raise not_a_journal_error(place)
    if version < 0:
        raise damaged_error(place)
    return version


def _tables(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql NOT NULL ORDER BY name"
    ).fetchall()


def _own_tables() -> list[tuple[str, str]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for step in STEPS:
            for statement in step:
                connection.execute(statement)
        return _tables(connection)


def query_number(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])

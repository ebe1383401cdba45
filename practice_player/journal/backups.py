"""Copies beside the journal: from before its tables were changed, and damaged ones that were set aside.

`journal.sqlite3.before-5` is the journal before step 5, in case that goes wrong.  There is at most one: the
next one takes its place.  Whatever is erased takes all copies with it.
"""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from practice_player.journal.migrations import query_number
from practice_player.lib.atomic_files import UnfinishedFile


def backups(path: Path) -> list[Path]:
    """Returns the copies from before a change of the tables of the journal at `path`."""
    return _beside(path, "before-")


def damaged_copies(path: Path) -> list[Path]:
    """Returns the damaged journals that were set aside, and the files that belong to them."""
    return _beside(path, "damaged-")


def back_up(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Copies a journal of this version, private and whole; a copy that is there already is left as it is.

    Raises:
        OSError: it cannot be written.
        sqlite3.Error: the journal cannot be read, or the copy not be written.
    """
    target = path.with_name(f"{path.name}.before-{version + 1}")
    if target.exists():
        return
    unfinished = UnfinishedFile(target, mode=0o600)
    try:
        with closing(sqlite3.connect(unfinished.path, isolation_level=None)) as copy:
            copy.execute("PRAGMA journal_mode = OFF")
            connection.backup(copy)
            copied_version = query_number(copy, "PRAGMA user_version")
        if copied_version != version:  # another program has changed the tables meanwhile, and made a copy
            return
        with unfinished.open() as file:
            os.fsync(file.fileno())
        unfinished.finish()
    finally:
        unfinished.drop()
    for older in backups(path):
        if older != target:
            with suppress(OSError):
                older.unlink()


def _beside(path: Path, kind: str) -> list[Path]:
    with suppress(OSError):
        return sorted(file for file in path.parent.iterdir() if file.name.startswith(f"{path.name}.{kind}"))
    return []

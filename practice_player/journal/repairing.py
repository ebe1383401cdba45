"""Uses a journal that may turn out to be damaged.

A damaged journal is renamed, a new one begins with what can be read of it, and one sentence says so.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final, TypeVar

from practice_player.journal.failures import WRONG_VERSION, is_unwritable, unwritable_notice
from practice_player.journal.opening import connect_to_read
from practice_player.journal.salvage import describe_damage, salvage_records
from practice_player.journal.store import Journal
from practice_player.lib.errors import JournalDamagedError, JournalError

BUSY_MS: Final = 500
"""How long one try waits for another program; the next follows soon, and two fit into the time to close."""

log = logging.getLogger(__name__)

Outcome = TypeVar("Outcome")


def with_journal(path: Path, use: Callable[[Journal], Outcome], *, now: datetime) -> tuple[Outcome, str]:
    """Opens the journal for `use`; returns its result, and a notice if a damaged journal was set aside.

    `use` may be called again with the new journal.  The damaged one's new name has the date of `now`.

    Raises:
        JournalError: the journal cannot be used.
    """
    damage_notice = ""
    damage_count = 0
    while True:
        try:
            with Journal.open(path, busy_ms=BUSY_MS) as journal:
                return use(journal), damage_notice
        except JournalDamagedError as exc:
            damage_count += 1
            if damage_notice:
                raise
            if damage_count > 1:  # the first time, another program may just have set it aside
                damaged_name = _set_aside(path, exc, now=now)
                damage_notice = f"{_sentence(exc)} It is kept as {damaged_name}, and a new one begins"
                if saved_count := _salvage(path, path.with_name(damaged_name)):
                    damage_notice += (
                        f" with the {saved_count} practice{'s' * (saved_count != 1)} that could be read"
                    )
                damage_notice += "."
                with suppress(OSError):
                    log.warning("%s  %s", damage_notice, _describe(exc, path.with_name(damaged_name)))


def read_journal(path: Path, use: Callable[[Journal], Outcome], *, now: datetime) -> tuple[Outcome, str]:
    """As `with_journal`, for what can do without writing: the journal is also read where it is read-only.

    The notice then says that nothing can be written now.

    Raises:
        JournalError: the journal cannot be read.
    """
    try:
        return with_journal(path, use, now=now)
    except JournalError as exc:
        if not is_unwritable(exc):
            raise
        try:
            with open_to_read(path) as journal:
                return use(journal), unwritable_notice(exc)
        except JournalError:
            raise exc from None


def open_to_read(path: Path) -> Journal:
    """Opens a journal where nothing can be written; every change raises `JournalError`."""
    return Journal(connect_to_read(path), place=str(path))


def _sentence(error: JournalDamagedError) -> str:
    if error.problem == WRONG_VERSION:
        return f"{error.problem[0].upper()}{error.problem[1:]}."
    return "The journal was damaged."


def _describe(error: JournalDamagedError, damaged_file: Path) -> str:
    """Returns what is wrong with the file, for the log: SQLite finds nothing amiss in a wrong version."""
    if error.problem == WRONG_VERSION:
        return "Its tables are those of this version."
    return describe_damage(damaged_file)


def _salvage(path: Path, damaged_file: Path) -> int:
    """Begins a journal with what can be read of a damaged one; returns the number of practices."""
    records = salvage_records(damaged_file)
    try:
        with Journal.open(path, busy_ms=BUSY_MS) as journal:
            journal.put_all(records)
    except JournalError:
        return 0
    return len(records)


def _set_aside(path: Path, error: JournalDamagedError, *, now: datetime) -> str:
    """Renames a damaged journal and the files beside it; returns the new name.  Nothing is overwritten.

    Raises:
        JournalDamagedError: the journal cannot be renamed.
    """
    dated_name = f"{path.name}.damaged-{now.astimezone().date().isoformat()}"
    names = (dated_name if number == 1 else f"{dated_name}-{number}" for number in count(1))
    new_name = next(name for name in names if not path.with_name(name).exists())
    try:
        for ending in ("-wal", "-shm", "-journal", ""):
            with suppress(FileNotFoundError):
                path.with_name(path.name + ending).rename(path.with_name(new_name + ending))
    except OSError as exc:
        raise error from exc
    return new_name

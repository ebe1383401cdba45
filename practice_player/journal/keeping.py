"""Writes practices to a journal that may be locked, full, moved, deleted or damaged.

Each write opens the file anew: so a file that was moved, deleted or overwritten meanwhile is noticed, and
SQLite leaves no file beside it that could be mixed with a copied-over journal.  A practice that cannot be
written into the journal waits in a small file beside it, which the next write or reading imports.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final, TypeVar

from practice_player.journal.entry import JournalEntry
from practice_player.journal.record import JournalRecord, read_record
from practice_player.journal.salvage import salvage_records
from practice_player.journal.store import Journal
from practice_player.lib.atomic_files import write_atomically
from practice_player.lib.errors import JournalDamagedError, JournalError
from practice_player.lib.folders import make_private

BUSY_MS: Final = 500
"""How long one try waits for another program; the next follows soon, and two fit into the time to close."""

MAX_WAITING_BYTES: Final = 100_000
"""A larger waiting file is ignored; a practice takes far less."""

log = logging.getLogger(__name__)

Outcome = TypeVar("Outcome")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepResult:
    """The result of one write."""

    trouble: str = ""
    """Why the practice is not in the journal yet, or empty."""

    safe: bool = True
    """True if the practice is on the disk: in the journal, or waiting beside it."""

    damage_notice: str = ""
    """What happened to a damaged journal, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalReading:
    entries: tuple[JournalEntry, ...]
    """Newest first."""

    damage_notice: str
    """What happened to a damaged journal, or empty."""


def keep(path: Path, record: JournalRecord, *, last_write_failed: bool = False) -> KeepResult:
    """Writes a practice as it is now; takes up to a few seconds, and raises nothing for a failing disk.

    After a write that failed, `last_write_failed` writes a waiting file first, so that the practice is safe
    at once.
    """
    waiting_file = path.with_name(f"{path.name}.{record.key}.waiting")
    safe = last_write_failed and _write_waiting_file(waiting_file, record)

    def write(journal: Journal) -> None:
        journal.put(record)
        _import_waiting_files(path, journal)

    try:
        _, damage_notice = _with_journal(path, write)
    except JournalError as exc:
        if not last_write_failed:  # logged once, however often it is tried
            with suppress(OSError):  # the log cannot be written either
                log.warning("%s", exc)
        return KeepResult(trouble=exc.problem, safe=safe or _write_waiting_file(waiting_file, record))
    with suppress(OSError):
        waiting_file.unlink(missing_ok=True)
    return KeepResult(damage_notice=damage_notice)


def erase(path: Path, key: str) -> None:
    """Erases the practice of a key, from the journal and from its waiting file.

    Raises:
        JournalError: the journal cannot be written.
    """
    with suppress(OSError):
        path.with_name(f"{path.name}.{key}.waiting").unlink(missing_ok=True)
    with Journal.open(path, busy_ms=BUSY_MS) as journal:
        journal.erase_key(key)


def read_journal(path: Path, *, now: datetime) -> JournalReading:
    """Reads every entry; a damaged journal is set aside, and a new one begun with what can be read of it.

    Raises:
        JournalError: the journal cannot be read.
    """
    try:
        path.stat()
    except FileNotFoundError:
        if not any(_waiting_files(path)):
            return JournalReading(entries=(), damage_notice="")  # reading creates no file
    except OSError:
        pass  # opening it raises the error

    def read_entries(journal: Journal) -> list[JournalEntry]:
        _import_waiting_files(path, journal)
        return journal.entries(now=now)

    entries, damage_notice = _with_journal(path, read_entries)
    return JournalReading(entries=tuple(entries), damage_notice=damage_notice)


def _with_journal(path: Path, use: Callable[[Journal], Outcome]) -> tuple[Outcome, str]:
    """Opens the journal for `use`; returns its result, and a notice if a damaged journal was set aside."""
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
                damaged_name = _set_aside(path, exc)
                damage_notice = f"The journal was damaged. It is kept as {damaged_name}, and a new one begins"
                if saved_count := _salvage(path, path.with_name(damaged_name)):
                    damage_notice += (
                        f" with the {saved_count} practice{'s' * (saved_count != 1)} that could be read"
                    )
                damage_notice += "."
                with suppress(OSError):
                    log.warning("%s", damage_notice)


def _salvage(path: Path, damaged_file: Path) -> int:
    """Begins a journal with what can be read of a damaged one; returns the number of practices."""
    records = salvage_records(damaged_file)
    try:
        with Journal.open(path, busy_ms=BUSY_MS) as journal:
            journal.put_all(records)
    except JournalError:
        return 0
    return len(records)


def _set_aside(path: Path, error: JournalDamagedError) -> str:
    """Renames a damaged journal and its -wal and -shm files; returns the new name.  Nothing is overwritten.

    Raises:
        JournalDamagedError: the journal cannot be renamed.
    """
    names = (f"{path.name}.damaged-{number}" for number in count(1))
    new_name = next(name for name in names if not path.with_name(name).exists())
    try:
        for ending in ("-wal", "-shm", ""):
            with suppress(FileNotFoundError):
                path.with_name(path.name + ending).rename(path.with_name(new_name + ending))
    except OSError as exc:
        raise error from exc
    return new_name


def _write_waiting_file(waiting_file: Path, record: JournalRecord) -> bool:
    """Writes a practice to a file beside the journal; returns whether that succeeded."""
    try:
        make_private(waiting_file.parent)
        write_atomically(waiting_file, record.as_text().encode(errors="replace"), durable=True)
    except OSError:
        return False
    return True


def _import_waiting_files(path: Path, journal: Journal) -> None:
    """Imports the waiting files into the journal; what cannot be read or written stays."""
    for waiting_file in _waiting_files(path):
        try:
            if waiting_file.stat().st_size <= MAX_WAITING_BYTES:
                journal.put(read_record(waiting_file.read_text(encoding="utf-8")))
                waiting_file.unlink()
        except (OSError, ValueError):
            continue
        except JournalError:
            return


def _waiting_files(path: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from sorted(path.parent.glob(f"{path.name}.*.waiting"))

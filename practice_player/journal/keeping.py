"""Keeps practices in a journal that may be locked, full, moved, deleted or damaged.

Each write opens the file anew: one that was moved, deleted or overwritten since is noticed, and SQLite leaves
nothing beside it that a copy over it could be mixed with.  What cannot be written into the journal waits in a
small file of its own beside it, and is taken in by whoever opens the journal next.
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
from practice_player.journal.salvage import readable
from practice_player.journal.store import Journal
from practice_player.lib.atomic_files import write_atomically
from practice_player.lib.errors import JournalDamagedError, JournalError
from practice_player.lib.folders import make_private

BUSY_MS: Final = 500
"""How long one try waits for another program; there is another soon, and the last two fit into the end."""

MOST_BYTES: Final = 100_000
"""Far more than a practice that waits can take."""

log = logging.getLogger(__name__)

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepResult:
    """What became of one write."""

    trouble: str = ""
    """Why it is not in the journal yet, or empty."""

    safe: bool = True
    """True when it outlives this program: in the journal, or waiting beside it."""

    told: str = ""
    """What happened to a damaged journal, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalReading:
    entries: tuple[JournalEntry, ...]
    """Newest first."""

    told: str
    """What happened to a damaged journal, or empty."""


def keep(path: Path, record: JournalRecord, *, troubled: bool = False) -> KeepResult:
    """Writes a practice as it is now; takes up to a few seconds, and never raises for the disk's sake.

    `troubled` says that the last write failed: then it is first put beside the journal, and safe at once.
    """
    waiting = path.with_name(f"{path.name}.{record.key}.waiting")
    safe = troubled and _put_beside(waiting, record)

    def put(journal: Journal) -> None:
        journal.put(record)
        _take_in(path, journal)

    try:
        _, told = _with_journal(path, put)
    except JournalError as exc:
        if not troubled:  # once, however often it is tried
            with suppress(OSError):  # a log that cannot be written either
                log.warning("%s", exc)
        return KeepResult(trouble=exc.problem, safe=safe or _put_beside(waiting, record))
    with suppress(OSError):
        waiting.unlink(missing_ok=True)
    return KeepResult(told=told)


def erase(path: Path, key: str) -> None:
    """Takes out the practice that was kept under a key, from the journal and from beside it.

    Raises:
        JournalError: the journal cannot be written.
    """
    with suppress(OSError):
        path.with_name(f"{path.name}.{key}.waiting").unlink(missing_ok=True)
    with Journal.open(path, busy_ms=BUSY_MS) as journal:
        journal.erase_key(key)


def read(path: Path, *, now: datetime) -> JournalReading:
    """Every entry; a journal that is damaged is set aside, and what is readable in a new one is given.

    Raises:
        JournalError: it cannot be read.
    """
    try:
        path.stat()
    except FileNotFoundError:
        if not any(_waiting(path)):
            return JournalReading(entries=(), told="")  # reading leaves no trace
    except OSError:
        pass  # told when it is opened

    def entries_of(journal: Journal) -> list[JournalEntry]:
        _take_in(path, journal)
        return journal.entries(now=now)

    entries, told = _with_journal(path, entries_of)
    return JournalReading(entries=tuple(entries), told=told)


def _with_journal(path: Path, do: Callable[[Journal], Answer]) -> tuple[Answer, str]:
    """The answer, and what happened to a damaged journal."""
    told = ""
    damages = 0
    while True:
        try:
            with Journal.open(path, busy_ms=BUSY_MS) as journal:
                return do(journal), told
        except JournalDamagedError as exc:
            damages += 1
            if told:
                raise
            if damages > 1:  # at the first, another program may just have set it aside
                aside = _set_aside(path, exc)
                told = f"The journal was damaged. It is kept as {aside}, and a new one begins"
                if saved := _save(path, path.with_name(aside)):
                    told += f" with the {saved} practice{'s' * (saved != 1)} that could be read"
                told += "."
                with suppress(OSError):
                    log.warning("%s", told)


def _save(path: Path, aside: Path) -> int:
    """Begins a journal with what can be read of a damaged one; how many practices that is."""
    records = readable(aside)
    try:
        with Journal.open(path, busy_ms=BUSY_MS) as journal:
            journal.put_all(records)
    except JournalError:
        return 0
    return len(records)


def _set_aside(path: Path, damage: JournalDamagedError) -> str:
    """Renames a damaged journal and what belongs to it; returns its new name.  Nothing is overwritten.

    Raises:
        JournalDamagedError: it cannot be renamed.
    """
    names = (f"{path.name}.damaged-{number}" for number in count(1))
    aside = next(name for name in names if not path.with_name(name).exists())
    try:
        for ending in ("-wal", "-shm", ""):
            with suppress(FileNotFoundError):
                path.with_name(path.name + ending).rename(path.with_name(aside + ending))
    except OSError as exc:
        raise damage from exc
    return aside


def _put_beside(waiting: Path, record: JournalRecord) -> bool:
    """Whether it is on the disk now."""
    try:
        make_private(waiting.parent)
        write_atomically(waiting, record.as_text().encode(errors="replace"), durable=True)
    except OSError:
        return False
    return True


def _take_in(path: Path, journal: Journal) -> None:
    """Takes in what waits beside the journal; what cannot be read or written stays."""
    for waiting in _waiting(path):
        try:
            if waiting.stat().st_size <= MOST_BYTES:
                journal.put(read_record(waiting.read_text(encoding="utf-8")))
                waiting.unlink()
        except (OSError, ValueError):
            continue
        except JournalError:
            return


def _waiting(path: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from sorted(path.parent.glob(f"{path.name}.*.waiting"))

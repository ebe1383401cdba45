"""Changes the journal at a person's wish: the note of an entry, and erasing one or all."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from practice_player.journal.failures import unknown_entry_error
from practice_player.journal.store import Journal
from practice_player.journal.waiting import is_absent, waiting_file, waiting_files


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedEntry:
    """An entry that was erased, for `restore`; only kept in memory."""

    id: int
    row: Mapping[str, Any]
    """Its values in the table, by column."""


def set_note(path: Path, entry_id: int, note: str) -> None:
    """Replaces the note of an entry; an empty one takes it away.

    Raises:
        JournalError: there is no such entry, or the journal cannot be written.
    """
    if is_absent(path):
        raise unknown_entry_error(entry_id, place=str(path))
    with Journal.open(path) as journal:
        journal.set_note(entry_id, note)


def erase(path: Path, entry_id: int) -> ErasedEntry:
    """Erases one entry; its note is on no file beside the journal either.

    Raises:
        JournalError: there is no such entry, or the journal cannot be written.
    """
    if is_absent(path):
        raise unknown_entry_error(entry_id, place=str(path))
    with Journal.open(path) as journal:
        row = journal.erase(entry_id)
    if row["key"]:
        with suppress(OSError):
            waiting_file(path, row["key"]).unlink(missing_ok=True)
    return ErasedEntry(id=entry_id, row=row)


def restore(path: Path, erased: ErasedEntry) -> None:
    """Puts an erased entry back, under its number; has no effect if it is there again.

    Raises:
        JournalError: the journal cannot be written.
    """
    with Journal.open(path) as journal:
        journal.restore(erased.row)


def erase_all(path: Path) -> int:
    """Erases every entry, and what waits beside the journal; returns the number of entries.

    Raises:
        JournalError: the journal cannot be written.
    """
    if is_absent(path):
        return 0
    with Journal.open(path) as journal:
        count = journal.erase_all()
    for file in waiting_files(path):
        with suppress(OSError):
            file.unlink(missing_ok=True)
    return count

"""Changes the journal at a person's wish: the note of an entry, and erasing one or all.

What erasing means is in docs/decisions/0057.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from practice_player.journal.erasing import erasing
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
    """Replaces the note of an entry; an empty one takes it away, and it is gone as after `erase`.

    Raises:
        JournalError: there is no such entry, or the journal cannot be written.
    """
    if is_absent(path):
        raise unknown_entry_error(entry_id, place=str(path))
    with Journal.open(path) as journal:
        if note or not journal.note(entry_id):
            journal.set_note(entry_id, note)
            return
        with erasing(path, journal):
            journal.set_note(entry_id, note)


def erase(path: Path, entry_id: int) -> ErasedEntry:
    """Erases one entry: afterwards no file in the journal's folder has a byte of its note.

    All `copies` of the journal go, because they may have it too; so ask first if there are any.

    Raises:
        JournalError: there is no such entry, or the journal cannot be written.
    """
    if is_absent(path):
        raise unknown_entry_error(entry_id, place=str(path))
    with Journal.open(path) as journal:
        journal.note(entry_id)  # an unknown entry is said before anything is removed
        with erasing(path, journal):
            row = journal.erase(entry_id)
            _remove_waiting_file(path, row["key"])
    return ErasedEntry(id=entry_id, row=row)


def erase_practice(path: Path, key: str) -> ErasedEntry | None:
    """Erases a practice of just now by its key, written or waiting; has no effect if there is none.

    Returns what `restore` needs; None if the journal had no such entry.  Copies from before it stay.

    Raises:
        JournalError: the journal cannot be written.
    """
    _remove_waiting_file(path, key)
    if is_absent(path):
        return None
    with Journal.open(path) as journal:
        entry_id = journal.id_of_key(key)
        if entry_id is None:
            return None
        with erasing(path, journal, key=key):
            row = journal.erase(entry_id)
    return ErasedEntry(id=entry_id, row=row)


def restore(path: Path, erased: ErasedEntry) -> None:
    """Puts an erased entry back, under its number; has no effect if it is there again.

    Raises:
        JournalError: the journal cannot be written.
    """
    with Journal.open(path) as journal:
        journal.add_rows([erased.row])


def erase_all(path: Path) -> int:
    """Erases every entry, what waits beside the journal, and every copy of it; returns the number of entries.

    Raises:
        JournalError: the journal cannot be written.
    """
    if is_absent(path):
        return 0
    with Journal.open(path) as journal, erasing(path, journal):
        count = journal.erase_all()
        for file in waiting_files(path):
            with suppress(OSError):
                file.unlink(missing_ok=True)
    return count


def _remove_waiting_file(path: Path, key: str) -> None:
    with suppress(OSError, ValueError):  # a key from another program may be no part of a file's name
        waiting_file(path, key).unlink(missing_ok=True)

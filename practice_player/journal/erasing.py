"""Removes what was erased from every file in the journal's folder, even if the program is killed meanwhile.

A marker file says that erasing has begun: whoever opens the journal next finishes it.  Copies of the journal
go too; if the marker has a key in it, only those in which the key is found.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from practice_player.journal.backups import backups, damaged_copies
from practice_player.journal.failures import translate_errors
from practice_player.journal.store import Journal
from practice_player.lib.atomic_files import remove_all_abandoned
from practice_player.lib.errors import JournalError


@contextmanager
def erasing(path: Path, journal: Journal, *, key: str = "") -> Iterator[None]:
    """Marks that something is erased inside the block, and afterwards removes it from all files.

    With the `key` of a practice of this version of the program, copies without it stay.

    Raises:
        JournalError: nothing can be written here; then the marker is taken back, and nothing was erased.
    """
    was_unfinished = is_unfinished(path)
    with translate_errors(str(path)):
        _write_marker(path, "" if was_unfinished else key)
    try:
        yield
    except JournalError:
        if not was_unfinished:
            _remove(_marker(path))
        raise
    finish_erasing(path, journal)


def finish_erasing(path: Path, journal: Journal) -> None:
    """Finishes what was begun, here or by a program that was killed; the next call does what fails now."""
    try:
        key = _marker(path).read_bytes()
    except FileNotFoundError:
        return
    except OSError:
        key = b""
    remove_all_abandoned(path.parent)
    for copy in copies(path):
        if _may_hold(copy, key):
            _remove(copy)
    if journal.forget_freed_space() and not any(_may_hold(copy, key) for copy in copies(path)):
        _remove(_marker(path))


def is_unfinished(path: Path) -> bool:
    """Whether what was erased may still be on the disk, because another program uses the journal."""
    return _marker(path).exists()


def copies(path: Path) -> list[Path]:
    """Returns the copies made before a migration, and the damaged journals that were set aside."""
    return backups(path) + damaged_copies(path)


def _marker(path: Path) -> Path:
    return path.with_name(f"{path.name}.erasing")


def _write_marker(path: Path, key: str) -> None:
    descriptor = os.open(_marker(path), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as marker:
        marker.write(key.encode())


def _may_hold(copy: Path, key: bytes) -> bool:
    try:
        return not key or key in copy.read_bytes()
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _remove(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)

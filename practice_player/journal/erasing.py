"""Removes what was erased from every file in the journal's folder, even if the program is killed meanwhile.

An empty marker file says that erasing has begun.  Whoever opens the journal next finishes it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from practice_player.journal.backups import backups, damaged_copies
from practice_player.journal.failures import translate_errors
from practice_player.journal.store import Journal
from practice_player.lib.atomic_files import remove_all_abandoned


@contextmanager
def erasing(path: Path, journal: Journal) -> Iterator[None]:
    """Marks that something is erased inside the block, and afterwards removes it from all files.

    Raises:
        JournalError: nothing can be written here.
    """
    with translate_errors(str(path)):
        os.close(os.open(_marker(path), os.O_WRONLY | os.O_CREAT, 0o600))
    yield
    finish_erasing(path, journal)


def finish_erasing(path: Path, journal: Journal) -> None:
    """Finishes what was begun, here or by a program that was killed; the next call does what fails now."""
    if not is_unfinished(path):
        return
    remove_all_abandoned(path.parent)
    for copy in copies(path):
        with suppress(OSError):
            copy.unlink(missing_ok=True)
    if journal.forget_freed_space() and not copies(path):
        with suppress(OSError):
            _marker(path).unlink(missing_ok=True)


def is_unfinished(path: Path) -> bool:
    """Whether what was erased may still be on the disk, because another program uses the journal."""
    return _marker(path).exists()


def copies(path: Path) -> list[Path]:
    """Returns the copies made before a migration, and the damaged journals that were set aside."""
    return backups(path) + damaged_copies(path)


def _marker(path: Path) -> Path:
    return path.with_name(f"{path.name}.erasing")

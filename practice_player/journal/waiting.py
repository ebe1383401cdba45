"""Small files beside the journal, each with a practice that could not be written into it."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from practice_player.journal.record import JournalRecord, read_record
from practice_player.journal.store import Journal
from practice_player.lib.atomic_files import write_atomically
from practice_player.lib.errors import JournalError
from practice_player.lib.folders import make_private

MAX_WAITING_BYTES: Final = 100_000
"""A larger waiting file is ignored; a practice takes far less."""


def waiting_file(path: Path, key: str) -> Path:
    """Returns where the practice of a key waits for the journal at `path`."""
    return path.with_name(f"{path.name}.{key}.waiting")


def waiting_files(path: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from sorted(path.parent.glob(f"{path.name}.*.waiting"))


def write_waiting_file(path: Path, record: JournalRecord) -> bool:
    """Writes a practice to a file beside the journal; returns whether that succeeded."""
    try:
        make_private(path.parent)
        write_atomically(
            waiting_file(path, record.key), record.as_text().encode(errors="replace"), durable=True
        )
    except OSError:
        return False
    return True


def import_waiting_files(path: Path, journal: Journal) -> None:
    """Imports the waiting files into the journal; what cannot be read or written stays."""
    for file in waiting_files(path):
        try:
            if file.stat().st_size <= MAX_WAITING_BYTES:
                journal.put(read_record(file.read_text(encoding="utf-8")))
                file.unlink()
        except (OSError, ValueError):
            continue
        except JournalError:
            return


def is_absent(path: Path) -> bool:
    """Whether there is no journal yet, and nothing that waits for it: then reading creates no file."""
    return _is_missing(path) and not any(waiting_files(path))


def _is_missing(path: Path) -> bool:
    try:
        path.stat()
    except FileNotFoundError:
        return True
    except OSError:  # opening it raises the error
        return False
    return False

"""Writes practices to a journal that may be locked, full, moved, deleted or damaged.

Each write opens the file anew: so a file that was moved, deleted or overwritten meanwhile is noticed, and
SQLite leaves no file beside it that could be mixed with a copied-over journal.  A practice that cannot be
written into the journal waits in a small file beside it, which the next write or reading imports.
"""

import logging
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from practice_player.journal.erasing import finish_erasing
from practice_player.journal.record import JournalRecord
from practice_player.journal.repairing import with_journal
from practice_player.journal.store import Journal
from practice_player.journal.waiting import import_waiting_files, waiting_file, write_waiting_file
from practice_player.lib.errors import JournalError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepResult:
    """The result of one write."""

    trouble: str = ""
    """Why the practice is not in the journal yet, or empty."""

    safe: bool = True
    """True if the practice is on the disk: in the journal, or waiting beside it."""

    erased: bool = False
    """True if the practice was erased meanwhile, so that nothing more of it is kept."""

    damage_notice: str = ""
    """What happened to a damaged journal, or empty."""


def keep(path: Path, record: JournalRecord, *, last_write_failed: bool = False) -> KeepResult:
    """Writes a practice as it is now; takes up to a few seconds, and raises nothing for a failing disk.

    After a write that failed, `last_write_failed` writes a waiting file first, so that the practice is safe
    at once.
    """
    safe = last_write_failed and write_waiting_file(path, record)

    def write(journal: Journal) -> bool:
        journal.put(record)
        is_erased = journal.id_of_key(record.key) is None
        import_waiting_files(path, journal)
        finish_erasing(path, journal)
        return is_erased

    try:
        is_erased, damage_notice = with_journal(path, write, now=record.beaten_at)
    except JournalError as exc:
        if not last_write_failed:  # logged once, however often it is tried
            with suppress(OSError):  # the log cannot be written either
                log.warning("%s", exc)
        return KeepResult(trouble=exc.problem, safe=safe or write_waiting_file(path, record))
    with suppress(OSError):
        waiting_file(path, record.key).unlink(missing_ok=True)
    return KeepResult(erased=is_erased, damage_notice=damage_notice)

"""Practices for tests of the journal."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from practice_player.journal.entry import Ended
from practice_player.journal.record import JournalRecord
from practice_player.journal.store import Journal

START = datetime(2026, 11, 23, 9, 48, tzinfo=UTC)

_numbers = itertools.count(1)


def record(**fields: Any) -> JournalRecord:
    """Returns a practice that has just begun, with a key of its own."""
    started_at = fields.pop("started_at", START)
    return replace(
        JournalRecord(
            key=f"{next(_numbers):032x}",
            name="soft-sighs",
            title="Soft Sighs",
            practice="solo",
            started_at=started_at,
            offset=None,
            planned_s=420.0,
            beaten_at=started_at,
        ),
        **fields,
    )


def finished(**fields: Any) -> JournalRecord:
    begun = record(**fields)
    return replace(
        begun,
        practised_s=begun.planned_s,
        ended=Ended.FINISHED,
        beaten_at=begun.started_at + timedelta(seconds=begun.planned_s),
    )


def put(journal: Journal, new_record: JournalRecord) -> int:
    """Writes a practice and returns its number."""
    journal.put(new_record)
    [(entry_id,)] = journal.select("SELECT id FROM entry WHERE key = :key", {"key": new_record.key})
    return int(entry_id)


def forbid_writing(path: Path) -> None:
    """Makes it impossible to open a closed journal for writing, for the owner of a machine too."""
    write_ahead_log = path.with_name(f"{path.name}-wal")
    write_ahead_log.symlink_to(write_ahead_log.name)

"""Journals that are the same on every day, for the journal's screen."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from practice_player.core.journal_access import JournalAccess
from practice_player.journal.entry import Ended
from practice_player.journal.record import JournalRecord
from practice_player.journal.store import Journal

NOW = datetime(2026, 11, 27, 21, 30, tzinfo=UTC)

SOFT_SIGHS = JournalRecord(
    key="0" * 32,
    name="soft-sighs",
    title="Soft Sighs",
    practice="solo",
    goal="settle",
    voice="heart",
    bed="rain",
    started_at=datetime(2026, 11, 26, 21, 10, tzinfo=UTC),
    offset=timedelta(),
    planned_s=420.0,
    practised_s=420.0,
    beaten_at=datetime(2026, 11, 26, 21, 17, tzinfo=UTC),
    ended=Ended.FINISHED,
    note="softer than yesterday",
)
TWO_GOOD_EARS = replace(
    SOFT_SIGHS,
    name="two-good-ears",
    title="Two Good Ears",
    practice="partner",
    goal="connect",
    people=("Ana", "Ben"),
    first="Ana",
    note="",
    planned_s=840.0,
    practised_s=840.0,
)


def on_day(record: JournalRecord, day: int, hour: int, *, month: int = 11, **changes: Any) -> JournalRecord:
    """The record on another day of 2026, under a key of its own."""
    started_at = datetime(2026, month, day, hour, 5, tzinfo=UTC)
    key = f"{month:02}{day:02}{hour:02}".ljust(32, "a")
    return replace(record, key=key, started_at=started_at, beaten_at=started_at, **changes)


USUAL = (
    on_day(TWO_GOOD_EARS, 30, 20, month=10),
    on_day(SOFT_SIGHS, 2, 7, note="", practised_s=190.0, ended=Ended.STOPPED),
    on_day(SOFT_SIGHS, 9, 22, note="slept"),
    on_day(TWO_GOOD_EARS, 14, 20),
    on_day(SOFT_SIGHS, 21, 7, note=""),
    on_day(TWO_GOOD_EARS, 21, 20, note="We laughed."),
    on_day(SOFT_SIGHS, 26, 21),
)


def journal_of(folder: Path, records: Iterable[JournalRecord] = USUAL) -> JournalAccess:
    """A journal of these practices, looked at on the evening of 27 November 2026."""
    path = folder / "journal.sqlite3"
    with Journal.open(path) as journal:
        journal.put_all(records)
    return JournalAccess(path, lambda: NOW)

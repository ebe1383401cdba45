"""Reading the journal by person, kind, goal, practice and local day, and counting its days."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from practice_player.journal.entry_filter import EVERY_ENTRY, EntryFilter
from practice_player.journal.reading import DayCount, KnownValues, count_days, known_values, read_entries
from practice_player.journal.record import JournalRecord
from practice_player.journal.store import Journal
from tests.journal.records import START, finished, record

MONDAY = START.date()
EAST = timedelta(hours=14)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal of four evenings, told by their titles."""
    path = tmp_path / "home" / "journal.sqlite3"
    fill(
        path,
        finished(title="first", goal="settle", offset=timedelta()),
        finished(
            title="second",
            name="hands",
            practice="partner",
            people=("Ana", "Ben"),
            goal="connect",
            started_at=START + timedelta(days=1),
            offset=timedelta(),
        ),
        # 2026-11-25T23:30 in UTC, and already Thursday where it was practised
        finished(title="third", started_at=START + timedelta(days=2, hours=13, minutes=42), offset=EAST),
        finished(
            title="fourth",
            name="hands",
            practice="partner",
            people=("Ben", ""),
            started_at=START + timedelta(days=3),
            offset=timedelta(),
        ),
    )
    return path


def fill(path: Path, *records: JournalRecord) -> None:
    with Journal.open(path) as journal:
        journal.put_all(records)


def titles(path: Path, where: EntryFilter = EVERY_ENTRY) -> list[str]:
    return [entry.title for entry in read_entries(path, where, now=START + timedelta(days=9)).entries]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ["fourth", "third", "second", "first"]),
        ({"person": "Ben"}, ["fourth", "second"]),
        ({"person": "Be"}, []),
        ({"kind": "solo"}, ["third", "first"]),
        ({"goal": "connect"}, ["second"]),
        ({"name": "hands", "limit": 1}, ["fourth"]),
        ({"limit": 3}, ["fourth", "third", "second"]),
        ({"limit": 0}, []),
        ({"limit": -1}, []),
        ({"limit": 2**70}, ["fourth", "third", "second", "first"]),
        ({"since": MONDAY + timedelta(days=1), "until": MONDAY + timedelta(days=2)}, ["second"]),
        ({"since": MONDAY + timedelta(days=3), "until": MONDAY + timedelta(days=3)}, ["fourth", "third"]),
        ({"since": date.min, "until": date.max}, ["fourth", "third", "second", "first"]),
        ({"person": "Ben", "kind": "partner", "until": MONDAY + timedelta(days=1)}, ["second"]),
        ({"person": "' OR 1 --"}, []),
    ],
)
def test_only_the_wanted_entries_are_read(path: Path, fields: Mapping[str, Any], expected: list[str]) -> None:
    assert titles(path, EntryFilter(**fields)) == expected


def test_days_are_counted_where_they_were_practised_alone_and_together(path: Path) -> None:
    fill(path, record(practised_s=60.0, offset=timedelta()))

    counts = count_days(path, MONDAY, MONDAY + timedelta(days=3), now=START)

    assert counts == {
        MONDAY: DayCount(alone=2, alone_s=480.0),
        MONDAY + timedelta(days=1): DayCount(together=1, together_s=420.0),
        MONDAY + timedelta(days=3): DayCount(alone=1, together=1, alone_s=420.0, together_s=420.0),
    }
    assert count_days(path, MONDAY + timedelta(days=4), MONDAY + timedelta(days=9), now=START) == {}


def test_the_values_of_the_filters_are_those_that_occur(path: Path) -> None:
    assert known_values(path) == KnownValues(
        people=("Ana", "Ben"), goals=("connect", "settle"), names=("hands", "soft-sighs")
    )


def test_reading_a_journal_that_is_not_there_creates_nothing(tmp_path: Path) -> None:
    path = tmp_path / "home" / "journal.sqlite3"

    assert titles(path) == []
    assert count_days(path, MONDAY, MONDAY, now=START) == {}
    assert known_values(path) == KnownValues()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("at", [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, tzinfo=UTC)])
def test_an_entry_at_the_end_of_the_calendar_is_found_by_its_day(tmp_path: Path, at: datetime) -> None:
    path = tmp_path / "journal.sqlite3"
    fill(path, record(started_at=at, offset=timedelta()))

    assert len(titles(path, EntryFilter(since=at.date(), until=at.date()))) == 1

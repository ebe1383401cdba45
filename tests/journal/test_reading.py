"""Reading the journal by person, kind, goal, practice and local day, and counting its days."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from practice_player.journal.entry import Ended
from practice_player.journal.entry_filter import EVERY_ENTRY, EntryFilter
from practice_player.journal.exporting import exported_practices
from practice_player.journal.reading import (
    DayCount,
    KnownValues,
    count_days,
    known_values,
    open_to_copy,
    read_entries,
)
from practice_player.journal.record import JournalRecord
from practice_player.journal.repairing import open_to_read
from practice_player.journal.store import Journal
from practice_player.lib.errors import JournalError
from tests.journal.records import START, finished, forbid_writing, record

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
    assert known_values(path, now=START) == KnownValues(
        people=("Ana", "Ben"), goals=("connect", "settle"), names=("hands", "soft-sighs")
    )


def test_reading_a_journal_that_is_not_there_creates_nothing(tmp_path: Path) -> None:
    path = tmp_path / "home" / "journal.sqlite3"

    assert titles(path) == []
    assert count_days(path, MONDAY, MONDAY, now=START) == {}
    assert known_values(path, now=START) == KnownValues()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("at", [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, tzinfo=UTC)])
def test_an_entry_at_the_end_of_the_calendar_is_found_by_its_day(tmp_path: Path, at: datetime) -> None:
    path = tmp_path / "journal.sqlite3"
    fill(path, record(started_at=at, offset=timedelta()))

    assert len(titles(path, EntryFilter(since=at.date(), until=at.date()))) == 1


BERLIN, TOKYO, HONOLULU = timedelta(hours=2), timedelta(hours=9), -timedelta(hours=10)


@pytest.mark.parametrize(
    ("start", "offset", "day"),
    [
        ("2026-10-24T22:30", BERLIN, "2026-10-25"),  # half past midnight, before summer time ends
        ("2026-10-25T22:30", BERLIN - timedelta(hours=1), "2026-10-25"),  # 25 hours later, the same day
        ("2026-03-28T22:59", BERLIN - timedelta(hours=1), "2026-03-28"),
        ("2026-03-28T23:00", BERLIN - timedelta(hours=1), "2026-03-29"),  # a day of 23 hours begins
        ("2026-03-29T21:59", BERLIN, "2026-03-29"),
        ("2026-11-23T16:00", TOKYO, "2026-11-24"),
        ("2026-11-24T09:00", HONOLULU, "2026-11-23"),  # flown back over the date line: a day later in UTC
        ("2026-12-31T23:59", timedelta(), "2026-12-31"),  # across midnight it belongs to the day it began
    ],
)
def test_a_practice_belongs_to_the_local_day_on_which_it_began(
    tmp_path: Path, start: str, offset: timedelta, day: str
) -> None:
    path = tmp_path / "journal.sqlite3"
    began_on = date.fromisoformat(day)
    fill(path, finished(started_at=datetime.fromisoformat(start).replace(tzinfo=UTC), offset=offset))

    assert list(count_days(path, began_on, began_on, now=START)) == [began_on]
    assert len(titles(path, EntryFilter(since=began_on, until=began_on))) == 1
    assert titles(path, EntryFilter(until=began_on - timedelta(days=1))) == []
    assert titles(path, EntryFilter(since=began_on + timedelta(days=1))) == []


def test_after_the_clock_was_set_back_each_practice_stays_on_its_own_day(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    practice = record(title="wrong clock", started_at=START + timedelta(days=400), offset=timedelta())
    fill(path, practice)
    later = replace(practice, practised_s=60.0, beaten_at=START, ended=Ended.FINISHED)
    fill(path, later, finished(title="right clock", offset=timedelta()))

    assert titles(path) == ["wrong clock", "right clock"]
    assert titles(path, EntryFilter(until=MONDAY)) == ["right clock"]
    wrong_day = MONDAY + timedelta(days=400)
    assert count_days(path, MONDAY, wrong_day, now=START) == {
        MONDAY: DayCount(alone=1, alone_s=420.0),
        wrong_day: DayCount(alone=1, alone_s=60.0),
    }


def test_where_nothing_can_be_written_the_list_is_read_all_the_same(path: Path) -> None:
    forbid_writing(path)
    before = path.read_bytes()

    reading = read_entries(path, now=START)

    assert len(reading.entries) == 4
    assert reading.damage_notice == (
        "Nothing can be written to the journal now: the file or its folder does not allow it."
    )
    assert known_values(path, now=START).people == ("Ana", "Ben")
    assert path.read_bytes() == before


def test_where_nothing_can_be_written_the_journal_is_copied_all_the_same(path: Path) -> None:
    forbid_writing(path)

    opened, notice = open_to_copy(path, now=START)

    with opened as journal:
        assert len(list(exported_practices(path, journal))) == 4
    assert notice == ("Nothing can be written to the journal now: the file or its folder does not allow it.")


def test_a_journal_that_is_not_there_is_copied_as_an_empty_one(tmp_path: Path) -> None:
    absent = tmp_path / "journal.sqlite3"

    opened, notice = open_to_copy(absent, now=START)

    with opened as journal:
        assert list(exported_practices(absent, journal)) == []
    assert notice == ""
    assert not absent.exists()


def test_what_would_write_is_refused_where_nothing_can_be_written(path: Path) -> None:
    with open_to_read(path) as journal, pytest.raises(JournalError, match="cannot be written"):
        journal.put(record(note="new"))


def test_an_older_journal_is_not_read_where_it_cannot_be_brought_up_to_date(path: Path) -> None:
    Journal.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 5")
    forbid_writing(path)

    with pytest.raises(JournalError):
        read_entries(path, now=START)

"""Sums over days, and what was left early, from a real journal."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from practice_player.journal.entry import Ended
from practice_player.journal.record import JournalRecord
from practice_player.journal.store import Journal
from practice_player.journal.sums import DaySum, JournalSums
from practice_player.lib.errors import JournalError
from tests.journal.records import forbid_writing

START = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
MONDAY = date(2026, 11, 23)
RECORD = JournalRecord(
    key="a",
    name="soft-sighs",
    title="Soft Sighs",
    practice="solo",
    started_at=START,
    offset=timedelta(hours=1),
    planned_s=420.0,
    beaten_at=START,
    practised_s=420.0,
    ended=Ended.FINISHED,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite3"


def write(path: Path, *records: JournalRecord) -> JournalSums:
    with Journal.open(path) as journal:
        journal.put_all([replace(record, key=f"{number}") for number, record in enumerate(records)])
    return JournalSums(path)


def test_a_day_is_summed_by_kind_and_people(path: Path) -> None:
    together = replace(RECORD, practice="partner", people=("Ana", "Ben"))
    sums = write(path, RECORD, replace(RECORD, practised_s=60.0), together)

    assert sums.days(MONDAY, MONDAY) == (
        DaySum(day=MONDAY, practice="partner", people=("Ana", "Ben"), times=1, practised_s=420.0),
        DaySum(day=MONDAY, practice="solo", people=(), times=2, practised_s=480.0),
    )


def test_it_belongs_to_the_local_day_on_which_it_began(path: Path) -> None:
    late = replace(RECORD, started_at=START.replace(hour=23, minute=30))
    sums = write(path, late)

    assert sums.days(MONDAY, MONDAY) == ()
    assert [each.day for each in sums.days(date(2026, 11, 24), date(2026, 11, 24))] == [date(2026, 11, 24)]


def test_one_under_way_or_cut_off_counts_with_its_minutes(path: Path) -> None:
    sums = write(path, replace(RECORD, ended=Ended.RUNNING, practised_s=200.0))

    assert [each.practised_s for each in sums.days(MONDAY, MONDAY)] == [200.0]


@pytest.mark.parametrize(
    ("ended", "practised_s", "is_left"),
    [
        (Ended.STOPPED, 100.0, True),
        (Ended.CUT_OFF, 100.0, True),
        (Ended.STOPPED, 410.0, False),
        (Ended.GROUNDED, 100.0, False),
        (Ended.FINISHED, 420.0, False),
    ],
)
def test_left_early_is_what_was_stopped_and_was_not_too_much(
    path: Path, ended: Ended, practised_s: float, *, is_left: bool
) -> None:
    sums = write(path, replace(RECORD, ended=ended, practised_s=practised_s))

    assert [left.name for left in sums.left_early()] == (["soft-sighs"] if is_left else [])


def test_what_was_done_again_since_waits_no_more(path: Path) -> None:
    left = replace(RECORD, ended=Ended.STOPPED, practised_s=100.0)
    sums = write(path, left, replace(RECORD, started_at=START + timedelta(hours=1)))

    assert sums.left_early() == ()


def test_check_ins_are_those_with_both_numbers_the_earliest_first(path: Path) -> None:
    both = {"before": {"tension": 6}, "after": {"tension": 4}}
    sums = write(
        path,
        replace(RECORD, check_ins={"before": {"tension": 3}}),
        replace(RECORD, check_ins=both, started_at=START + timedelta(days=1)),
        replace(RECORD, check_ins=both),
        RECORD,
    )

    assert [checked.day for checked in sums.check_ins()] == [MONDAY, date(2026, 11, 24)]


def test_without_a_journal_every_answer_is_empty_and_no_file_is_made(path: Path) -> None:
    for sums in (JournalSums(path), JournalSums(None)):
        assert sums.days(MONDAY, MONDAY) == ()
        assert sums.left_early() == ()
        assert sums.check_ins() == ()
        assert not sums.has_practised_together()
    assert not path.exists()


def test_a_row_that_another_program_spoilt_is_left_out(path: Path) -> None:
    sums = write(path, RECORD, replace(RECORD, name="b", practice="partner", check_ins={}))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE entry SET people = '{', day = 'x', check_ins = '[' WHERE name = 'b'")

    assert [each.practice for each in sums.days(date(2000, 1, 1), date(3000, 1, 1))] == ["solo"]
    assert sums.check_ins() == ()
    assert sums.left_early() == ()


def test_a_journal_that_cannot_be_read_is_no_empty_one(path: Path) -> None:
    path.write_bytes(b"Dear diary, " * 500)

    with pytest.raises(JournalError, match="not a journal"):
        JournalSums(path).days(MONDAY, MONDAY)


def damage_the_index_of_days(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'entry_by_day'"
        ).fetchone()
        (page_bytes,) = connection.execute("PRAGMA page_size").fetchone()
    raw = bytearray(path.read_bytes())
    raw[(page - 1) * page_bytes : page * page_bytes] = b"\xff" * page_bytes
    path.write_bytes(raw)


def test_a_damaged_index_is_no_empty_week_and_the_journal_begins_anew_with_all_of_it(path: Path) -> None:
    sums = write(path, RECORD, RECORD)
    damage_the_index_of_days(path)

    assert [day.times for day in sums.days(MONDAY, MONDAY)] == [2]
    assert "a new one begins with the 2 practices" in sums.take_damage_notice()
    assert sums.take_damage_notice() == "", "said once"


def test_without_repairs_a_damaged_journal_stays_for_whoever_says_so(path: Path) -> None:
    write(path, RECORD)
    damage_the_index_of_days(path)
    before = path.read_bytes()

    with pytest.raises(JournalError):
        JournalSums(path, repairs=False).days(MONDAY, MONDAY)

    assert path.read_bytes() == before


def test_where_nothing_can_be_written_the_sums_are_read_all_the_same(path: Path) -> None:
    sums = write(path, RECORD)
    forbid_writing(path)

    assert [day.times for day in sums.days(MONDAY, MONDAY)] == [1]
    assert "Nothing can be written to the journal now" in sums.take_damage_notice()

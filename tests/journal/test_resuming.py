"""Which entries of the journal can go on, taking one up, and forgetting."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from practice_player.journal.entry import Ended
from practice_player.journal.record import JournalRecord
from practice_player.journal.resume_point import ResumePoint, read_resume_point
from practice_player.journal.resuming import find_unfinished, forget_unfinished, take_up
from practice_player.journal.store import Journal

START = datetime(2026, 11, 23, 22, 48, tzinfo=UTC)
BROKE_OFF = START + timedelta(seconds=120)
POINT = ResumePoint(script="soft-sighs", section=2, share=0.25, left_s=300.0)
RECORD = JournalRecord(
    key="a" * 32,
    name="soft-sighs",
    title="Soft Sighs",
    practice="solo",
    started_at=START,
    offset=timedelta(hours=1),
    planned_s=420.0,
    beaten_at=BROKE_OFF,
    practised_s=120.0,
    ended=Ended.STOPPED,
    people=("Ana",),
    check_ins={"before": {"tension": 4}},
    script_hash="0123456789abcdef",
    resume=POINT.as_text(),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite3"


def put(path: Path, *records: JournalRecord) -> None:
    with Journal.open(path) as journal:
        for record in records:
            journal.put(record)


def ids(path: Path, *, after: timedelta) -> list[str]:
    return [practice.record.key for practice in find_unfinished(path, now=BROKE_OFF + after)]


def test_what_was_stored_is_read_again_as_it_was(path: Path) -> None:
    put(path, RECORD)

    (practice,) = find_unfinished(path, now=BROKE_OFF + timedelta(minutes=5))

    assert practice.record == RECORD
    assert practice.point == POINT
    assert practice.away(BROKE_OFF + timedelta(minutes=5)) == timedelta(minutes=5)


def test_every_field_of_a_point_survives() -> None:
    point = ResumePoint(
        script="/home/ana/my evening.yaml",
        length_frames=14_400_000,
        bed="rain",
        voice="michael",
        without=("hold",),
        gentler=True,
        stays=(0, 2),
        longer=((1, 0, 2),),
        section=3,
        share=1 / 3,
        left_s=62.5,
        skipped_s=4.0,
    )

    assert read_resume_point(point.as_text()) == point


@pytest.mark.parametrize(
    "text",
    ["", "null", "[]", "{}", "[" * 10_000]
    + [
        POINT.as_text().replace(old, new)
        for old, new in (
            ('"section": 2', '"section": -1'),
            ('"section": 2', '"section": "x"'),
            ('"share": 0.25', '"share": NaN'),
            ('"longer": []', '"longer": [[1]]'),
            ('"without": []', '"without": "hold"'),
            ('"script": "soft-sighs"', '"script": 1'),
        )
    ],
)
def test_a_point_that_is_damaged_is_not_offered(path: Path, text: str) -> None:
    put(path, replace(RECORD, resume=text))

    assert ids(path, after=timedelta(minutes=1)) == []


@pytest.mark.parametrize(
    ("ended", "away_s", "is_offered"),
    [
        (Ended.STOPPED, 0, True),
        (Ended.STOPPED, 12 * 3600, True),
        (Ended.STOPPED, 12 * 3600 + 1, False),
        (Ended.STOPPED, -3600, True),  # the clock was set back
        (Ended.RUNNING, 10, False),
        (Ended.RUNNING, 16, True),
        (Ended.FINISHED, 60, False),
        (Ended.GROUNDED, 60, False),
    ],
)
def test_twelve_hours_long_what_broke_off_or_was_stopped_is_offered(
    path: Path, ended: Ended, away_s: int, is_offered: bool
) -> None:
    put(path, replace(RECORD, ended=ended))

    assert bool(ids(path, after=timedelta(seconds=away_s))) is is_offered


def test_a_place_that_is_too_old_is_emptied_and_the_entry_stays(path: Path) -> None:
    put(path, RECORD)

    assert ids(path, after=timedelta(hours=11)) == [RECORD.key]
    assert ids(path, after=timedelta(hours=13)) == []

    assert ids(path, after=timedelta(hours=1)) == [], "it has gone"
    with Journal.open(path) as journal:
        assert journal.select("SELECT practised_s, ended, resume FROM entry", {}) == [(120.0, "stopped", "")]


def test_what_is_as_good_as_over_is_not_offered(path: Path) -> None:
    put(path, replace(RECORD, resume=replace(POINT, left_s=59.0).as_text()))

    assert ids(path, after=timedelta(minutes=1)) == []


def test_a_practice_that_was_begun_anew_since_is_not_offered(path: Path) -> None:
    later = replace(
        RECORD, key="b" * 32, started_at=BROKE_OFF, ended=Ended.FINISHED, resume="", practised_s=420.0
    )
    other = replace(later, key="c" * 32, name="steady-six")
    put(path, RECORD, other)
    assert ids(path, after=timedelta(minutes=9)) == [RECORD.key]

    put(path, later)

    assert ids(path, after=timedelta(minutes=9)) == []


@pytest.mark.parametrize("ended", [Ended.STOPPED, Ended.RUNNING])
def test_only_one_program_takes_a_practice_up(path: Path, ended: Ended) -> None:
    put(path, replace(RECORD, ended=ended))
    now = BROKE_OFF + timedelta(minutes=1)
    (first,) = find_unfinished(path, now=now)
    (second,) = find_unfinished(path, now=now)

    taken = [take_up(path, practice, now=now) for practice in (first, second)]

    assert taken == [True, False]
    assert find_unfinished(path, now=now + timedelta(seconds=5)) == []
    with Journal.open(path) as journal:
        (entry,) = journal.entries(now=now)
    assert (entry.ended, entry.practised_s) == (Ended.RUNNING, 120.0)


def test_a_program_that_is_killed_before_its_first_beat_leaves_it_to_be_taken_up_again(path: Path) -> None:
    put(path, RECORD)
    now = BROKE_OFF + timedelta(minutes=1)
    take_up(path, find_unfinished(path, now=now)[0], now=now)

    (again,) = find_unfinished(path, now=now + timedelta(seconds=16))

    assert again.point == POINT
    assert take_up(path, again, now=now + timedelta(seconds=16))


def test_an_erased_practice_is_not_taken_up(path: Path) -> None:
    put(path, RECORD)
    now = BROKE_OFF + timedelta(minutes=1)
    (practice,) = find_unfinished(path, now=now)
    with Journal.open(path) as journal:
        journal.erase(1)

    assert not take_up(path, practice, now=now)

    put(path, replace(RECORD, ended=Ended.RUNNING))
    assert find_unfinished(path, now=now + timedelta(minutes=1)) == [], "it stays erased"


def test_what_is_forgotten_is_not_taken_up_and_stays_in_the_journal(path: Path) -> None:
    put(path, RECORD)
    now = BROKE_OFF + timedelta(minutes=1)
    (practice,) = find_unfinished(path, now=now)

    forget_unfinished(path)

    assert not take_up(path, practice, now=now)
    assert find_unfinished(path, now=now) == []
    with Journal.open(path) as journal:
        assert journal.select("SELECT practised_s, ended, resume FROM entry", {}) == [(120.0, "stopped", "")]


def test_without_a_journal_nothing_can_go_on_and_no_file_is_made(path: Path) -> None:
    assert find_unfinished(path, now=START) == []
    forget_unfinished(path)
    assert not path.exists()

    path.write_bytes(b"no journal at all" * 100)
    assert find_unfinished(path, now=START) == []

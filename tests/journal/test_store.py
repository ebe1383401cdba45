"""The journal as a table: practices under way and ended, notes, and erasing."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from practice_player.journal.entry import Ended
from practice_player.journal.rows import OVER_PLAN_S
from practice_player.journal.store import Journal
from practice_player.lib.errors import JournalDamagedError, JournalError
from tests.journal.records import START, finished, put, record


def after(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


@pytest.fixture
def journal() -> Iterator[Journal]:
    with Journal.open(None) as new_journal:
        yield new_journal


def test_a_finished_practice_is_kept_as_it_was(journal: Journal) -> None:
    entry_id = put(journal, finished(offset=timedelta(hours=1), goal="settle", without=("hold",)))

    entry = journal.entry(entry_id, now=after(9999))

    assert json.loads(json.dumps(entry.as_json())) == {
        "id": entry_id,
        "name": "soft-sighs",
        "title": "Soft Sighs",
        "practice": "solo",
        "started_at": "2026-11-23T09:48:00Z",
        "planned_s": 420.0,
        "practised_s": 420.0,
        "ended": "finished",
        "note": "",
        "people": [],
        "first": "",
        "offset_s": 3600,
        "goal": "settle",
        "script_hash": "",
        "voice": "",
        "bed": "",
        "without": ["hold"],
        "check_ins": {},
    }
    assert entry.started_at == START


def test_a_practice_that_beats_is_under_way(journal: Journal) -> None:
    entry_id = put(journal, record(practised_s=100.0, beaten_at=after(100)))

    assert journal.entry(entry_id, now=after(115)).ended is Ended.RUNNING


def test_a_practice_fallen_silent_is_stopped_with_what_the_last_beat_knew(journal: Journal) -> None:
    entry_id = put(journal, record(practised_s=100.0, beaten_at=after(100)))

    [entry] = journal.entries(now=after(115.1))

    assert (entry.ended, entry.practised_s) == (Ended.CUT_OFF, 100)
    assert journal.entry(entry_id, now=after(101)).ended is Ended.RUNNING, "reading wrote nothing"


def test_a_clock_set_back_leaves_no_practice_under_way_for_ever(journal: Journal) -> None:
    journal.put(record())

    [entry] = journal.entries(now=after(-3600))

    assert entry.ended is Ended.CUT_OFF


def test_a_practice_that_slept_with_its_machine_can_still_finish(journal: Journal) -> None:
    practice = record()
    entry_id = put(journal, practice)
    journal.entries(now=after(3600))

    journal.put(replace(practice, ended=Ended.FINISHED, beaten_at=after(4000)))

    assert journal.entry(entry_id, now=after(4000)).ended is Ended.FINISHED


@pytest.mark.parametrize(
    ("reported_s", "stored_s"),
    [(-3, 0), (float("nan"), 0), (421, 421), (90_000, 420 + OVER_PLAN_S), (float("inf"), 420 + OVER_PLAN_S)],
)
def test_practised_is_never_less_than_nothing_nor_more_than_a_day(
    journal: Journal, reported_s: float, stored_s: float
) -> None:
    journal.put(record(practised_s=reported_s))
    journal.put(record(practised_s=reported_s, ended=Ended.STOPPED))

    assert {entry.practised_s for entry in journal.entries(now=after(5))} == {stored_s}


@pytest.mark.parametrize("reported_s", [505.5, 9999.0])
def test_what_was_repeated_counts_again(journal: Journal, reported_s: float) -> None:
    journal.put(record(practised_s=reported_s, beaten_at=after(510)))
    journal.put(record(practised_s=reported_s, beaten_at=after(510), ended=Ended.FINISHED))

    assert {entry.practised_s for entry in journal.entries(now=after(510))} == {reported_s}


def test_a_late_beat_takes_nothing_back(journal: Journal) -> None:
    practice = record(practised_s=10.0, beaten_at=after(10))
    entry_id = put(journal, practice)
    journal.put(replace(practice, practised_s=5.0, beaten_at=after(11)))
    before = journal.entry(entry_id, now=after(11))

    journal.put(replace(practice, practised_s=12.0, ended=Ended.FINISHED, beaten_at=after(12)))
    journal.put(replace(practice, practised_s=11.0, beaten_at=after(13)))
    journal.put(replace(practice, practised_s=0.0, ended=Ended.STOPPED, beaten_at=after(14)))

    entry = journal.entry(entry_id, now=after(14))
    assert before.practised_s == 10
    assert (entry.practised_s, entry.ended) == (12, Ended.FINISHED), "the first end stands"


def test_the_newest_comes_first_whatever_zone_it_was_told_in(journal: Journal) -> None:
    east = timezone(timedelta(hours=13))
    middle, newest, oldest = (
        put(journal, record(started_at=at)) for at in (START, after(0.5).astimezone(east), after(-60))
    )

    ids = [entry.id for entry in journal.entries(now=START)]

    assert ids == [newest, middle, oldest]


def test_a_time_without_a_zone_is_refused(journal: Journal) -> None:
    naive = START.replace(tzinfo=None)

    with pytest.raises(ValueError, match="zone"):
        journal.put(record(started_at=naive))

    assert journal.entries(now=START) == []


@pytest.mark.parametrize(
    "note", ["calmer 🌬️👩‍👩‍👧", "it's \"so\" quiet'); DROP TABLE entry;--", "one\ntwo\r\n\tthree", "", "息 é"]
)
def test_a_note_comes_back_word_for_word(journal: Journal, note: str) -> None:
    entry_id = put(journal, record())
    journal.set_note(entry_id, "first thought")

    journal.set_note(entry_id, note)

    assert journal.entry(entry_id, now=START).note == note


def test_bytes_that_are_no_text_do_not_cost_the_note(journal: Journal) -> None:
    entry_id = put(journal, record())

    journal.set_note(entry_id, "calm\udcff today")

    assert journal.entry(entry_id, now=START).note == "calm? today"


def test_an_erased_number_is_never_given_again(journal: Journal) -> None:
    practice = record()
    erased = put(journal, practice)
    journal.erase(erased)
    following = put(journal, record())

    journal.put(replace(practice, practised_s=50.0))

    [entry] = journal.entries(now=START)
    assert (entry.id, entry.practised_s) == (following, 0)
    assert following != erased


@pytest.mark.parametrize("unknown", [0, -1, 77, 2**80])
def test_an_unknown_number_is_said_kindly(journal: Journal, unknown: int) -> None:
    calls = (
        lambda: journal.entry(unknown, now=START),
        lambda: journal.set_note(unknown, "x"),
        lambda: journal.erase(unknown),
    )

    for call in calls:
        with pytest.raises(JournalError) as caught:
            call()

        assert str(unknown) in caught.value.problem
        assert "journal list" in caught.value.fix


def test_several_threads_may_write_through_one_journal(journal: Journal) -> None:
    threads = [threading.Thread(target=lambda: [put(journal, record()) for _ in range(50)]) for _ in range(4)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len({entry.id for entry in journal.entries(now=START)}) == 200


def test_closing_twice_is_fine_and_writing_afterwards_is_told(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "journal.sqlite3")
    journal.close()
    journal.close()

    with pytest.raises(JournalError):
        put(journal, record())


def test_a_check_finds_an_index_that_lost_an_entry(journal: Journal) -> None:
    put(journal, record())
    journal.check()
    journal._connection.execute("PRAGMA writable_schema = ON")
    journal._connection.execute(
        "UPDATE sqlite_master SET sql = replace(sql, 'started_at', 'title') WHERE name = 'entry_by_name'"
    )
    journal._connection.execute("PRAGMA writable_schema = RESET")

    with pytest.raises(JournalDamagedError):
        journal.check()

"""What the journal's screen says of an entry."""

from dataclasses import replace
from datetime import UTC, date, timedelta

import pytest

from practice_player.journal.entry import Ended, JournalEntry
from practice_player.journal.entry_words import brief_words, company_words, entry_sentences
from tests.journal.records import START

SOLO = JournalEntry(
    id=1,
    name="soft-sighs",
    title="Soft Sighs",
    practice="solo",
    started_at=START,
    planned_s=420.0,
    practised_s=420.0,
    ended=Ended.FINISHED,
    note="",
)
FOR_TWO = replace(SOLO, practice="partner", people=("Ana", "Ben"), first="Ben")


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (("Ana", "Ben"), "Ana and Ben"),
        (("Ana", ""), "Ana and a guest"),
        (("", ""), "together"),
        ((), "together"),
        (("Ana",), "Ana"),
    ],
)
def test_who_was_there_is_said_by_name_as_far_as_names_are_known(
    people: tuple[str, ...], expected: str
) -> None:
    assert company_words(replace(FOR_TWO, people=people)) == expected


LATER = date(2026, 11, 27)


def test_time_alone_is_called_so_whoever_it_was() -> None:
    assert company_words(replace(SOLO, people=("Ana",))) == "alone"


@pytest.mark.parametrize(
    ("ended", "expected"),
    [
        (Ended.FINISHED, "7 minutes · alone"),
        (Ended.STOPPED, "7 minutes · alone · enough for that day"),
        (Ended.GROUNDED, "7 minutes · alone · left for solid ground"),
        (Ended.CUT_OFF, "7 minutes · alone · cut off"),
        (Ended.RUNNING, "7 minutes · alone · under way"),
    ],
)
def test_how_it_ended_is_said_without_blame(ended: Ended, expected: str) -> None:
    assert brief_words(replace(SOLO, ended=ended), UTC, LATER) == expected


def test_what_was_stopped_today_was_enough_for_today() -> None:
    stopped = replace(SOLO, ended=Ended.STOPPED)

    assert brief_words(stopped, UTC, date(2026, 11, 23)) == "7 minutes · alone · enough for today"
    assert entry_sentences(stopped, (), UTC, date(2026, 11, 23))[1] == "7 minutes, enough for today."


def test_all_that_is_known_of_an_entry_is_said_in_sentences() -> None:
    entry = replace(
        FOR_TWO,
        offset=timedelta(hours=1),
        practised_s=190.0,
        ended=Ended.STOPPED,
        voice="heart",
        bed="rain",
        check_ins={"before": {"tension": 6, "energy": 2}, "after": {"tension": 3}},
    )

    assert entry_sentences(entry, ("breath holds",), UTC, LATER) == [
        "Monday 23 November 2026, 10:48.",
        "3 minutes of 7 minutes, enough for that day.",
        "Ana and Ben. Ben went first.",
        "Without breath holds.",
        "Voice: heart. Background: rain.",
        "Tension: 6 then 3.",
        "Energy: 2.",
    ]


def test_what_is_not_known_is_left_out() -> None:
    assert entry_sentences(replace(SOLO, voice="", bed=""), (), UTC, LATER) == [
        "Monday 23 November 2026, 09:48.",
        "7 minutes, to the end.",
        "Alone.",
    ]

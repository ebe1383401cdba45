"""What there is of paths, how far somebody is, and what comes next."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from practice_player.core.card import PracticeCard
from practice_player.core.path_words import AT_END, guidance, often, practice_words, state_words
from practice_player.core.practice_paths import PracticePaths
from practice_player.journal.history import PracticeHistory
from practice_player.journal.store import Journal
from practice_player.lib.errors import NameUnknownError
from practice_player.paths.store import PathsFile
from practice_player.people.store import People
from tests.journal.records import finished, record
from tests.paths.paths import TWO_STEPS, write_path
from tests.tui.fakes import BROKEN, SOFT_SIGHS, TWO_EARS

NOW = datetime(2026, 11, 27, 19, 0, tzinfo=UTC)
FIRST = replace(SOFT_SIGHS, name="first", title="The First")
SECOND = replace(SOFT_SIGHS, name="second", title="The Second")


class Home:
    """A folder with paths, a journal, and two practices, at a time of day that can be changed."""

    def __init__(self, folder: Path) -> None:
        self.now = NOW
        self.cards: list[PracticeCard] = [FIRST, SECOND]
        self.people = People(folder / "people.json")
        self.journal_path = folder / "journal.sqlite3"
        self.sessions = folder / "sessions"
        self.paths = PracticePaths(
            (self.sessions,),
            lambda practice: [card for card in self.cards if card.practice in (practice, "")],
            PracticeHistory(self.journal_path),
            file=PathsFile(folder / "paths.json"),
            people=self.people,
            clock=lambda: self.now,
        )
        write_path(self.sessions)

    def finish(self, name: str, *people: str, before: timedelta = timedelta(0)) -> None:
        started_at = self.now - before
        with Journal.open(self.journal_path) as journal:
            journal.put(finished(name=name, started_at=started_at, people=people))

    def state(self) -> str:
        return state_words(self.paths.one("there-and-back"))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_a_path_is_begun_followed_left_and_taken_up_again(home: Home) -> None:
    assert home.state() == "It begins with The First, whenever you like."
    assert home.paths.current() is None

    home.paths.begin("there-and-back")
    home.finish("first")
    home.finish("first")
    assert home.state() == "Next: The Second."
    current = home.paths.current()
    assert current
    assert (current.name, current.begun_on) == ("there-and-back", date(2026, 11, 27))

    home.paths.leave("there-and-back")
    home.now += timedelta(days=40)
    assert home.state() == "Left for now. Next, if you take it up again: The Second."
    assert home.paths.current() is None

    home.paths.begin("there-and-back")
    home.finish("second")
    assert home.state() == AT_END


def test_what_was_finished_earlier_or_not_finished_does_not_count(home: Home) -> None:
    home.finish("first", before=timedelta(minutes=1))
    home.paths.begin("there-and-back")
    with Journal.open(home.journal_path) as journal:
        journal.put(record(name="first", started_at=NOW, practised_s=300.0))

    assert home.paths.one("there-and-back").steps[0].done_times == 0


def test_begun_anew_it_begins_with_its_first_step(home: Home) -> None:
    home.paths.begin("there-and-back")
    home.finish("first")
    home.now += timedelta(days=1)
    home.paths.begin("there-and-back", anew=True)

    assert home.paths.one("there-and-back").steps[0].done_times == 0


def test_what_two_others_did_is_not_progress_of_the_one_whose_journal_it_is(home: Home) -> None:
    home.people.add("Ana", me=True)
    home.paths.begin("there-and-back")
    home.finish("first", "Ben", "Cleo")
    assert home.paths.one("there-and-back").steps[0].done_times == 0

    home.finish("first", "Ben", "Ana")
    home.finish("first")
    assert home.paths.one("there-and-back").steps[0].done_times == 2


def test_without_a_journal_any_step_can_be_chosen(home: Home, tmp_path: Path) -> None:
    paths = PracticePaths((home.sessions,), lambda _: home.cards, PracticeHistory(None))
    paths.begin("there-and-back")

    view = paths.one("there-and-back")

    assert [practice.name for step in view.steps for practice in step.playable] == ["first", "second"]
    assert view.next_practice(1) == view.steps[1].practices[0]
    assert not (tmp_path / "paths.json").exists()


def test_a_practice_that_is_missing_or_broken_is_told_and_passed_over(home: Home) -> None:
    broken = replace(BROKEN, name="first", title="first", practice="")
    home.cards = [broken, SECOND]

    view = home.paths.one("there-and-back")

    assert state_words(view) == "It begins with The Second, whenever you like."
    first, second = view.steps
    assert practice_words(second, second.practices[1]) == "other (not here; another of this step will do)"
    assert not first.practices[0].is_playable
    home.cards = []
    view = home.paths.one("there-and-back")
    assert (
        practice_words(view.steps[0], view.steps[0].practices[0])
        == "first (not here; the step can be passed over)"
    )
    assert state_words(view) == "None of its practices is here."


def test_a_name_that_is_a_file_elsewhere_is_never_opened(home: Home) -> None:
    write_path(home.sessions, text=TWO_STEPS.replace("practice: first", "practice: ../../else/where.yaml"))

    assert not home.paths.one("there-and-back").steps[0].playable


def test_a_path_that_needs_two_is_not_shown_to_somebody_who_hides_those(home: Home) -> None:
    home.cards = [replace(TWO_EARS, name="first"), SECOND]

    assert [view.name for view in home.paths.all()] == ["there-and-back"]
    assert home.paths.all(solo_only=True) == []


def test_followed_paths_are_shown_first(home: Home) -> None:
    write_path(home.sessions, "zebra", TWO_STEPS.replace("There and Back", "Zebra"))
    home.paths.begin("zebra")

    assert [view.name for view in home.paths.all()] == ["zebra", "there-and-back"]


def test_a_path_that_cannot_be_read_says_why(home: Home) -> None:
    write_path(home.sessions, text="title: Broken\n")
    home.paths.begin("there-and-back")

    view = home.paths.one("there-and-back")

    assert "there-and-back.yaml:1:1: `format` is missing" in view.problem
    assert state_words(view) == "It cannot be followed yet."
    assert home.paths.current() is None
    with pytest.raises(NameUnknownError):
        home.paths.one("nowhere")


def test_how_often_is_said_without_counting_against_anybody(home: Home) -> None:
    view = home.paths.one("there-and-back")
    first, second = view.steps

    assert [often(first), often(second)] == ["twice", "once, or as often as you like"]
    assert often(replace(first, done_times=1)) == "done once of 2"
    assert often(replace(first, done_times=7)) == "done 7 times"
    assert often(replace(first, times=1)) == ""
    assert guidance(replace(view, lasts="a week", plenty="Once is plenty.")) == [
        "It may take a week.",
        "Once is plenty.",
    ]

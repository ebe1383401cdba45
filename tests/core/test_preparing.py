"""Preparing a practice: the questions follow from its script, the people, and earlier practices."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from practice_player.core.preferences import Preferences, Setting
from practice_player.core.preparing import Preparer, possible_consent_answers
from practice_player.core.request import PracticeRequest
from practice_player.journal.entry import Ended
from practice_player.journal.record import JournalRecord
from practice_player.journal.store import Journal
from practice_player.people.store import People
from practice_player.prompts.before import Preparation
from practice_player.prompts.consent import Answer
from practice_player.script.library import Library, LoadedScript
from tests.fakes import HEAD

START = datetime(2026, 11, 26, 20, 0, tzinfo=UTC)
TALK = "  - {turn: first, for: 30s}\n  - {turn: second, for: 30s}\n"
TOUCH = "  - when: touch\n    then: [rest: 2s]\n    otherwise: [rest: 1s]\n"
BREATH = "  - when: no-breath\n    then: [rest: 1s]\n    otherwise: [{breathe: 4-0-6-0, cycles: 2}]\n"
TOUCH_WITH_SOME = (
    "  - when: touch\n    then: [{when: some-touch, then: [rest: 1s], otherwise: [rest: 2s]}]\n  - rest: 1s\n"
)


class Home:
    """A home folder with scripts, people, preferences and a journal."""

    def __init__(self, folder: Path) -> None:
        self.people = People(folder / "people.json")
        self.preferences = Preferences(folder / "preferences.json")
        self.journal_path = folder / "journal.sqlite3"
        self.library = Library([folder])
        self._folder = folder
        self.preparer = Preparer(
            self.library,
            people=self.people,
            preferences=self.preferences,
            journal_path=self.journal_path,
            random_below=lambda limit: limit - 1,
        )

    def write_script(
        self, name: str, steps: str, *, practice: str = "partner", more: str = "bed: none"
    ) -> LoadedScript:
        (self._folder / f"{name}.yaml").write_text(HEAD.format(practice=practice, more=more) + steps)
        return self.library.find(name)

    def record_practice(
        self, name: str, people: tuple[str, ...] = (), first: str = "", *, after_h: int = 0
    ) -> None:
        at = START + timedelta(hours=after_h)
        with Journal.open(self.journal_path) as journal:
            journal.put(
                JournalRecord(
                    key=f"{name}{after_h}",
                    name=name,
                    title=name,
                    practice="partner" if people else "solo",
                    started_at=at,
                    offset=None,
                    planned_s=300.0,
                    beaten_at=at,
                    practised_s=300.0,
                    ended=Ended.FINISHED,
                    people=people,
                    first=first,
                )
            )

    def prompt_titles(self, loaded: LoadedScript, request: PracticeRequest | None = None) -> list[str]:
        dialog = self.preparer.before(loaded, request or PracticeRequest(name=loaded.name))
        titles = []
        while dialog.prompt:
            titles.append(dialog.prompt.title)
            dialog.answer("")
        return titles


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_a_practice_for_one_is_asked_nothing_unless_somebody_wishes_it(home: Home) -> None:
    loaded = home.write_script("sighs", "  - rest: 9s\n", practice="solo", more="check_in: [tension]")
    assert home.prompt_titles(loaded) == []

    home.preferences.turn(Setting.CHECK_INS, on=True)

    assert home.prompt_titles(loaded) == ["How tense are you?"]


def test_the_gate_stands_once(home: Home) -> None:
    loaded = home.write_script("hands", TOUCH, more="asks: {touch: optional}")
    assert home.prompt_titles(loaded)[0] == "Before you practise together"

    home.preparer.prepared(loaded, PracticeRequest(name="hands"), Preparation(people=("Ana", "Ben")))

    assert home.prompt_titles(loaded)[0] == "Who is here?"
    assert [person.name for person in home.people.all()] == ["Ana", "Ben"]


def test_a_tender_practice_says_so_until_two_first_ones_were_finished(home: Home) -> None:
    loaded = home.write_script("edge", "  - rest: 9s\n", practice="solo", more="caution: Slowly.")
    tender_script = (home.library.folders[0] / "edge.yaml").read_text().replace("level: 1", "level: 3")
    (home.library.folders[0] / "edge.yaml").write_text(tender_script)
    loaded = home.library.find("edge")
    home.write_script("sighs", "  - rest: 9s\n", practice="solo")
    assert home.prompt_titles(loaded) == ["A Test is a tender one"]

    home.record_practice("sighs")
    assert home.prompt_titles(loaded) == ["A Test is a tender one"], "one is not enough"
    home.record_practice("sighs", after_h=1)

    assert home.prompt_titles(loaded) == []


def test_who_goes_first_takes_turns_by_the_journal_for_these_two(home: Home) -> None:
    loaded = home.write_script("talk", TALK)
    home.preferences.turn(Setting.GATE_PASSED, on=True)
    home.record_practice("talk", ("Ana", "Ben"), "Ana")
    home.record_practice("talk", ("Ana", "Cleo"), "Ana", after_h=1)
    home.record_practice("talk", ("Ben", "Ana"), "Ben", after_h=2)

    assert home.prompt_titles(loaded) == ["Who is here?", "Ana goes first"]


def test_a_consent_that_was_withheld_on_the_command_line_is_not_asked(home: Home) -> None:
    loaded = home.write_script("hands", TOUCH, more="asks: {touch: optional}")
    home.preferences.turn(Setting.GATE_PASSED, on=True)

    assert home.prompt_titles(loaded, PracticeRequest(name="hands", without=frozenset({"touch"}))) == [
        "Who is here?"
    ]


def test_some_is_asked_for_where_it_makes_a_difference(home: Home) -> None:
    without_some = home.write_script("plain", TOUCH, more="asks: {touch: optional}").playable()
    with_some = home.write_script("finer", TOUCH_WITH_SOME, more="asks: {touch: optional}").playable()

    assert possible_consent_answers(without_some) == {"touch": (Answer.NO, Answer.YES)}
    assert possible_consent_answers(with_some) == {"touch": (Answer.NO, Answer.SOME, Answer.YES)}


def test_only_ones_own_numbers_are_kept(home: Home) -> None:
    home.people.add("Ben", me=True)
    named = PracticeRequest(name="x", people=("Ana", "Ben"))
    with_guest = PracticeRequest(name="x", people=("Ana", ""))

    assert home.preparer.own_numbers(named, ({"tension": 3}, {"tension": 6})) == {"tension": 6}
    assert home.preparer.own_numbers(with_guest, ({"tension": 3}, {"tension": 6})) == {}
    assert home.preparer.own_numbers(PracticeRequest(name="x"), ({"tension": 4},)) == {"tension": 4}


def test_what_each_leaves_out_is_remembered_and_what_they_agreed_to_is_not(home: Home) -> None:
    loaded = home.write_script("hands", TOUCH, more="asks: {touch: optional}\nadaptations: []")
    preparation = Preparation(
        people=("Ana", "Ben"),
        without=frozenset({"touch", "breath"}),
        adaptations={"Ana": frozenset({"breath"}), "Ben": frozenset()},
    )

    request = home.preparer.prepared(loaded, PracticeRequest(name="hands"), preparation)

    assert request.without == {"touch", "breath"}
    assert [sorted(person.without) for person in home.people.all()] == [["breath"], []]
    assert "touch" not in "".join(path.read_text() for path in home.library.folders[0].glob("*.json"))


def test_what_to_leave_out_is_not_asked_again_of_somebody_who_answered_it(home: Home) -> None:
    more = "asks: {touch: optional}\nadaptations: [no-breath]"
    loaded = home.write_script("breath", TOUCH + BREATH, more=more)
    question = "Ana: anything to leave out for you?"
    home.people.add("Ana")
    dialog = home.preparer.before(loaded, PracticeRequest(name="breath"))
    asked = []
    for answer in ("", "Ana", "Ben", "", "1"):  # the gate, two names, the page, and what to leave out
        assert dialog.prompt
        asked.append(dialog.prompt.title)
        assert dialog.answer(answer)
    dialog.finish_unanswered()
    assert isinstance(dialog.result, Preparation)

    home.preparer.prepared(loaded, PracticeRequest(name="breath"), dialog.result)

    assert asked[-1] == question
    assert [sorted(person.asked) for person in home.people.all()] == [["breath"], ["breath"]]
    again = home.preparer.before(loaded, PracticeRequest(name="breath"))
    for answer in ("Ana", "Ben", ""):
        assert again.answer(answer)
    assert again.prompt
    assert again.prompt.title == "Touch, tonight?"
    again.finish_unanswered()
    assert isinstance(again.result, Preparation)
    assert "breath" in again.result.without, "what is remembered holds all the same"


def test_a_request_that_leaves_no_trace_remembers_nothing(home: Home) -> None:
    loaded = home.write_script("hands", TOUCH, more="asks: {touch: optional}")

    home.preparer.prepared(
        loaded, PracticeRequest(name="hands", log=False), Preparation(people=("Ana", "Ben"))
    )

    assert home.people.all() == ()
    assert not home.preferences.is_on(Setting.GATE_PASSED)


def test_instructions_are_asked_of_nobody_and_kept_for_both(home: Home) -> None:
    more = "asks: {touch: optional}\nadaptations: [brief]"
    loaded = home.write_script(
        "known", TOUCH + "  - {unless: brief, then: [{rest: 1s}]}\n  - rest: 1s\n", more=more
    )
    home.people.add("Ana", me=True)
    request = PracticeRequest(name="known", without=frozenset({"instructions"}))

    titles = home.prompt_titles(loaded, request)
    prepared = home.preparer.prepared(
        loaded, request, Preparation(people=("Ana", "Ben"), without=frozenset({"touch"}))
    )

    assert not any("leave out" in title for title in titles)
    assert prepared.without == {"instructions", "touch"}
    assert home.preparer.own_adaptations(loaded.playable(), prepared.without) == ("instructions",)
    assert all(not person.without for person in home.people.all())

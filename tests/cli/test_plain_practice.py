"""Practices in plain mode from the first question to the last, on a clock that the tests move."""

import shlex
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from practice_player.cli.plain_practice import PlainPractice
from practice_player.cli.signals import StopSignals
from practice_player.cli.typed_words import WORDS
from practice_player.core.core import Core
from practice_player.core.desktop import Desktop
from practice_player.core.preferences import Preferences, Setting
from practice_player.core.request import PracticeRequest
from practice_player.core.return_time import ReturnTimes
from practice_player.people.store import People
from practice_player.prompts.prompt import RandomBelow
from practice_player.script.library import Library
from practice_player.settings import HOME_VARIABLE, shipped_dir
from tests.cli.typist import Typist
from tests.fakes import HEAD, SteppedSound, no_clips

ASKS = "bed: none\nasks: {touch: yes, sharing: optional}"
NAMED = """\
  - when: touch
    then:
      - agree: Still good?
        for: 5s
        staying: hands, both of you
        shifting: near each other.
        then: [{stay: 2s, caption: Hands.}]
        shift: [{stay: 2s, caption: Near.}]
    otherwise: [{stay: 3s, caption: Apart.}]
"""
HANDS = """\
  - when: touch
    then:
      - agree: Still good?
        for: 5s
        then: [{stay: 2s, caption: Hands.}]
        shift: [{stay: 2s, caption: Near.}]
    otherwise: [{stay: 3s, caption: Apart.}]
  - when: sharing
    then:
      - {turn: first, for: 6s, prompt: One thing.}
      - {turn: second, for: 6s, prompt: One thing.}
    otherwise: [{rest: 2s, caption: Quiet.}]
"""
WAITS = (
    "  - {rest: 2s, caption: Part 1.}\n  - {wait: 60s, caption: A while.}\n  - {rest: 2s, caption: Part 3.}\n"
)
GROUND = "bed: none\nshortcut: ground"
TWO_NAMED = ("", "Ana", "Ben", "", "")
"""The answers to the gate, two names, who goes first, and the page that hands over to the first of them."""

ALONE = ""
"""The answer of somebody who is alone at the keyboard."""

PLAIN_PAGE = (Path(__file__).parent.parent.parent / "docs" / "plain.md").read_text(encoding="utf-8")


RunTrace = tuple[str, str, object]
"""What was printed once the practice began, as output and as errors, and what was left in the home folder."""


def draw_gentle(number: int) -> RandomBelow:
    """Draws a gentle evening, and of its possible combinations the one with this number."""
    return lambda limit: {6: 0, 3: number}.get(limit, 0)


def draw_nothing_gentle(limit: int) -> int:
    """Draws no gentle evening, and the first of the two people when lots are drawn."""
    return 0 if limit == 2 else limit - 1


class PlainRun:
    """Plays one practice in a folder of its own."""

    def __init__(
        self,
        folder: Path,
        name: str,
        answers: Sequence[str] = (),
        words: Mapping[float, str] | None = None,
        *,
        below: RandomBelow = draw_nothing_gentle,
        desktop: Desktop | None = None,
    ) -> None:
        scripts, self.home = folder / "scripts", folder / "home"
        for place in (scripts, self.home):
            place.mkdir(parents=True, exist_ok=True)
        for script, practice, more, steps in (
            ("hands", "partner", ASKS, HANDS),
            ("named", "partner", "bed: none\nasks: {touch: optional}", NAMED),
            ("later", "partner", ASKS, f"  - rest: 2s\n{HANDS}"),
            ("tense", "partner", "bed: none\ncheck_in: [tension]", "  - rest: 1s\n"),
            ("waits", "solo", "bed: none", WAITS),
            ("room", "solo", GROUND, "  - {rest: 2s, caption: The room.}\n"),
            ("room-for-two", "partner", GROUND, "  - {rest: 2s, caption: The room for two.}\n"),
        ):
            (scripts / f"{script}.yaml").write_text(HEAD.format(practice=practice, more=more) + steps)
        if name == "tense":
            (self.home / "settings.toml").write_text("check_ins = true\n")
        sound, people = SteppedSound(), People(self.home / "people.json")
        self.core = Core(
            Library([scripts, shipped_dir("sessions")]),
            lambda: no_clips,
            sound,
            self.home / "journal.sqlite3",
            preferences=Preferences(self.home / "preferences.json"),
            people=people,
            returns=ReturnTimes(self.home / "return.json"),
            random_below=below,
            desktop=desktop,
        )
        typist = Typist(answers, words, lambda: sound.now_s)
        plain = PlainPractice(self.core, typist, StopSignals(), now=lambda: sound.now_s, sleep=sound.advance)
        if plain.prepare(self.core.open(name), PracticeRequest(name=name)):
            plain.play()
        self.core.close()
        self.people = people.all()
        plain.print_end()

    def home_state(self) -> tuple[dict[str, bytes], list[dict[str, Any]]]:
        """Returns every file of the home folder but the journal, and the journal without keys and times."""
        files = {path.name: path.read_bytes() for path in self.home.iterdir() if "journal" not in path.name}
        return files, self.entries()

    def entries(self) -> list[dict[str, Any]]:
        with closing(sqlite3.connect(self.home / "journal.sqlite3")) as journal:
            journal.row_factory = sqlite3.Row
            rows = [dict(row) for row in journal.execute("SELECT * FROM entry")]
        differs = ("key", "_at", "offset")
        return [
            {name: value for name, value in row.items() if not any(part in name for part in differs)}
            for row in rows
        ]


def test_nobody_can_tell_whose_no_it_was_or_whether_it_was_drawn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    runs_by_outcome: dict[tuple[bool, bool], list[RunTrace]] = defaultdict(list)

    def practise(answers: Sequence[str], below: RandomBelow) -> RunTrace:
        folder = tmp_path / str(sum(map(len, runs_by_outcome.values())))
        home = PlainRun(folder, "hands", [*TWO_NAMED, *answers, ""], below=below).home_state()
        out, err = capsys.readouterr()
        return out[out.index("A Test, ") :], err.replace(str(folder), ""), home

    answer_pairs = list(product("123", "123"))
    for first, second in product(answer_pairs, answer_pairs):
        outcome = (min(first[0], second[0]) > "1", min(first[1], second[1]) > "1")
        runs_by_outcome[outcome].append(practise((*first, ALONE, *second), draw_nothing_gentle))
    all_yes = ("3", "3", ALONE, "3", "3")
    for number, outcome in enumerate([(False, False), (True, False), (False, True)]):
        runs_by_outcome[outcome].append(practise(all_yes, draw_gentle(number)))

    assert len(runs_by_outcome) == 4
    for outcome, runs in runs_by_outcome.items():
        assert all(run == runs[0] for run in runs), outcome
        assert "finished" in str(runs[0][2]), "it is in the journal"
        assert ("Hands" in str(runs) or "Near" in str(runs)) == outcome[0]
        assert ("Ana talks, Ben listens." in runs[0][0]) == outcome[1]


def test_where_nobody_answers_it_plays_its_gentlest_way_and_remembers_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain_run = PlainRun(tmp_path, "hands")

    out = capsys.readouterr().out
    assert "(stay) Apart." in out
    assert "(a rest) Quiet." in out
    assert out.endswith("A Test, 0:06, done.\n")
    assert not plain_run.home_state()[0]


def test_not_now_leads_to_the_practices_for_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    PlainRun(tmp_path, "tense", ["not-now"])

    out = capsys.readouterr().out
    assert "Alone\n" in out
    assert "Together\n" not in out
    assert "done." not in out


def test_one_person_with_a_practice_for_two_is_told_so_and_it_plays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    PlainRun(tmp_path, "hands", ["", "alone", ""])

    out = capsys.readouterr().out
    assert "A Test is made for two" in out
    assert out.endswith("A Test, 0:06, done.\n")


YES = (*TWO_NAMED, "3", "3", ALONE, "3", "3")


@pytest.mark.parametrize(
    ("word", "message", "next_caption"),
    [
        ("stay", "Staying with it.", "Hands."),
        ("on", "", "Hands."),
        ("SHIFT", "The gentler way.", "Near."),
        ("what", "That is no word for now.", "Near."),
    ],
)
def test_a_question_on_the_way_is_answered_with_a_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], word: str, message: str, next_caption: str
) -> None:
    PlainRun(tmp_path, "hands", [*YES, ""], {3.0: word})

    out = capsys.readouterr().out
    assert "Stay, shift or stop? No answer in 0:05 is the gentler way." in out
    assert message in out
    assert f"(stay) {next_caption}" in out
    assert ("No answer: the gentler way." in out) == (word == "what")


def test_a_question_is_printed_with_what_its_two_answers_mean(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    PlainRun(tmp_path, "named", [*TWO_NAMED[:4], "3", ALONE, "3", ""], {3.0: "stay"})

    line = next(line for line in capsys.readouterr().out.splitlines() if "Stay, shift or stop?" in line)
    assert line.endswith(
        "Stay, shift or stop? Stay: hands, both of you. Shift: near each other. "
        "No answer in 0:05 is the gentler way."
    )


def test_a_word_typed_before_its_question_is_no_answer_to_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    PlainRun(tmp_path, "later", [*YES, ""], {1.0: "stay"})

    out = capsys.readouterr().out
    assert out.index("Nothing is asked just now.") < out.index("Still good?")
    assert out.index("No answer: the gentler way.") < out.index("(stay) Near.")


def test_words_pause_go_on_and_move(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = {1.0: "pause", 9.0: "go on", 9.2: "time", 9.5: "next", 10.0: "go on", 10.5: "back", 11.0: "next"}

    PlainRun(tmp_path, "waits", words=words)

    out = capsys.readouterr().out
    assert [out.count(part) for part in ("Part 1.", "A while. Enter goes on.", "Part 3.")] == [
        1,
        2,
        2,
    ]
    assert "Paused. Type go on to go on." in out
    assert "A rest, 0:01 left. 1:0" in out


def test_enter_alone_ends_a_wait_and_answers_no_question(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    PlainRun(tmp_path / "wait", "waits", words={1.0: "", 4.0: ""})
    wait = capsys.readouterr().out
    PlainRun(tmp_path / "question", "hands", [*YES, ""], {3.0: ""})

    assert "(a wait, at most 1:00) A while. Enter goes on." in wait
    assert wait.endswith("A Test, 0:06, done.\n")
    assert "No answer: the gentler way." in capsys.readouterr().out


def test_more_time_is_given_to_both(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    PlainRun(tmp_path, "hands", [*YES, ""], {3.0: "stay", 8.0: "more"})

    out = capsys.readouterr().out
    assert "Ana talks, Ben listens. 0:06. One thing." in out
    assert "30 seconds more for each of you." in out
    assert "Ben talks, Ana listens. 0:36. One thing." in out
    assert "left. Go on gives time to finish a sentence." in out


def test_stop_ends_at_once_and_asks_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain_run = PlainRun(tmp_path, "hands", YES, {9.0: "stop"})

    assert capsys.readouterr().out.endswith("0:09 of 0:21. Enough for today.\n")
    (entry,) = plain_run.entries()
    assert entry["ended"] == "stopped"


def test_help_lists_every_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    PlainRun(tmp_path, "waits", words={1.0: "help", 1.1: "stop"})

    out = capsys.readouterr().out
    assert "  ground      " in out
    assert "  go on or on " in out


def test_ground_leads_to_the_room_and_back_to_something_gentler(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    PlainRun(tmp_path, "hands", [*YES, "space", "30", "shift", ""], {2.0: "ground"})

    out = capsys.readouterr().out
    before_room, room, after_room = out.partition("The room for two.")
    assert "Company, or space?" in before_room
    assert room
    assert "When do you come back to each other?" in after_room
    assert "You meet again at " in after_room
    assert "(stay) Apart." in after_room
    assert "done." in after_room


def test_ground_alone_asks_nothing_first_and_no_answer_afterwards_is_enough_for_today(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    PlainRun(tmp_path, "waits", words={1.0: "ground"})

    out = capsys.readouterr().out
    assert "(a rest) The room." in out
    assert out.index("The room.") < out.index("And now?")
    assert out.endswith("0:01 of 1:05. Enough for today.\n")


def test_stop_in_the_room_stops_all_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain_run = PlainRun(tmp_path, "waits", words={25.0: "ground", 26.0: "stop"})

    assert "And now?" not in capsys.readouterr().out
    assert [entry["ended"] for entry in plain_run.entries() if entry["name"] == "waits"] == ["grounded"]


NUMBERS = (*TWO_NAMED[:3], ALONE, "2", ALONE, "3")


def test_numbers_are_shown_to_both_only_if_both_say_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    PlainRun(tmp_path / "both", "tense", [*NUMBERS, ALONE, "2", "show", ALONE, "4", "show", "", ""])
    agreed_output = capsys.readouterr().out
    PlainRun(tmp_path / "one", "tense", [*NUMBERS, ALONE, "2", "show", ALONE, "4", "keep", ""])
    declined_output = capsys.readouterr().out

    assert "Ben: tension 3, then 4." in agreed_output
    assert "then" not in declined_output


@pytest.mark.parametrize(("first", "second"), [("9", "2"), ("2", "9")])
def test_a_way_back_is_offered_to_both_in_the_same_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], first: str, second: str
) -> None:
    PlainRun(tmp_path, "tense", [*NUMBERS, ALONE, first, "keep", ALONE, second, "keep", "ground", ""])

    out = capsys.readouterr().out
    assert out.index("A little more ground?") < out.index("The room.")
    assert out.endswith("A Test, 0:02, done.\n")


def test_a_practice_for_two_can_be_taken_out_of_the_journal_and_none_is_kept_from_then_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain_run = PlainRun(tmp_path, "tense", [*NUMBERS, ALONE, "", "", ALONE, "", "", "forget"])

    assert "Practices for two are kept in your journal." in capsys.readouterr().out
    assert plain_run.entries() == []
    assert not plain_run.core.is_on(Setting.TOGETHER_KEPT)


def test_the_example_in_the_document_answers_all_that_its_practice_asks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (example,) = (block for block in PLAIN_PAGE.split("\n\n") if block.startswith("    printf"))
    command, _, plain_run = example.replace("\\\n", " ").partition(" | ")
    answers = shlex.split(command)[2:]

    run = PlainRun(tmp_path, shlex.split(plain_run)[2], answers)

    out = capsys.readouterr().out
    questions, _, practice = out.partition("Ctrl-C stops")
    assert "No more is typed here" not in questions
    assert [person.name for person in run.people] == ["Ana", "Ben"]
    assert "hold hands" in practice, "touch, for both said some or yes"
    assert "talks" not in practice, "no sharing, for one said no"
    assert practice.endswith("done.\n")


def test_every_word_is_in_the_document() -> None:
    for row in WORDS:
        assert all(f"`{word}`" in PLAIN_PAGE for word in (row.word, *row.aliases))


@pytest.mark.parametrize("word", ["stop", "quit", "STOP"])
@pytest.mark.parametrize("answers_before", [(), TWO_NAMED[:2], TWO_NAMED, (*TWO_NAMED, ALONE)])
def test_stop_leaves_what_is_asked_before_and_names_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], word: str, answers_before: tuple[str, ...]
) -> None:
    PlainRun(tmp_path, "hands", [*answers_before, word])

    out = capsys.readouterr().out
    assert out.endswith("Not now. Nothing was kept.\n")
    assert "stop and who?" not in out.casefold()
    assert not (tmp_path / "people.json").exists()
    assert not (tmp_path / "journal.sqlite3").exists()


def test_help_says_what_can_be_answered_and_is_nobodys_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    PlainRun(tmp_path, "hands", ["", "help", "stop"])

    out = capsys.readouterr().out
    assert "A short name, please." in out
    assert "stop leaves; nothing that was answered is kept." in out
    assert "help and who?" not in out

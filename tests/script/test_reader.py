"""Reading scripts, and the problems that the reader reports."""

from pathlib import Path

import pytest

from practice_player.lib.errors import ScriptError
from practice_player.script.discovery import script_files
from practice_player.script.model import Breathe
from practice_player.script.parsing.reader import parse, read
from practice_player.settings import shipped_dir
from practice_player.timeline.phrases import sounds
from tests.fakes import HEAD, script_of

SHIPPED = list(script_files(shipped_dir("sessions")))


def problems(text: str) -> list[tuple[int, int, str, str]]:
    with pytest.raises(ScriptError) as caught:
        parse(text, path="evening.yaml")
    return [
        (problem.place.line, problem.place.column, problem.problem, problem.fix)
        for problem in caught.value.problems
    ]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_each_shipped_script_is_read(path: Path) -> None:
    assert read(path).steps


def test_a_breath_is_read_as_its_author_wrote_it() -> None:
    step = script_of("  - {breathe: 4-0-6.5-1, cycles: 3/5/8}").steps[0]

    assert isinstance(step, Breathe)
    assert float(step.breathe.cycle_s) == 11.5
    assert (step.cycles.least, step.cycles.usual, step.cycles.most) == (3, 5, 8)


def test_every_problem_is_reported_at_once_in_the_order_of_the_file() -> None:
    text = HEAD.format(practice="solo", more="moood: high") + (
        "  - rest: 20\n  - breathe: 4-0-6\n    cycles: 9/5/7\n  - hum: 3s\n"
    )

    rows = problems(text)

    assert [line for line, _, _, _ in rows] == [7, 9, 10, 11, 12]
    assert "20s" in rows[1][3], "a bare number is answered by an example"


def test_a_misspelt_key_is_answered_with_the_nearest_known_one() -> None:
    rows = problems(HEAD.format(practice="solo", more="bad: hush") + "  - rest: 20s\n")

    assert rows == [(7, 1, "`bad` is not a word scripts know here", "write `bed`, or delete the line")]


def test_a_message_names_file_line_and_column_and_a_remedy() -> None:
    with pytest.raises(ScriptError) as caught:
        parse("format: 2\n", path="evening.yaml")

    assert "evening.yaml:1:9: `2` is not a format" in str(caught.value)
    assert "Try: write `format: 1`" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty"),
        ("format: 1\nformat: 1\n", "twice"),
        ("format: 1\n\ttitle: x\n", "tab"),
        ("a: &x [1]\nb: *x\n", "alias"),
        ("a: !!python/object:os.system x\n", "tag"),
        ("---\na: 1\n---\nb: 2\n", "second document"),
        ("[" * 10_000, "too deep"),
        ("just words", "names and values"),
        ("- a\n- b\n", "names and values"),
        ("? [a]\n: b\n", "not a word"),
    ],
)
def test_yaml_that_is_no_script_is_reported_plainly(text: str, message: str) -> None:
    assert any(message in problem for _, _, problem, _ in problems(text))


def test_yes_no_and_dates_stay_the_words_they_are() -> None:
    script = script_of("  - say: no\n  - say: 2024-05-06\n")

    assert [step.say for step in script.steps] == ["no", "2024-05-06"]  # type: ignore[union-attr]


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"title: \xe9"])
def test_a_file_that_is_not_utf8_is_reported_so(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(raw)

    with pytest.raises(ScriptError, match="UTF-8"):
        read(path)


def test_a_missing_file_and_a_folder_are_reported_so(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.yaml"):
        with pytest.raises(ScriptError, match="file"):
            read(path)


def test_a_solo_practice_has_no_turns() -> None:
    rows = problems(HEAD.format(practice="solo", more="") + "  - {turn: first, for: 20s}\n")

    assert "no turns" in rows[0][2]


def test_of_a_step_with_a_mistake_the_rest_is_still_looked_at() -> None:
    rows = problems(
        HEAD.format(practice="solo", more="")
        + "  - {breathe: 4-0-6-0, cycles: few, cue: drum, along: [{at: soon, say: 'The {x}.'}]}\n"
        + "  - {say: 'The {y}.', pause: long}\n  - {turn: first, fro: 20s}\n"
    )

    assert [problem for _, _, problem, _ in rows] == [
        "`few` is not a count",
        "`drum` does not fit here",
        "`soon` is no place among the breaths",
        "`{x}` stands for nothing",
        "`{y}` stands for nothing",
        "`long` is not a length",
        "`for` is missing",
        "a solo practice has no turns",
        "`fro` is not a word scripts know here",
    ]


def test_words_are_respelt_whole_with_the_capitals_of_the_sentence() -> None:
    more = "say_as: {Nidra: needra, wim hof: vim hof, no: 'yes', zo\u00e9: zo-ay}"
    script = parse(
        HEAD.format(practice="solo", more=more)
        + "  - say: A NIDRA, nidra. Nidrasana. Wim Hof, Zoe\u0301. No matter.\n",
        path="evening.yaml",
    )

    assert sounds(script) == {
        "A NIDRA, nidra.": "A NEEDRA, needra.",
        "Wim Hof, Zoe\u0301.": "Vim hof, Zo-ay.",
        "No matter.": "Yes matter.",
    }


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("say_as: needra", "words and how they sound are missing here"),
        ("say_as:", "words and how they sound are missing here"),
        ("say_as: {}", "words and how they sound are missing here"),
        ("say_as: [nidra]", "words and how they sound are missing here"),
        ("say_as: {nidra: }", "a word has no sound beside it, or more than one"),
        ("say_as: {nidra: [a, b]}", "a word has no sound beside it, or more than one"),
        ("say_as: {nidra: ' '}", "there are no words here"),
        ("say_as: {Nidra: a, nidra: b}", "`nidra` stands here twice"),
        (f"say_as: {{nidra: {'n' * 201}}}", "there is a word of more than 200 letters here"),
    ],
)
def test_what_is_no_table_of_sounds_is_told(written: str, problem: str) -> None:
    rows = problems(HEAD.format(practice="solo", more=written) + "  - say: Yoga nidra.\n")

    assert [(line, text) for line, _, text, _ in rows] == [(7, problem)]

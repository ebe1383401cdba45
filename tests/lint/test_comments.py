"""The rule on words that are lost to a comment: they are reported, and real comments are not."""

from pathlib import Path

import pytest

from practice_player.lint.lint_script import lint_draft
from practice_player.script.discovery import script_files
from practice_player.script.parsing.reader import draft, draft_of
from practice_player.settings import shipped_dir
from tests.fakes import HEAD
from tests.lint.linting import line_and_column, lint_steps


@pytest.mark.parametrize(
    ("steps", "place", "lost"),
    [
        ("  - say: We are number #1 in line\n", (9, 24), "#1 in line"),
        ("  - say: We are number # 1 in line\n", (9, 24), "# 1 in line"),
        ("  - say: Rest here #calm\n", (9, 20), "#calm"),
        ("  - say: Hier ist #\u00dcbung eins\n", (9, 19), "#\u00dcbung eins"),
        ("  - say: Counting to  #3 and on\n", (9, 23), "#3 and on"),
        ("  - say: Two lines\n      and #2 more\n", (10, 11), "#2 more"),
        ("  - rest: 20s\n    caption: Bench #4\n", (10, 20), "#4"),
        ("  - each:\n      - hand #1\n      - jaw\n    repeat: [{rest: 5s}]\n", (10, 14), "#1"),
    ],
)
def test_words_behind_a_hash_are_reported_to_be_lost(steps: str, place: tuple[int, int], lost: str) -> None:
    (lost_problem,) = lint_steps(steps, code="lost-words")

    assert line_and_column(lost_problem) == place
    assert lost_problem.severity == "advice"
    assert lost_problem.problem == f"“{lost}” is a comment to YAML, and neither said nor shown"
    assert "put the words into" in lost_problem.fix


def test_words_of_the_head_are_reported_too() -> None:
    text = HEAD.format(practice="solo", more="needs: seat #5").replace("A Test", "Room #7") + "  - rest: 5s\n"
    problems = [problem for problem in lint_draft(draft(text, path="x.yaml")) if problem.code == "lost-words"]

    assert [(problem.place.line, problem.place.column) for problem in problems] == [(2, 13), (7, 13)]


@pytest.mark.parametrize(
    "steps",
    [
        "  - say: Hello.  # greet them\n",
        "  - say: Hello. # greet them\n",
        "  - say: Hello. # 2 more to come\n",
        "  - say: Hello   #greet\n",
        "  - say: 'Number #1'\n",
        "  - say: 'Number' #1\n",
        "  - say: Number#1\n",
        "  - say: Hello #\n",
        "  - say: Hello ## two\n",
        "  - say: >\n      We are #1 in line\n",
        "  - rest: 20s #1\n",
        "  - rest: 20s\n  #- say: Number #1\n",
    ],
)
def test_a_comment_that_is_one_is_left_alone(steps: str) -> None:
    assert not lint_steps(steps, code="lost-words")


@pytest.mark.parametrize(
    ("steps", "place"),
    [
        ("  - say: One line\n      and #2 more\n      and a third\n", (10, 11)),
        ("  - each: [hand #1, jaw]\n    repeat: [{rest: 5s}]\n", (9, 17)),
        ("  - {say: We are #1, pause: 3s}\n  - rest: 4s\n", (9, 18)),
        ("  - say: #1 in line\n", (9, 9)),
    ],
)
def test_a_script_that_a_comment_breaks_is_reported_why(steps: str, place: tuple[int, int]) -> None:
    (lost_problem,) = lint_steps(steps, code="format")

    assert line_and_column(lost_problem) == place
    assert "is a comment, so " in lost_problem.problem
    assert "put the words into" in lost_problem.fix


def test_a_piece_is_linted_as_well(tmp_path: Path) -> None:
    (tmp_path / "pieces").mkdir()
    (tmp_path / "pieces" / "a.yaml").write_text("format: 1\nsteps:\n  - say: Bench #4\n")
    script = tmp_path / "x.yaml"
    script.write_text(HEAD.format(practice="solo", more="") + "  - include: pieces/a.yaml\n")

    (lost_problem,) = [problem for problem in lint_draft(draft_of(script)) if problem.code == "lost-words"]

    assert (Path(lost_problem.place.path).name, lost_problem.place.line, lost_problem.place.column) == (
        "a.yaml",
        3,
        16,
    )


@pytest.mark.parametrize("path", list(script_files(shipped_dir("sessions"))), ids=lambda path: path.stem)
def test_no_shipped_script_loses_a_word(path: Path) -> None:
    assert not [problem for problem in lint_draft(draft_of(path)) if problem.code == "lost-words"]

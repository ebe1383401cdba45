"""What `check` says of paths."""

from pathlib import Path

from practice_player.lib.diagnostics import Diagnostic
from practice_player.lint.lint_path import path_problems
from practice_player.paths.library import PathLibrary
from practice_player.script.library import Library
from practice_player.settings import shipped_dir
from tests.paths.paths import TWO_STEPS, write_path

PRACTICES = {"first", "second", "other"}


def problems(folder: Path, text: str = TWO_STEPS, practices: set[str] = PRACTICES) -> tuple[Diagnostic, ...]:
    return path_problems(write_path(folder, text=text), practices)


def test_nothing_is_said_of_a_path_whose_practices_are_there(tmp_path: Path) -> None:
    assert problems(tmp_path) == ()


def test_a_practice_that_is_not_there_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, TWO_STEPS.replace("practice: first", "practice: frist"))

    assert str(problem).endswith(
        "paths/there-and-back.yaml:5:15: no practice is called `frist`\n"
        "  Try: write `first`; until then the step is passed over"
    )
    assert (problem.code, problem.severity) == ("unknown-practice", "error")


def test_each_of_several_practices_is_looked_for(tmp_path: Path) -> None:
    assert [problem.place.line for problem in problems(tmp_path, practices={"first"})] == [7, 7]


def test_words_that_press_are_told_where_they_stand(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, TWO_STEPS.replace("Now the second.", "Then you must do the second."))

    assert (problem.place.line, problem.code, problem.severity) == (8, "avoided-words", "advice")
    assert TWO_STEPS.splitlines()[7].find("Then") + len("Then you ") < problem.place.column


def test_a_mistake_in_the_format_and_an_unknown_practice_are_told_together(tmp_path: Path) -> None:
    text = TWO_STEPS.replace("times: 2", "tmes: 2")

    assert [problem.code for problem in problems(tmp_path, text, set())] == [
        *("unknown-practice", "format", "unknown-practice", "unknown-practice")
    ]


def test_nothing_is_to_be_said_of_the_shipped_paths() -> None:
    sessions = (shipped_dir("sessions"),)
    practices = {script.name for script in Library(sessions).files()}

    for loaded in PathLibrary(sessions).all():
        assert path_problems(loaded.file, practices) == ()

"""What `check` remembers of paths: never what was true of another file, or of other practices."""

from pathlib import Path

import pytest

from practice_player.lib.diagnostics import Diagnostic
from practice_player.lib.fact_cache import FactCache
from practice_player.lint.path_reports import path_problems
from tests.paths.paths import TWO_STEPS, write_path
from tests.test_startup import modules_after

PRACTICES = {"first", "second", "other"}
WRONG = TWO_STEPS.replace("practice: first", "practice: frist")


def problems(folder: Path, text: str = TWO_STEPS, practices: set[str] = PRACTICES) -> tuple[Diagnostic, ...]:
    """Returns the problems as another run finds them, with what earlier ones kept."""
    cache = FactCache.open(folder / "checked.json")
    found = path_problems(write_path(folder, text=text), practices, cache)
    cache.save()
    return found


def test_the_problems_are_the_same_again(tmp_path: Path) -> None:
    first = problems(tmp_path, WRONG)

    assert len(first) == 1
    assert problems(tmp_path, WRONG) == first


def test_a_mended_path_has_none(tmp_path: Path) -> None:
    problems(tmp_path, WRONG)

    assert problems(tmp_path) == ()


def test_a_practice_that_came_or_went_is_noticed(tmp_path: Path) -> None:
    assert problems(tmp_path) == ()

    assert len(problems(tmp_path, practices={"first", "other"})) == 1
    assert problems(tmp_path) == ()


def test_a_file_that_cannot_be_read_is_told_of(tmp_path: Path) -> None:
    file = write_path(tmp_path, text=TWO_STEPS)
    file.unlink()
    file.mkdir()

    (problem,) = path_problems(file, PRACTICES, FactCache(None, {}))

    assert problem.severity == "error"


def test_unchanged_paths_are_checked_without_the_model_of_scripts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path))
    check = f"from practice_player.cli.main import main; main(['check', {str(write_path(tmp_path))!r}])"

    assert "pydantic" in modules_after(check), "the first time, it is read"
    assert not modules_after(check) & {"pydantic", "yaml", "numpy", "textual"}

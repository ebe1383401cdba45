"""Checks what must hold for any text that is read as a script."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import jsonschema
import pytest
import yaml

from practice_player.lib.diagnostics import Diagnostic
from practice_player.lib.errors import PracticeError, ScriptError
from practice_player.lint.lint_script import lint_draft
from practice_player.script.parsing.reader import draft, parse
from practice_player.script.parsing.source import Source
from practice_player.script.schema import script_schema
from practice_player.timeline.compiler import compile_timeline, length_reach
from practice_player.timeline.phrases import spoken
from tests.fakes import no_clips
from tests.fuzz.changed_scripts import PIECES

MAX_TIME_S: Final = 1.0
VALIDATOR: Final = jsonschema.Draft7Validator(script_schema())
Result = TypeVar("Result")


class TextLoader(yaml.CSafeLoader):
    """Loads every scalar as text or null: none becomes a date or a number."""


TextLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith(":null")]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def write_pieces(folder: Path) -> None:
    """Writes the pieces that changed scripts include."""
    (folder / "pieces").mkdir()
    for name, text in PIECES.items():
        (folder / name).write_text(text, encoding="utf-8")


def check_script(text: str, folder: Path) -> bool:
    """Reads, lints and compiles a script; returns whether it plays.  Fails when a promise is broken."""
    path = str(folder / "x.yaml")
    script_draft = _run_in_time(lambda: draft(text, path=path))
    problems = _run_in_time(lambda: lint_draft(script_draft))
    for problem in (*script_draft.problems, *problems):
        _check_diagnostic(problem, text, path)
    assert {problem for problem in problems if problem.code == "format"} == set(script_draft.problems)
    if script_draft.problems:
        with pytest.raises(ScriptError):
            parse(text, path=path)
        return False
    script = parse(text, path=path)
    assert not [problem.message for problem in VALIDATOR.iter_errors(yaml.load(text, TextLoader))]  # noqa: S506
    assert all(_run_in_time(lambda: list(spoken(script))))
    try:
        reach = _run_in_time(lambda: length_reach(script, no_clips))
        timeline = _run_in_time(lambda: compile_timeline(script, no_clips))
    except PracticeError:
        return False  # refused with a message, such as for a length between whole breaths
    assert reach.least_frames <= timeline.length_frames <= reach.most_frames
    return True


def _check_diagnostic(problem: Diagnostic, text: str, path: str) -> None:
    """Checks that a diagnostic has one printable line and a place that exists in the file."""
    assert problem.problem
    assert problem.fix
    assert problem.problem.isprintable(), problem
    assert problem.fix.isprintable(), problem
    assert len(problem.problem) < 400
    place = problem.place
    file_text = text if place.path == path else Path(place.path).read_text(encoding="utf-8")
    assert Source(place.path, file_text, None).nearest_place(place) == place


def _run_in_time(work: Callable[[], Result]) -> Result:
    """Returns the result, which must take less than a second; a busy machine gets two more tries."""
    taken_s: list[float] = []
    while True:
        began_s = time.perf_counter()
        result = work()
        taken_s.append(time.perf_counter() - began_s)
        if taken_s[-1] < MAX_TIME_S:
            return result
        assert len(taken_s) < 3, f"took {min(taken_s):.1f} s"


def summary(results: list[bool]) -> str:
    return (
        f"{len(results)} scripts: {sum(results)} could be played, {len(results) - sum(results)} were refused"
    )


__all__: list[Any] = ["check_script", "summary", "write_pieces"]

"""What must hold of any text that is given for a script."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import jsonschema
import pytest
import yaml

from practice_player.lib.errors import Diagnostic, PracticeError, ScriptError
from practice_player.lint.lint_script import lint_draft
from practice_player.script.parsing.reader import draft, parse
from practice_player.script.parsing.source import Source
from practice_player.script.schema import schema
from practice_player.timeline.compiler import compile_timeline, length_reach
from practice_player.timeline.phrases import spoken
from tests.fakes import no_clips
from tests.fuzz.mutations import PIECES

MOST_S: Final = 1.0
VALIDATOR: Final = jsonschema.Draft7Validator(schema())
Found = TypeVar("Found")


class Texts(yaml.CSafeLoader):
    """Every scalar as a text, or nothing: no ideas of dates and numbers come in between."""


Texts.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith(":null")]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def fill(folder: Path) -> None:
    """Puts the pieces there that changed scripts include."""
    (folder / "pieces").mkdir()
    for name, text in PIECES.items():
        (folder / name).write_text(text, encoding="utf-8")


def holds(text: str, folder: Path) -> bool:
    """Reads, checks and builds; True when it could be played.  Fails when a promise is broken."""
    path = str(folder / "x.yaml")
    found = _soon(lambda: draft(text, path=path))
    problems = _soon(lambda: lint_draft(found))
    for problem in (*found.problems, *problems):
        _is_told_well(problem, text, path)
    assert {one for one in problems if one.code == "format"} == set(found.problems)
    if found.problems:
        with pytest.raises(ScriptError):
            parse(text, path=path)
        return False
    script = parse(text, path=path)
    assert not [one.message for one in VALIDATOR.iter_errors(yaml.load(text, Texts))]  # noqa: S506
    assert all(_soon(lambda: list(spoken(script))))
    try:
        reach = _soon(lambda: length_reach(script, no_clips))
        timeline = _soon(lambda: compile_timeline(script, no_clips))
    except PracticeError:
        return False  # told in a message of its own, such as a length of no whole breaths
    assert reach.least_frames <= timeline.length_frames <= reach.most_frames
    return True


def _is_told_well(problem: Diagnostic, text: str, path: str) -> None:
    """One line for people, and a place that the file has."""
    assert problem.problem
    assert problem.fix
    assert problem.problem.isprintable(), problem
    assert problem.fix.isprintable(), problem
    assert len(problem.problem) < 400
    place = problem.place
    here = text if place.path == path else Path(place.path).read_text(encoding="utf-8")
    assert Source(place.path, here, None).inside(place) == place


def _soon(work: Callable[[], Found]) -> Found:
    """The result, within a second; a machine that was busy for a moment is given two more tries."""
    taken_s: list[float] = []
    while True:
        began_s = time.perf_counter()
        result = work()
        taken_s.append(time.perf_counter() - began_s)
        if taken_s[-1] < MOST_S:
            return result
        assert len(taken_s) < 3, f"took {min(taken_s):.1f} s"


def count(results: list[bool]) -> str:
    return f"{len(results)} scripts: {sum(results)} could be played, {len(results) - sum(results)} were told"


__all__: list[Any] = ["count", "fill", "holds"]

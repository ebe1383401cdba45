"""A script file becomes a session, or every problem in it, each with its place and a fix."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pydantic import ValidationError

from practice_player.errors import Problem, ScriptError
from practice_player.script import model
from practice_player.script.files import UnusableFileError, read_text
from practice_player.script.mending import mended
from practice_player.script.nodes import MOST_SLIPS, Slip, YamlProblemError, compose, values
from practice_player.script.source import Loc, Source
from practice_player.script.told import told


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A script as far as it can be understood."""

    source: Source

    session: model.Session | None
    """The script without what is wrong in it; None when nothing is left."""

    problems: tuple[Problem, ...]
    """In the order of the file; empty when the script can be played."""

    unsure: frozenset[str]
    """Keys of the head, and `steps`, that hold less than their author wrote."""


def read(path: Path) -> model.Session:
    """The session in a file.

    Raises:
        ScriptError: every problem of the file, in its order.
    """
    return _sound(draft_of(path))


def parse(text: str, *, path: str) -> model.Session:
    """The session in `text`; `path` is named in problems.

    Raises:
        ScriptError: every problem of the text, in its order.
    """
    return _sound(draft(text, path=path))


def draft_of(path: Path) -> Draft:
    """What can be understood of a file."""
    try:
        text = read_text(path)
    except UnusableFileError as exc:
        at = (exc.line, exc.column)
        source = Source(str(path), "", None)
        return _nothing(source, [_problem(str(path), at, exc.problem, exc.fix)])
    return draft(text, path=str(path))


def draft(text: str, *, path: str) -> Draft:
    """What can be understood of `text`."""
    try:
        node, slips = compose(text)
    except YamlProblemError as exc:
        source = Source(path, text, None)
        return _nothing(source, [_slipped(source, slip) for slip in exc.slips])
    source = Source(path, text, node)
    found = [_slipped(source, slip) for slip in slips]
    unsure: frozenset[str] = frozenset()
    session: model.Session | None
    try:
        session = model.Session.model_validate(values(node))
    except ValidationError as exc:
        errors = exc.errors(include_url=False)
        found += [_problem(path, *told(error, source)) for error in errors[:MOST_SLIPS]]
        if (left := len(errors) - MOST_SLIPS) > 0:
            said = f"{left} more things are wrong in this file", "mend the ones that are told first"
            found.append(_problem(path, source.place(()), *said))
        session, unsure = mended(node, errors)
    if session is not None:
        senseless = islice(_sense(session, unsure), MOST_SLIPS)
        found += [_problem(path, source.place(loc), *said) for loc, *said in senseless]
    problems = tuple(sorted(set(found), key=lambda one: (one.line, one.column, one.problem)))
    return Draft(source=source, session=session, problems=problems, unsure=unsure)


def _sound(found: Draft) -> model.Session:
    if found.problems or found.session is None:
        raise ScriptError(found.problems)
    return found.session


def _nothing(source: Source, problems: list[Problem]) -> Draft:
    return Draft(source=source, session=None, problems=tuple(problems), unsure=frozenset())


def _slipped(source: Source, slip: Slip) -> Problem:
    return _problem(source.path, source.inside(slip.line, slip.column), slip.problem, slip.fix)


def _problem(path: str, at: tuple[int, int], problem: str, fix: str) -> Problem:
    return Problem(path=path, line=at[0], column=at[1], problem=problem, fix=fix)


def _sense(session: model.Session, unsure: frozenset[str]) -> Iterator[tuple[Loc, str, str]]:
    """Problems that no single line shows."""
    if not session.steps and "steps" not in unsure:
        yield ("steps",), "the practice has no steps", "add a step such as `- rest: 30s`"
    for number, step in enumerate(session.steps):
        if isinstance(step, model.Turn) and session.practice == "solo" and "practice" not in unsure:
            fix = "write `practice: partner`, or use `rest`"
            yield ("steps", number, "turn"), "a solo practice has no turns", fix
        if isinstance(step, model.Breathe):
            for count, along in enumerate(step.along):
                if isinstance(along.at, int) and along.at > step.cycles.least:
                    fix = f"name a breath up to {step.cycles.least}, or half, third, two-thirds"
                    at = ("steps", number, "along", count, "at")
                    yield at, f"breath {along.at} is not always reached", fix

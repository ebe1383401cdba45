"""A script file becomes a session, or every problem in it, each with its place and a fix."""

import difflib
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from practice_player.errors import Problem, ScriptError
from practice_player.script import model
from practice_player.script.nodes import MOST_BYTES, YamlProblemError, compose, place, values


def read(path: Path) -> model.Session:
    """The session in a file.

    Raises:
        ScriptError: every problem of the file, in its order.
    """
    return parse(_text(path), path=str(path))


def parse(text: str, *, path: str) -> model.Session:
    """The session in `text`; `path` is named in problems.

    Raises:
        ScriptError: every problem of the text, in its order.
    """
    try:
        node = compose(text)
    except YamlProblemError as exc:
        raise ScriptError((_problem(path, (exc.line, exc.column), exc.problem, exc.fix),)) from None
    try:
        session = model.Session.model_validate(values(node))
    except ValidationError as exc:
        found = [_told(error, node, path) for error in exc.errors(include_url=False)]
        raise ScriptError(tuple(sorted(found, key=lambda one: (one.line, one.column)))) from None
    if problems := _sense(session, node, path):
        raise ScriptError(tuple(problems))
    return session


def _text(path: Path) -> str:
    def cannot(problem: str, fix: str) -> ScriptError:
        return ScriptError((_problem(str(path), (1, 1), problem, fix),))

    try:
        if not path.is_file():
            raise cannot("this is no file", "name a script file that ends in .yaml")
        if path.stat().st_size > MOST_BYTES:
            raise cannot("the file is over 1 MB", "keep one practice in a file")
        raw = path.read_bytes()
    except OSError as exc:
        raise cannot(f"the file cannot be read ({exc.strerror})", "check its name and permissions") from exc
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        line = raw[: exc.start].count(b"\n") + 1
        column = exc.start - raw.rfind(b"\n", 0, exc.start)
        problem = _problem(str(path), (line, column), "this is not UTF-8 text", "save the file as UTF-8")
        raise ScriptError((problem,)) from None


def _problem(path: str, at: tuple[int, int], problem: str, fix: str) -> Problem:
    return Problem(path=path, line=at[0], column=at[1], problem=problem, fix=fix)


def _told(error: ErrorDetails, node: yaml.Node, path: str) -> Problem:
    where = error["loc"]
    last = str(where[-1]) if where else ""
    context: dict[str, Any] = error.get("ctx", {})
    at = place(node, where, key=error["type"] == "extra_forbidden")
    match error["type"]:
        case "unreadable":
            said = error["msg"], str(context["fix"])
        case "missing":
            said = f"`{last}` is missing", f"add a line `{last}: …` here"
        case "extra_forbidden":
            said = f"`{last}` is not a word scripts know here", _nearest(last, where)
        case "no_kind":
            said = "this step is none that is known", f"begin it with one of {', '.join(model.KINDS)}"
        case "literal_error":
            said = f"`{error['input']}` does not fit here", f"write one of {context['expected']}"
        case "tuple_type":
            said = f"`{last}` is not a list", "write one item a line, each after a dash"
        case "model_type" | "model_attributes_type":
            said = "names and values are missing here", "write `name: value` lines"
        case _:
            said = error["msg"], "see docs/script-format.md"
    return _problem(path, at, *said)


def _nearest(word: str, where: tuple[int | str, ...]) -> str:
    kind = next((part for part in reversed(where) if str(part).endswith(" step")), None)
    owner = model.KINDS[str(kind).removesuffix(" step")] if kind else model.Session
    if "along" in where:
        owner = model.Along
    elif "evidence" in where:
        owner = model.Evidence
    elif "asks" in where:
        owner = model.Asks
    known = [field.alias or name for name, field in owner.model_fields.items()]
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    return (
        f"write `{near[0]}`, or delete the line"
        if near
        else f"write one of {', '.join(known)}, or delete the line"
    )


def _sense(session: model.Session, node: yaml.Node, path: str) -> list[Problem]:
    """Problems that no single line shows."""
    found = []
    if not session.steps:
        fix = "add a step such as `- rest: 30s`"
        found.append(_problem(path, place(node, ("steps",)), "the practice has no steps", fix))
    for number, step in enumerate(session.steps):
        if isinstance(step, model.Turn) and session.practice == "solo":
            at = place(node, ("steps", number, "turn"))
            found.append(
                _problem(path, at, "a solo practice has no turns", "write `practice: partner`, or use `rest`")
            )
        if isinstance(step, model.Breathe):
            for count, along in enumerate(step.along):
                if isinstance(along.at, int) and along.at > step.cycles.least:
                    at = place(node, ("steps", number, "along", count, "at"))
                    fix = f"name a breath up to {step.cycles.least}, or half, third, two-thirds"
                    found.append(_problem(path, at, f"breath {along.at} is not always reached", fix))
    return found

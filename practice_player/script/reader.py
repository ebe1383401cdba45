"""A script file becomes a session, or every problem in it, each with its place and a fix."""

import difflib
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from practice_player.errors import Problem, ScriptError
from practice_player.script import model, sense
from practice_player.script.nodes import MOST_BYTES, YamlProblemError, compose, place, values
from practice_player.script.pieces import Pieces
from practice_player.script.tree import note_places

File = TypeVar("File", model.Session, model.Piece)


def read(path: Path) -> model.Session:
    """The session in a file.

    Raises:
        ScriptError: every problem of the file, in its order.
    """
    return parse(_text(path), path=str(path))


def parse(text: str, *, path: str) -> model.Session:
    """The session in `text`; `path` is named in problems, and its folder holds pieces and recordings.

    Raises:
        ScriptError: every problem of the text and of the pieces it includes, in their order.
    """
    session = _parse(text, path, model.Session)
    pieces = Pieces(Path(path), _read_piece)
    pieces.fill(session.steps, Path(path).parent)
    session.read_with(pieces.files)
    if problems := [*pieces.problems, *sense.problems(session)]:
        raise ScriptError(tuple(problems))
    return session


def _read_piece(path: Path) -> model.Piece:
    return _parse(_text(path), str(path), model.Piece)


def _parse(text: str, path: str, file: type[File]) -> File:
    try:
        node = compose(text)
    except YamlProblemError as exc:
        raise ScriptError((_problem(path, (exc.line, exc.column), exc.problem, exc.fix),)) from None
    try:
        found = file.model_validate(values(node))
    except ValidationError as exc:
        told = [_told(error, node, path) for error in exc.errors(include_url=False)]
        raise ScriptError(tuple(sorted(told, key=lambda one: (one.line, one.column)))) from None
    note_places(found, node, path)
    return found


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
            if last in model.KINDS and len(where) > 1:
                said = f"`{last}` begins a step of its own", "put a dash before it, on a line of its own"
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
    if where[-3:-2] == ("along",):
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

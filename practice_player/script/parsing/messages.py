"""Turns validation errors of the model into diagnostics in the author's terms."""

import difflib
import re
from typing import Any, Final, get_args

from pydantic_core import ErrorDetails

from practice_player.lib.diagnostics import Diagnostic, Place
from practice_player.lib.lookalikes import explain_lookalike
from practice_player.lib.nearest import nearest_or_all
from practice_player.lib.quoting import MAX_QUOTED_CHARACTERS, quoted
from practice_player.script import model
from practice_player.script.node import Node
from practice_player.script.parsing.source import Loc, Source
from practice_player.script.parsing.yaml_errors import QUOTES_FIX

_PLACEHOLDER: Final = "…"


_NESTED_CLASSES: Final[dict[str, type[Node]]] = {
    "evidence": model.Evidence,
    "asks": model.Consents,
    "passage": model.Passage,
}
"""The classes of the values of keys that are not steps."""


def diagnostic_of(error: ErrorDetails, source: Source, file_class: type[Node]) -> Diagnostic:
    """Returns the diagnostic for a validation error of a script or a piece, with its place in the source."""
    place = source.place(error["loc"], key=error["type"] == "extra_forbidden")
    problem, fix = _problem_and_fix(error, source, place, file_class)
    return Diagnostic(place=place, problem=problem, fix=fix)


def _problem_and_fix(
    error: ErrorDetails, source: Source, place: Place, file_class: type[Node]
) -> tuple[str, str]:
    """Returns the problem and the remedy for a validation error."""
    loc, value = error["loc"], error["input"]
    last_key = quoted(loc[-1]) if loc else ""
    context: dict[str, Any] = error.get("ctx", {})
    match error["type"]:
        case "unreadable" | "literal_error" if lookalike := explain_lookalike(value):
            problem_and_fix = lookalike
        case "unreadable" if value is None and _is_comment(source, place):
            problem_and_fix = "what follows `#` is a comment, so there is no value here", QUOTES_FIX
        case "unreadable":
            written = str(value)
            problem = error["msg"].replace(written, quoted(written)) if written.strip() else error["msg"]
            problem_and_fix = problem, str(context["fix"])
        case "missing":
            problem_and_fix = f"`{last_key}` is missing", f"add a line `{last_key}: {_PLACEHOLDER}` here"
        case "extra_forbidden":
            problem_and_fix = _unknown_key(str(loc[-1]), loc, file_class)
        case "no_kind":
            problem_and_fix = "this step is none that is known", _step_kind_fix(value)
        case "literal_error":
            choices = [word.strip("' ") for word in str(context["expected"]).replace(" or ", ",").split(",")]
            fix = f"write {nearest_or_all(value, choices)}"
            problem = "a value is missing here" if value is None else f"`{quoted(value)}` does not fit here"
            problem_and_fix = problem, fix
        case "tuple_type":
            problem_and_fix = f"`{last_key}` is not a list", "write one item a line, each after a dash"
        case "model_type" | "model_attributes_type":
            problem_and_fix = "names and values are missing here", "write `name: value` lines"
        case _:
            problem_and_fix = error["msg"], "see docs/script-format.md"
    return problem_and_fix


def _is_comment(source: Source, place: Place) -> bool:
    """Whether a comment, probably not intended as one, begins where a value is missing."""
    lines = source.text.split("\n")
    if place.line > len(lines):
        return False
    return bool(re.match(r"\s*#[^\W_]", lines[place.line - 1][place.column - 1 :].lstrip(":")))


def _unknown_key(word: str, loc: Loc, file_class: type[Node]) -> tuple[str, str]:
    """Returns the problem and the remedy for a key that is not allowed in its place."""
    item_class = _class_of_items(file_class, loc[0])
    if word in model.KINDS and len(loc) > 1 and item_class is None:
        return f"`{word}` begins a step of its own", "put a dash before it, on a line of its own"
    if re.fullmatch(r"[0-9][0-9./-]*", word):
        return f"`{quoted(word)}` stands by itself, after a comma", "write a point in a number, such as 4.5"
    kind = next((part for part in reversed(loc) if str(part).endswith(" step")), None)
    owner = model.KINDS[str(kind).removesuffix(" step")] if kind else file_class
    if "along" in loc[-3:-1] and "along" in owner.model_fields:
        owner = get_args(owner.model_fields["along"].annotation)[0]
    if item_class is not None and len(loc) > 1:
        owner = item_class
    for name, nested_class in _NESTED_CLASSES.items():
        if name in loc[-3:-1]:
            owner = nested_class
    known_keys = [field.alias or name for name, field in owner.model_fields.items()]
    return (
        f"`{quoted(word)}` is not a word {file_class.WRITTEN_AS} know here",
        f"write {nearest_or_all(word, known_keys)}, or delete the line",
    )


def _class_of_items(file_class: type[Node], key: int | str) -> type[Node] | None:
    """Returns the class of the items in the list of a key; None if there is not one class of them."""
    field = file_class.model_fields.get(str(key))
    item_class = next(iter(get_args(field.annotation)), None) if field else None
    return item_class if isinstance(item_class, type) and issubclass(item_class, Node) else None


def _step_kind_fix(step: object) -> str:
    """Returns the remedy for a step of no known kind."""
    if isinstance(step, str):
        return f"to have it said, write `- say: {quoted(step)}`"
    if isinstance(step, dict) and set(step) == {"note"}:
        return "write the note into the step it is about, below its first line; or begin the line with `# `"
    matches = [
        match
        for key in (step if isinstance(step, dict) else ())
        for match in difflib.get_close_matches(str(key)[:MAX_QUOTED_CHARACTERS], model.KINDS, n=1)
    ]
    return f"begin it with {nearest_or_all('', matches or list(model.KINDS))}"

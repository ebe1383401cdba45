"""Validation errors of the model as diagnostics, in the terms of the author."""

import difflib
import re
from collections.abc import Iterable
from typing import Any, Final

from pydantic_core import ErrorDetails

from practice_player.lib.errors import Diagnostic, Place
from practice_player.script import model
from practice_player.script.parsing.lookalikes import explain_lookalike
from practice_player.script.parsing.source import Loc, Source
from practice_player.script.parsing.yaml_errors import QUOTES
from practice_player.script.parsing.yaml_tree import MOST_QUOTED, quoted

_PLACEHOLDER: Final = "…"


_INSIDE: Final[dict[str, type[model.Node]]] = {
    "along": model.Along,
    "evidence": model.Evidence,
    "asks": model.Consents,
    "passage": model.Passage,
}
"""What stands inside a key that is no step."""


def diagnostic_of(error: ErrorDetails, source: Source, file: type[model.Node]) -> Diagnostic:
    """A validation error of a script or a piece, where it stands in its source."""
    place = source.place(error["loc"], key=error["type"] == "extra_forbidden")
    problem, fix = _explained(error, source, place, file)
    return Diagnostic(place=place, problem=problem, fix=fix)


def _explained(error: ErrorDetails, source: Source, place: Place, file: type[model.Node]) -> tuple[str, str]:
    """Problem and remedy."""
    loc, value = error["loc"], error["input"]
    last = quoted(loc[-1]) if loc else ""
    context: dict[str, Any] = error.get("ctx", {})
    match error["type"]:
        case "unreadable" | "literal_error" if lookalike := explain_lookalike(value):
            explained = lookalike
        case "unreadable" if value is None and _is_comment(source, place):
            explained = "what follows `#` is a comment, so there is no value here", QUOTES
        case "unreadable":
            written = str(value)
            problem = error["msg"].replace(written, quoted(written)) if written.strip() else error["msg"]
            explained = problem, str(context["fix"])
        case "missing":
            explained = f"`{last}` is missing", f"add a line `{last}: {_PLACEHOLDER}` here"
        case "extra_forbidden":
            explained = _unknown(str(loc[-1]), loc, file)
        case "no_kind":
            explained = "this step is none that is known", _kinds(value)
        case "literal_error":
            known = [word.strip("' ") for word in str(context["expected"]).replace(" or ", ",").split(",")]
            fix = f"write {_choice(value, known)}"
            problem = "a value is missing here" if value is None else f"`{quoted(value)}` does not fit here"
            explained = problem, fix
        case "tuple_type":
            explained = f"`{last}` is not a list", "write one item a line, each after a dash"
        case "model_type" | "model_attributes_type":
            explained = "names and values are missing here", "write `name: value` lines"
        case _:
            explained = error["msg"], "see docs/script-format.md"
    return explained


def _is_comment(source: Source, place: Place) -> bool:
    """Whether a comment that is hardly meant as one begins where a value is missing."""
    lines = source.text.split("\n")
    if place.line > len(lines):
        return False
    return bool(re.match(r"\s*#[^\W_]", lines[place.line - 1][place.column - 1 :].lstrip(":")))


def _unknown(word: str, loc: Loc, file: type[model.Node]) -> tuple[str, str]:
    """Problem and remedy for a key that does not belong where it stands."""
    if word in model.KINDS and len(loc) > 1:
        return f"`{word}` begins a step of its own", "put a dash before it, on a line of its own"
    if re.fullmatch(r"[0-9][0-9./-]*", word):
        return f"`{quoted(word)}` stands by itself, after a comma", "write a point in a number, such as 4.5"
    kind = next((part for part in reversed(loc) if str(part).endswith(" step")), None)
    owner = model.KINDS[str(kind).removesuffix(" step")] if kind else file
    for name, inside in _INSIDE.items():
        if name in loc[-3:-1]:
            owner = inside
    known = [field.alias or name for name, field in owner.model_fields.items()]
    return (
        f"`{quoted(word)}` is not a word scripts know here",
        f"write {_choice(word, known)}, or delete the line",
    )


def _kinds(step: object) -> str:
    """The remedy for a step of no known kind."""
    if isinstance(step, str):
        return f"to have it said, write `- say: {quoted(step)}`"
    near = [
        match
        for key in (step if isinstance(step, dict) else ())
        for match in difflib.get_close_matches(str(key)[:MOST_QUOTED], model.KINDS, n=1)
    ]
    return f"begin it with {_choice('', near or list(model.KINDS))}"


def _choice(value: object, known: Iterable[str]) -> str:
    """The nearest of the known words; all of them when none is near."""
    known = list(known)
    near = difflib.get_close_matches(str(value)[:MOST_QUOTED].lower(), known, n=1, cutoff=0.5)
    if near or len(known) == 1:
        return f"`{(near or known)[0]}`"
    return "one of " + ", ".join(known)

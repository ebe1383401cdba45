"""What the model finds wrong, told in the author's terms: place, problem, and what to write instead."""

import difflib
import re
from collections.abc import Iterable
from typing import Any, Final

from pydantic_core import ErrorDetails

from practice_player.script import model
from practice_player.script.parsing.lookalikes import lookalike
from practice_player.script.parsing.source import Loc, Source
from practice_player.script.parsing.yaml_errors import QUOTES
from practice_player.script.parsing.yaml_tree import MOST_QUOTED, quoted

_PLACEHOLDER: Final = "…"


def explain(error: ErrorDetails, source: Source, file: type[model.Node]) -> tuple[tuple[int, int], str, str]:
    """Where, what is wrong, and what to do."""
    where = error["loc"]
    last = quoted(where[-1]) if where else ""
    context: dict[str, Any] = error.get("ctx", {})
    at = source.place(where, key=error["type"] == "extra_forbidden")
    match error["type"]:
        case "unreadable" | "literal_error" if alike := lookalike(error["input"]):
            message = alike
        case "unreadable" if error["input"] is None and _commented(source, at):
            message = "what follows `#` is a comment, so there is no value here", QUOTES
        case "unreadable":
            written = str(error["input"])
            problem = error["msg"].replace(written, quoted(written)) if written.strip() else error["msg"]
            message = problem, str(context["fix"])
        case "missing":
            message = f"`{last}` is missing", f"add a line `{last}: {_PLACEHOLDER}` here"
        case "extra_forbidden":
            message = _unknown(str(where[-1]), where, file)
        case "no_kind":
            message = "this step is none that is known", _kinds(error["input"])
        case "literal_error":
            written = error["input"]
            known = [word.strip("' ") for word in str(context["expected"]).replace(" or ", ",").split(",")]
            message = f"`{quoted(written)}` does not fit here", f"write {_choice(written, known)}"
            if written is None:
                message = "a value is missing here", f"write {_choice(written, known)}"
        case "tuple_type":
            message = f"`{last}` is not a list", "write one item a line, each after a dash"
        case "model_type" | "model_attributes_type":
            message = "names and values are missing here", "write `name: value` lines"
        case _:
            message = error["msg"], "see docs/script-format.md"
    return at, *message


def _commented(source: Source, at: tuple[int, int]) -> bool:
    """Whether a comment that is hardly meant as one begins where a value is missing."""
    lines = source.text.split("\n")
    return at[0] <= len(lines) and bool(re.match(r"\s*#[^\W_]", lines[at[0] - 1][at[1] - 1 :].lstrip(":")))


def _unknown(word: str, where: Loc, file: type[model.Node]) -> tuple[str, str]:
    if word in model.KINDS and len(where) > 1:
        return f"`{word}` begins a step of its own", "put a dash before it, on a line of its own"
    if re.fullmatch(r"[0-9][0-9./-]*", word):
        return f"`{quoted(word)}` stands by itself, after a comma", "write a point in a number, such as 4.5"
    kind = next((part for part in reversed(where) if str(part).endswith(" step")), None)
    owner = model.KINDS[str(kind).removesuffix(" step")] if kind else file
    for name, inside in (("along", model.Along), ("evidence", model.Evidence), ("asks", model.Consents)):
        if name in where[-3:-1]:
            owner = inside
    known = [field.alias or name for name, field in owner.model_fields.items()]
    return (
        f"`{quoted(word)}` is not a word scripts know here",
        f"write {_choice(word, known)}, or delete the line",
    )


def _kinds(step: object) -> str:
    if isinstance(step, str):
        return f"to have it said, write `- say: {quoted(step)}`"
    near = [
        match
        for key in (step if isinstance(step, dict) else ())
        for match in difflib.get_close_matches(str(key)[:MOST_QUOTED], model.KINDS, n=1)
    ]
    return f"begin it with {_choice('', near or list(model.KINDS))}"


def _choice(written: object, known: Iterable[str]) -> str:
    """The nearest of the known words; all of them when none is near."""
    known = list(known)
    near = difflib.get_close_matches(str(written)[:MOST_QUOTED].lower(), known, n=1, cutoff=0.5)
    if near or len(known) == 1:
        return f"`{(near or known)[0]}`"
    return "one of " + ", ".join(known)

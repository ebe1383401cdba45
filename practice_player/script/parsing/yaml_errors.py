"""Translates the errors of the YAML parser into the words of people who write practices."""

import re
from typing import Final

import yaml

from practice_player.lib.diagnostics import Diagnostic, Place

QUOTES_FIX: Final = 'put the words into "…", or after `>` on a line of their own'
_INDENT_FIX: Final = "line it up with the lines above; spaces only, and the items of a list all alike"
_TAB: Final = ("a tab stands here", "use spaces; a tab is never indentation")

_COMMENT: Final = re.compile(r"(?<=[^\S\n])#(?=[^\W_])")
"""A comment to YAML that was probably not intended: a `#` with a letter or number right behind it."""

TOO_LARGE: Final = ("the script is nested too deep or too long", "make it shorter")

_FAULTS: Final = (
    # A part of the parser's message, the problem and the remedy; the first part that occurs counts.
    ("tab character", *_TAB),
    ("nesting depth", *TOO_LARGE),  # from 6.0.4 on, PyYAML has a limit of its own
    (
        "scanning a quoted scalar: found unexpected end",
        "a quotation mark opens here and never closes",
        "close it",
    ),
    ("escape", "a backslash stands for something else inside quotes", "write `\\\\`, or use '…'"),
    ("mapping values are not allowed", "a colon begins a second value here", QUOTES_FIX),
    (
        "could not find expected ':'",
        "the line before this one is no `name: value`",
        "give it a colon and a space",
    ),
    ("cannot start any token", "words cannot begin with this sign", QUOTES_FIX),
    ("block sequence entries", "a list cannot begin on this line", "begin it on the next line, after a dash"),
    ("or ']'", "a bracket opened before this is not closed", f"close it, or {QUOTES_FIX}"),
    ("or '}'", "a bracket opened before this is not closed", f"close it, or {QUOTES_FIX}"),
    ("node content", "a bracket stands here without its other half", "close it, or delete it"),
    ("scanning an alias", "words cannot begin with this sign", QUOTES_FIX),
    ("scanning an anchor", "words cannot begin with this sign", QUOTES_FIX),
    ("parsing a tag", "words cannot begin with this sign", QUOTES_FIX),
    ("a block scalar", "words stand beside the `>` or `|`", "begin them on the next line, indented"),
    ("did not find expected '-'", "this line is not indented like the lines it belongs to", _INDENT_FIX),
    ("did not find expected key", "this line is not indented like the lines it belongs to", _INDENT_FIX),
)


def explain_yaml_error(exc: yaml.MarkedYAMLError, text: str, path: str) -> Diagnostic:
    """Returns the diagnostic for a parser's error in the text of a file."""
    complaint = f"{exc.context}: {exc.problem}"
    mark = exc.problem_mark or exc.context_mark
    if mark is None:
        return Diagnostic(place=Place(path), problem=f"this is not YAML: {complaint}", fix=QUOTES_FIX)
    problem, fix = next(
        ((problem, fix) for part, problem, fix in _FAULTS if part in complaint),
        (f"this is not YAML: {complaint}", f"look at the indentation, colons and quotes here; {QUOTES_FIX}"),
    )
    line, column = mark.line, mark.column
    before = text[: mark.index].rpartition("\n")[2]
    if "cannot start any token" in complaint and text[mark.index : mark.index + 1] == "\t":
        problem, fix = _TAB
    elif "did not find expected key" in complaint and before.strip(" -"):
        problem, fix = "there is more on this line than the value", QUOTES_FIX
    elif "a quoted scalar: found unexpected end" in complaint and exc.context_mark:
        line, column = exc.context_mark.line, exc.context_mark.column
    elif (
        problem.startswith(("a bracket opened", "this line is not indented", "the line before"))
        and (comment := _accidental_comment(text, exc)) is not None
    ):
        line, column = comment
        problem, fix = "what follows ` #` is a comment, so the words end before it", QUOTES_FIX
    return Diagnostic(place=Place(path, line + 1, column + 1), problem=problem, fix=fix)


def _accidental_comment(text: str, exc: yaml.MarkedYAMLError) -> tuple[int, int] | None:
    """Returns line and column, from 0, of a comment near the error that was probably not intended."""
    marks = [mark.line for mark in (exc.context_mark, exc.problem_mark) if mark]
    lines = text.split("\n")
    for number in range(max(0, min(marks) - 1), min(max(marks) + 1, len(lines))):
        if (comment := _COMMENT.search(lines[number])) and not lines[number].lstrip().startswith("# "):
            return number, comment.start()
    return None

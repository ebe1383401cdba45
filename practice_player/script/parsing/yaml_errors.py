"""What a YAML parser complains of, in the words of somebody who writes practices."""

import re
from typing import Final

import yaml

QUOTES: Final = 'put the words into "…", or after `>` on a line of their own'
_INDENT: Final = "line it up with the lines above; spaces only, and the items of a list all alike"
_TAB: Final = ("a tab stands here", "use spaces; a tab is never indentation")

CUT_OFF: Final = re.compile(r"(?<=[^\S\n])#(?=[^\W_])")
"""What YAML takes for a comment and people hardly do: a `#` with a letter or number right behind it."""

TOO_LARGE: Final = ("the script is nested too deep or too long", "make it shorter")

_FAULTS: Final = (
    # Part of what the parser says, what that means, and what to do; the first that fits.
    ("tab character", *_TAB),
    ("nesting depth", *TOO_LARGE),  # PyYAML itself stops there from 6.0.4 on
    (
        "scanning a quoted scalar: found unexpected end",
        "a quotation mark opens here and never closes",
        "close it",
    ),
    ("escape", "a backslash stands for something else inside quotes", "write `\\\\`, or use '…'"),
    ("mapping values are not allowed", "a colon begins a second value here", QUOTES),
    (
        "could not find expected ':'",
        "the line before this one is no `name: value`",
        "give it a colon and a space",
    ),
    ("cannot start any token", "words cannot begin with this sign", QUOTES),
    ("block sequence entries", "a list cannot begin on this line", "begin it on the next line, after a dash"),
    ("or ']'", "a bracket opened before this is not closed", f"close it, or {QUOTES}"),
    ("or '}'", "a bracket opened before this is not closed", f"close it, or {QUOTES}"),
    ("node content", "a bracket stands here without its other half", "close it, or delete it"),
    ("scanning an alias", "words cannot begin with this sign", QUOTES),
    ("scanning an anchor", "words cannot begin with this sign", QUOTES),
    ("parsing a tag", "words cannot begin with this sign", QUOTES),
    ("a block scalar", "words stand beside the `>` or `|`", "begin them on the next line, indented"),
    ("did not find expected '-'", "this line is not indented like the lines it belongs to", _INDENT),
    ("did not find expected key", "this line is not indented like the lines it belongs to", _INDENT),
)


def explained(exc: yaml.MarkedYAMLError, text: str) -> tuple[int, int, str, str]:
    """Line and column, from 0, where it is, and what to do."""
    complaint = f"{exc.context}: {exc.problem}"
    mark = exc.problem_mark or exc.context_mark
    if mark is None:
        return 0, 0, f"this is not YAML: {complaint}", QUOTES
    said, fix = next(
        ((said, fix) for part, said, fix in _FAULTS if part in complaint),
        (f"this is not YAML: {complaint}", f"look at the indentation, colons and quotes here; {QUOTES}"),
    )
    before = text[: mark.index].rpartition("\n")[2]
    if "cannot start any token" in complaint and text[mark.index : mark.index + 1] == "\t":
        said, fix = _TAB
    elif "did not find expected key" in complaint and before.strip(" -"):
        said, fix = "there is more on this line than the value", QUOTES
    elif "a quoted scalar: found unexpected end" in complaint and exc.context_mark:
        mark = exc.context_mark
    elif (
        said.startswith(("a bracket opened", "this line is not indented", "the line before"))
        and (cut := _cut_off(text, exc)) is not None
    ):
        return *cut, "what follows ` #` is a comment, so the words end before it", QUOTES
    return mark.line, mark.column, said, fix


def _cut_off(text: str, exc: yaml.MarkedYAMLError) -> tuple[int, int] | None:
    """Where a comment begins that an author hardly meant, on the lines that are complained of."""
    marks = [mark.line for mark in (exc.context_mark, exc.problem_mark) if mark]
    lines = text.split("\n")
    for number in range(max(0, min(marks) - 1), min(max(marks) + 1, len(lines))):
        if (found := CUT_OFF.search(lines[number])) and not lines[number].lstrip().startswith("# "):
            return number, found.start()
    return None

"""Finds characters that look like YAML's spaces, dashes and colons but are different ones.

A word processor or a French keyboard types a no-break space, and a phone turns a hyphen into a dash; on
the screen everything looks right.  Such characters are allowed in words; in the structure of a script and
in numbers, each is reported as a problem that names it.
"""

import re
from collections.abc import Iterator
from typing import Final

from practice_player.lib.diagnostics import Diagnostic, Place
from practice_player.lib.lookalikes import (
    BULLETS,
    COLONS,
    DASHES,
    INVISIBLE,
    REPLACEMENTS,
    SPACES,
    explain_letter,
)
from practice_player.script import model
from practice_player.script.node import Node
from practice_player.script.parsing.yaml_tree import MAX_PROBLEMS

_GAP: Final = rf"[ {SPACES}{INVISIBLE}]"
_ODD_GAP: Final = re.compile(rf"[{SPACES}{INVISIBLE}]")
_INVISIBLE_LETTER: Final = re.compile(rf"[{INVISIBLE}]")

_LINE_START: Final = re.compile(
    rf"(?P<indent>{_GAP}*)(?P<dashes>(?:[-{DASHES}{BULLETS}]{_GAP}+)*)"
    rf"(?:(?P<key>[A-Za-z_\"'][\w\"'{INVISIBLE}-]*)(?P<gap>{_GAP}*)(?P<colon>[:{COLONS}])(?P<after>.?))?"
)
_INLINE_KEY: Final = re.compile(
    rf"(?<=[{{,])(?P<indent>{_GAP}*)(?P<key>[A-Za-z_]+)(?P<gap>{_GAP}*)(?P<colon>[:{COLONS}])(?P<after>.?)"
)
_BLOCK_START: Final = re.compile(r"[:-] +[|>][-+0-9]{0,2} *(?:#.*)?$")

_CLASSES_WITH_KEYS: Final[tuple[type[Node], ...]] = (
    *model.KINDS.values(),
    *(model.Script, model.Along, model.AlongSilence, model.Evidence, model.Consents, model.Passage),
)
_KEYS: Final = frozenset(
    field.alias or name for node in _CLASSES_WITH_KEYS for name, field in node.model_fields.items()
)


def straighten(text: str, path: str, *, keys_only: bool = False) -> tuple[str, list[Diagnostic]]:
    """Returns the text with ordinary characters in its structure, and a problem for each replaced lookalike.

    With `keys_only`, only lines that begin with a key of the script language are changed.
    """
    problems: list[Diagnostic] = []
    lines: list[str] = []
    block_column: int | None = None  # words after `>` are indented further than this column
    for number, line in enumerate(text.split("\n"), 1):
        is_in_block = block_column is not None and (
            not line.strip() or len(line) - len(line.lstrip(" ")) > block_column
        )
        if is_in_block or line.lstrip().startswith("#"):
            lines.append(line)
            continue
        changes = {} if keys_only and not _begins_with_known_key(line) else dict(_changes(line))
        lines.append(
            "".join(changes.get(index, letter) for index, letter in enumerate(line)) if changes else line
        )
        problems += _problems_of_changes(line, changes, path, number)
        line_start = _LINE_START.match(lines[-1])
        block_column = (
            line_start.end("dashes") if line_start and _BLOCK_START.search(lines[-1].rstrip()) else None
        )
    return "\n".join(lines), problems[:MAX_PROBLEMS]


def equal_but_for_spaces(first: str, second: str) -> bool:
    """Whether two texts are equal except for the kinds of their spaces."""
    return _ODD_GAP.sub(" ", first) == _ODD_GAP.sub(" ", second)


def _problems_of_changes(line: str, changes: dict[int, str], path: str, number: int) -> Iterator[Diagnostic]:
    """Yields a problem for each different character of a line that is replaced, at its first occurrence."""
    reported: set[str] = set()
    for index in changes:
        if line[index] not in reported:
            reported.add(line[index])
            problem, fix = explain_letter(line[index])
            yield Diagnostic(place=Place(path, number, index + 1), problem=problem, fix=fix)


def _changes(line: str) -> Iterator[tuple[int, str]]:
    """Yields the index of each lookalike in a line's structure, with its replacement."""
    line_start = _LINE_START.match(line)
    if line_start is None or (line.isascii() and not line_start["dashes"].strip(" -")):
        return
    for part in (line_start, *(_INLINE_KEY.finditer(line) if "{" in line else ())):
        yield from _changes_in(line, part)


def _begins_with_known_key(line: str) -> bool:
    """Whether a line begins with a key of the script language."""
    line_start = _LINE_START.match(line)
    return line_start is not None and _is_known_key(line_start)


def _is_known_key(part: re.Match[str]) -> bool:
    return bool(part["colon"]) and _INVISIBLE_LETTER.sub("", part["key"]).strip("\"'") in _KEYS


def _changes_in(line: str, part: re.Match[str]) -> Iterator[tuple[int, str]]:
    """Yields the changes in one `key:` and in the spaces and dashes before it."""
    is_known = _is_known_key(part)
    is_key = part["colon"] and (is_known or (part["colon"] == ":" and re.match(_GAP, part["after"] or " ")))
    groups = ("indent", "dashes", "key", "gap", "colon") if is_key else ("indent", "dashes")
    for group in (group for group in groups if group in part.groupdict()):
        for index in range(part.start(group), part.end(group)):
            yield from _letter_change(line, index)
    if is_key and part["after"]:
        if _ODD_GAP.match(part["after"]):
            yield part.start("after"), " "
        elif part["colon"] != ":" and part["after"] != " ":
            yield part.start("colon"), ": "


def _letter_change(line: str, index: int) -> Iterator[tuple[int, str]]:
    for lookalikes, replacement, _ in REPLACEMENTS:
        if lookalikes.fullmatch(line[index]):
            yield index, replacement

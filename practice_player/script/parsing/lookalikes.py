"""Finds characters that look like YAML's spaces, dashes and colons but are different ones.

A word processor or a French keyboard types a no-break space, and a phone turns a hyphen into a dash; on
the screen everything looks right.  Such characters are allowed in words; in the structure of a script and
in numbers, each is reported as a problem that names it.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from practice_player.lib.errors import Diagnostic, Place
from practice_player.lib.letters import joins_emoji
from practice_player.script import model
from practice_player.script.parsing.yaml_tree import MAX_PROBLEMS

_SPACES: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE: Final = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_DASHES: Final = "\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d"
_BULLETS: Final = "*+\u00b7\u2022\u2023\u2219\u25aa\u25cf\u25e6"
_COLONS: Final = "\uff1a\ufe55\u2236\ua789"
_SLASHES: Final = "\u2044\u2215\uff0f"

_GAP: Final = rf"[ {_SPACES}{_INVISIBLE}]"
_ODD_GAP: Final = re.compile(rf"[{_SPACES}{_INVISIBLE}]")
_INVISIBLE_LETTER: Final = re.compile(rf"[{_INVISIBLE}]")

_REPLACEMENTS: Final = (
    (re.compile(rf"[{_SPACES}]"), " ", "type an ordinary space"),
    (_INVISIBLE_LETTER, "", "delete it"),
    (re.compile(rf"[{_DASHES}{_BULLETS}]"), "-", "type an ordinary hyphen"),
    (re.compile(rf"[{_COLONS}]"), ":", "type an ordinary colon, and a space after it"),
    (re.compile(rf"[{_SLASHES}]"), "/", "type an ordinary `/`"),
)
"""Lookalikes, the character that is meant, and the remedy."""

_LOOKALIKE_IN_VALUE: Final = re.compile(rf"[{_SPACES}{_INVISIBLE}{_DASHES}{_COLONS}{_SLASHES}]")

_LINE_START: Final = re.compile(
    rf"(?P<indent>{_GAP}*)(?P<dashes>(?:[-{_DASHES}{_BULLETS}]{_GAP}+)*)"
    rf"(?:(?P<key>[A-Za-z_\"'][\w\"'{_INVISIBLE}-]*)(?P<gap>{_GAP}*)(?P<colon>[:{_COLONS}])(?P<after>.?))?"
)
_INLINE_KEY: Final = re.compile(
    rf"(?<=[{{,])(?P<indent>{_GAP}*)(?P<key>[A-Za-z_]+)(?P<gap>{_GAP}*)(?P<colon>[:{_COLONS}])(?P<after>.?)"
)
_BLOCK_START: Final = re.compile(r"[:-] +[|>][-+0-9]{0,2} *(?:#.*)?$")

_CLASSES_WITH_KEYS: Final[tuple[type[model.Node], ...]] = (
    *model.KINDS.values(),
    *(model.Script, model.Along, model.Evidence, model.Consents, model.Passage),
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


def explain_lookalike(value: object) -> tuple[str, str] | None:
    """Returns the problem and the remedy for the first lookalike in a value; None if it has none."""
    lookalikes = _LOOKALIKE_IN_VALUE.finditer(value) if isinstance(value, str) else ()
    return next(
        (_problem_and_fix(match[0]) for match in lookalikes if not joins_emoji(match.string, match.start())),
        None,
    )


def _problems_of_changes(line: str, changes: dict[int, str], path: str, number: int) -> Iterator[Diagnostic]:
    """Yields a problem for each different character of a line that is replaced, at its first occurrence."""
    reported: set[str] = set()
    for index in changes:
        if line[index] not in reported:
            reported.add(line[index])
            problem, fix = _problem_and_fix(line[index])
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
    for lookalikes, replacement, _ in _REPLACEMENTS:
        if lookalikes.fullmatch(line[index]):
            yield index, replacement


def _problem_and_fix(letter: str) -> tuple[str, str]:
    """Returns the problem and the remedy for a lookalike."""
    name = unicodedata.name(letter, "character without a name").lower()
    article = "an" if name[0] in "aeiou" else "a"
    fix = next(fix for lookalikes, _, fix in _REPLACEMENTS if lookalikes.fullmatch(letter))
    return f"there is {article} {name} (U+{ord(letter):04X}) here", fix

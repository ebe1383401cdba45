"""Characters that look like the spaces, dashes and colons of YAML and are others.

A word processor or a French keyboard types a no-break space, and a phone makes a dash of a hyphen; on
the screen all looks as it should.  In words they are welcome; where a script has its structure, or
a number, each is a problem that names it.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from practice_player.lib.errors import Diagnostic, Place
from practice_player.lib.letters import joins_emoji
from practice_player.script import model
from practice_player.script.parsing.yaml_tree import MOST_PROBLEMS

_SPACES: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE: Final = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_DASHES: Final = "\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d"
_BULLETS: Final = "*+\u00b7\u2022\u2023\u2219\u25aa\u25cf\u25e6"
_COLONS: Final = "\uff1a\ufe55\u2236\ua789"
_SLASHES: Final = "\u2044\u2215\uff0f"

_GAP: Final = rf"[ {_SPACES}{_INVISIBLE}]"
_ODD_GAP: Final = re.compile(rf"[{_SPACES}{_INVISIBLE}]")
_HIDDEN: Final = re.compile(rf"[{_INVISIBLE}]")

_PLAIN: Final = (
    (re.compile(rf"[{_SPACES}]"), " ", "type an ordinary space"),
    (_HIDDEN, "", "delete it"),
    (re.compile(rf"[{_DASHES}{_BULLETS}]"), "-", "type an ordinary hyphen"),
    (re.compile(rf"[{_COLONS}]"), ":", "type an ordinary colon, and a space after it"),
    (re.compile(rf"[{_SLASHES}]"), "/", "type an ordinary `/`"),
)
"""What looks alike, what is meant, and what to do."""

_IN_VALUES: Final = re.compile(rf"[{_SPACES}{_INVISIBLE}{_DASHES}{_COLONS}{_SLASHES}]")

_BEGIN: Final = re.compile(
    rf"(?P<indent>{_GAP}*)(?P<dashes>(?:[-{_DASHES}{_BULLETS}]{_GAP}+)*)"
    rf"(?:(?P<key>[A-Za-z_\"'][\w\"'{_INVISIBLE}-]*)(?P<gap>{_GAP}*)(?P<colon>[:{_COLONS}])(?P<after>.?))?"
)
_INLINE: Final = re.compile(
    rf"(?<=[{{,])(?P<indent>{_GAP}*)(?P<key>[A-Za-z_]+)(?P<gap>{_GAP}*)(?P<colon>[:{_COLONS}])(?P<after>.?)"
)
_BLOCK: Final = re.compile(r"[:-] +[|>][-+0-9]{0,2} *(?:#.*)?$")

_MODELS: Final[tuple[type[model.Node], ...]] = (
    *model.KINDS.values(),
    *(model.Script, model.Along, model.Evidence, model.Consents, model.Passage),
)
_KEYS: Final = frozenset(field.alias or name for node in _MODELS for name, field in node.model_fields.items())


def straightened(text: str, path: str, *, keys_only: bool = False) -> tuple[str, list[Diagnostic]]:
    """The text with ordinary characters where its structure has others, and a problem for each of those.

    With `keys_only`, structure is only what has a key that scripts know.
    """
    problems: list[Diagnostic] = []
    lines: list[str] = []
    block: int | None = None  # the column that words after `>` stand beyond
    for number, line in enumerate(text.split("\n"), 1):
        inside = block is not None and (not line.strip() or len(line) - len(line.lstrip(" ")) > block)
        if inside or line.lstrip().startswith("#"):
            lines.append(line)
            continue
        changes = {} if keys_only and not _has_key(line) else dict(_changes(line))
        lines.append("".join(changes.get(at, letter) for at, letter in enumerate(line)) if changes else line)
        problems += _problems(line, changes, path, number)
        begun = _BEGIN.match(lines[-1])
        block = begun.end("dashes") if begun and _BLOCK.search(lines[-1].rstrip()) else None
    return "\n".join(lines), problems[:MOST_PROBLEMS]


def same_but_for_spaces(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but which spaces they have."""
    return _ODD_GAP.sub(" ", one) == _ODD_GAP.sub(" ", other)


def explain_lookalike(value: object) -> tuple[str, str] | None:
    """Problem and remedy for the first lookalike in a number or a word; None when there is none."""
    lookalikes = _IN_VALUES.finditer(value) if isinstance(value, str) else ()
    return next(
        (_explained(match[0]) for match in lookalikes if not joins_emoji(match.string, match.start())), None
    )


def _problems(line: str, changes: dict[int, str], path: str, number: int) -> Iterator[Diagnostic]:
    """One for each character of a line that is to change, where it first stands."""
    seen: set[str] = set()
    for at in changes:
        if line[at] not in seen:
            seen.add(line[at])
            problem, fix = _explained(line[at])
            yield Diagnostic(place=Place(path, number, at + 1), problem=problem, fix=fix)


def _changes(line: str) -> Iterator[tuple[int, str]]:
    """Where a line's structure has another character than it should, and what is meant."""
    begun = _BEGIN.match(line)
    if begun is None or (line.isascii() and not begun["dashes"].strip(" -")):
        return
    for part in (begun, *(_INLINE.finditer(line) if "{" in line else ())):
        yield from _changes_in(line, part)


def _has_key(line: str) -> bool:
    """Whether a line begins with a key that scripts know."""
    begun = _BEGIN.match(line)
    return begun is not None and _is_known(begun)


def _is_known(part: re.Match[str]) -> bool:
    return bool(part["colon"]) and _HIDDEN.sub("", part["key"]).strip("\"'") in _KEYS


def _changes_in(line: str, part: re.Match[str]) -> Iterator[tuple[int, str]]:
    """The changes in one `key:` with what stands before it."""
    known = _is_known(part)
    key = part["colon"] and (known or (part["colon"] == ":" and re.match(_GAP, part["after"] or " ")))
    names = ("indent", "dashes", "key", "gap", "colon") if key else ("indent", "dashes")
    for name in (name for name in names if name in part.groupdict()):
        for at in range(part.start(name), part.end(name)):
            yield from _change(line, at)
    if key and part["after"]:
        if _ODD_GAP.match(part["after"]):
            yield part.start("after"), " "
        elif part["colon"] != ":" and part["after"] != " ":
            yield part.start("colon"), ": "


def _change(line: str, at: int) -> Iterator[tuple[int, str]]:
    for odd, meant, _ in _PLAIN:
        if odd.fullmatch(line[at]):
            yield at, meant


def _explained(letter: str) -> tuple[str, str]:
    """Problem and remedy for a character that looks like another."""
    name = unicodedata.name(letter, "character without a name").lower()
    article = "an" if name[0] in "aeiou" else "a"
    fix = next(fix for odd, _, fix in _PLAIN if odd.fullmatch(letter))
    return f"there is {article} {name} (U+{ord(letter):04X}) here", fix

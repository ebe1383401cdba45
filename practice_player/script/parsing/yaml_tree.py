"""YAML text to plain values, and back to the line a value stands on.

Bounded: nothing here takes memory or time out of proportion to the file.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from practice_player.lib.letters import joins, shortened
from practice_player.script.parsing.yaml_errors import TOO_LARGE, explained

MOST_DEPTH = 30
MOST_NODES = 50_000
MOST_SLIPS = 100
"""More than these are not told one by one."""

MOST_QUOTED = 60
"""Longer words of an author are given by their beginning."""

_OWN_TAGS = "tag:yaml.org,2002:"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlSlip:
    """Something in the text that a script's YAML does not have."""

    line: int
    """Counted from 1."""
    column: int
    """Counted from 1."""
    problem: str
    fix: str


class YamlProblemError(Exception):
    """Text that is not the YAML a script is written in."""

    def __init__(self, slips: Iterable[YamlSlip]) -> None:
        self.slips = tuple(slips)
        super().__init__(self.slips[0].problem)


def compose(text: str) -> tuple[yaml.Node, list[YamlSlip]]:
    """The file as a tree of nodes, and the slips that leave it readable: the first of two keys counts.

    Raises:
        YamlProblemError: not YAML, too deep, too long, empty, or with aliases or tags.
    """
    try:
        if slips := list(_guard(text)):
            raise YamlProblemError(slips)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as exc:
        raise YamlProblemError([_slip(*explained(exc, text))]) from None
    except (yaml.YAMLError, UnicodeEncodeError) as exc:
        line, column, said = _unreadable(exc, text)
        raise YamlProblemError([_slip(line, column, said, "delete it and type the words again")]) from None
    if node is None:
        raise YamlProblemError([_slip(0, 0, "the file is empty", "start with `format: 1`")])
    return node, list(_drop_doubles(node))


def values(node: yaml.Node) -> Any:
    """Mappings, lists and text of a composed tree; every scalar is the text its author wrote."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: values(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [values(item) for item in node.value]
    return None if node.tag == "tag:yaml.org,2002:null" else node.value


def child(node: yaml.Node, step: int | str) -> tuple[yaml.Node, yaml.Node] | None:
    """The key and the value that `step` leads to; an item of a list is its own key."""
    if isinstance(node, yaml.MappingNode):
        return next(((name, value) for name, value in node.value if name.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None


def quoted(written: object, *, most: int = MOST_QUOTED) -> str:
    """An author's words for a message: short, on one line, and without anything a terminal obeys."""
    return file_name(" ".join(str(written)[: 10 * most].split()), most=most)


def file_name(written: str, *, most: int = MOST_QUOTED) -> str:
    """A file's name for a message, with every space in it."""
    text = written[: 10 * most]
    shown = "".join(
        letter if letter.isprintable() or joins(text, at) else f"\\x{ord(letter):02x}"
        for at, letter in enumerate(text)
    )
    return shortened(shown, most)


def _guard(text: str) -> Iterator[YamlSlip]:
    """What must not be composed at all: an alias is a small text for a large tree."""
    depth = told = 0
    for number, event in enumerate(yaml.parse(text, Loader=_Loader)):
        mark: Any = event.start_mark
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        second = isinstance(event, yaml.DocumentStartEvent) and number > 1
        if depth > MOST_DEPTH or number > MOST_NODES or told >= MOST_SLIPS:
            yield _slip(mark.line, mark.column, *TOO_LARGE)
            return
        if isinstance(event, yaml.AliasEvent):
            yield _slip(mark.line, mark.column, "an alias (`*name`) stands here", "write the words out")
        elif tag := getattr(event, "tag", None):
            fix = "delete it; a script is plain text"
            yield _slip(
                mark.line, mark.column, f"a tag (`{quoted(tag.replace(_OWN_TAGS, '!!'))}`) stands here", fix
            )
        elif second:
            fix = "keep one practice in a file"
            yield _slip(mark.line, mark.column, "a second document starts here", fix)
        else:
            continue
        told += 1


def _drop_doubles(node: yaml.Node) -> Iterator[YamlSlip]:
    """Takes keys that cannot count out of the tree, and tells of each."""
    if isinstance(node, yaml.MappingNode):
        kept: dict[str, tuple[yaml.Node, yaml.Node]] = {}
        for key, value in node.value:
            mark = key.start_mark
            if not isinstance(key, yaml.ScalarNode):
                yield _slip(mark.line, mark.column, "a key is not a word here", "write `name: value`")
            elif key.value in kept:
                said = f"`{quoted(key.value)}` is written twice"
                yield _slip(mark.line, mark.column, said, "keep one of the two")
            else:
                kept[key.value] = (key, value)
                yield from _drop_doubles(value)
        node.value = list(kept.values())
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _drop_doubles(item)


def _unreadable(exc: Exception, text: str) -> tuple[int, int, str]:
    """Where the character stands that YAML does not take, from 0, and what to say of it."""
    at = getattr(exc, "position", None)
    at = exc.start if isinstance(exc, UnicodeEncodeError) else at
    if not isinstance(at, int) or not 0 <= at < len(text):
        return 0, 0, "this is not YAML: a character is not allowed"
    before = text[:at]
    name = f"U+{ord(text[at]):04X}"
    return (
        before.count("\n"),
        at - before.rfind("\n") - 1,
        f"a character that cannot be shown ({name}) stands here",
    )


def _slip(line: int, column: int, problem: str, fix: str) -> YamlSlip:
    return YamlSlip(line=line + 1, column=column + 1, problem=problem, fix=fix)

"""The YAML of a file: its tree of nodes, the values in it, and what a script's YAML must not hold.

Bounded: nothing here takes memory or time out of proportion to the file.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from practice_player.lib.errors import Diagnostic, Place
from practice_player.lib.letters import joins_emoji, shorten
from practice_player.script.parsing.yaml_errors import TOO_LARGE, explained

MOST_DEPTH = 30
MOST_NODES = 50_000
MOST_PROBLEMS = 100
"""A reader is not flooded: beyond these, problems of one kind in a file are not named one by one."""

MOST_QUOTED = 60
"""Characters; longer quotations of an author are shortened."""

_OWN_TAGS = "tag:yaml.org,2002:"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlProblemError(Exception):
    """Text that is not the YAML a script is written in."""

    def __init__(self, problems: Iterable[Diagnostic]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems[0].problem)


def compose(text: str, path: str = "") -> tuple[yaml.Node, list[Diagnostic]]:
    """The text of a file as a tree of nodes, and the problems that leave it readable.

    Of a key that is written twice the first counts.

    Raises:
        YamlProblemError: not YAML, too deep, too long, empty, or with aliases or tags.
    """
    try:
        if problems := list(_forbidden(text, path)):
            raise YamlProblemError(problems)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as exc:
        raise YamlProblemError([explained(exc, text, path)]) from None
    except (yaml.YAMLError, UnicodeEncodeError) as exc:
        raise YamlProblemError([_not_allowed(exc, text, path)]) from None
    if node is None:
        empty = Diagnostic(place=Place(path), problem="the file is empty", fix="start with `format: 1`")
        raise YamlProblemError([empty])
    return node, list(_drop_keys(node, path))


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
        letter if letter.isprintable() or joins_emoji(text, at) else f"\\x{ord(letter):02x}"
        for at, letter in enumerate(text)
    )
    return shorten(shown, most)


def _forbidden(text: str, path: str) -> Iterator[Diagnostic]:
    """What must not be composed at all: an alias is a small text for a large tree."""
    depth = count = 0
    for number, event in enumerate(yaml.parse(text, Loader=_Loader)):
        mark: Any = event.start_mark
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        second = isinstance(event, yaml.DocumentStartEvent) and number > 1
        if depth > MOST_DEPTH or number > MOST_NODES or count >= MOST_PROBLEMS:
            yield _problem(path, mark, *TOO_LARGE)
            return
        if isinstance(event, yaml.AliasEvent):
            yield _problem(path, mark, "an alias (`*name`) stands here", "write the words out")
        elif tag := getattr(event, "tag", None):
            problem = f"a tag (`{quoted(tag.replace(_OWN_TAGS, '!!'))}`) stands here"
            yield _problem(path, mark, problem, "delete it; a script is plain text")
        elif second:
            yield _problem(path, mark, "a second document starts here", "keep one practice in a file")
        else:
            continue
        count += 1


def _drop_keys(node: yaml.Node, path: str) -> Iterator[Diagnostic]:
    """Takes keys that are no words, or written a second time, out of the tree, with a problem for each."""
    if isinstance(node, yaml.MappingNode):
        kept: dict[str, tuple[yaml.Node, yaml.Node]] = {}
        for key, value in node.value:
            mark = key.start_mark
            if not isinstance(key, yaml.ScalarNode):
                yield _problem(path, mark, "a key is not a word here", "write `name: value`")
            elif key.value in kept:
                problem = f"`{quoted(key.value)}` is written twice"
                yield _problem(path, mark, problem, "keep one of the two")
            else:
                kept[key.value] = (key, value)
                yield from _drop_keys(value, path)
        node.value = list(kept.values())
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _drop_keys(item, path)


def _not_allowed(exc: Exception, text: str, path: str) -> Diagnostic:
    """The problem of a character that YAML does not take."""
    at = exc.start if isinstance(exc, UnicodeEncodeError) else getattr(exc, "position", None)
    if isinstance(at, int) and 0 <= at < len(text):
        before = text[:at]
        place = Place(path, before.count("\n") + 1, at - before.rfind("\n"))
        problem = f"a character that cannot be shown (U+{ord(text[at]):04X}) stands here"
    else:
        place = Place(path)
        problem = "this is not YAML: a character is not allowed"
    return Diagnostic(place=place, problem=problem, fix="delete it and type the words again")


def _problem(path: str, mark: yaml.Mark, problem: str, fix: str) -> Diagnostic:
    return Diagnostic(place=Place(path, mark.line + 1, mark.column + 1), problem=problem, fix=fix)

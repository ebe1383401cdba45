"""Reads YAML as a tree of nodes and as plain values, and rejects what a script must not contain.

Memory and time are in proportion to the size of the file.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from practice_player.lib.diagnostics import Diagnostic, Place
from practice_player.lib.quoting import quoted
from practice_player.script.parsing.yaml_errors import TOO_LARGE, explain_yaml_error

MAX_DEPTH = 30
MAX_NODES = 50_000
MAX_PROBLEMS = 100
"""The limit for problems of one kind in a file, so that nobody is flooded with them."""

_OWN_TAGS = "tag:yaml.org,2002:"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlProblemError(Exception):
    """The text is not YAML, or not the part of YAML that scripts are written in."""

    def __init__(self, problems: Iterable[Diagnostic]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems[0].problem)


def compose(text: str, path: str = "") -> tuple[yaml.Node, list[Diagnostic]]:
    """Returns the tree of nodes of a text, and the problems despite which it can be read.

    If a key is written twice, the first one counts.

    Raises:
        YamlProblemError: the text is not YAML, too deep, too long or empty, or has aliases or tags.
    """
    try:
        if problems := list(_forbidden_parts(text, path)):
            raise YamlProblemError(problems)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as exc:
        raise YamlProblemError([explain_yaml_error(exc, text, path)]) from None
    except (yaml.YAMLError, UnicodeEncodeError) as exc:
        raise YamlProblemError([_character_problem(exc, text, path)]) from None
    if node is None:
        empty = Diagnostic(place=Place(path), problem="the file is empty", fix="start with `format: 1`")
        raise YamlProblemError([empty])
    return node, list(_drop_bad_keys(node, path))


def to_plain_values(node: yaml.Node) -> Any:
    """Returns a tree as dicts, lists and text; every scalar is the text that its author wrote, or None."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: to_plain_values(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [to_plain_values(item) for item in node.value]
    return None if node.tag == "tag:yaml.org,2002:null" else node.value


def child(node: yaml.Node, key_or_index: int | str) -> tuple[yaml.Node, yaml.Node] | None:
    """Returns the nodes of a key and its value, or twice the item of a list; None if there is none."""
    if isinstance(node, yaml.MappingNode):
        return next(((name, value) for name, value in node.value if name.value == key_or_index), None)
    if (
        isinstance(node, yaml.SequenceNode)
        and isinstance(key_or_index, int)
        and key_or_index < len(node.value)
    ):
        return node.value[key_or_index], node.value[key_or_index]
    return None


def _forbidden_parts(text: str, path: str) -> Iterator[Diagnostic]:
    """Yields a problem for what must not be composed: with aliases, a small text makes a huge tree."""
    depth = count = 0
    for number, event in enumerate(yaml.parse(text, Loader=_Loader)):
        mark: Any = event.start_mark
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        is_second_document = isinstance(event, yaml.DocumentStartEvent) and number > 1
        if depth > MAX_DEPTH or number > MAX_NODES or count >= MAX_PROBLEMS:
            yield _problem(path, mark, *TOO_LARGE)
            return
        if isinstance(event, yaml.AliasEvent):
            yield _problem(path, mark, "an alias (`*name`) stands here", "write the words out")
        elif tag := getattr(event, "tag", None):
            problem = f"a tag (`{quoted(tag.replace(_OWN_TAGS, '!!'))}`) stands here"
            yield _problem(path, mark, problem, "delete it; a script is plain text")
        elif is_second_document:
            yield _problem(path, mark, "a second document starts here", "keep one practice in a file")
        else:
            continue
        count += 1


def _drop_bad_keys(node: yaml.Node, path: str) -> Iterator[Diagnostic]:
    """Removes keys that are not words, or written a second time, and yields a problem for each."""
    if isinstance(node, yaml.MappingNode):
        pairs: dict[str, tuple[yaml.Node, yaml.Node]] = {}
        for key, value in node.value:
            mark = key.start_mark
            if not isinstance(key, yaml.ScalarNode):
                yield _problem(path, mark, "a key is not a word here", "write `name: value`")
            elif key.value in pairs:
                problem = f"`{quoted(key.value)}` is written twice"
                yield _problem(path, mark, problem, "keep one of the two")
            else:
                pairs[key.value] = (key, value)
                yield from _drop_bad_keys(value, path)
        node.value = list(pairs.values())
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _drop_bad_keys(item, path)


def _character_problem(exc: Exception, text: str, path: str) -> Diagnostic:
    """Returns the problem of a character that YAML does not allow."""
    position = exc.start if isinstance(exc, UnicodeEncodeError) else getattr(exc, "position", None)
    if isinstance(position, int) and 0 <= position < len(text):
        before = text[:position]
        place = Place(path, before.count("\n") + 1, position - before.rfind("\n"))
        problem = f"a character that cannot be shown (U+{ord(text[position]):04X}) stands here"
    else:
        place = Place(path)
        problem = "this is not YAML: a character is not allowed"
    return Diagnostic(place=place, problem=problem, fix="delete it and type the words again")


def _problem(path: str, mark: yaml.Mark, problem: str, fix: str) -> Diagnostic:
    return Diagnostic(place=Place(path, mark.line + 1, mark.column + 1), problem=problem, fix=fix)

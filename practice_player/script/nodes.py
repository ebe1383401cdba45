"""YAML text to plain values, and back to the line a value stands on.

Bounded: nothing here takes memory or time out of proportion to the file.
"""

from typing import Any

import yaml

MOST_BYTES = 1_000_000
MOST_DEPTH = 30
MOST_NODES = 50_000

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlProblemError(Exception):
    """Text that is not the YAML a script is written in."""

    def __init__(self, problem: str, fix: str, line: int, column: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.fix = fix
        self.line = line
        self.column = column


def compose(text: str) -> yaml.Node:
    """The file as a tree of nodes.

    Raises:
        YamlProblemError: not YAML, too deep, empty, with aliases, tags, or a key written twice.
    """
    try:
        _guard(text)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as exc:
        mark = exc.problem_mark or exc.context_mark
        raise YamlProblemError(
            f"this is not YAML: {exc.problem or exc.context}",
            "look at the indentation, colons and quotes here; a tab is never indentation",
            mark.line + 1 if mark else 1,
            mark.column + 1 if mark else 1,
        ) from None
    except yaml.YAMLError as exc:
        raise YamlProblemError(
            f"this is not YAML: {str(exc).splitlines()[0]}", "save it as plain UTF-8 text", 1, 1
        ) from None
    if node is None:
        raise YamlProblemError("the file is empty", "start with `format: 1`", 1, 1)
    _no_doubles(node)
    return node


def values(node: yaml.Node) -> Any:
    """Mappings, lists and text; every scalar is the text its author wrote."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): values(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [values(item) for item in node.value]
    return None if node.tag == "tag:yaml.org,2002:null" else node.value


def place(node: yaml.Node, steps: tuple[int | str, ...], *, key: bool = False) -> tuple[int, int]:
    """Line and column, from 1, of what `steps` lead to; of its key when `key` is set.

    Steps that lead nowhere are passed over: a missing key is reported where its mapping starts.
    """
    mark = node.start_mark
    for step in steps:
        found = _child(node, step)
        if found:
            name, node = found
            mark = name.start_mark if key else node.start_mark
    return mark.line + 1, mark.column + 1


def _child(node: yaml.Node, step: int | str) -> tuple[yaml.Node, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((name, value) for name, value in node.value if name.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None


def _guard(text: str) -> None:
    depth = 0
    for number, event in enumerate(yaml.parse(text, Loader=_Loader)):
        mark: Any = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        if isinstance(event, yaml.AliasEvent):
            raise YamlProblemError("an alias (`*name`) stands here", "write the words out", line, column)
        if tag := getattr(event, "tag", None):
            raise YamlProblemError(
                f"a tag (`{tag}`) stands here", "delete it; a script is plain text", line, column
            )
        if isinstance(event, yaml.DocumentStartEvent) and number > 1:
            raise YamlProblemError(
                "a second document starts here", "keep one practice in a file", line, column
            )
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_DEPTH or number > MOST_NODES:
            raise YamlProblemError(
                "the script is nested too deep or too long", "make it shorter", line, column
            )


def _no_doubles(node: yaml.Node) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            line, column = key.start_mark.line + 1, key.start_mark.column + 1
            if not isinstance(key, yaml.ScalarNode):
                raise YamlProblemError("a key is not a word here", "write `name: value`", line, column)
            if key.value in seen:
                raise YamlProblemError(f"`{key.value}` is written twice", "keep one of the two", line, column)
            seen.add(key.value)
            _no_doubles(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _no_doubles(item)

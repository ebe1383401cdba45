"""Removes the wrong parts of a script, so that the remaining ones can be checked as well.

An author learns of a mistyped key and of an unsafe breath at once, not one after the other.
"""

from typing import Any, Final, TypeAlias, TypeVar

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from practice_player.script.node import Node
from practice_player.script.parsing.source import Loc
from practice_player.script.parsing.yaml_tree import to_plain_values
from practice_player.script.steps import ROWS

File = TypeVar("File", bound=Node)

_MAX_ROUNDS: Final = 3
"""Removing one mistake can cause another: without it, a step may be of no known kind."""

_STAND_INS: Final = {
    "format": "1",
    "title": "?",
    "practice": "solo",
    "goal": "settle",
    "level": "1",
    "summary": "?",
}
"""Values for keys that every script needs; the rules of `lint/` do not rely on them."""

_STEP_STAND_INS: Final = {"at": "half"} | {
    key: value for row in ROWS.values() for key, value in row.stand_ins.items()
}
"""The same for the keys of steps, so that a breath with one mistake can still be checked for others."""

_OPTIONAL_KEYS: Final = frozenset(
    key.alias or name
    for row in ROWS.values()
    for name, key in row.model.model_fields.items()
    if not key.is_required()
)

_STEP_LIST_KEYS: Final = frozenset(("steps", *(key for row in ROWS.values() for key in row.branch_keys)))

_Trail: TypeAlias = list[tuple[yaml.Node, Any]]
"""Each node on the path to a value, with the entry that leads on: a pair of key and value, or an item."""


def recover(
    node: yaml.Node, errors: list[ErrorDetails], file_class: type[File]
) -> tuple[File | None, frozenset[str]]:
    """Returns the script without its mistakes, None if nothing remains, and the keys that lost something.

    Removes the mistakes from `node` itself, so that the places of the remaining parts stay right.
    """
    unsure_keys: set[str] = set()
    if not isinstance(node, yaml.MappingNode):
        return None, frozenset()
    for _ in range(_MAX_ROUNDS):
        unsure_keys |= {str(error["loc"][0]) for error in errors if error["loc"]}
        _take_out(node, errors, file_class)
        try:
            return file_class.model_validate(to_plain_values(node)), frozenset(unsure_keys)
        except ValidationError as exc:
            errors = exc.errors(include_url=False)
    return None, frozenset(unsure_keys)


def _take_out(root: yaml.MappingNode, errors: list[ErrorDetails], file_class: type[Node]) -> None:
    pairs_by_key: dict[int, dict[Any, Any]] = {}
    trails = [(error, _trail_to(root, error["loc"], pairs_by_key)) for error in errors]
    replacements: dict[int, Any] = {}
    owners: dict[int, yaml.Node] = {}
    for error, trail in trails:
        if trail:
            owner, entry, replacement = _replacement(error, trail)
            replacements[id(entry)] = replacement
            owners[id(owner)] = owner
    for owner in owners.values():
        remaining = (replacements.get(id(entry), entry) for entry in owner.value)
        owner.value = [entry for entry in remaining if entry is not None]
    keys = {key.value for key, _ in root.value}
    for name, stand_in in _STAND_INS.items():
        if name not in keys and name in file_class.model_fields:
            root.value.append((_scalar_like(root, name), _scalar_like(root, stand_in)))
    if "steps" not in keys:
        steps = yaml.SequenceNode("tag:yaml.org,2002:seq", [], root.start_mark, root.start_mark)
        root.value.append((_scalar_like(root, "steps"), steps))


def _replacement(error: ErrorDetails, trail: _Trail) -> tuple[yaml.Node, Any, Any]:
    """Returns a node, the entry in it to replace, and the replacement: None removes the entry."""
    owner, entry = trail[-1]
    list_parts = [part for part in trail if isinstance(part[0], yaml.SequenceNode)]
    if error["type"] == "extra_forbidden" or not list_parts:
        return owner, entry, None
    if error["type"] == "missing":
        name = str(error["loc"][-1])
        if isinstance(entry, yaml.MappingNode) and name in _STEP_STAND_INS:
            entry.value.append((_scalar_like(entry, name), _scalar_like(entry, _STEP_STAND_INS[name])))
            return owner, entry, entry
    elif isinstance(entry, tuple) and entry[0].value in _STEP_STAND_INS:
        return owner, entry, (entry[0], _scalar_like(entry[1], _STEP_STAND_INS[entry[0].value]))
    elif isinstance(entry, tuple) and entry[0].value in _OPTIONAL_KEYS:
        return owner, entry, None
    owner, entry = list_parts[-1]
    return owner, entry, _rest_step(entry) if _is_step_list(owner, trail) else None


def _is_step_list(owner: yaml.Node, trail: _Trail) -> bool:
    """Whether `owner` is a list of steps, which would have another meaning without one of them."""
    pairs = (entry for _, entry in trail if isinstance(entry, tuple))
    return any(value is owner and key.value in _STEP_LIST_KEYS for key, value in pairs)


def _rest_step(replaced_step: yaml.Node) -> yaml.Node:
    pair = (_scalar_like(replaced_step, "rest"), _scalar_like(replaced_step, "1s"))
    return yaml.MappingNode("tag:yaml.org,2002:map", [pair], replaced_step.start_mark, replaced_step.end_mark)


def _trail_to(node: yaml.Node, loc: Loc, pairs_by_key: dict[int, dict[Any, Any]]) -> _Trail:
    """Returns the trail to the value at `loc`, as far as it exists.

    `pairs_by_key` caches the pairs of each mapping: a single one may have thousands of mistakes.
    """
    trail: _Trail = []
    for key_or_index in loc:
        entry: Any = None
        if isinstance(node, yaml.MappingNode):
            if id(node) not in pairs_by_key:
                pairs_by_key[id(node)] = {pair[0].value: pair for pair in node.value}
            entry = pairs_by_key[id(node)].get(key_or_index)
        elif (
            isinstance(node, yaml.SequenceNode)
            and isinstance(key_or_index, int)
            and key_or_index < len(node.value)
        ):
            entry = node.value[key_or_index]
        if entry is not None:
            trail.append((node, entry))
            node = entry[1] if isinstance(entry, tuple) else entry
    return trail


def _scalar_like(node: yaml.Node, text: str) -> yaml.ScalarNode:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text, node.start_mark, node.start_mark)

"""Takes what is wrong out of a script, so that the rest of it can be checked as well.

An author learns of a mistyped key and of an unsafe breath in one go, not one after the other.
"""

from typing import Any, Final, TypeAlias, TypeVar

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from practice_player.script import model
from practice_player.script.parsing.source import Loc
from practice_player.script.parsing.yaml_tree import values
from practice_player.script.steps import ROWS

File = TypeVar("File", model.Script, model.Piece)

_ROUNDS: Final = 3
"""Taking one mistake out can bring about another: a step may be of no known kind without it."""

_STAND_INS: Final = {
    "format": "1",
    "title": "?",
    "practice": "solo",
    "goal": "settle",
    "level": "1",
    "summary": "?",
}
"""Values for keys that no script can be without; no rule concludes anything from them."""

_IN_STEPS: Final = {"at": "half"} | {
    key: value for row in ROWS.values() for key, value in row.stand_ins.items()
}
"""The same for the keys of steps, so that of a breath with one mistake the rest can still be checked."""

_OPTIONAL: Final = frozenset(
    key.alias or name
    for row in ROWS.values()
    for name, key in row.model.model_fields.items()
    if not key.is_required()
)

_STEPS: Final = frozenset(("steps", *(key for row in ROWS.values() for key in row.branches)))

_Trail: TypeAlias = list[tuple[yaml.Node, Any]]
"""Each node on the way to a value, with its pair of key and value, or its item, that leads on."""


def recovered(
    node: yaml.Node, errors: list[ErrorDetails], file: type[File]
) -> tuple[File | None, frozenset[str]]:
    """What is left of a script, None for nothing, and the keys of the head from which something was taken.

    Takes the mistakes out of `node` itself, so that the places of what is left stay true.
    """
    unsure: set[str] = set()
    if not isinstance(node, yaml.MappingNode):
        return None, frozenset()
    for _ in range(_ROUNDS):
        unsure |= {str(error["loc"][0]) for error in errors if error["loc"]}
        _take_out(node, errors, file)
        try:
            return file.model_validate(values(node)), frozenset(unsure)
        except ValidationError as exc:
            errors = exc.errors(include_url=False)
    return None, frozenset(unsure)


def _take_out(root: yaml.MappingNode, errors: list[ErrorDetails], file: type[model.Node]) -> None:
    keyed: dict[int, dict[Any, Any]] = {}
    trails = [(error, _trail(root, error["loc"], keyed)) for error in errors]
    changed: dict[int, Any] = {}
    owners: dict[int, yaml.Node] = {}
    for error, trail in trails:
        if trail:
            owner, held, instead = _instead(error, trail)
            changed[id(held)] = instead
            owners[id(owner)] = owner
    for owner in owners.values():
        left = (changed.get(id(held), held) for held in owner.value)
        owner.value = [held for held in left if held is not None]
    known = {key.value for key, _ in root.value}
    for name, stand_in in _STAND_INS.items():
        if name not in known and name in file.model_fields:
            root.value.append((_like(root, name), _like(root, stand_in)))
    if "steps" not in known:
        steps = yaml.SequenceNode("tag:yaml.org,2002:seq", [], root.start_mark, root.start_mark)
        root.value.append((_like(root, "steps"), steps))


def _instead(error: ErrorDetails, trail: _Trail) -> tuple[yaml.Node, Any, Any]:
    """A node, the pair or item of it to replace, and the replacement: None takes it out."""
    owner, held = trail[-1]
    lists = [part for part in trail if isinstance(part[0], yaml.SequenceNode)]
    if error["type"] == "extra_forbidden" or not lists:
        return owner, held, None
    if error["type"] == "missing":
        name = str(error["loc"][-1])
        if isinstance(held, yaml.MappingNode) and name in _IN_STEPS:
            held.value.append((_like(held, name), _like(held, _IN_STEPS[name])))
            return owner, held, held
    elif isinstance(held, tuple) and held[0].value in _IN_STEPS:
        return owner, held, (held[0], _like(held[1], _IN_STEPS[held[0].value]))
    elif isinstance(held, tuple) and held[0].value in _OPTIONAL:
        return owner, held, None
    owner, held = lists[-1]
    return owner, held, _rest(held) if _of_steps(owner, trail) else None


def _of_steps(owner: yaml.Node, trail: _Trail) -> bool:
    """Whether a list is one of steps: without one of them it would mean something else."""
    holders = (held for _, held in trail if isinstance(held, tuple))
    return any(value is owner and key.value in _STEPS for key, value in holders)


def _rest(held: yaml.Node) -> yaml.Node:
    pair = (_like(held, "rest"), _like(held, "1s"))
    return yaml.MappingNode("tag:yaml.org,2002:map", [pair], held.start_mark, held.end_mark)


def _trail(node: yaml.Node, loc: Loc, keyed: dict[int, dict[Any, Any]]) -> _Trail:
    """`keyed` keeps the pairs of each mapping by their keys: there may be thousands of mistakes in one."""
    trail: _Trail = []
    for part in loc:
        held: Any = None
        if isinstance(node, yaml.MappingNode):
            if id(node) not in keyed:
                keyed[id(node)] = {pair[0].value: pair for pair in node.value}
            held = keyed[id(node)].get(part)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            held = node.value[part]
        if held is not None:
            trail.append((node, held))
            node = held[1] if isinstance(held, tuple) else held
    return trail


def _like(node: yaml.Node, text: str) -> yaml.ScalarNode:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text, node.start_mark, node.start_mark)

"""Steps inside steps."""

from collections.abc import Iterator, Sequence
from typing import Final

import yaml

from practice_player.script import model
from practice_player.script.durations import ElasticCount, ElasticLength

ITEM: Final = "{item}"
"""Where an item of the nearest `each` is put."""

_NESTED = ("steps", "repeat", "then", "otherwise", "shift", "along", "asks")


def _keys_of(wanted: tuple[str, ...]) -> dict[type[model.Node], tuple[str, ...]]:
    """Which of the keys each kind of step has: asking pydantic for one that it has not is slow."""
    kinds: tuple[type[model.Node], ...] = (*model.KINDS.values(), model.Along)
    return {kind: tuple(key for key in wanted if key in kind.model_fields) for kind in kinds}


_TEXTS: Final = _keys_of(("say", "caption", "prompt", "agree"))
_SPANS: Final = _keys_of(("pause", "rest", "stay", "wait", "for_"))


def branches(step: model.Node) -> tuple[tuple[model.Step, ...], ...]:
    """The lists of steps directly inside a step."""
    match step:
        case model.Repeat():
            return (step.repeat,)
        case model.When():
            return (step.then, step.otherwise)
        case model.Agree():
            return (step.then, step.shift)
        case model.Include():
            return (step.steps,)
        case _:
            return ()


def every(steps: Sequence[model.Step]) -> Iterator[model.Step]:
    """Each step that is written, whatever is chosen, and those inside it after it."""
    for step in steps:
        yield step
        for inside in branches(step):
            yield from every(inside)


def texts(step: model.Node) -> Iterator[tuple[str, str]]:
    """The texts of a step in which `{item}` may stand, each with its key."""
    for key in _TEXTS.get(type(step), ()):
        text = getattr(step, key)
        if text is not None:
            yield key, text


def spans(step: model.Node) -> Iterator[ElasticLength]:
    """The lengths that a step is given."""
    for key in _SPANS.get(type(step), ()):
        span = getattr(step, key)
        if span is not None:
            yield span


def passes(step: model.Repeat) -> ElasticCount:
    """How often a repeat goes round."""
    number = len(step.each) or 1
    return step.times or ElasticCount(least=number, usual=number, most=number)


def note_places(value: model.Node, node: yaml.Node, path: str) -> None:
    """Tells a session or piece, and each step in it, where it stands in its file."""
    if not isinstance(node, yaml.MappingNode):
        return
    keys = {name.value: _mark(held) for name, held in node.value}
    value.found_at(model.Place(path, *_mark(node), keys))
    for name, held in node.value:
        if name.value not in _NESTED:
            continue
        inside = getattr(value, name.value, None)
        if isinstance(inside, model.Node):
            note_places(inside, held, path)
        elif isinstance(inside, tuple):
            for one, where in zip(inside, held.value, strict=True):
                if isinstance(one, model.Node):
                    note_places(one, where, path)


def _mark(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1

"""Steps inside steps, and what a step holds besides."""

from collections.abc import Iterator, Sequence
from typing import Final

import yaml

from practice_player.lib.errors import Place
from practice_player.script import model
from practice_player.script.durations import ElasticCount, ElasticLength
from practice_player.script.steps import ROWS, row_of

_NESTED: Final = frozenset(
    (
        "steps",
        "asks",
        *model.HEAD_TEXTS,
        *(key for row in ROWS.values() for key in (*row.branches, row.along)),
    )
)
"""The keys of what stands at a place of its own."""

_TEXTS: Final[dict[type[model.Node], tuple[str, ...]]] = {
    **{
        row.model: tuple(key for key in (row.spoken, row.shown, *row.answers) if key) for row in ROWS.values()
    },
    model.Along: ("say",),
}


def branches(step: model.Step) -> tuple[tuple[model.Step, ...], ...]:
    """The lists of steps directly inside a step."""
    return tuple(getattr(step, key) for key in row_of(step).branches)


def every(steps: Sequence[model.Step]) -> Iterator[model.Step]:
    """Each step that is written, whatever is chosen, and those inside it after it."""
    for step in steps:
        yield step
        for inside in branches(step):
            yield from every(inside)


def texts(node: model.Step | model.Along) -> Iterator[tuple[str, str]]:
    """The texts of a step in which `{item}` may stand, each with its key."""
    for key in _TEXTS[type(node)]:
        text = getattr(node, key)
        if text is not None:
            yield key, text


def along(step: model.Step) -> tuple[model.Along, ...]:
    """The words of a step that have a place of their own."""
    key = row_of(step).along
    return getattr(step, key) if key else ()


def span(step: model.Step) -> ElasticLength | None:
    """The length that a step is given; of breaths, all of them; None when it is given none."""
    row = row_of(step)
    elastic = getattr(step, row.elastic) if row.elastic else None
    if not isinstance(elastic, ElasticCount):
        return elastic
    if row.unit_s is None:
        return None
    unit_s = row.unit_s(step)
    return ElasticLength(
        least_s=unit_s * elastic.least, usual_s=unit_s * elastic.usual, most_s=unit_s * elastic.most
    )


def note_places(value: model.Node, node: yaml.Node, path: str) -> None:
    """Tells a script or piece, and each step in it, where it stands in its file."""
    if not isinstance(node, yaml.MappingNode):
        return
    value.note_places(Place(path, *_mark(node)), {name.value: _mark(held) for name, held in node.value})
    for name, held in node.value:
        if name.value not in _NESTED:
            continue
        inside = getattr(value, name.value, None)
        if isinstance(inside, model.Node):
            note_places(inside, held, path)
        elif isinstance(inside, tuple) and isinstance(held, yaml.SequenceNode):
            for inner, at in zip(inside, held.value, strict=True):
                if isinstance(inner, model.Node):
                    note_places(inner, at, path)


def _mark(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1

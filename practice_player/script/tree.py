"""Access to the parts of a step whatever its kind: the steps inside it, its texts, its length."""

from collections.abc import Iterable, Iterator
from typing import Final

import yaml

from practice_player.lib.diagnostics import Place
from practice_player.script import model
from practice_player.script.choices import BEDS, Condition
from practice_player.script.durations import ElasticCount, ElasticLength
from practice_player.script.node import FileNode, Node
from practice_player.script.steps import ROWS, row_of

_NESTED_KEYS: Final = frozenset(
    (
        "steps",
        "asks",
        *model.HEAD_TEXTS,
        *(key for row in ROWS.values() for key in (*row.branch_keys, row.along_key)),
    )
)
"""The keys whose values are nodes, or lists of nodes, each with its own place."""

_TEXT_KEYS: Final[dict[type[Node], tuple[str, ...]]] = {
    **{
        row.model: tuple(key for key in (row.spoken_key, row.shown_key, *row.answer_keys) if key)
        for row in ROWS.values()
    },
    model.Along: ("say",),
    model.AlongSilence: ("say",),
}


def branches(step: model.Step) -> tuple[tuple[model.Step, ...], ...]:
    """Returns the lists of steps directly inside a step."""
    return tuple(getattr(step, key) for key in row_of(step).branch_keys)


def walk_steps(steps: Iterable[model.Step]) -> Iterator[model.Step]:
    """Yields each step that is written, whatever is chosen, followed by the steps inside it."""
    for step in steps:
        yield step
        for branch in branches(step):
            yield from walk_steps(branch)


def conditions_in(steps: Iterable[model.Step]) -> set[Condition]:
    """Returns every condition that something depends on among these steps and the steps inside them."""
    return {step.condition for step in walk_steps(steps) if isinstance(step, model.Conditional)}


def texts(node: model.Step | model.Along | model.AlongSilence) -> Iterator[tuple[str, str]]:
    """Yields the key and the text of each value in which `{item}` may stand."""
    for key in _TEXT_KEYS[type(node)]:
        text = getattr(node, key)
        if text is not None:
            yield key, text


def along_words(step: model.Step) -> tuple[model.Along | model.AlongSilence, ...]:
    """Returns what is said at certain breaths or times of a step; some of a silence are bells only."""
    key = row_of(step).along_key
    return getattr(step, key) if key else ()


def spoken_texts(step: model.Step) -> Iterator[tuple[Node, str, str]]:
    """Yields what a step says in an author's own words, in their order: the node, its key, and the words."""
    if (key := row_of(step).spoken_key) and (words := getattr(step, key)):
        yield step, key, words
    for node in along_words(step):
        if node.say:
            yield node, "say", node.say


def sound_file(node: model.Script | model.Step) -> tuple[str, str]:
    """Returns the key with which a node names a sound file, and the name as it is written; or no texts."""
    key = "bed" if isinstance(node, model.Script) else row_of(node).file_key
    name = getattr(node, key) if key else None
    is_name_of_bed = isinstance(node, model.Script | model.Background) and name in BEDS
    return (key, name) if name and not is_name_of_bed else ("", "")


def sound_files(
    script: model.Script, steps: Iterable[model.Step] | None = None
) -> Iterator[tuple[FileNode, str, str]]:
    """Yields each node of a script that names a sound file, with its key and the name as it is written.

    `steps` are all steps that are written in it, if they have been walked already.
    """
    for node in (script, *(walk_steps(script.steps) if steps is None else steps)):
        if isinstance(node, FileNode):
            key, name = sound_file(node)
            if name:
                yield node, key, name


def elastic_length(step: model.Step) -> ElasticLength | None:
    """Returns the length that is written for a step, for breaths of all together; None if there is none."""
    row = row_of(step)
    length_or_count = getattr(step, row.elastic_key) if row.elastic_key else None
    if not isinstance(length_or_count, ElasticCount):
        return length_or_count
    if row.unit_s is None:
        return None
    unit_s = row.unit_s(step)
    return ElasticLength(
        least_s=unit_s * length_or_count.least,
        usual_s=unit_s * length_or_count.usual,
        most_s=unit_s * length_or_count.most,
    )


def note_places(model_node: Node, yaml_node: yaml.Node, path: str) -> None:
    """Sets the places of a script or piece and of the steps and passages inside it."""
    if not isinstance(yaml_node, yaml.MappingNode):
        return
    model_node.note_places(
        Place(path, *_line_and_column(yaml_node)),
        {key_node.value: _line_and_column(value_node) for key_node, value_node in yaml_node.value},
    )
    for key_node, value_node in yaml_node.value:
        if key_node.value not in _NESTED_KEYS:
            continue
        child = getattr(model_node, key_node.value, None)
        if isinstance(child, Node):
            note_places(child, value_node, path)
        elif isinstance(child, tuple) and isinstance(value_node, yaml.SequenceNode):
            for item, item_node in zip(child, value_node.value, strict=True):
                if isinstance(item, Node):
                    note_places(item, item_node, path)


def _line_and_column(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1

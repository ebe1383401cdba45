"""Limits how large a practice can become, and checks it before any repeat is expanded.

Repeats and pieces multiply: a few lines can ask for more steps than fit into memory.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from practice_player.lib.units import frames
from practice_player.script import model
from practice_player.script.durations import ElasticLength
from practice_player.script.pauses import pauses_s
from practice_player.script.silence_times import due_frames
from practice_player.script.tree import along_words, branches, elastic_length, texts

MAX_STEPS: Final = 2_000
MAX_BREATHS: Final = 10_000
MAX_LETTERS: Final = 1_000_000
MAX_LENGTH_S: Final = Decimal(12 * 3600)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Size:
    """The size that a step or a practice can reach; every branch is counted."""

    steps: int = 0
    breaths: int = 0
    letters: int = 0
    length_s: Decimal = Decimal(0)

    def plus(self, addend: "_Size", times: int = 1) -> "_Size":
        return _Size(
            steps=self.steps + addend.steps * times,
            breaths=self.breaths + addend.breaths * times,
            letters=self.letters + addend.letters * times,
            length_s=self.length_s + addend.length_s * times,
        )

    @property
    def problem(self) -> str:
        if self.steps > MAX_STEPS:
            return f"repeats and pieces make this more than {MAX_STEPS} steps"
        if self.breaths > MAX_BREATHS:
            return f"this is more than {MAX_BREATHS} breaths"
        if self.letters > MAX_LETTERS:
            return f"this is more than {MAX_LETTERS} letters of text"
        return "this can last more than twelve hours" if self.length_s > MAX_LENGTH_S else ""


def find_oversized_step(script: model.Script) -> tuple[model.Step, str] | None:
    """Returns the first step that makes a practice too large, and the problem; None if it is small enough."""
    sizes: dict[tuple[int, int], _Size] = {}
    total = _Size()
    for step in script.steps:
        total = total.plus(_size_of(step, 0, sizes))
        if total.problem:
            return step, total.problem
    return None


def _size_of(step: model.Step, item_letters: int, sizes: dict[tuple[int, int], _Size]) -> _Size:
    """Returns the size of a step; `sizes` caches it, as a piece may be included in many places."""
    if isinstance(step, model.Repeat) and step.each:
        item_letters = max(len(item) for item in step.each)
    key = (id(step), item_letters)
    if key in sizes:
        return sizes[key]
    size = replace(_own_size(step, item_letters), steps=1)
    for branch in branches(step):
        for inner_step in branch:
            size = size.plus(_size_of(inner_step, item_letters, sizes))
    if isinstance(step, model.Repeat):
        size = _Size().plus(size, step.passes.most)
    sizes[key] = size
    return size


def _own_size(step: model.Step, item_letters: int) -> _Size:
    length = elastic_length(step)
    step_texts = [
        text
        for node in (step, *along_words(step))
        for _, text in texts(node)
        for _ in range(_times(node, length))
    ]
    return _Size(
        breaths=step.cycles.most if isinstance(step, model.Breathe) else 0,
        letters=sum(len(text) + text.count(model.ITEM) * item_letters for text in step_texts),
        length_s=(length.most_s if length else Decimal(0))
        + sum((pauses_s(text) for _, text in texts(step)), Decimal(0)),
    )


def _times(node: model.Step | model.Along | model.AlongSilence, length: ElasticLength | None) -> int:
    """Returns how often the words of a node are said at most, in one pass of its step."""
    if not isinstance(node, model.AlongSilence) or length is None:
        return 1
    return len(due_frames(node, frames(length.most_s)))

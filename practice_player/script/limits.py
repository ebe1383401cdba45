"""How large a practice can become, reckoned before anything is laid flat.

Repeats and pieces multiply: a few lines could ask for more steps than a machine can hold.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from practice_player.script import model
from practice_player.script.tree import along, branches, span, texts

MOST_STEPS: Final = 2_000
MOST_BREATHS: Final = 10_000
MOST_LETTERS: Final = 1_000_000
MOST_LENGTH_S: Final = Decimal(12 * 3600)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Size:
    """How large a practice can become; every branch is counted."""

    steps: int = 0
    breaths: int = 0
    letters: int = 0
    length_s: Decimal = Decimal(0)

    def plus(self, other: "_Size", times: int = 1) -> "_Size":
        return _Size(
            steps=self.steps + other.steps * times,
            breaths=self.breaths + other.breaths * times,
            letters=self.letters + other.letters * times,
            length_s=self.length_s + other.length_s * times,
        )

    @property
    def problem(self) -> str:
        if self.steps > MOST_STEPS:
            return f"repeats and pieces make this more than {MOST_STEPS} steps"
        if self.breaths > MOST_BREATHS:
            return f"this is more than {MOST_BREATHS} breaths"
        if self.letters > MOST_LETTERS:
            return f"this is more than {MOST_LETTERS} letters of text"
        return "this can last more than twelve hours" if self.length_s > MOST_LENGTH_S else ""


def too_large(script: model.Script) -> tuple[model.Step, str] | None:
    """The first step that makes a practice too large, and how; None when it can be laid flat."""
    known: dict[tuple[int, int], _Size] = {}
    total = _Size()
    for step in script.steps:
        total = total.plus(_size(step, 0, known))
        if total.problem:
            return step, total.problem
    return None


def _size(step: model.Step, item_letters: int, known: dict[tuple[int, int], _Size]) -> _Size:
    """`known` keeps what pieces come to: each may stand in many places."""
    if isinstance(step, model.Repeat) and step.each:
        item_letters = max(len(item) for item in step.each)
    key = (id(step), item_letters)
    if key in known:
        return known[key]
    size = replace(_own_size(step, item_letters), steps=1)
    for branch in branches(step):
        for inside in branch:
            size = size.plus(_size(inside, item_letters, known))
    if isinstance(step, model.Repeat):
        size = _Size().plus(size, step.passes.most)
    known[key] = size
    return size


def _own_size(step: model.Step, item_letters: int) -> _Size:
    words = [text for node in (step, *along(step)) for _, text in texts(node)]
    lasting = span(step)
    return _Size(
        breaths=step.cycles.most if isinstance(step, model.Breathe) else 0,
        letters=sum(len(text) + text.count(model.ITEM) * item_letters for text in words),
        length_s=lasting.most_s if lasting else Decimal(0),
    )

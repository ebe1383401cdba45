"""A script and what was chosen become one flat list of simple steps.

Pure.  Every step keeps the place its author wrote it at.  What a repeat's elastic `times` come to
is an argument, because only the fit knows how long the practice is to last.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, TypeAlias, assert_never

from practice_player.lib.errors import ChoiceError
from practice_player.script import model
from practice_player.script.choices import ADAPTATIONS, CONSENTS, SOME, Choices
from practice_player.script.steps import row_of
from practice_player.script.tree import along, branches, every, texts

Counts: TypeAlias = Mapping[int, int]
"""How often an elastic repeat goes round, by the `id` of the repeat; its usual count when it is missing."""

PAUSE_S: Final = 1
"""A wait up to this long is a pause between breaths, as people breathe anyway, and no breath hold."""

_AT_START: Final = re.compile(r"(?:^|(?<=[.!?] ))" + re.escape(model.ITEM))


def elastic(script: model.Script) -> list[model.Repeat]:
    """The repeats whose number of passes the fit decides, in the order they are written."""
    repeats = [
        step
        for step in every(script.steps)
        if isinstance(step, model.Repeat) and step.passes.least < step.passes.most
    ]
    return list({id(step): step for step in repeats}.values())


def expand(script: model.Script, choices: Choices, counts: Counts) -> tuple[model.SimpleStep, ...]:
    """The steps as they follow each other."""
    return tuple(chain.from_iterable(expand_by_step(script, choices, counts)))


def expand_by_step(
    script: model.Script, choices: Choices, counts: Counts
) -> tuple[tuple[model.SimpleStep, ...], ...]:
    """The same, apart for each step that the script itself has."""
    expansion = _Expansion(choices, counts)
    return tuple(tuple(expansion.steps((step,), _Pass())) for step in script.steps)


def every_way(script: model.Script) -> Iterator[model.SimpleStep]:
    """Each simple step on any road, with each item that can stand in it."""
    return _every_way(script.steps, _Pass())


def can_leave_out(script: model.Script) -> frozenset[str]:
    """What the script has another way for, in the words for what is left out."""
    answered = {step.when for step in every(script.steps) if isinstance(step, model.When)} - SOME.keys()
    return frozenset(ADAPTATIONS.get(name, name) for name in answered)


def some_ways(script: model.Script) -> frozenset[str]:
    """The consents for which the script has a way with only some of it."""
    conditions = {step.when for step in every(script.steps) if isinstance(step, model.When)}
    return frozenset(consent for condition, consent in SOME.items() if condition in conditions)


def leave_out(script: model.Script, without: frozenset[str]) -> None:
    """Makes sure that a script can do without these.

    Raises:
        ChoiceError: it has no way without one of them; says which it has.
    """
    can = can_leave_out(script) | _absent(script)
    for word in sorted(without - can):
        ways = ", ".join(f"`{name}`" for name in sorted(can_leave_out(script)))
        fix = f"what it can leave out: {ways}; or another practice" if ways else "another practice"
        raise ChoiceError(f"{script.title} has no way without `{word}`", fix=fix)


def _absent(script: model.Script) -> set[str]:
    """What the script does not have in it anyway."""
    breaths = [step for step in every(script.steps) if isinstance(step, model.Breathe)]
    absent = {name for name in CONSENTS if getattr(script.asks, name) == "none" and name not in script.care}
    if not breaths:
        absent.add("breath")
    if all(max(step.breathe.full_wait_s, step.breathe.empty_wait_s) <= PAUSE_S for step in breaths):
        absent.add("hold")
    return absent


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pass:
    """One time round the nearest repeat."""

    item: str | None = None
    number: int = 0
    """Counted from 0."""


class _Expansion:
    def __init__(self, choices: Choices, counts: Counts) -> None:
        self._choices = choices
        self._counts = counts
        self._agreed = 0

    def steps(self, steps: Sequence[model.Step], around: _Pass) -> Iterator[model.SimpleStep]:
        for step in steps:
            if isinstance(step, model.Agree):
                stays = self._agreed in self._choices.stays
                self._agreed += 1
                yield _filled(step, around)
                yield from self.steps(step.then if stays else step.shift, around)
                continue
            if isinstance(step, model.SimpleStep):
                yield _filled(step, around)
                continue
            match step:
                case model.Include():
                    yield from self.steps(step.steps, around)
                case model.When():
                    yield from self.steps(
                        step.then if holds(step.when, self._choices) else step.otherwise, around
                    )
                case model.Repeat():
                    for number in range(self._counts.get(id(step), step.passes.usual)):
                        yield from self.steps(step.repeat, _round(step, around, number))
                case _:
                    assert_never(step)


def holds(condition: model.Condition, choices: Choices) -> bool:
    """Whether a condition holds with these choices."""
    if condition in ADAPTATIONS:
        return ADAPTATIONS[condition] in choices.without
    if condition in SOME:
        return SOME[condition] in choices.some
    return condition not in choices.without


def _every_way(steps: Sequence[model.Step], around: _Pass) -> Iterator[model.SimpleStep]:
    for step in steps:
        if isinstance(step, model.Repeat):
            for number in range(min(step.passes.most, max(2, len(step.each)))):
                yield from _every_way(step.repeat, _round(step, around, number))
            continue
        if isinstance(step, model.SimpleStep):
            yield _filled(step, around)
        for branch in branches(step):
            yield from _every_way(branch, around)


def _round(step: model.Repeat, around: _Pass, number: int) -> _Pass:
    item = step.each[number % len(step.each)] if step.each else around.item
    return _Pass(item=item, number=number)


def _filled(step: model.SimpleStep, around: _Pass) -> model.SimpleStep:
    """The step with its item, and with the one whose turn it is."""
    changes = _with_item(step, around)
    if isinstance(step, model.Turn) and step.turn in ("speaker", "listener"):
        first = (step.turn == "speaker") == (around.number % 2 == 0)
        changes["turn"] = "first" if first else "second"
    if words := along(step):
        changes[row_of(step).along] = tuple(
            word.model_copy(update=_with_item(word, around)) for word in words
        )
    return step.model_copy(update=changes) if changes else step


def _with_item(node: model.SimpleStep | model.Along, around: _Pass) -> dict[str, object]:
    """The texts of a step that change with the item that is at hand."""
    if around.item is None:
        return {}
    return {key: _put(text, around.item) for key, text in texts(node) if model.ITEM in text}


def _put(text: str, item: str) -> str:
    """The text with the item in it; an item that begins a sentence gets a capital letter."""
    return _AT_START.sub(lambda _: item[:1].upper() + item[1:], text).replace(model.ITEM, item)

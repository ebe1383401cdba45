"""Turns a script and the choices for a practice into a flat list of simple steps.

Pure.  Every step keeps the place where its author wrote it.  How often an elastic repeat goes round is an
argument, because it follows from the length of the practice (`timeline/plan.py`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final, TypeAlias, assert_never

from practice_player.lib.errors import ChoiceError
from practice_player.script import model
from practice_player.script.choices import (
    ADAPTATIONS,
    CONSENTS,
    INSTRUCTIONS,
    SOME_CONDITIONS,
    Condition,
    VoiceRole,
)
from practice_player.script.node import Node
from practice_player.script.practice_choices import Choices
from practice_player.script.steps import row_of
from practice_player.script.tree import along_words, branches, conditions_in, texts, walk_steps

RepeatCounts: TypeAlias = Mapping[int, int]
"""The number of passes of each elastic repeat, by the repeat's `id`; a missing one goes round as usual."""

MAX_BREATH_PAUSE_S: Final = 1
"""A wait up to this long is the natural pause between breaths; a longer one is a breath hold."""

_AT_START: Final = re.compile(r"(?:^|(?<=[.!?] ))" + re.escape(model.ITEM))


def elastic_repeats(script: model.Script) -> list[model.Repeat]:
    """Returns the repeats that can have more or fewer passes, in the order in which they are written."""
    repeats = [
        step
        for step in walk_steps(script.steps)
        if isinstance(step, model.Repeat) and step.passes.least < step.passes.most
    ]
    return list({id(step): step for step in repeats}.values())


def expand(script: model.Script, choices: Choices, counts: RepeatCounts) -> tuple[model.SimpleStep, ...]:
    """Returns the simple steps in the order in which they happen."""
    return tuple(chain.from_iterable(expand_by_step(script, choices, counts)))


def expand_by_step(
    script: model.Script, choices: Choices, counts: RepeatCounts
) -> tuple[tuple[model.SimpleStep, ...], ...]:
    """Returns the same steps as `expand`, grouped by the script's own steps."""
    expansion = _Expansion(choices, counts)
    return tuple(tuple(expansion.steps((step,), _Pass())) for step in script.steps)


def section_numbers(script: model.Script) -> tuple[int, ...]:
    """Returns the section of each of the script's own steps, counted from 0.

    A step of which some choices leave nothing belongs to the section before it.  So a practice has every
    section whatever was chosen, and being in one tells nobody what that was.
    """
    numbers: list[int] = []
    section = -1
    for step in script.steps:
        section += not _may_be_empty(step)
        numbers.append(max(0, section))
    return tuple(numbers)


def _may_be_empty(step: model.Step) -> bool:
    """Whether some choices or lengths leave nothing of a step that takes time."""
    match step:
        case model.Background():
            return True
        case model.When() | model.Unless():
            return any(all(map(_may_be_empty, step.branch(holds=holds))) for holds in (True, False))
        case model.Repeat():
            return step.passes.least == 0 or all(map(_may_be_empty, step.repeat))
        case model.Include():
            return all(map(_may_be_empty, step.steps))
        case model.Speaks():
            return all(map(_may_be_empty, step.speaks))
        case _:
            return False


def every_possible_step(script: model.Script) -> Iterator[model.SimpleStep]:
    """Yields each simple step that any choices can lead to, with each item that can be filled in."""
    return _every_possible_step(script.steps, _Pass())


def can_leave_out(script: model.Script) -> frozenset[str]:
    """Returns the words for what can be left out because the script has another way for it."""
    conditions = conditions_in(script.steps) - SOME_CONDITIONS.keys()
    return frozenset(ADAPTATIONS.get(name, name) for name in conditions)


def gentler_without(script: model.Script) -> frozenset[str]:
    """Returns what a gentler way leaves out: all that can be, but for instructions, which help."""
    return can_leave_out(script) - {INSTRUCTIONS}


def partial_consents(script: model.Script) -> frozenset[str]:
    """Returns the consents for which the script has a way with only some of it."""
    conditions = conditions_in(script.steps)
    return frozenset(consent for condition, consent in SOME_CONDITIONS.items() if condition in conditions)


def check_can_leave_out(script: model.Script, without: frozenset[str]) -> None:
    """Checks that a script can do without these.

    Raises:
        ChoiceError: it has no way without one of them; `fix` names what it can leave out.
    """
    available_words = can_leave_out(script) | _absent_words(script)
    for word in sorted(without - available_words):
        alternatives = ", ".join(f"`{name}`" for name in sorted(can_leave_out(script)))
        fix = (
            f"what it can leave out: {alternatives}; or another practice"
            if alternatives
            else "another practice"
        )
        raise ChoiceError(f"{script.title} has no way without `{word}`", fix=fix)


def _absent_words(script: model.Script) -> set[str]:
    """Returns the words for what the script does not contain in the first place."""
    breaths = [step for step in walk_steps(script.steps) if isinstance(step, model.Breathe)]
    absent_words = {
        name for name in CONSENTS if getattr(script.asks, name) == "none" and name not in script.care
    }
    if not breaths:
        absent_words.add("breath")
    if all(pattern.hold_s <= MAX_BREATH_PAUSE_S for step in breaths for pattern in step.patterns):
        absent_words.add("hold")
    return absent_words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pass:
    """One pass of the nearest repeat."""

    item: str | None = None
    number: int = 0
    """Counted from 0."""

    voice: VoiceRole | None = None
    """Who says what names no voice itself."""


class _Expansion:
    def __init__(self, choices: Choices, counts: RepeatCounts) -> None:
        self._choices = choices
        self._counts = counts
        self._agree_count = 0

    def steps(self, steps: Sequence[model.Step], current_pass: _Pass) -> Iterator[model.SimpleStep]:
        for step in steps:
            if isinstance(step, model.Agree):
                stays = self._agree_count in self._choices.stays
                self._agree_count += 1
                yield _fill_in(step, current_pass)
                yield from self.steps(step.then if stays else step.shift, current_pass)
                continue
            if isinstance(step, model.SimpleStep):
                yield _fill_in(step, current_pass)
                continue
            match step:
                case model.Include():
                    yield from self.steps(step.steps, current_pass)
                case model.Speaks():
                    yield from self.steps(step.speaks, replace(current_pass, voice=step.voice))
                case model.When() | model.Unless():
                    is_met = holds(step.condition, self._choices)
                    yield from self.steps(step.branch(holds=is_met), current_pass)
                case model.Repeat():
                    for number in range(self._counts.get(id(step), step.passes.usual)):
                        yield from self.steps(step.repeat, _pass_of(step, current_pass, number))
                case _:
                    assert_never(step)


def holds(condition: Condition, choices: Choices) -> bool:
    """Whether a condition holds with these choices."""
    if condition in ADAPTATIONS:
        return ADAPTATIONS[condition] in choices.without
    if condition in SOME_CONDITIONS:
        return SOME_CONDITIONS[condition] in choices.some
    return condition not in choices.without


def _every_possible_step(steps: Sequence[model.Step], current_pass: _Pass) -> Iterator[model.SimpleStep]:
    for step in steps:
        if isinstance(step, model.Repeat):
            for number in range(min(step.passes.most, max(2, len(step.each)))):
                yield from _every_possible_step(step.repeat, _pass_of(step, current_pass, number))
            continue
        if isinstance(step, model.SimpleStep):
            yield _fill_in(step, current_pass)
        inner_pass = (
            replace(current_pass, voice=step.voice) if isinstance(step, model.Speaks) else current_pass
        )
        for branch in branches(step):
            yield from _every_possible_step(branch, inner_pass)


def _pass_of(step: model.Repeat, current_pass: _Pass, number: int) -> _Pass:
    item = step.each[number % len(step.each)] if step.each else current_pass.item
    return replace(current_pass, item=item, number=number)


def _fill_in(step: model.SimpleStep, current_pass: _Pass) -> model.SimpleStep:
    """Returns the step with item and voice filled in, and `speaker` and `listener` replaced by the person."""
    changes = _item_changes(step, current_pass) | _voice_changes(step, current_pass.voice)
    if isinstance(step, model.Turn) and step.turn in ("speaker", "listener"):
        is_first = (step.turn == "speaker") == (current_pass.number % 2 == 0)
        changes["turn"] = "first" if is_first else "second"
    if along_nodes := along_words(step):
        voice = (step.voice if isinstance(step, model.Breathe) else None) or current_pass.voice
        changes[row_of(step).along_key] = tuple(
            node.model_copy(update=_item_changes(node, current_pass) | _voice_changes(node, voice))
            for node in along_nodes
        )
    return step.model_copy(update=changes) if changes else step


def _voice_changes(node: Node, voice: VoiceRole | None) -> dict[str, object]:
    """Returns the voice of a node that speaks and names none itself."""
    if voice is None or getattr(node, "voice", voice) is not None:
        return {}
    return {"voice": voice}


def _item_changes(
    node: model.SimpleStep | model.Along | model.AlongSilence, current_pass: _Pass
) -> dict[str, object]:
    """Returns the texts of a step that contain `{item}`, by key, with the item filled in."""
    if current_pass.item is None:
        return {}
    return {key: _insert_item(text, current_pass.item) for key, text in texts(node) if model.ITEM in text}


def _insert_item(text: str, item: str) -> str:
    """Returns the text with the item filled in; at the start of a sentence it gets a capital letter."""
    return _AT_START.sub(lambda _: item[:1].upper() + item[1:], text).replace(model.ITEM, item)

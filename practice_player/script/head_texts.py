"""The texts of a script's head as they stand once something is left out.  Pure."""

from collections.abc import Iterator, Sequence

from practice_player.script import model
from practice_player.script.choices import ADAPTATIONS, SOME, Choices
from practice_player.script.expand import holds
from practice_player.script.tree import branches, every


def left_out(script: model.Script, choices: Choices) -> frozenset[str]:
    """What a practice does not have with these choices, in the words for what can be left out.

    That is what was chosen, and what hangs on it: no holds without paced breath, no touch where the script
    asks for touch only among those who are near each other.
    """
    written = {_word(step) for step in every(script.steps) if isinstance(step, model.When)}
    reached = {_word(step) for step in _reached(script.steps, choices)}
    return choices.without | (written - reached)


def standing(text: model.HeadText, script: model.Script, choices: Choices) -> tuple[str | model.Passage, ...]:
    """The parts of a text that stand for these choices, in their order."""
    without = left_out(script, choices)
    there = Choices(without=without, some=choices.some - without)
    return tuple(part for part in text if isinstance(part, str) or _stands(part, there))


def fitting(text: model.HeadText, script: model.Script, choices: Choices) -> tuple[str, ...]:
    """The same, in words."""
    return tuple(part if isinstance(part, str) else part.say for part in standing(text, script, choices))


def _stands(part: model.Passage, choices: Choices) -> bool:
    if part.when is not None and not holds(part.when, choices):
        return False
    return part.unless is None or not holds(part.unless, choices)


def _word(step: model.When) -> str:
    return ADAPTATIONS.get(step.when) or SOME.get(step.when, step.when)


def _reached(steps: Sequence[model.Step], choices: Choices) -> Iterator[model.When]:
    """The conditions that are met on the way, on either road of each question that is asked there."""
    for step in steps:
        if isinstance(step, model.When):
            yield step
            yield from _reached(step.then if holds(step.when, choices) else step.otherwise, choices)
        else:
            for branch in branches(step):
                yield from _reached(branch, choices)

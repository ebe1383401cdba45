"""Selects the texts of a script's head that apply to the choices for a practice.  Pure."""

from collections.abc import Iterator, Sequence

from practice_player.script import model
from practice_player.script.choices import ADAPTATIONS, SOME_CONDITIONS, Condition
from practice_player.script.expand import holds
from practice_player.script.practice_choices import Choices
from practice_player.script.tree import branches, conditions_in


def left_out_words(script: model.Script, choices: Choices) -> frozenset[str]:
    """Returns the words for everything that a practice leaves out with these choices.

    Beside what was chosen these are the things that depend on it: there are no holds without paced breath,
    and no touch where the script asks for touch only among those who are near each other.
    """
    written_words = set(map(_leave_out_word, conditions_in(script.steps)))
    reached_words = set(map(_leave_out_word, _reached_conditions(script.steps, choices)))
    return choices.without | (written_words - reached_words)


def applicable_parts(
    text: model.HeadText, script: model.Script, choices: Choices
) -> tuple[str | model.Passage, ...]:
    """Returns the parts of a text that apply to these choices, in their order."""
    without = left_out_words(script, choices)
    remaining_choices = Choices(without=without, some=choices.some - without)
    return tuple(part for part in text if isinstance(part, str) or _applies(part, remaining_choices))


def applicable_texts(text: model.HeadText, script: model.Script, choices: Choices) -> tuple[str, ...]:
    """Returns the words of the parts that apply to these choices."""
    return tuple(
        part if isinstance(part, str) else part.say for part in applicable_parts(text, script, choices)
    )


def _applies(part: model.Passage, choices: Choices) -> bool:
    if part.when is not None and not holds(part.when, choices):
        return False
    return part.unless is None or not holds(part.unless, choices)


def _leave_out_word(condition: Condition) -> str:
    return ADAPTATIONS.get(condition) or SOME_CONDITIONS.get(condition, condition)


def _reached_conditions(steps: Sequence[model.Step], choices: Choices) -> Iterator[Condition]:
    """Yields the conditions that these choices lead past, in both branches of each `agree` step."""
    for step in steps:
        if isinstance(step, model.Conditional):
            yield step.condition
            is_met = holds(step.condition, choices)
            yield from _reached_conditions(step.branch(holds=is_met), choices)
        else:
            for branch in branches(step):
                yield from _reached_conditions(branch, choices)

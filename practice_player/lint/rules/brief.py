"""Rules on what somebody leaves out who knows a practice."""

from collections.abc import Iterator, Sequence
from typing import Final

from practice_player.lib.errors import Diagnostic
from practice_player.lint.context import Check, RuleContext
from practice_player.lint.rule import Rule
from practice_player.lint.rules import table
from practice_player.lint.rules.patterns import compile_wordings
from practice_player.lint.rules.wordlists import WARNINGS, WAYS_OUT
from practice_player.script import model
from practice_player.script.node import Node
from practice_player.script.steps import row_of
from practice_player.script.tree import along_words, walk_steps

_BRIEF: Final = "brief"
_PATTERNS: Final = (compile_wordings(*WAYS_OUT), compile_wordings(*WARNINGS))


def safety_among_instructions(context: RuleContext) -> Iterator[Diagnostic]:
    for step in context.steps:
        if isinstance(step, model.Conditional) and step.condition == _BRIEF:
            yield from _hidden_safety(context, step)


def _hidden_safety(context: RuleContext, step: model.Conditional) -> Iterator[Diagnostic]:
    """Yields a problem for each kind of safety that only those hear who do not know the practice."""
    for inner in walk_steps(step.branch(holds=False)):
        if isinstance(inner, model.Agree):
            yield table.SAFETY_AMONG_INSTRUCTIONS.diagnostic(
                inner.place_of("agree"),
                problem="whoever knows the practice would not be asked this again",
                fix="move it out of the instructions",
            )
    said, said_briefly = (list(_spoken(step.branch(holds=holds))) for holds in (False, True))
    for pattern in _PATTERNS:
        if any(pattern.search(words) for _, _, words in said_briefly):
            continue
        for node, key, words in said:
            if match := pattern.search(words):
                yield table.SAFETY_AMONG_INSTRUCTIONS.diagnostic(
                    context.locate(match[0], node.place_of(key)),
                    problem=f"“{match[0]}” is not heard by whoever knows the practice",
                    fix="move the sentence out of the instructions, so that it stands whatever is left out",
                )


def _spoken(steps: Sequence[model.Step]) -> Iterator[tuple[Node, str, str]]:
    """Yields all that is said in these steps: the node, its key, and the words."""
    for step in walk_steps(steps):
        if (key := row_of(step).spoken_key) and (words := getattr(step, key)):
            yield step, key, words
        for node in along_words(step):
            if node.say:
                yield node, "say", node.say


CHECKS: Final[dict[Rule, Check]] = {table.SAFETY_AMONG_INSTRUCTIONS: safety_among_instructions}

"""Rules on what somebody leaves out who knows a practice."""

from collections.abc import Iterator
from typing import Final

from practice_player.lib.diagnostics import Diagnostic
from practice_player.lint.context import Check, RuleContext
from practice_player.lint.rule import Rule
from practice_player.lint.rules import table
from practice_player.lint.rules.patterns import compile_wordings
from practice_player.lint.rules.wordlists import WARNINGS, WAYS_OUT
from practice_player.script import model
from practice_player.script.tree import spoken_texts, walk_steps

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
    said, said_briefly = (
        [text for inner in walk_steps(step.branch(holds=holds)) for text in spoken_texts(inner)]
        for holds in (False, True)
    )
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


CHECKS: Final[dict[Rule, Check]] = {table.SAFETY_AMONG_INSTRUCTIONS: safety_among_instructions}

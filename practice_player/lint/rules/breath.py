"""Rules on breathing that could make somebody unwell."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from practice_player.lib.diagnostics import Diagnostic
from practice_player.lib.units import clock
from practice_player.lint.context import Check, RuleContext
from practice_player.lint.durations import usual_length_s
from practice_player.lint.rule import Rule
from practice_player.lint.rules import table
from practice_player.lint.rules.table import (
    LENGTH_TOLERANCE,
    LENGTH_TOLERANCE_S,
    MAX_BREATH_PAUSE_S,
    MIN_BREATH_S,
)
from practice_player.script import model
from practice_player.script.practice_choices import Choices


@dataclass(frozen=True, slots=True, kw_only=True)
class _Omission:
    """A part of breathing that a person may leave out, with the texts of the rule that they can do so."""

    rule: Rule
    word: str
    """Its word in `--without`."""

    omitted: str
    find_first: Callable[[Iterable[model.Breathe]], model.Breathe | None]
    missing_problem: str
    stays_problem: str
    fix: str

    def no_way_without(self, context: RuleContext) -> Iterator[Diagnostic]:
        """Yields a problem if it cannot be left out, or if that makes the practice shorter or longer."""
        step = self.find_first(context.breaths)
        if step is None:
            return
        adaptation = f"no-{self.word}"
        fix = (
            f"write `adaptations: [{adaptation}]`, and instead of this step `when: {adaptation}` "
            f"with {self.fix}"
        )
        if adaptation not in context.script.adaptations:
            yield self.rule.diagnostic(step.place_of("breathe"), problem=self.missing_problem, fix=fix)
            return
        steps_without = context.way(Choices(without=frozenset({self.word})))
        if kept_step := self.find_first(step for step in steps_without if isinstance(step, model.Breathe)):
            yield self.rule.diagnostic(kept_step.place_of("breathe"), problem=self.stays_problem, fix=fix)
            return
        length_s, length_without_s = (
            usual_length_s(steps, context.script.lang) for steps in (context.way(Choices()), steps_without)
        )
        if abs(length_s - length_without_s) > max(Decimal(LENGTH_TOLERANCE_S), LENGTH_TOLERANCE * length_s):
            yield self.rule.diagnostic(
                context.script.place_of("adaptations"),
                problem=f"without {self.omitted} this usually lasts {clock(float(length_without_s))}, and "
                f"{clock(float(length_s))} with: whoever adapts a practice gets as much of it",
                fix=f"change the way without {self.omitted} until both last about as long",
            )


def fast_breathing(context: RuleContext) -> Iterator[Diagnostic]:
    for step in context.breaths:
        shortest_s = min(pattern.cycle_s for pattern in step.patterns)
        if shortest_s < MIN_BREATH_S:
            yield table.FAST_BREATHING.diagnostic(
                step.place_of("breathe"),
                problem=f"each of these breaths lasts {shortest_s} s: "
                f"breathing faster than {MIN_BREATH_S} s a breath can make people dizzy, tingle or faint",
                fix="give a breath 2.5 s or more, such as 3-0-3-0; movement wakes people up more kindly",
            )


def undeclared_hold(context: RuleContext) -> Iterator[Diagnostic]:
    hold_step = _first_hold(context.breaths)
    if hold_step and "breath-hold" not in context.script.care:
        yield table.UNDECLARED_HOLD.diagnostic(
            hold_step.place_of("breathe"),
            problem=f"a wait of {_hold_s(hold_step)} s is a breath hold, and nobody is told "
            "beforehand: it does not suit pregnancy, heart, lung or eye conditions, or panic",
            fix="add `breath-hold` to `care`, or wait 1 s at most, such as 4-0-6-0",
        )


def _first(breaths: Iterable[model.Breathe]) -> model.Breathe | None:
    return next(iter(breaths), None)


def _first_hold(breaths: Iterable[model.Breathe]) -> model.Breathe | None:
    return _first(step for step in breaths if _hold_s(step) > MAX_BREATH_PAUSE_S)


def _hold_s(step: model.Breathe) -> Decimal:
    return max(pattern.hold_s for pattern in step.patterns)


def other_order(context: RuleContext) -> Iterator[Diagnostic]:
    """The wait after the out-breath is the longest number: often the pattern of another notation."""
    for step in context.breaths:
        for key, pattern in zip(("breathe", "to"), step.patterns, strict=False):
            if pattern.empty_wait_s > max(pattern.in_s, pattern.full_wait_s, pattern.out_s):
                yield table.BREATH_IN_OTHER_ORDER.diagnostic(
                    step.place_of(key),
                    problem=f"this means: in {pattern.in_s} s, wait {pattern.full_wait_s} s, "
                    f"out {pattern.out_s} s, wait {pattern.empty_wait_s} s",
                    fix="write in - wait - out - wait; a second sip of breath is written 1+0.5-0.5-3-0",
                )


_HOLD: Final = _Omission(
    rule=table.NO_WAY_WITHOUT_HOLD,
    word="hold",
    omitted="holds",
    find_first=_first_hold,
    missing_problem="whoever had better not hold the breath has no other way here",
    stays_problem="this hold stays for somebody who chose to leave holds out",
    fix="`then:` a breath without waits, such as 4-0-6-0 for the same time, and `otherwise:` this one",
)
_BREATH: Final = _Omission(
    rule=table.NO_WAY_WITHOUT_BREATH,
    word="breath",
    omitted="paced breathing",
    find_first=_first,
    missing_problem="whoever would rather not pace the breath has no other way here: "
    "for some people it is no calm place",
    stays_problem="this paced breathing stays for somebody who chose to leave it out",
    fix="`then:` something else for the same time, such as a sound, the feet or a slow movement with `stay`, "
    "and `otherwise:` this one",
)


CHECKS: Final[dict[Rule, Check]] = {
    table.FAST_BREATHING: fast_breathing,
    table.UNDECLARED_HOLD: undeclared_hold,
    table.BREATH_IN_OTHER_ORDER: other_order,
    table.NO_WAY_WITHOUT_HOLD: _HOLD.no_way_without,
    table.NO_WAY_WITHOUT_BREATH: _BREATH.no_way_without,
}

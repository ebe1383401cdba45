"""Breathing that could make somebody unwell."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from practice_player.lib.errors import Diagnostic
from practice_player.lib.units import clock
from practice_player.lint.context import Check, RuleContext
from practice_player.lint.durations import usual_s
from practice_player.lint.rule import Rule
from practice_player.lint.rules import table
from practice_player.lint.rules.table import FASTEST_BREATH_S, LONGEST_PAUSE_S, SAME_LENGTH, SAME_LENGTH_S
from practice_player.script import model
from practice_player.script.choices import Choices
from practice_player.script.durations import BreathPattern


@dataclass(frozen=True, slots=True, kw_only=True)
class _LeavingOut:
    """Something of the breath that a person may leave out, and the words of the rule that they can."""

    rule: Rule
    word: str
    """The word for it in `--without`."""

    what: str
    first: Callable[[Iterable[model.Breathe]], model.Breathe | None]
    missing: str
    stays: str
    fix: str

    def no_way_without(self, context: RuleContext) -> Iterator[Diagnostic]:
        """Where it cannot be left out, or leaves less of a practice."""
        breaths = self.first(context.breaths)
        if breaths is None:
            return
        adaptation = f"no-{self.word}"
        fix = (
            f"write `adaptations: [{adaptation}]`, and instead of this step `when: {adaptation}` "
            f"with {self.fix}"
        )
        if adaptation not in context.script.adaptations:
            yield self.rule.diagnostic(breaths.place_of("breathe"), problem=self.missing, fix=fix)
            return
        without = context.way(Choices(without=frozenset({self.word})))
        if still := self.first(step for step in without if isinstance(step, model.Breathe)):
            yield self.rule.diagnostic(still.place_of("breathe"), problem=self.stays, fix=fix)
            return
        usual, other = usual_s(context.way(Choices())), usual_s(without)
        if abs(usual - other) > max(Decimal(SAME_LENGTH_S), SAME_LENGTH * usual):
            yield self.rule.diagnostic(
                context.script.place_of("adaptations"),
                problem=f"without {self.what} this usually lasts {clock(float(other))}, and "
                f"{clock(float(usual))} with: whoever adapts a practice gets as much of it",
                fix=f"change the way without {self.what} until both last about as long",
            )


def fast_breathing(context: RuleContext) -> Iterator[Diagnostic]:
    for step in context.breaths:
        if step.breathe.cycle_s < FASTEST_BREATH_S:
            yield table.FAST_BREATHING.diagnostic(
                step.place_of("breathe"),
                problem=f"each of these breaths lasts {step.breathe.cycle_s} s: "
                f"breathing faster than {FASTEST_BREATH_S} s a breath can make people dizzy, tingle or faint",
                fix="give a breath 2.5 s or more, such as 3-0-3-0; movement wakes people up more kindly",
            )


def undeclared_hold(context: RuleContext) -> Iterator[Diagnostic]:
    held = _first_hold(context.breaths)
    if held and "breath-hold" not in context.script.care:
        yield table.UNDECLARED_HOLD.diagnostic(
            held.place_of("breathe"),
            problem=f"a wait of {_hold_s(held.breathe)} s is a breath hold, and nobody is told beforehand: "
            "it does not suit pregnancy, heart, lung or eye conditions, or panic",
            fix="add `breath-hold` to `care`, or wait 1 s at most, such as 4-0-6-0",
        )


def _first(breaths: Iterable[model.Breathe]) -> model.Breathe | None:
    return next(iter(breaths), None)


def _first_hold(breaths: Iterable[model.Breathe]) -> model.Breathe | None:
    return _first(step for step in breaths if _hold_s(step.breathe) > LONGEST_PAUSE_S)


def _hold_s(breath: BreathPattern) -> Decimal:
    return max(breath.full_wait_s, breath.empty_wait_s)


_HOLD: Final = _LeavingOut(
    rule=table.NO_WAY_WITHOUT_HOLD,
    word="hold",
    what="holds",
    first=_first_hold,
    missing="whoever had better not hold the breath has no other way here",
    stays="this hold stays for somebody who chose to leave holds out",
    fix="`then:` a breath without waits, such as 4-0-6-0 for the same time, and `otherwise:` this one",
)
_BREATH: Final = _LeavingOut(
    rule=table.NO_WAY_WITHOUT_BREATH,
    word="breath",
    what="paced breathing",
    first=_first,
    missing="whoever would rather not pace the breath has no other way here: "
    "for some people it is no calm place",
    stays="this paced breathing stays for somebody who chose to leave it out",
    fix="`then:` something else for the same time, such as a sound, the feet or a slow movement with `stay`, "
    "and `otherwise:` this one",
)


CHECKS: Final[dict[Rule, Check]] = {
    table.FAST_BREATHING: fast_breathing,
    table.UNDECLARED_HOLD: undeclared_hold,
    table.NO_WAY_WITHOUT_HOLD: _HOLD.no_way_without,
    table.NO_WAY_WITHOUT_BREATH: _BREATH.no_way_without,
}

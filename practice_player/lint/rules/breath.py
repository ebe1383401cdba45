"""Breathing that could make somebody unwell."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from practice_player.lib.units import clock
from practice_player.lint.context import RuleContext
from practice_player.lint.durations import usual_s
from practice_player.lint.rule import Finding, Rule
from practice_player.script import model
from practice_player.script.choices import Choices
from practice_player.script.durations import BreathPattern

FASTEST_BREATH_S: Final = Decimal("2.5")
LONGEST_PAUSE_S: Final = Decimal(1)
"""A wait in the breath up to here is the turn of the breath; beyond it, a hold."""

SAME_LENGTH_S: Final = 10
SAME_LENGTH: Final = Decimal("0.05")
"""Breaths stay whole, so two ways are seldom equal to the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Left:
    """Something that a person may leave out, and what is said where they cannot."""

    word: str
    what: str
    first: Callable[[Iterable[model.Breathe]], model.Breathe | None]
    missing: str
    stays: str
    fix: str

    def no_way_without(self, context: RuleContext) -> Iterator[Finding]:
        """Where it cannot be left out, or leaves less of a practice."""
        found = self.first(context.breaths)
        if found is None:
            return
        adaptation = f"no-{self.word}"
        fix = (
            f"write `adaptations: [{adaptation}]`, and instead of this step `when: {adaptation}` "
            f"with {self.fix}"
        )
        if adaptation not in context.script.adaptations:
            yield Finding(place=found.place.at("breathe"), problem=self.missing, fix=fix)
            return
        without = context.way(Choices(without=frozenset({self.word})))
        if still := self.first(step for step in without if isinstance(step, model.Breathe)):
            yield Finding(place=still.place.at("breathe"), problem=self.stays, fix=fix)
            return
        usual, other = usual_s(context.way(Choices())), usual_s(without)
        if abs(usual - other) > max(Decimal(SAME_LENGTH_S), SAME_LENGTH * usual):
            yield Finding(
                place=context.script.place.at("adaptations"),
                problem=f"without {self.what} this usually lasts {clock(float(other))}, and "
                f"{clock(float(usual))} with: whoever adapts a practice gets as much of it",
                fix=f"change the way without {self.what} until both last about as long",
            )


def fast_breathing(context: RuleContext) -> Iterator[Finding]:
    for step in context.breaths:
        if step.breathe.cycle_s < FASTEST_BREATH_S:
            yield Finding(
                place=step.place.at("breathe"),
                problem=f"each of these breaths lasts {step.breathe.cycle_s} s: "
                f"breathing faster than {FASTEST_BREATH_S} s a breath can make people dizzy, tingle or faint",
                fix="give a breath 2.5 s or more, such as 3-0-3-0; movement wakes people up more kindly",
            )


def undeclared_hold(context: RuleContext) -> Iterator[Finding]:
    held = _first_hold(context.breaths)
    if held and "breath-hold" not in context.script.care:
        yield Finding(
            place=held.place.at("breathe"),
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


_HOLD: Final = _Left(
    word="hold",
    what="holds",
    first=_first_hold,
    missing="whoever had better not hold the breath has no other way here",
    stays="this hold stays for somebody who chose to leave holds out",
    fix="`then:` a breath without waits, such as 4-0-6-0 for the same time, and `otherwise:` this one",
)
_BREATH: Final = _Left(
    word="breath",
    what="paced breathing",
    first=_first,
    missing="whoever would rather not pace the breath has no other way here: "
    "for some people it is no calm place",
    stays="this paced breathing stays for somebody who chose to leave it out",
    fix="`then:` something else for the same time, such as a sound, the feet or a slow movement with `stay`, "
    "and `otherwise:` this one",
)


RULES: Final = (
    Rule(
        name="fast-breathing",
        severity="error",
        looks_for=f"a `breathe` pattern whose four numbers add up to less than {FASTEST_BREATH_S} s",
        because="over-breathing makes people dizzy; slow paces have the evidence, fast ones the warnings",
        find=fast_breathing,
    ),
    Rule(
        name="undeclared-hold",
        severity="error",
        looks_for=f"a wait of more than {LONGEST_PAUSE_S} s in a breath, and no `breath-hold` in `care`",
        because="holding the breath is not for everybody, and whoever had better not must know beforehand",
        find=undeclared_hold,
        reads=frozenset({"care"}),
    ),
    Rule(
        name="no-way-without-hold",
        severity="error",
        looks_for=f"such a wait, and no `no-hold` in `adaptations`; or holds that stay with it; or a way "
        f"without holds whose usual length differs by over {SAME_LENGTH_S} s and {SAME_LENGTH:.0%}",
        because="leaving holds out is a choice for today, and no lesser practice",
        find=_HOLD.no_way_without,
        reads=frozenset({"adaptations", "steps"}),
    ),
    Rule(
        name="no-way-without-breath",
        severity="advice",
        looks_for="a `breathe` step, and no `no-breath` in `adaptations`; or breaths that stay with it; "
        f"or a way without them whose usual length differs by over {SAME_LENGTH_S} s and {SAME_LENGTH:.0%}",
        because="a breath that is watched is not a calm place for everybody; another anchor is",
        find=_BREATH.no_way_without,
        reads=frozenset({"adaptations", "steps"}),
    ),
)

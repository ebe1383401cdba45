"""Time to read and to listen, and room to stretch."""

from collections.abc import Iterator
from typing import Final

from practice_player.lib.units import clock
from practice_player.lint.context import RuleContext
from practice_player.lint.durations import length_s, usual_s
from practice_player.lint.rule import Finding, Rule
from practice_player.script import model
from practice_player.script.choices import Choices
from practice_player.script.steps import row_of

FASTEST_READING_CPS: Final = 17
"""Characters a second; beyond it, adults lose captions."""

LONGEST_USUAL_S: Final = 3600


def fast_captions(context: RuleContext) -> Iterator[Finding]:
    for step in context.steps:
        row = row_of(step)
        words = getattr(step, row.shown) if row.shown else None
        if not words or row.asks:  # whoever may go on when they like has read it
            continue
        least_s = length_s(step, "least")
        if len(words) > FASTEST_READING_CPS * least_s:
            yield Finding(
                place=step.place.at(row.shown),
                problem=f"{len(words)} letters in {least_s.normalize():f} s cannot be read calmly",
                fix=f"leave words out, or give it {-(-len(words) // FASTEST_READING_CPS)} s or more",
            )


def whole_breaths_only(context: RuleContext) -> Iterator[Finding]:
    breaths = [step for step in context.breaths if step.cycles.least < step.cycles.most]
    others = (step for step in context.steps if not isinstance(step, model.Breathe))
    if breaths and not any(length_s(step, "least") < length_s(step, "most") for step in others):
        yield Finding(
            place=breaths[0].place.at("cycles"),
            problem="only breaths stretch here, so the practice can only last whole breaths",
            fix="give one `rest` three lengths, such as 20/30/60s, and any length in between can be had",
        )


def very_long(context: RuleContext) -> Iterator[Finding]:
    usual = usual_s(context.way(Choices()))
    if usual > LONGEST_USUAL_S:
        yield Finding(
            place=context.script.place.at("steps"),
            problem=f"this usually lasts {clock(float(usual))}: few people have that long, or that calm",
            fix="make the middle length of rests, breaths and turns shorter; the longest may stay",
        )


RULES: Final = (
    Rule(
        name="fast-captions",
        severity="advice",
        looks_for=f"a caption or a prompt of more than {FASTEST_READING_CPS} letters for each second of its "
        "shortest time, and a spoken phrase whose recording is quicker than that",
        because="captions are read in the dark, at arm's length, and in a second language",
        find=fast_captions,
    ),
    Rule(
        name="whole-breaths-only",
        severity="advice",
        looks_for="a script in which nothing but `breathe` stretches",
        because="breaths are never cut, so most lengths that people ask for cannot be had",
        find=whole_breaths_only,
        reads=frozenset({"steps"}),
    ),
    Rule(
        name="very-long",
        severity="advice",
        looks_for=f"a usual length of more than {clock(LONGEST_USUAL_S)}, its words at reading pace",
        because="five minutes that are done do more than an hour that is not",
        find=very_long,
        reads=frozenset({"steps"}),
    ),
)

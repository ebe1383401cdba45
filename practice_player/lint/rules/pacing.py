"""Rules on time for reading and listening, and on lengths that can stretch."""

from collections.abc import Iterator
from typing import Final

from practice_player.lib.diagnostics import Diagnostic
from practice_player.lib.units import clock, frames
from practice_player.lint.context import Check, RuleContext
from practice_player.lint.durations import in_letters_of, length_s, usual_length_s
from practice_player.lint.rule import Rule
from practice_player.lint.rules import table
from practice_player.lint.rules.table import MAX_READING_CPS, MAX_USUAL_LENGTH_S
from practice_player.script import model
from practice_player.script.practice_choices import Choices
from practice_player.script.steps import row_of
from practice_player.timeline.finders import at_reading_pace
from practice_player.timeline.silences import occurrences


def fast_captions(context: RuleContext) -> Iterator[Diagnostic]:
    for step in context.steps:
        row = row_of(step)
        words = getattr(step, row.shown_key) if row.shown_key else None
        # A heading takes no time, and people who can go on when they like have time to read.
        if not words or not row.lasts or row.question:
            continue
        least_s = length_s(step, "least")
        max_cps = in_letters_of(context.script.lang, MAX_READING_CPS)
        if len(words) > max_cps * least_s:
            yield table.FAST_CAPTIONS.diagnostic(
                step.place_of(row.shown_key),
                problem=f"{len(words)} letters in {least_s.normalize():f} s cannot be read calmly",
                fix=f"leave words out, or give it {-(-len(words) // max_cps)} s or more",
            )


def no_room_along(context: RuleContext) -> Iterator[Diagnostic]:
    for step in context.steps:
        if not isinstance(step, model.Rest | model.Stay | model.Turn | model.Wait):
            continue
        least_s = length_s(step, "least")
        finders = at_reading_pace(context.script.lang)
        _, without_room = occurrences(step.along, finders, frames(least_s))
        for along in {id(along): along for along in without_room}.values():
            yield table.NO_ROOM_ALONG.diagnostic(
                along.place_of("say" if along.say else "bell"),
                problem=f"in {least_s.normalize():f} s, the shortest time here, there is no room for this: "
                "then it is left out",
                fix="say less, or let it come at another time, less often, or in a longer silence",
            )


def whole_breaths_only(context: RuleContext) -> Iterator[Diagnostic]:
    elastic_breaths = [step for step in context.breaths if step.cycles.least < step.cycles.most]
    other_steps = (step for step in context.steps if not isinstance(step, model.Breathe))
    if elastic_breaths and not any(length_s(step, "least") < length_s(step, "most") for step in other_steps):
        yield table.WHOLE_BREATHS_ONLY.diagnostic(
            elastic_breaths[0].place_of("cycles"),
            problem="only breaths stretch here, so the practice can only last whole breaths",
            fix="give one `rest` three lengths, such as 20/30/60s, and any length in between can be had",
        )


def very_long(context: RuleContext) -> Iterator[Diagnostic]:
    usual_s = usual_length_s(context.way(Choices()), context.script.lang)
    if usual_s > MAX_USUAL_LENGTH_S:
        yield table.VERY_LONG.diagnostic(
            context.script.place_of("steps"),
            problem=f"this usually lasts {clock(float(usual_s))}: few people have that long, or that calm",
            fix="make the middle length of rests, breaths and turns shorter; the longest may stay",
        )


CHECKS: Final[dict[Rule, Check]] = {
    table.FAST_CAPTIONS: fast_captions,
    table.NO_ROOM_ALONG: no_room_along,
    table.WHOLE_BREATHS_ONLY: whole_breaths_only,
    table.VERY_LONG: very_long,
}

"""Time to read and to listen, and room to stretch."""

from collections.abc import Iterator
from typing import Final

from practice_player.checks.finding import Finding, Rule
from practice_player.checks.view import View
from practice_player.script import model
from practice_player.units import clock

FASTEST_READING_CPS: Final = 17
"""Characters a second; beyond it, adults lose captions."""

LONGEST_USUAL_S: Final = 3600


def fast_captions(view: View) -> Iterator[Finding]:
    for placed in view.steps:
        match placed.step:
            case model.Stay(caption=str(words)):
                key, least_s = "caption", placed.step.stay.least_s
            case model.Turn(prompt=str(words)):
                key, least_s = "prompt", placed.step.for_.least_s
            case _:
                continue
        if len(words) > FASTEST_READING_CPS * least_s:
            yield Finding(
                where=placed.at(key),
                problem=f"{len(words)} letters in {least_s.normalize():f} s cannot be read calmly",
                fix=f"leave words out, or give it {-(-len(words) // FASTEST_READING_CPS)} s or more",
            )


def whole_breaths_only(view: View) -> Iterator[Finding]:
    stretching = [placed for placed in view.steps if _stretches(placed.step)]
    if stretching and all(isinstance(placed.step, model.Breathe) for placed in stretching):
        yield Finding(
            where=stretching[0].at("cycles"),
            problem="only breaths stretch here, so the practice can only last whole breaths",
            fix="give one `rest` three lengths, such as 20/30/60s, and any length in between can be had",
        )


def very_long(view: View) -> Iterator[Finding]:
    usual_s = sum(_usual_s(placed.step) for placed in view.steps)
    if usual_s > LONGEST_USUAL_S:
        yield Finding(
            where=view.head("steps"),
            problem=f"this usually lasts {clock(usual_s)} and more: few people have that long, or that calm",
            fix="make the middle length of rests, breaths and turns shorter; the longest may stay",
        )


def _stretches(step: model.Step) -> bool:
    match step:
        case model.Say():
            return bool(step.pause and step.pause.least_s < step.pause.most_s)
        case model.Rest():
            return step.rest.least_s < step.rest.most_s
        case model.Stay():
            return step.stay.least_s < step.stay.most_s
        case model.Turn():
            return step.for_.least_s < step.for_.most_s
        case model.Breathe():
            return step.cycles.least < step.cycles.most
        case _:
            return False


def _usual_s(step: model.Step) -> float:
    """Of what the script gives a length; words take their time besides."""
    match step:
        case model.Rest():
            return float(step.rest.usual_s)
        case model.Stay():
            return float(step.stay.usual_s)
        case model.Turn():
            return float(step.for_.usual_s)
        case model.Breathe():
            return float(step.cycles.usual * step.breathe.cycle_s)
        case _:
            return 0.0


RULES: Final = (
    Rule(
        name="fast-captions",
        severity="advice",
        looks_for=f"a caption or a prompt of more than {FASTEST_READING_CPS} letters for each second of its "
        "shortest time, and a spoken phrase whose recording is quicker than that",
        because="captions are read in the dark, at arm's length, and in a second language",
        find=fast_captions,
        reads=frozenset({"steps"}),
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
        looks_for=f"a usual length of more than {clock(LONGEST_USUAL_S)} without its words",
        because="five minutes that are done do more than an hour that is not",
        find=very_long,
        reads=frozenset({"steps"}),
    ),
)

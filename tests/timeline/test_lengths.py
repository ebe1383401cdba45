"""The lengths that scripts can take, on random scripts: exact, in order, and with helpful refusals."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice_player.lib.errors import LengthError
from practice_player.lib.units import exact_clock, length_range, read_length, seconds
from practice_player.script import model
from practice_player.script.kinds import StepKind
from practice_player.script.practice_choices import Choices
from practice_player.timeline.compiler import compile_timeline, length_reach
from practice_player.timeline.finders import Finders
from practice_player.timeline.model import Clip, Timeline, no_files
from practice_player.timeline.plan import Plan
from tests.fakes import no_clips, script_of

SECOND = 48_000
TENTH = SECOND // 10
"""Lengths are shown to the tenth of a second where there is none in whole seconds, and can be typed so."""


def draw_three_numbers(draw: st.DrawFn, least: int, most: int) -> str:
    numbers = sorted(draw(st.tuples(*[st.integers(least, most)] * 3)))
    return "/".join(str(number) for number in numbers)


SIMPLE = {
    "say": "- say: Some words. And more of them.\n  pause: {small}s",
    "rest": "- rest: {span}s",
    "stay": "- stay: {span}s",
    "wait": "- wait: {span}s",
    "breathe": "- breathe: {pattern}\n  cycles: {small}",
    "bell": "- bell: 1",
    "turn": "- turn: first\n  for: {span}s",
    "agree": "- agree: Still good?\n  for: {small}s\n  shift: [rest: 9s]",
    "background": "- background: rain",
}
PATTERNS = ("4-0-6-0", "4-0-7-1", "5.5-0-5.5-0", "3-0.25-5-0")
NESTED = {
    "repeat": "- times: {few}\n  repeat:\n{inside}",
    "each": "- each: [hands, jaw, feet]\n  repeat:\n{inside}",
    "when": "- when: touch\n  then:\n{inside}\n  otherwise: [rest: 7s]",
    "unless": "- unless: touch\n  then:\n{inside}",
}


@st.composite
def step(draw: st.DrawFn, depth: int) -> list[str]:
    kinds = SIMPLE | (NESTED if depth else {})
    shape = kinds[draw(st.sampled_from(sorted(kinds)))]
    inside = draw(steps(depth - 1)) if "{inside}" in shape else []
    return shape.format(
        small=draw_three_numbers(draw, 1, 20),
        few=draw_three_numbers(draw, 1, 4),
        span=draw_three_numbers(draw, 1, 90),
        pattern=draw(st.sampled_from(PATTERNS)),
        inside="\n".join(f"    {line}" for line in inside),
    ).splitlines()


def steps(depth: int) -> st.SearchStrategy[list[str]]:
    return st.lists(step(depth), min_size=1, max_size=4).map(
        lambda step_lines: [line for step in step_lines for line in step]
    )


def script_with(lines: list[str], end: str) -> model.Script:
    text = "\n".join(f"  {line}" for line in [*lines, *end.splitlines()])
    return script_of(text, practice="partner", more="asks: {touch: optional}")


def check(timeline: Timeline, target: int) -> None:
    assert timeline.length_frames == target
    assert timeline.steps[0].start_frame == 0
    assert timeline.steps[-1].end_frame == target
    for step, following in pairwise(timeline.steps):
        assert step.end_frame == following.start_frame, "back to back"
    for step in timeline.steps:
        assert step.least_frames <= step.length_frames <= step.most_frames, "within its own bounds"
    for step in timeline.steps:
        if step.kind is StepKind.BREATHE:
            inside = [
                breath
                for breath in timeline.breaths
                if step.start_frame <= breath.start_frame < step.end_frame
            ]
            assert inside[-1].end_frame == step.end_frame, "ends on a whole breath"
            assert inside[-1].cycle == inside[-1].cycles
    for phrase in timeline.phrases:
        assert phrase.length_frames == 1.5 * SECOND, "words never stretch"


@given(lines=steps(2), share=st.integers(0, 1000))
@settings(max_examples=150, deadline=None)
def test_a_script_with_room_can_last_any_second_of_its_range(lines: list[str], share: int) -> None:
    script = script_with(lines, "- rest: 1/30/90s\n- rest: 1/30/900s")
    reach = length_reach(script, clip)
    first, last = -(-reach.least_frames // SECOND), reach.most_frames // SECOND
    length_s = first + (last - first) * share // 1000

    timeline = compile_timeline(script, clip, length_s=Decimal(length_s))

    check(timeline, length_s * SECOND)
    assert timeline == compile_timeline(script, clip, length_s=Decimal(length_s)), "the same every time"


@given(lines=steps(2), share=st.integers(0, 1000))
@settings(max_examples=150, deadline=None)
def test_a_script_without_room_is_exact_or_names_lengths_that_are(lines: list[str], share: int) -> None:
    script = script_with(lines, "- bell: 1")
    reach = length_reach(script, clip)
    target = reach.least_frames + (reach.most_frames - reach.least_frames) * share // 1000
    refusal = ""
    try:
        timeline = compile_timeline(script, clip, length_s=Decimal(target) / SECOND)
        check(timeline, timeline.length_frames if target % TENTH == 0 else target)
    except LengthError as exc:
        refusal = str(exc)

    assert not refusal or "in whole breaths" in refusal
    near = re.findall(r"(\d+):(\d\d(?:\.\d)?)", refusal.partition("Try:")[2])
    assert near or not refusal, "always names a length"
    for minutes, seconds_part in near:
        length_s = int(minutes) * 60 + Decimal(seconds_part)
        timeline = compile_timeline(script, clip, length_s=length_s)
        assert abs(timeline.length_frames - length_s * SECOND) <= TENTH / 2, "as it was shown"
        check(timeline, timeline.length_frames)


@given(lines=steps(2), share=st.integers(0, 1000))
@settings(max_examples=100, deadline=None)
def test_the_nearest_lengths_are_lengths(lines: list[str], share: int) -> None:
    script = script_with(lines, "- bell: 1")
    plan = Plan(script, Finders(phrase=clip, file=no_files), Choices())
    target = plan.reach.least_frames + (plan.reach.most_frames - plan.reach.least_frames) * share // 1000

    below, above = plan.near(target)

    assert below is not None
    assert above is not None
    assert below <= target <= above
    assert plan.at(below)
    assert plan.at(above)
    assert (below == above == target) == (plan.at(target) is not None) or plan.repeats


@st.composite
def breaths(draw: st.DrawFn) -> str:
    """Steps that can only become longer by whole breaths."""
    least, longer = draw(st.integers(1, 12)), draw(st.integers(1, 12))
    pattern = draw(st.sampled_from(PATTERNS))
    return f"- breathe: {pattern}\n  cycles: {least}/{least}/{least + longer}"


@given(lines=st.lists(breaths(), min_size=1, max_size=3), share=st.floats(0, 1))
@settings(max_examples=100, deadline=None)
def test_between_the_nearest_lengths_there_is_none(lines: list[str], share: float) -> None:
    script = script_with("\n".join(lines).splitlines(), "- bell: 1")
    plan = Plan(script, Finders(phrase=clip, file=no_files), Choices())
    quarters = (plan.reach.most_frames - plan.reach.least_frames) // (SECOND // 4)
    # Every breath lasts a whole number of quarter seconds: one frame beside them nothing ends.
    target = plan.reach.least_frames + int(share * (quarters - 1)) * (SECOND // 4) + 1

    below, above = plan.near(target)

    assert below is not None
    assert above is not None
    assert below < target < above
    between = range(below + 1, above, max(1, (above - below) // 40))
    assert [length for length in (target, *between) if plan.at(length)] == []


@given(lines=steps(2))
@settings(max_examples=100, deadline=None)
def test_each_length_that_is_told_can_be_typed(lines: list[str]) -> None:
    script = script_with(lines, "- bell: 1")
    reach = length_reach(script, clip)
    ends = [seconds(count) for count in (reach.least_frames, reach.most_frames)]
    shown_lengths = length_range(*ends, whole=reach.whole_seconds).split(" to ")
    shown_lengths += (
        [] if reach.whole_seconds else [exact_clock(seconds(count)) for count in reach.minutes_frames]
    )

    for shown_length in shown_lengths:
        timeline = compile_timeline(script, clip, length_s=read_length(shown_length))
        check(timeline, timeline.length_frames)


@given(lines=steps(2))
@settings(max_examples=60, deadline=None)
def test_the_three_lengths_of_a_script_can_all_be_had(lines: list[str]) -> None:
    script = script_with(lines, "- bell: 1")
    reach = length_reach(script, clip)

    for frames in (reach.least_frames, reach.usual_frames, reach.most_frames):
        check(compile_timeline(script, clip, length_s=Decimal(frames) / SECOND), frames)
    assert compile_timeline(script, clip).length_frames == reach.usual_frames


def test_a_repeat_goes_round_whole_times_and_more_often_in_a_longer_practice() -> None:
    script = script_of(
        "  - times: 2/3/6\n    repeat:\n      - stay: 10s\n      - rest: 9/10/14s\n  - rest: 5/10/20s\n"
    )

    rounds = {}
    for length_s in range(45, 160, 5):
        timeline = compile_timeline(script, no_clips, length_s=Decimal(length_s))
        check(timeline, length_s * SECOND)
        rounds[length_s] = sum(step.kind is StepKind.STAY for step in timeline.steps)

    assert rounds[45] == 2
    assert rounds[70] == 3
    assert rounds[155] == 6
    assert list(rounds.values()) == sorted(rounds.values())


def test_a_repeat_that_may_not_happen_at_all() -> None:
    script = script_of(
        "  - times: 0/7/14\n    each: [a, b, c, d, e, f, g]\n    repeat: [rest: 20s]\n  - rest: 1/20/40s\n"
    )

    for length_s in (2, 20, 25, 160, 161, 200, 320):
        check(compile_timeline(script, no_clips, length_s=Decimal(length_s)), length_s * SECOND)


def test_a_length_between_whole_breaths_is_answered_with_the_nearest_on_both_sides() -> None:
    script = script_of("  - {breathe: 4-0-6-0, cycles: 3/5/8}\n  - stay: 1.5/2.5/3.5s\n")

    with pytest.raises(LengthError) as caught:
        compile_timeline(script, no_clips, length_s=Decimal(57))

    assert "cannot last 0:57 in whole breaths" in str(caught.value)
    assert caught.value.fix == "0:54 or 1:02"


def test_whole_breaths_are_answered_with_lengths_to_the_tenth_of_a_second() -> None:
    script = script_of("  - {breathe: 5-0-5-0, cycles: 6/12/24}\n")

    with pytest.raises(LengthError) as caught:
        compile_timeline(script, no_clips, length_s=Decimal(120))

    assert caught.value.fix.startswith("1:50.5 or 2:00.5; or ")
    assert compile_timeline(script, no_clips, length_s=Decimal("120.5")).length_frames == 120.5 * SECOND
    assert length_reach(script, no_clips).minutes_frames == (120.5 * SECOND, 180.5 * SECOND, 240.5 * SECOND)


def test_a_practice_with_one_length_is_answered_with_that_length() -> None:
    script = script_of("  - rest: 20s\n")

    with pytest.raises(LengthError) as caught:
        compile_timeline(script, no_clips, length_s=Decimal(21))

    assert caught.value.fix == "0:20.5, the only length it has; or leave the length out"
    assert compile_timeline(script, no_clips, length_s=read_length("0:20.5")).length_frames == 20.5 * SECOND


def test_a_length_that_is_told_in_tenths_stands_for_what_is_nearest_to_it() -> None:
    script = script_of("  - {breathe: 5.013-0-5.02-0, cycles: 6}\n")

    assert exact_clock(length_reach(script, no_clips).usual_frames / SECOND) == "1:00.7"
    timeline = compile_timeline(script, no_clips, length_s=read_length("1:00.7"))
    assert timeline.length_frames == length_reach(script, no_clips).usual_frames
    with pytest.raises(LengthError):
        compile_timeline(script, no_clips, length_s=Decimal("60.75"))


def test_a_script_that_only_repeats_is_told_of_its_passes() -> None:
    script = script_of("  - {times: 2/3/4, repeat: [{stay: 10s}]}\n")

    with pytest.raises(LengthError, match="cannot last 0:25 in whole breaths and passes"):
        compile_timeline(script, no_clips, length_s=Decimal(25))


def test_a_script_that_only_breathes_is_told_what_would_give_it_room() -> None:
    script = script_of("  - {breathe: 4-0-6-0, cycles: 3/5/8}\n")

    with pytest.raises(LengthError, match="rest: 5/10/30s"):
        compile_timeline(script, no_clips, length_s=Decimal(57))


def clip(_: str) -> Clip | None:
    return Clip(path="x", length_frames=72_000)

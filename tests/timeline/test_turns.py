"""More time in turns: both people always have the same."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice_player.script.expand import can_leave_out
from practice_player.script.library import Library
from practice_player.script.practice_choices import Choices
from practice_player.settings import shipped_dir
from practice_player.timeline.arrangement import Arrangement
from practice_player.timeline.compiler import arrange, compile_timeline, length_reach
from practice_player.timeline.model import TimelineStep
from practice_player.timeline.turns import MAX_TIMES
from tests.fakes import no_clips, script_of

TURNS = """\
  - times: 2
    repeat:
      - turn: speaker
        for: 40/60/90s
      - rest: 5s
  - turn: both
    for: 30s
  - rest: 10/20/30s
"""

LIBRARY = Library((shipped_dir("sessions"),))
FOR_TWO = [script for script in LIBRARY.scripts() if script.playable().practice == "partner"]

UNEQUAL = ("needs-and-limits",)
"""Practices in whose gentler way one person also says back and answers; the turns to speak are equal."""


def spoken_frames(steps: Sequence[TimelineStep], who: str) -> int:
    return sum(step.length_frames for step in steps if step.who == who and not step.grace)


def press(arrangement: Arrangement, presses: Sequence[int]) -> Arrangement:
    for choice in presses:
        turns = [
            number for number, step in enumerate(arrangement.timeline.steps) if step.who and not step.grace
        ]
        number = turns[choice % len(turns)]
        arrangement = (
            arrangement.with_grace(number) if choice % 5 == 0 else arrangement.with_more_time(number)
        )
    return arrangement


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 40), max_size=12))
def test_both_have_the_same_time_to_the_frame_whoever_asks_for_more(presses: list[int]) -> None:
    plain = arrange(script_of("  - rest: 1s\n" + TURNS, practice="partner"), no_clips)

    longer = press(plain, sorted(presses))

    assert spoken_frames(longer.timeline.steps, "first") == spoken_frames(longer.timeline.steps, "second")


@pytest.mark.parametrize(
    "name", ["two-good-ears", "say-it-back", "question-ladder", "needs-and-limits", "far-apart"]
)
@settings(max_examples=15, deadline=None)
@given(presses=st.lists(st.integers(0, 40), max_size=6))
def test_the_shipped_practices_stay_fair(name: str, presses: list[int]) -> None:
    script = LIBRARY.find(name).playable()
    plain = arrange(script, no_clips)
    shares = [spoken_frames(plain.timeline.steps, who) for who in ("first", "second")]

    longer = press(plain, presses)

    added = [
        spoken_frames(longer.timeline.steps, who) - share
        for who, share in zip(("first", "second"), shares, strict=True)
    ]
    assert shares[0] == shares[1] or name in UNEQUAL
    assert added[0] == added[1]


@pytest.mark.parametrize(
    "stays", [frozenset(), frozenset({0}), frozenset(range(9))], ids=["no", "first", "all"]
)
@pytest.mark.parametrize("name", sorted({script.name for script in FOR_TWO} - set(UNEQUAL)))
def test_both_speak_for_the_same_time_whatever_they_choose(name: str, stays: frozenset[int]) -> None:
    script = LIBRARY.find(name).playable()
    for without in (frozenset[str](), *(frozenset({word}) for word in can_leave_out(script))):
        choices = Choices(without=without, stays=stays)
        reach = length_reach(script, no_clips, choices=choices)
        for length_frames in (reach.least_frames, reach.usual_frames, reach.most_frames):
            length_s = Decimal(length_frames) / 48_000
            steps = compile_timeline(script, no_clips, length_s=length_s, choices=choices).steps

            assert spoken_frames(steps, "first") == spoken_frames(steps, "second")


def test_a_turn_for_both_grows_by_itself() -> None:
    plain = arrange(script_of("  - rest: 1s\n" + TURNS, practice="partner"), no_clips)
    shared_turn = next(number for number, step in enumerate(plain.timeline.steps) if step.who == "both")

    longer = plain.with_more_time(shared_turn)

    assert longer.timeline.length_frames == plain.timeline.length_frames + 30 * 48_000


def test_what_was_added_stays_when_another_voice_speaks() -> None:
    plain = arrange(script_of("  - rest: 1s\n" + TURNS, practice="partner"), no_clips)

    longer = plain.with_more_time(1).with_grace(1)

    assert longer.with_voice(no_clips).timeline == longer.timeline


def test_nobody_makes_a_turn_longer_for_ever() -> None:
    arrangement = arrange(script_of("  - rest: 1s\n" + TURNS, practice="partner"), no_clips)
    for _ in range(MAX_TIMES):
        arrangement = arrangement.with_more_time(1)

    assert arrangement.with_more_time(1) is arrangement
    assert arrangement.with_more_time(0) is not arrangement


def test_where_nothing_can_be_longer_all_stays_as_it_is() -> None:
    arrangement = arrange(script_of("  - say: One.\n  - rest: 10s\n"), no_clips)

    assert arrangement.with_more_time(0) is arrangement
    assert arrangement.with_grace(1) is arrangement

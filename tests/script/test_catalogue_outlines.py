"""The script language can express the 24 practices of the catalogue, with their planned lengths."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from practice_player.lib.units import frames
from practice_player.script.expand import can_leave_out
from practice_player.script.kinds import StepKind
from practice_player.script.library import Library
from practice_player.script.practice_choices import Choices
from practice_player.script.sentences import Utterance
from practice_player.timeline.compiler import compile_timeline, length_reach
from practice_player.timeline.gaps import gap_s
from practice_player.timeline.model import Clip, Timeline

FOLDER = Path(__file__).parent.parent / "outlines"

LENGTHS = {
    "soft-sighs": "4:30 7:04 9:55",
    "steady-six": "5:59 12:09 21:19",
    "long-way-out": "8:10 12:40 18:16",
    "four-corners": "3:58 6:08 8:48",
    "here-and-now": "3:22 4:43 7:11",
    "unclench": "8:20 14:09 20:08",
    "wake-gently": "3:52 5:50 7:52",
    "alone-on-purpose": "11:13 17:33 29:03",
    "kind-hand": "5:43 6:47 8:48",
    "turning-toward": "8:23 11:05 14:07",
    "page-and-pause": "13:08 23:38 33:38",
    "yes-no-not-yet": "7:18 9:28 12:18",
    "arrive-together": "5:18 8:28 12:38",
    "back-to-back-hum": "5:11 7:32 10:17",
    "hand-in-hand": "7:33 13:53 18:23",
    "soft-gaze": "5:33 7:11 8:49",
    "two-good-ears": "9:15 13:55 17:15",
    "say-it-back": "10:31 13:51 26:11",
    "day-down": "14:16 24:36 32:36",
    "three-thanks": "6:17 7:47 9:07",
    "good-news": "6:52 9:27 13:02",
    "ask-first": "8:33 11:43 14:33",
    "needs-and-limits": "12:01 16:31 21:51",
    "our-week": "17:03 24:18 32:38",
}
"""Shortest, usual and longest length, with bells of 4 s, without the half second before the first step."""


def clip_as_long_as_it_says(text: str) -> Clip:
    """Returns a recording as long as the words ask for, less the pause or the time to answer after it."""
    match = re.search(r"for (\d+)s", text)
    pause_frames = frames(gap_s(Utterance(text), 0)) if text.endswith(".") else 0
    return Clip(path="x", length_frames=48_000 * int(match[1]) - pause_frames if match else 48_000)


def bell_count(timeline: Timeline) -> int:
    return sum(step.kind is StepKind.BELL for step in timeline.steps)


@pytest.mark.parametrize("name", LENGTHS)
def test_an_outline_comes_to_the_lengths_of_the_catalogue(name: str) -> None:
    script = Library([FOLDER]).find(name).playable()
    stays = Choices(stays=frozenset(range(9)))  # the catalogue counts with those who stay
    usual = compile_timeline(script, clip_as_long_as_it_says, choices=stays)

    reach = length_reach(script, clip_as_long_as_it_says, choices=stays)
    lengths_frames = (reach.least_frames, reach.usual_frames, reach.most_frames)

    planned_s = [
        int(minutes) * 60 + int(seconds) for minutes, seconds in re.findall(r"(\d+):(\d\d)", LENGTHS[name])
    ]
    assert [count / 48_000 - bell_count(usual) - 0.5 for count in lengths_frames] == planned_s


@pytest.mark.parametrize("name", LENGTHS)
def test_an_outline_can_last_any_minute_and_leave_out_what_it_offers(name: str) -> None:
    script = Library([FOLDER]).find(name).playable()
    omissible = can_leave_out(script)

    for without in (frozenset[str](), *(frozenset({word}) for word in omissible), omissible):
        choices = Choices(without=without)
        reach = length_reach(script, clip_as_long_as_it_says, choices=choices)
        for length_s in range(reach.least_frames // 48_000 + 1, reach.most_frames // 48_000, 61):
            timeline = compile_timeline(
                script, clip_as_long_as_it_says, choices=choices, length_s=Decimal(length_s)
            )
            assert timeline.length_frames == length_s * 48_000

"""The place of a frame, in the same timeline and in another one of the same script."""

import pytest

from practice_player.lib.units import frames
from practice_player.script.expand import can_leave_out, section_numbers
from practice_player.script.library import Library
from practice_player.script.model import Script
from practice_player.script.practice_choices import Choices
from practice_player.settings import shipped_dir
from practice_player.timeline.compiler import arrange, compile_timeline
from practice_player.timeline.place import Place, frame_at, place_at, section_start
from tests.fakes import no_clips, script_of

TOUCH = """\
  - rest: 10s
  - when: touch
    then:
      - rest: 60s
  - background: rain
  - when: no-hold
    then:
      - rest: 20s
    otherwise:
      - rest: 40s
  - rest: 10s
"""
ASKS = "bed: none\nasks: {touch: yes}\nadaptations: [no-hold]"
SCRIPT = script_of(TOUCH, practice="partner", more=ASKS)
WITH_ALL = compile_timeline(SCRIPT, no_clips)
WITHOUT_TOUCH = compile_timeline(SCRIPT, no_clips, choices=Choices(without=frozenset({"touch"})))


def test_a_step_of_which_a_choice_leaves_nothing_belongs_to_the_section_before() -> None:
    assert section_numbers(SCRIPT) == (0, 0, 0, 1, 2)
    assert {step.section for step in WITH_ALL.steps} == {step.section for step in WITHOUT_TOUCH.steps}


def test_a_part_for_the_second_voice_may_be_left_out_as_any_other() -> None:
    steps = """\
  - rest: 10s
  - voice: second
    speaks:
      - {when: touch, then: [{rest: 60s}]}
  - voice: second
    speaks:
      - rest: 10s
"""

    assert section_numbers(script_of(steps, practice="partner", more="bed: none\nasks: {touch: yes}")) == (
        0,
        0,
        1,
    )


@pytest.mark.parametrize("frame", [0, 1, frames(10.5), frames(33.333), frames(70.5), frames(120.5)])
def test_in_the_same_timeline_a_place_is_the_same_frame(frame: int) -> None:
    assert frame_at(WITH_ALL, place_at(WITH_ALL, frame)) == frame


def test_in_another_timeline_it_is_the_same_share_of_the_section() -> None:
    in_the_hold = frames(70.5 + 10)

    frame = frame_at(WITHOUT_TOUCH, place_at(WITH_ALL, in_the_hold))

    assert frame == frames(10.5 + 10)
    assert section_start(WITHOUT_TOUCH, frame) == frames(10.5)


def test_a_place_that_a_timeline_does_not_have_is_its_end() -> None:
    assert frame_at(WITH_ALL, Place(section=9, share=0.0)) == WITH_ALL.length_frames
    assert frame_at(WITH_ALL, Place(section=2, share=7.0)) == WITH_ALL.length_frames


def test_more_time_is_given_to_the_same_part_of_another_timeline() -> None:
    turns = "  - say: Begin.\n  - {turn: first, for: 60s}\n  - {turn: second, for: 60s}\n  - rest: 5s\n"
    arrangement = arrange(script_of(turns, practice="partner"), no_clips)
    longer = arrangement.with_more_time(1)

    again = arrangement.with_longer(longer.longer)

    assert again.timeline == longer.timeline
    assert again.timeline.length_s == arrangement.timeline.length_s + 60


SHIPPED = [script.playable() for script in Library((shipped_dir("sessions"),)).scripts()]


@pytest.mark.parametrize("script", SHIPPED, ids=lambda script: script.title)
def test_a_shipped_practice_has_the_same_sections_whatever_is_left_out(script: Script) -> None:
    least = Choices(without=can_leave_out(script))
    every = Choices(stays=frozenset(range(9)))

    sections = [
        {step.section for step in compile_timeline(script, no_clips, choices=choices).steps}
        for choices in (least, every)
    ]

    assert sections[0] == sections[1] == set(range(max(section_numbers(script)) + 1))

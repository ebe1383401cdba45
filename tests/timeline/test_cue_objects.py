"""The JSON of a timeline: enough to draw a pacer, and to say whose turn it is and what is asked."""

from itertools import pairwise
from typing import Any

from practice_player.timeline.compiler import compile_timeline
from practice_player.timeline.export.cue_objects import caption_objects, cue_objects, part_objects
from practice_player.timeline.model import Timeline
from practice_player.timeline.outline import outline
from tests.fakes import no_clips, script_of


def timeline_of(steps: str, *, practice: str = "solo") -> Timeline:
    return compile_timeline(script_of(steps, practice=practice), no_clips)


def objects_of_kind(kind: str, timeline: Timeline) -> list[dict[str, Any]]:
    objects = cue_objects(timeline, [(cue, None) for cue in outline(timeline)])
    return [each for each in objects if each["kind"] == kind]


def test_a_breath_has_every_phase_in_a_row_from_empty_to_full_and_back() -> None:
    timeline = timeline_of("  - {breathe: 2+1-0-6-1, cycles: 3, out: left / right}\n")

    (breathing,) = objects_of_kind("breathe", timeline)

    phases = breathing["phases"]
    assert [phase["phase"] for phase in phases] == ["in", "sip", "out", "wait"] * 3
    assert [phase["breath"] for phase in phases] == [1] * 4 + [2] * 4 + [3] * 4
    assert [phase["name"] for phase in phases if phase["phase"] == "out"] == ["left", "right", "left"]
    assert phases[0]["start_s"] == 0.5, "after the silence that a practice begins with"
    for earlier, later in pairwise(phases):
        assert later["start_s"] == earlier["start_s"] + earlier["length_s"]
        assert later["from_fullness"] == earlier["to_fullness"]
    assert phases[-1]["start_s"] + phases[-1]["length_s"] == breathing["start_s"] + breathing["length_s"]
    assert (phases[0]["from_fullness"], phases[1]["from_fullness"], phases[2]["from_fullness"]) == (
        0,
        0.6667,
        1,
    )
    assert breathing["until_enter"] is False


def test_words_at_the_start_of_a_breath_have_no_phases() -> None:
    timeline = timeline_of("  - {breathe: 4-0-6-0, cycles: 2, along: [{at: 1, say: Easy.}]}\n")

    (words,) = objects_of_kind("say", timeline)

    assert words["start_s"] == 0.5
    assert "phases" not in words


def test_a_turn_says_whose_it_is_and_a_question_its_two_answers() -> None:
    steps = """\
  - {turn: second, for: 20s, prompt: Something small.}
  - agree: Both of you, a hug?
    for: 12s
    staying: a hug
    shifting: just as you are
    then: [{stay: 5s, caption: A hug.}]
    shift: [{stay: 5s, caption: As you are.}]
"""
    timeline = timeline_of(steps, practice="partner")

    (turn,) = objects_of_kind("turn", timeline)
    (question,) = objects_of_kind("agree", timeline)

    assert turn["who"] == "second"
    assert (question["staying"], question["shifting"]) == ("a hug", "just as you are")


def test_the_parts_are_those_of_the_headings() -> None:
    timeline = timeline_of("  - heading: Hands\n  - rest: 20s\n  - heading: Feet\n  - rest: 30s\n")

    assert part_objects(timeline) == [{"start_s": 0, "title": "Hands"}, {"start_s": 20.5, "title": "Feet"}]


def test_a_caption_says_until_when_it_is_shown() -> None:
    timeline = timeline_of("  - {say: Hello., pause: 1s}\n  - {rest: 5s, caption: Only sounds.}\n")

    first, second = caption_objects(timeline)

    assert (first["text"], second["text"]) == ("Hello.", "Only sounds.")
    assert first["start_s"] + first["length_s"] == second["start_s"]


def test_a_counted_breath_says_so() -> None:
    timeline = timeline_of("  - {breathe: 4-0-6-0, cycles: 1, cue: count}\n")

    (breathing,) = objects_of_kind("breathe", timeline)

    assert all(phase["counted"] for phase in breathing["phases"])

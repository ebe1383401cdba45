"""Arrangements after an answer, waits, changes of background, and recordings named by a script."""

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from practice_player.lib.errors import PracticeError
from practice_player.script.kinds import StepKind
from practice_player.script.parsing.reader import read
from practice_player.script.practice_choices import Choices
from practice_player.timeline.compiler import arrange, compile_timeline
from practice_player.timeline.model import Clip
from practice_player.timeline.outline import outline, steps
from practice_player.timeline.phrases import spoken
from tests.fakes import HEAD, no_clips, script_of

SECOND = 48_000

HUG = """\
  - rest: 10/20/30s
  - agree: A hug?
    for: 20s
    then:
      - stay: 10/20/40s
        caption: A hug.
    shift:
      - stay: 5/10/15s
        caption: As you are.
  - rest: 10/20/60s
  - agree: Again?
    for: 20s
    then: [rest: 8s]
    shift: [rest: 4s]
"""


def texts(timeline_steps: object) -> list[str]:
    return [step.text for step in timeline_steps if step.kind is StepKind.STAY]  # type: ignore[attr-defined]


@pytest.mark.parametrize("length_s", [None, Decimal(120), Decimal(150)])
def test_staying_leaves_all_before_it_as_it_was_and_lasts_as_long(length_s: Decimal | None) -> None:
    first = arrange(script_of(HUG), no_clips, length_s=length_s)

    staying = first.with_answer(0, stay=True)

    assert texts(first.timeline.steps) == ["As you are."], "no answer is the gentler way"
    assert texts(staying.timeline.steps) == ["A hug."]
    assert staying.timeline.steps[:2] == first.timeline.steps[:2]
    assert staying.timeline.length_frames == first.timeline.length_frames
    for step, following in pairwise(staying.timeline.steps):
        assert step.end_frame == following.start_frame


def test_a_second_answer_keeps_the_first() -> None:
    timeline = arrange(script_of(HUG), no_clips).with_answer(0, stay=True).with_answer(1, stay=True).timeline

    assert texts(timeline.steps) == ["A hug."]
    assert timeline.steps[-1].length_frames == 8 * SECOND


def test_an_answer_can_be_taken_back() -> None:
    first = arrange(script_of(HUG), no_clips)

    taken_back = first.with_answer(0, stay=True).with_answer(1, stay=True).with_answer(0, stay=False)

    assert taken_back.timeline == first.timeline
    assert first.with_answer(0, stay=False) is first


def test_a_road_that_cannot_last_as_long_comes_as_near_as_it_can() -> None:
    script = script_of(
        "  - agree: Go on?\n    for: 5s\n    then: [rest: 10/10/20s]\n    shift: [rest: 60s]\n"
    )
    first = arrange(script, no_clips)

    shorter = first.with_answer(0, stay=True).timeline

    assert shorter.steps[-1].length_frames == 20 * SECOND
    assert shorter.length_frames == first.timeline.length_frames - 40 * SECOND


def test_an_answer_within_a_repeat_counts_for_that_pass_only() -> None:
    script = script_of(
        "  - times: 2/3/4\n    repeat:\n      - agree: More?\n        for: 5s\n"
        "        then: [rest: 1/9/20s]\n        shift: [stay: 9s]\n  - rest: 1/9/60s\n"
    )

    shifted = arrange(script, no_clips, length_s=Decimal(60)).with_answer(1, stay=True).timeline

    kinds = [step.kind for step in shifted.steps]
    assert kinds == [
        StepKind.AGREE,
        StepKind.STAY,
        StepKind.AGREE,
        StepKind.REST,
        StepKind.AGREE,
        StepKind.STAY,
        StepKind.REST,
    ]
    assert shifted.length_frames == 60 * SECOND


def test_the_question_is_said_before_the_time_to_answer() -> None:
    timeline = compile_timeline(script_of(HUG), lambda _: Clip(path="x", length_frames=SECOND))

    question = next(phrase for phrase in timeline.phrases if phrase.text == "A hug?")
    agree = next(step for step in timeline.steps if step.kind is StepKind.AGREE)
    assert agree.start_frame == question.start_frame
    assert agree.end_frame - question.end_frame == 20 * SECOND


def test_a_wait_lasts_what_is_written_and_says_so() -> None:
    timeline = compile_timeline(script_of("  - wait: 2m\n    caption: Settle somewhere.\n"), no_clips)

    (cue,) = outline(timeline)
    assert cue.words == "(a wait, at most 2:01) Settle somewhere."
    assert timeline.steps[0].length_frames == 120.5 * SECOND


BEDS = """\
  - rest: 10s
  - background: rain
  - rest: 10s
  - background: none
  - rest: 10s
  - background: sea
"""


def test_the_background_changes_where_the_script_says() -> None:
    timeline = compile_timeline(script_of(BEDS, more="bed: hush"), no_clips)

    assert timeline.bed == "hush"
    assert timeline.bed_changes == ((10.5 * SECOND, "rain"), (20.5 * SECOND, "none")), "nothing after the end"
    assert [cue.words for cue in outline(timeline)] == [
        "(a rest)",
        "(rain in the background)",
        "(a rest)",
        "(no background)",
        "(a rest)",
    ]


@pytest.mark.parametrize(
    ("chosen", "beds"),
    [
        ("hush", ("hush", "rain", "none")),
        ("night", ("night", "none")),
        ("none", ("none",)),
        (None, ("hush", "rain", "none")),
    ],
)
def test_a_chosen_background_stands_wherever_the_script_has_one(
    chosen: str | None, beds: tuple[str, ...]
) -> None:
    assert compile_timeline(script_of(BEDS, more="bed: hush"), no_clips, bed=chosen).beds == beds


def test_a_first_step_that_changes_the_background_is_the_background() -> None:
    timeline = compile_timeline(script_of("  - background: rain\n  - rest: 10s\n"), no_clips)

    assert (timeline.bed, timeline.bed_changes) == ("rain", ())
    assert timeline.steps[0].start_frame == 0


def test_what_is_left_out_takes_the_other_way() -> None:
    steps = "  - when: touch\n    then: [rest: 2s]\n    otherwise: [rest: 1s]\n"
    script = script_of(steps, practice="partner", more="asks: {touch: yes}")

    refused = compile_timeline(script, no_clips, choices=Choices(without=frozenset({"touch"})))

    assert compile_timeline(script, no_clips).length_frames == 2.5 * SECOND
    assert refused.length_frames == 1.5 * SECOND


def test_one_recording_says_all_the_words_of_its_step(tmp_path: Path) -> None:
    path = tmp_path / "calm.yaml"
    step = "  - say: One two. Three four five six.\n    audio: tape.wav\n    pause: 1s\n  - rest: 2s\n"
    path.write_text(HEAD.format(practice="solo", more="") + step)
    looked_up: list[Path] = []

    def find_file(file: Path) -> Clip:
        looked_up.append(file)
        return Clip(path=str(file), length_frames=10 * SECOND)

    timeline = compile_timeline(read(path), no_clips, find_file=find_file)

    first, second = timeline.phrases
    assert set(looked_up) == {tmp_path / "tape.wav"}
    assert first.clip
    assert (first.length_frames, second.clip, second.inside) == (10 * SECOND, None, first.clip)
    assert first.start_frame < second.start_frame < second.end_frame == first.end_frame
    assert timeline.steps[0].length_frames == 11.5 * SECOND
    assert [cue.clip for cue in outline(timeline)[:2]] == [first.clip.path] * 2
    assert list(spoken(read(path))) == [], "no voice is asked for them"


def test_a_recording_that_is_not_there_leaves_the_words_to_be_read(tmp_path: Path) -> None:
    path = tmp_path / "calm.yaml"
    path.write_text(HEAD.format(practice="solo", more="") + "  - {say: One. Two., audio: tape.wav}\n")

    timeline = compile_timeline(read(path), no_clips)

    assert [(phrase.text, phrase.clip, phrase.inside) for phrase in timeline.phrases] == [
        ("One.", None, None),
        ("Two.", None, None),
    ]


def test_a_shifted_road_is_spoken_too() -> None:
    script = script_of("  - agree: Go on?\n    for: 5s\n    shift: [say: Then rest.]\n")

    assert list(spoken(script)) == ["Go on?", "Then rest."]


def test_the_outline_in_few_lines_names_the_question() -> None:
    assert [cue.words for cue in steps(compile_timeline(script_of(HUG), no_clips))] == [
        "(a rest)",
        "A hug?",
        "(stay) As you are.",
        "(a rest)",
        "Again?",
        "(a rest)",
    ]


def test_an_outline_says_how_far_each_step_can_stretch() -> None:
    cues = outline(
        compile_timeline(script_of("  - bell: 1\n  - rest: 10/20/40s\n"), no_clips, length_s=Decimal(30))
    )

    assert [(cue.stretches, cue.least_frames, cue.most_frames) for cue in cues] == [
        (False, 5.5 * SECOND, 5.5 * SECOND),
        (True, 10 * SECOND, 40 * SECOND),
    ]


def test_nothing_left_is_an_error_and_no_crash() -> None:
    script = script_of(
        "  - {times: 0/1/1, repeat: [rest: 2s]}\n  - rest: 1s\n",
    )

    emptied = script.model_copy(update={"steps": ()})
    with pytest.raises(PracticeError, match="nothing is left"):
        compile_timeline(emptied, no_clips)


def test_the_gentler_way_has_its_instructions() -> None:
    steps = (
        "  - rest: 5s\n  - {unless: brief, then: [{rest: 7s}]}\n"
        "  - {when: no-hold, then: [{rest: 9s}], otherwise: [{rest: 9s}]}\n"
    )
    arrangement = arrange(script_of(steps, more="adaptations: [brief, no-hold]"), no_clips)

    gentler, _ = arrangement.gentler(0)

    assert gentler.without == {"hold"}
    assert gentler.timeline.length_s == arrangement.timeline.length_s

"""Compiling scripts: lengths, the placing of words and breaths, and refusals."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice_player.lib.errors import LengthError
from practice_player.lib.units import frames
from practice_player.script.kinds import StepKind
from practice_player.script.library import Library
from practice_player.script.sentences import Utterance
from practice_player.settings import shipped_dir
from practice_player.timeline.compiler import compile_timeline, length_reach
from practice_player.timeline.gaps import gap_s
from practice_player.timeline.model import Clip, Phase, Phrase
from tests.fakes import no_clips, script_of

SIGHS = "  - {breathe: 4-0-7-1, cycles: 3/5/8}\n  - rest: 10/20/40s\n  - bell: 1\n"
SHIPPED = [script.name for script in Library((shipped_dir("sessions"),)).scripts()]


def test_a_usual_length_is_the_sum_of_its_steps() -> None:
    timeline = compile_timeline(script_of(SIGHS), no_clips)

    assert timeline.length_s == 0.5 + 5 * 12 + 20 + 5


@given(length_s=st.decimals(min_value="52", max_value="141", places=3))
@settings(max_examples=60, deadline=None)
def test_any_length_in_range_is_kept_to_the_frame_in_whole_breaths(length_s: Decimal) -> None:
    timeline = compile_timeline(script_of(SIGHS), no_clips, length_s=length_s)

    assert timeline.length_frames == round(length_s * 48_000)
    breath, rest, _ = timeline.steps
    assert (breath.length_frames - 24_000) % (12 * 48_000) == 0, "ends on a whole breath"
    assert 10 * 48_000 <= rest.length_frames <= 40 * 48_000, "no stretch leaves its own bounds"


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_practices_stretch_to_every_second_of_their_range(name: str) -> None:
    script = Library((shipped_dir("sessions"),)).find(name).playable()
    reach = length_reach(script, no_clips)

    for length in range(reach.least_frames // 48_000 + 1, reach.most_frames // 48_000, 7):
        timeline = compile_timeline(script, no_clips, length_s=Decimal(length))
        assert timeline.length_frames == length * 48_000
        assert timeline.steps[0].start_frame == 0
        for step, following in pairwise(timeline.steps):
            assert step.end_frame == following.start_frame
        assert timeline.steps[-1].end_frame == timeline.length_frames


def test_a_length_out_of_range_is_refused_with_the_range() -> None:
    with pytest.raises(LengthError, match="a length from 0:52 to 2:21"):
        compile_timeline(script_of(SIGHS), no_clips, length_s=Decimal(3600))


def test_the_same_choices_give_the_same_timeline() -> None:
    script = script_of(SIGHS)

    assert compile_timeline(script, no_clips, length_s=Decimal(90)) == compile_timeline(
        script, no_clips, length_s=Decimal(90)
    )


def test_words_take_their_recordings_length_and_never_stretch() -> None:
    script = script_of("  - {say: One. Two., pause: 3s}\n  - rest: 10/20/90s\n")

    for length_s in (None, Decimal(30), Decimal(80)):
        timeline = compile_timeline(script, lambda _: Clip(path="x", length_frames=48_000), length_s=length_s)
        first, second = timeline.phrases
        assert (first.start_frame, first.end_frame) == (24_000, 72_000)
        assert second.start_frame - first.end_frame == frames(gap_s(Utterance("One."), 0))
        assert timeline.steps[0].end_frame - second.end_frame == 3 * 48_000


def test_a_phrase_without_a_recording_is_held_for_its_reading_time() -> None:
    timeline = compile_timeline(script_of("  - say: A phrase of some length to be read.\n"), no_clips)

    (phrase,) = timeline.phrases
    assert phrase.clip is None
    assert len(phrase.text) / (phrase.length_frames / 48_000) < 17, "at most 17 characters a second"


def test_a_phrase_whose_recording_is_longer_than_its_time_is_known() -> None:
    clip = Clip(path="x", length_frames=48_001)
    overlong = Phrase(start_frame=0, length_frames=48_001, text="One.", clip=clip, room_frames=48_000)
    fitting = replace(overlong, text="Two.", room_frames=48_001)
    unlimited = replace(overlong, text="And three.", room_frames=None)
    timeline = compile_timeline(script_of("  - rest: 5s\n"), no_clips)

    assert replace(timeline, phrases=(overlong, fitting, unlimited, overlong)).overlong == (overlong,)


def test_phases_of_a_breath_follow_each_other_without_a_gap() -> None:
    timeline = compile_timeline(script_of("  - {breathe: 4-1-6-2, cycles: 2}\n"), no_clips)

    assert [breath.phase for breath in timeline.breaths] == [Phase.IN, Phase.WAIT, Phase.OUT, Phase.WAIT] * 2
    fullness = [(breath.from_fullness, breath.to_fullness) for breath in timeline.breaths[:4]]
    assert fullness == [(0.0, 1.0), (1.0, 1.0), (1.0, 0.0), (0.0, 0.0)]
    for phase, following in pairwise(timeline.breaths):
        assert phase.end_frame == following.start_frame


def test_words_along_the_breaths_never_outlast_them() -> None:
    script = script_of(
        "  - breathe: 4-0-4-0\n    cycles: 2\n    along: [{at: 2, say: A long one. And another long one.}]\n"
    )

    timeline = compile_timeline(script, lambda _: Clip(path="x", length_frames=4 * 48_000))

    (step,) = (step for step in timeline.steps if step.kind is StepKind.BREATHE)
    assert timeline.phrases[-1].end_frame <= step.end_frame


def test_the_voice_leads_the_first_breaths_a_little_ahead_of_the_turn() -> None:
    timeline = compile_timeline(
        script_of("  - {breathe: 4-0-6-0, cycles: 5, cue: voice-then-tone}\n"),
        lambda _: Clip(path="x", length_frames=30_000),
    )

    starts = [phrase.start_frame for phrase in timeline.phrases]
    assert len(starts) == 4, "in and out, for two breaths"
    assert starts[1] == timeline.breaths[1].start_frame - 14_400

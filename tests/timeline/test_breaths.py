"""Paced breaths: a second sip, names, counted phases, breaths that change, and breathing until enter."""

from decimal import Decimal
from itertools import pairwise

import pytest

from practice_player.lib.units import frames
from practice_player.playback.cursor import TimelineCursor
from practice_player.playback.session import PlaybackSession
from practice_player.playback.snapshot import PlaybackState, Question
from practice_player.script.durations import NotReadableError, read_pattern
from practice_player.script.kinds import StepKind
from practice_player.script.parsing.reader import draft
from practice_player.timeline.compiler import compile_timeline
from practice_player.timeline.model import Breath, Clip, Phase, Timeline
from practice_player.timeline.outline import outline
from practice_player.timeline.phrases import spoken
from tests.fakes import HEAD, SteppedSound, no_clips, script_of

LEAD = 24_000


def breaths_of(step: str) -> tuple[Breath, ...]:
    return compiled(step).breaths


def compiled(step: str) -> Timeline:
    return compile_timeline(script_of(f"  - {{{step}}}\n  - rest: 5s\n"), no_clips)


def problems_of(step: str) -> list[str]:
    text = HEAD.format(practice="solo", more="bed: none") + f"  - {{{step}}}\n"
    return [problem.problem for problem in draft(text, path="x.yaml").problems]


def test_a_second_sip_fills_what_the_first_left() -> None:
    first, sip, out, wait = breaths_of("breathe: 2+1-0-7-1, cycles: 1")

    assert [(breath.phase, breath.word) for breath in (first, sip, out, wait)] == [
        (Phase.IN, "in"),
        (Phase.IN, "sip"),
        (Phase.OUT, "out"),
        (Phase.WAIT, "wait"),
    ]
    assert (sip.start_frame, sip.length_frames) == (LEAD + 96_000, 48_000)
    assert 0 < first.to_fullness == sip.from_fullness < sip.to_fullness == 1.0


def test_a_step_back_in_a_sip_leads_to_the_start_of_its_breath() -> None:
    cursor = TimelineCursor(compiled("breathe: 2+1-0-7-0, cycles: 2"))
    second_breath = LEAD + frames(10)

    assert cursor.phrase_or_breath_start(second_breath + frames(2.5)) == second_breath
    assert cursor.phrase_or_breath_start(second_breath - 1) == LEAD


@pytest.mark.parametrize("cycles", [1, 2, 3, 17, 60])
def test_breaths_that_change_are_whole_and_as_long_as_the_average_to_the_frame(cycles: int) -> None:
    breaths = breaths_of(f"breathe: 3-0-4-0, to: 4-0.5-6.1-0, cycles: {cycles}")

    assert breaths[-1].end_frame == LEAD + cycles * frames(8.8)
    assert all(earlier.end_frame == later.start_frame for earlier, later in pairwise(breaths))
    assert sum(breath.is_start for breath in breaths) == cycles


def test_they_begin_with_the_first_pattern_and_end_with_the_last_and_never_shrink_between() -> None:
    breaths = breaths_of("breathe: 3-0-4-0, to: 4-0-6-0, cycles: 20")
    ins = [breath.length_frames for breath in breaths if breath.phase is Phase.IN]

    assert ins[0] == frames(3)
    assert ins[-1] == frames(4)
    assert all(later - earlier in range(2_400, 2_600) for earlier, later in pairwise(ins))


def test_a_length_can_be_chosen_for_breaths_that_change() -> None:
    script = script_of("  - {breathe: 3-0-4-0, to: 4-0-6-0, cycles: 10/20/30}\n  - rest: 5/10/20s\n")
    timeline = compile_timeline(script, no_clips, length_s=Decimal(150))

    assert timeline.length_frames == frames(150)


def test_names_take_turns_breath_by_breath() -> None:
    timeline = compiled(
        "breathe: 4-0-6-0, cycles: 3, cue: voice-then-tone, in: left / right, out: right / left"
    )

    assert [breath.name for breath in timeline.breaths] == ["left", "right", "right", "left", "left", "right"]
    assert [phrase.text for phrase in timeline.phrases] == [
        "In, left.",
        "Out, right.",
        "In, right.",
        "Out, left.",
    ]


def test_the_voice_leads_until_every_name_was_said() -> None:
    step = "breathe: 4-0-6-0, cycles: 5, cue: voice-then-tone, in: one side / the other / both"
    said = [phrase.text for phrase in compiled(step).phrases]

    assert "In, both." in said
    assert len([text for text in said if text.startswith("In, ")]) == 3


def test_a_hummed_breath_is_called_so_on_the_screen_and_by_the_voice() -> None:
    timeline = compiled("breathe: 4-0-8-0, cycles: 2, cue: voice-then-tone, hum: true")

    assert [breath.word for breath in timeline.breaths] == ["in", "hum"] * 2
    assert "And hum." in {phrase.text for phrase in timeline.phrases}


def test_each_whole_second_of_each_phase_is_counted_in_time() -> None:
    timeline = compiled("breathe: 2-0-3.5-0, cycles: 2, cue: count")

    assert [(phrase.text, phrase.start_frame - LEAD) for phrase in timeline.phrases] == [
        (text, frames(cycle_s + at_s))
        for cycle_s in (0, 5.5)
        for text, at_s in (("One.", 0), ("Two.", 1), ("One.", 2), ("Two.", 3), ("Three.", 4))
    ]


def test_whoever_breathes_until_enter_goes_on_with_it_and_what_is_left_counts_as_nothing() -> None:
    sound = SteppedSound()
    timeline = compiled("breathe: 5-0-5-0, cycles: 60, until: enter")
    session = PlaybackSession(timeline, sound, None)
    session.start(sound.now_s)
    sound.advance(30)
    assert session.snapshot(sound.now_s).asks is Question.WAIT

    session.go_on(sound.now_s)

    snapshot = session.snapshot(sound.now_s)
    assert snapshot.breath is None
    assert snapshot.elapsed_s == pytest.approx(600.5, abs=0.1)
    assert snapshot.practised_s < 35
    assert snapshot.state is PlaybackState.PLAYING


@pytest.mark.parametrize("words_s", [0.7, 1.2, 2.2])
def test_a_short_sip_and_a_short_wait_leave_in_and_out_to_the_voice(words_s: float) -> None:
    script = script_of("  - {breathe: 2+1-0-7-1, cycles: 4, cue: voice-then-tone}\n")
    clip = Clip(path="x", length_frames=frames(words_s))
    phrases = compile_timeline(script, lambda _: clip).phrases

    words = [phrase.text for phrase in phrases if phrase.text != "And wait."]

    assert words == ["Breathe in.", "And a little more.", "And out."] * 2
    assert all(earlier.end_frame <= later.start_frame for earlier, later in pairwise(phrases))


def test_a_short_wait_is_led_where_the_words_have_room() -> None:
    script = script_of("  - {breathe: 4-0-7-1, cycles: 1, cue: voice-then-tone}\n")

    clip = Clip(path="x", length_frames=frames(0.9))
    words = [phrase.text for phrase in compile_timeline(script, lambda _: clip).phrases]
    assert words == ["Breathe in.", "And out.", "And wait."]
    two = script_of("  - {breathe: 4-0-7-1, cycles: 2, cue: voice-then-tone}\n")
    long_clip = Clip(path="x", length_frames=frames(1.4))
    words = [phrase.text for phrase in compile_timeline(two, lambda _: long_clip).phrases]
    assert words == ["Breathe in.", "And out.", "Breathe in.", "And out.", "And wait."]


def test_without_enter_they_breathe_to_the_end() -> None:
    timeline = compiled("breathe: 5-0-5-0, cycles: 3, until: enter")

    assert timeline.steps[0].length_frames == LEAD + 3 * frames(10)


@pytest.mark.parametrize(
    ("pattern", "fix"),
    [
        ("4-7-8", "add the wait after the out-breath: 4-7-8-0 is in - wait - out - wait"),
        ("4-0-6", "add the wait after the out-breath: 4-0-6-0 is in - wait - out - wait"),
        ("4+-0-6-0", "write in - wait - out - wait in seconds, such as 4-0-6-0"),
        ("4-0-6+1-0", "write in - wait - out - wait in seconds, such as 4-0-6-0"),
        ("2,5-0-6-0", "write a point: 2.5-0-6-0"),
    ],
)
def test_a_pattern_that_is_none_says_what_to_write(pattern: str, fix: str) -> None:
    with pytest.raises(NotReadableError) as caught:
        read_pattern(pattern)

    assert caught.value.fix == fix


def test_spaces_around_the_signs_are_fine() -> None:
    assert read_pattern("2 + 1 - 0 - 7 - 1") == read_pattern("2+1-0-7-1")


@pytest.mark.parametrize(
    ("step", "problem"),
    [
        ("breathe: 2+1-0-7-0, to: 3-0-8-0, cycles: 3", "a second sip cannot come or go little by little"),
        (
            "breathe: 4-0-8-0, cycles: 3, hum: true, out: moon",
            "the out-breath has two names: `hum`, and that of `out`",
        ),
        ("breathe: 4-0-8-0, cycles: 3, in: left / ", "`left /` does not name a phase of the breath"),
        ("breathe: 4-0-8-0, cycles: 3, until: tired", "`tired` does not fit here"),
    ],
)
def test_what_cannot_be_breathed_is_told(step: str, problem: str) -> None:
    assert problems_of(step) == [problem]


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("breathe: 4-0-6-0, cycles: 1", "(1 paced breath: in 4 s, out 6 s)"),
        ("breathe: 2+1-0-7-1, cycles: 5", "(5 paced breaths: in 2 s, sip 1 s, out 7 s, wait 1 s)"),
        (
            "breathe: 3-0-4-0, to: 4-0-6.5-0, cycles: 5",
            "(5 paced breaths: in 3 s, out 4 s, at last in 4 s, out 6.5 s)",
        ),
        (
            "breathe: 4-0-6-0, cycles: 2, in: left / right, until: enter",
            "(2 paced breaths: in (left / right) 4 s, out 6 s, until enter)",
        ),
        ("breathe: 4-0-8-0, cycles: 2, hum: true", "(2 paced breaths: in 4 s, hum 8 s)"),
    ],
)
def test_an_outline_says_how_the_breath_goes(step: str, words: str) -> None:
    assert [cue.words for cue in outline(compiled(step)) if cue.kind is StepKind.BREATHE] == [words]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en-GB", ["In, left.", "Out, right.", "One.", "Two."]),
        ("de", ["Left.", "Right.", "1", "2"]),
        ("zh-Hant", ["Left。", "Right。", "1", "2"]),
    ],
)
def test_names_and_numbers_are_said_in_the_language_of_the_script(lang: str, words: list[str]) -> None:
    breathe = "{breathe: 4-0-6-0, cycles: 1, cue: voice-then-tone, in: left, out: right}"
    script = script_of(f"  - {breathe}\n  - {{count: 2, each: 4s}}\n", more=f"lang: {lang}")

    assert [phrase.text for phrase in compile_timeline(script, no_clips).phrases] == words
    assert set(words) <= set(spoken(script))


def test_seconds_of_a_breath_are_counted_in_the_language_of_the_script() -> None:
    script = script_of("  - {breathe: 2-0-1-0, cycles: 1, cue: count}\n", more="lang: fr")

    assert [phrase.text for phrase in compile_timeline(script, no_clips).phrases] == ["1", "2", "1"]


def test_the_outline_has_all_names_that_take_turns() -> None:
    timeline = compiled("breathe: 4-0-6-0, cycles: 6, in: left / right, out: right / left")

    words = [entry.words for entry in outline(timeline)]

    assert "(6 paced breaths: in (left / right) 4 s, out (right / left) 6 s)" in words


def test_no_recording_is_asked_for_of_words_that_these_breaths_do_not_have() -> None:
    def cues_of(pattern: str) -> set[str]:
        return set(spoken(script_of(f"  - {{breathe: {pattern}, cycles: 6, cue: voice-then-tone}}\n")))

    assert cues_of("4-0-6-0") == {"Breathe in.", "And out."}
    assert cues_of("4-0-6-1") == {"Breathe in.", "And out.", "And wait."}

"""Words and soft bells along a silence: when they come, what is heard of them and what is shown."""

from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from practice_player.clips.reader import ClipReader
from practice_player.lib.units import frames, seconds
from practice_player.playback.cursor import TimelineCursor
from practice_player.playback.session import PlaybackSession
from practice_player.script.parsing.reader import draft
from practice_player.sound.mixer import Mixer
from practice_player.timeline.compiler import arrange, compile_timeline
from practice_player.timeline.export.webvtt import webvtt
from practice_player.timeline.model import Clip, Timeline
from practice_player.timeline.outline import outline
from tests.fakes import HEAD, SteppedSound, no_clips, script_of

LEAD_S = 0.5
BACK = "If you have wandered, come back."


def two_seconds(_: str) -> Clip:
    return Clip(path="two.wav", length_frames=frames(2))


def timeline_of(step: str, *, length_s: float | None = None, practice: str = "solo") -> Timeline:
    length = None if length_s is None else Decimal(str(length_s + LEAD_S))
    return compile_timeline(script_of(f"  - {{{step}}}\n", practice=practice), two_seconds, length_s=length)


def words_at(timeline: Timeline) -> list[float]:
    return [seconds(phrase.start_frame) - LEAD_S for phrase in timeline.phrases]


def bells_at(timeline: Timeline) -> list[float]:
    return [seconds(bell.start_frame) - LEAD_S for bell in timeline.bells]


def problems_of(step: str, *, practice: str = "solo") -> list[str]:
    text = HEAD.format(practice=practice, more="bed: none") + f"  - {{{step}}}\n"
    return [problem.problem for problem in draft(text, path="x.yaml").problems]


@pytest.mark.parametrize(
    ("at", "begins_s"), [("2m", 120), ("third", 200), ("half", 300), ("two-thirds", 400)]
)
@pytest.mark.parametrize("kind", ["rest", "stay", "wait"])
def test_words_come_at_a_time_or_at_a_share_of_the_silence(kind: str, at: str, begins_s: int) -> None:
    timeline = timeline_of(f"{kind}: 10m, along: [{{at: {at}, say: {BACK!r}}}]")

    assert words_at(timeline) == [begins_s]
    assert timeline.length_frames == frames(600 + LEAD_S), "they take no time of their own"


def test_words_without_a_recording_are_shown_as_long_as_their_language_is_read() -> None:
    steps = "  - {rest: 10m, along: [{at: 2m, say: " + repr(BACK) + "}]}\n"
    scripts = (script_of(steps, more=f"bed: none\nlang: {lang}") for lang in ("en", "ja"))

    (english,), (japanese,) = (compile_timeline(script, no_clips).phrases for script in scripts)

    assert japanese.length_frames > english.length_frames, "fewer letters are read in a second"


def test_a_turn_can_be_rung_along_too() -> None:
    timeline = timeline_of("turn: first, for: 10m, along: [{every: 4m, bell: 1}]", practice="partner")

    assert bells_at(timeline) == [240, 480]


@pytest.mark.parametrize(
    ("length_s", "begins_s"), [(300, []), (900, [300, 600]), (904, [300, 600]), (906, [300, 600, 900])]
)
def test_every_so_often_follows_the_length_that_was_chosen_and_leaves_the_end_alone(
    length_s: float, begins_s: list[int]
) -> None:
    timeline = timeline_of("rest: 5/10/20m, along: [{every: 5m, bell: 1}]", length_s=length_s)

    assert bells_at(timeline) == begins_s


def test_the_bell_comes_before_the_words_and_softer_than_a_bell_between_steps() -> None:
    timeline = timeline_of(f"rest: 10m, along: [{{at: half, bell: 2, say: {BACK!r}}}]")
    plain = compile_timeline(script_of("  - bell: 2\n"), no_clips)
    soft_sound, plain_sound = (np.zeros((frames(2.5), 2), np.float32) for _ in range(2))

    Mixer(timeline, ClipReader()).mix(timeline.bells[0].start_frame, soft_sound)
    Mixer(plain, ClipReader()).mix(plain.bells[0].start_frame, plain_sound)

    assert (bells_at(timeline), words_at(timeline)) == ([300], [305])
    assert np.abs(soft_sound).max() == pytest.approx(np.abs(plain_sound).max() * 10 ** (-8 / 20), rel=0.01)


def test_words_that_would_reach_into_the_last_seconds_begin_earlier() -> None:
    timeline = timeline_of(f"rest: 60s, along: [{{at: 54s, say: {BACK!r}}}]")

    assert words_at(timeline) == [53]


def test_what_has_no_room_is_left_out_and_what_has_a_place_of_its_own_comes_first() -> None:
    assert words_at(timeline_of(f"rest: 6s, along: [{{at: half, say: {BACK!r}}}]")) == []

    timeline = timeline_of(f"rest: 60s, along: [{{every: 10s, bell: 1}}, {{at: half, say: {BACK!r}}}]")

    assert bells_at(timeline) == [10, 20, 40, 50]
    assert words_at(timeline) == [30]


def test_time_that_is_added_on_the_way_moves_nothing_that_may_be_over() -> None:
    step = f"rest: 60s, along: [{{at: half, say: {BACK!r}}}, {{every: 20s, bell: 1}}]"
    arrangement = arrange(script_of(f"  - {{{step}}}\n"), two_seconds)
    longer = arrangement.with_more_time(0).timeline

    assert words_at(longer) == words_at(arrangement.timeline) == [30]
    assert bells_at(longer) == [*bells_at(arrangement.timeline), 60, 80]


def test_time_to_finish_a_sentence_is_silent() -> None:
    step = "turn: first, for: 60s, along: [{every: 10s, bell: 1}]"
    arrangement = arrange(script_of(f"  - {{{step}}}\n", practice="partner"), no_clips)

    assert len(arrangement.with_grace(0).timeline.bells) == len(arrangement.timeline.bells)


def test_the_caption_is_the_words_while_they_are_said_and_then_the_steps_own_again() -> None:
    cursor = TimelineCursor(
        timeline_of(f"rest: 10m, caption: Only sounds., along: [{{at: 2m, say: {BACK!r}}}]")
    )
    states = [cursor.state_at(frames(at_s)) for at_s in (100, 121, 123, 125)]

    assert [state.caption for state in states] == ["Only sounds.", BACK, BACK, "Only sounds."]
    assert [state.speaking for state in states] == [False, True, False, False]
    assert [state.caption_dimming for state in states] == [1.0, 0.0, 0.0, 1.0]
    assert [state.caption_heard for state in states] == [False, True, True, False]


def test_captions_for_other_players_come_back_to_the_steps_own() -> None:
    captions = webvtt(timeline_of(f"rest: 60s, caption: Only sounds., along: [{{at: half, say: {BACK!r}}}]"))

    assert captions == (
        "WEBVTT\n\n"
        "00:00:00.000 --> 00:00:30.500\nOnly sounds.\n\n"
        f"00:00:30.500 --> 00:00:36.500\n{BACK}\n\n"
        "00:00:36.500 --> 00:01:00.500\nOnly sounds.\n"
    )


def test_outlines_have_the_words_and_the_bells_in_order_of_time() -> None:
    timeline = timeline_of(f"rest: 10m, along: [{{every: 4m, bell: 1}}, {{at: half, say: {BACK!r}}}]")

    assert [entry.words for entry in outline(timeline)] == [
        "(a rest)",
        "(a soft bell)",
        BACK,
        "(a soft bell)",
    ]


def test_a_wait_that_is_ended_early_drops_what_is_left() -> None:
    sound = SteppedSound()
    steps = f"  - {{wait: 5m, along: [{{every: 1m, say: {BACK!r}}}]}}\n  - {{rest: 60s, caption: Quiet.}}\n"
    session = PlaybackSession(compile_timeline(script_of(steps), no_clips), sound, None)
    session.start(sound.now_s)
    sound.advance(90)

    session.go_on(sound.now_s)
    sound.advance(2)

    snapshot = session.snapshot(sound.now_s)
    assert snapshot.elapsed_s == pytest.approx(302.5, abs=0.2)
    assert (snapshot.caption, snapshot.speaking) == ("Quiet.", False)


def test_an_item_is_filled_in_along_a_silence() -> None:
    rest = "{rest: 60s, along: [{at: half, say: 'Back to the {item}.'}]}"
    steps = f"  - each: [hands]\n    repeat:\n      - {rest}\n"

    assert [phrase.text for phrase in compile_timeline(script_of(steps), no_clips).phrases] == [
        "Back to the hands."
    ]


@pytest.mark.parametrize(
    ("step", "problem"),
    [
        ("rest: 60/90/120s, along: [{at: 56s, bell: 1}]", "56s is not always reached, 5 s before the end"),
        ("rest: 60s, along: [{every: 1m, bell: 1}]", "every 1m never comes in 1m at most"),
        ("rest: 60s, along: [{every: 9s, bell: 1}]", "every 9s is too often to be a silence"),
        (
            "rest: 60s, along: [{at: 2/3/4s, bell: 1}]",
            "`2/3/4s` stretches, and a place in a silence does not",
        ),
        ("rest: 60s, along: [{at: 3, bell: 1}]", "`3` is not a length"),
        ("rest: 60s, along: [{at: half}]", "nothing is said or rung here"),
        ("rest: 60s, along: [{say: Back.}]", "it is not said when this comes"),
        ("rest: 60s, along: [{at: half, every: 20s, say: Back.}]", "it is not said when this comes"),
        ("rest: 60s, along: [{at: half, say: 'The {foot}.'}]", "`{foot}` stands for nothing"),
        ("rest: 60s, along: [{at: half, says: Back.}]", "`says` is not a word scripts know here"),
        (
            "breathe: 4-0-6-0, cycles: 9, along: [{every: 20s, say: Back.}]",
            "`every` is not a word scripts know here",
        ),
    ],
)
def test_what_makes_no_sense_is_told(step: str, problem: str) -> None:
    assert problem in problems_of(step)


def test_a_turn_is_checked_in_the_same_way() -> None:
    step = "turn: first, for: 30s, along: [{at: 29s, bell: 1}]"

    assert problems_of(step, practice="partner") == ["29s is not always reached, 5 s before the end"]


def test_words_along_are_ducked_like_any_others(tmp_path: Path) -> None:
    from practice_player.sound.ducking import DUCKED_DB, BedLevel

    level = BedLevel(timeline_of(f"rest: 10m, along: [{{at: half, say: {BACK!r}}}]"))

    assert level.read(frames(301.5), 1)[0, 0] == pytest.approx(10 ** (DUCKED_DB / 20), rel=0.01)

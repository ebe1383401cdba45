"""Turns during a practice: whose it is, more time for both, finishing a sentence; and setting aside."""

import numpy as np
import pytest

from practice_player.playback.session import PlaybackSession
from practice_player.playback.snapshot import PlaybackState, Question
from practice_player.timeline.compiler import arrange
from tests.fakes import SteppedSound, no_clips, script_of

TALK = """\
  - turn: first
    for: 90s
    prompt: Something small.
  - bell: 2
  - turn: second
    for: 90s
    prompt: Something small.
  - rest: 20s
"""


@pytest.fixture
def sound() -> SteppedSound:
    return SteppedSound()


@pytest.fixture
def talking(sound: SteppedSound) -> PlaybackSession:
    arrangement = arrange(script_of(TALK, practice="partner", more="bed: hush"), no_clips)
    session = PlaybackSession(
        arrangement.timeline, sound, None, arrangement=arrangement, people=("Ana", "Ben")
    )
    session.start(sound.now_s)
    return session


def advance(sound: SteppedSound, session: PlaybackSession, length_s: float) -> None:
    for _ in range(round(length_s / 0.05)):
        sound.advance(0.05)
        session.snapshot(sound.now_s)


def test_a_turn_says_who_talks_and_what_listening_means(
    sound: SteppedSound, talking: PlaybackSession
) -> None:
    advance(sound, talking, 5.0)
    first = talking.snapshot(sound.now_s)
    advance(sound, talking, 95.0)
    second = talking.snapshot(sound.now_s)

    assert (first.place, second.place) == ("Ana talks, Ben listens", "Ben talks, Ana listens")
    assert "no advice" in first.listening
    assert first.place_left_s == pytest.approx(85.5, abs=0.2)


def test_without_names_a_turn_is_the_first_or_the_second(sound: SteppedSound) -> None:
    arrangement = arrange(script_of(TALK, practice="partner", more="bed: none"), no_clips)
    session = PlaybackSession(arrangement.timeline, sound, None, arrangement=arrangement, people=("", ""))
    session.start(sound.now_s)

    assert session.snapshot(sound.now_s).place == "First turn"


def test_more_time_is_the_same_for_each_of_the_two_and_is_said(
    sound: SteppedSound, talking: PlaybackSession
) -> None:
    advance(sound, talking, 5.0)
    before = talking.snapshot(sound.now_s)
    assert before.can_be_longer

    talking.more_time(sound.now_s)
    advance(sound, talking, 1.0)

    after = talking.snapshot(sound.now_s)
    turns = [step.length_frames for step in talking.timeline.steps if step.who]
    assert turns[0] - 24_000 == turns[1] == 120 * 48_000, "but for the quiet at the start of all"
    assert after.length_s == before.length_s + 60
    assert after.elapsed_s == pytest.approx(before.elapsed_s + 1.0, abs=0.1)
    assert after.notice == "30 seconds more for each of you."


def test_the_one_who_talked_first_gets_theirs_afterwards(
    sound: SteppedSound, talking: PlaybackSession
) -> None:
    advance(sound, talking, 100.0)

    talking.more_time(sound.now_s)

    turns = [(step.who, step.length_frames // 48_000) for step in talking.timeline.steps if step.who]
    assert turns == [("first", 90), ("second", 120), ("first", 30)]


def test_nobody_is_cut_off_in_mid_sentence(sound: SteppedSound, talking: PlaybackSession) -> None:
    advance(sound, talking, 65.0)
    assert talking.snapshot(sound.now_s).asks is Question.NOTHING
    advance(sound, talking, 10.0)
    assert talking.snapshot(sound.now_s).asks is Question.FINISH

    talking.go_on(sound.now_s)
    advance(sound, talking, 20.0)
    grace = talking.snapshot(sound.now_s)
    assert (grace.asks, grace.place) == (Question.GRACE, "Finishing a sentence")

    talking.go_on(sound.now_s)
    advance(sound, talking, 0.5)
    assert talking.snapshot(sound.now_s).place not in ("Finishing a sentence", "Ana talks, Ben listens")


def test_time_to_finish_a_sentence_is_at_most_twenty_seconds_and_once(
    sound: SteppedSound, talking: PlaybackSession
) -> None:
    advance(sound, talking, 80.0)
    talking.go_on(sound.now_s)
    talking.go_on(sound.now_s)

    assert sum(step.grace for step in talking.timeline.steps) == 1
    assert talking.timeline.length_frames == round((0.5 + 90 + 20 + 90 + 20 + 5) * 48_000)
    advance(sound, talking, 31.0)
    assert talking.snapshot(sound.now_s).asks is Question.NOTHING


CONSENT_STEPS = """\
  - say: One two three.
  - when: touch
    then: [{stay: 60s, caption: Hand in hand.}]
    otherwise: [{stay: 60s, caption: Side by side.}]
  - rest: 30s
"""


@pytest.fixture
def consenting(sound: SteppedSound) -> PlaybackSession:
    script = script_of(CONSENT_STEPS, practice="partner", more="bed: hush\nasks: {touch: optional}")
    arrangement = arrange(script, no_clips)
    session = PlaybackSession(arrangement.timeline, sound, None, arrangement=arrangement)
    session.start(sound.now_s)
    return session


def test_what_is_set_aside_fades_within_a_second_and_goes_on_where_it_was(
    sound: SteppedSound, consenting: PlaybackSession
) -> None:
    advance(sound, consenting, 10.0)
    heard_blocks = len(sound.heard)

    consenting.set_aside(sound.now_s)
    advance(sound, consenting, 3.0)

    loudness = [float(np.abs(block).max()) for block in sound.heard[heard_blocks:]]
    assert loudness[2] > 0.0, "it is no cut"
    assert max(loudness[20:]) == 0.0, "a second later there is silence"
    before = consenting.snapshot(sound.now_s)
    assert before.state is PlaybackState.PAUSED

    meanwhile = PlaybackSession(
        arrange(script_of("  - rest: 60s\n", more="bed: none"), no_clips).timeline, sound, None
    )
    meanwhile.start(sound.now_s)
    advance(sound, meanwhile, 20.0)
    meanwhile.stop(sound.now_s)
    consenting.come_back(sound.now_s)
    advance(sound, consenting, 2.0)

    after = consenting.snapshot(sound.now_s)
    assert (after.caption, after.state) == ("Hand in hand.", PlaybackState.PLAYING)
    assert after.elapsed_s == pytest.approx(before.elapsed_s + 2.0, abs=0.3)
    assert after.practised_s == pytest.approx(before.practised_s + 2.0, abs=0.3)


def test_coming_back_to_something_gentler_leaves_out_what_can_be(
    sound: SteppedSound, consenting: PlaybackSession
) -> None:
    advance(sound, consenting, 10.0)
    length_s = consenting.snapshot(sound.now_s).length_s

    consenting.set_aside(sound.now_s)
    consenting.come_back(sound.now_s, gentler=True)
    advance(sound, consenting, 2.0)

    after = consenting.snapshot(sound.now_s)
    assert after.caption == "Side by side."
    assert after.length_s == length_s
    assert after.voices == 0


def test_what_is_played_while_it_is_set_aside_does_not_count_when_it_is_stopped(
    sound: SteppedSound, consenting: PlaybackSession
) -> None:
    advance(sound, consenting, 10.0)
    consenting.set_aside(sound.now_s)
    timeline = arrange(script_of("  - rest: 60s\n", more="bed: none"), no_clips).timeline
    meanwhile = PlaybackSession(timeline, sound, None)
    meanwhile.start(sound.now_s)
    advance(sound, meanwhile, 30.0)

    consenting.stop(sound.now_s)

    assert consenting.practised_s == pytest.approx(10.0, abs=0.3)


def test_set_aside_in_the_first_second_it_begins_again(
    sound: SteppedSound, consenting: PlaybackSession
) -> None:
    advance(sound, consenting, 0.3)

    consenting.set_aside(sound.now_s)
    consenting.come_back(sound.now_s)
    advance(sound, consenting, 2.0)

    assert consenting.snapshot(sound.now_s).caption == "One two three."


def test_the_sound_of_a_longer_turn_is_the_same_up_to_the_key_press(
    sound: SteppedSound, talking: PlaybackSession
) -> None:
    other_sound = SteppedSound()
    arrangement = arrange(script_of(TALK, practice="partner", more="bed: hush"), no_clips)
    unchanged = PlaybackSession(arrangement.timeline, other_sound, None, arrangement=arrangement)
    unchanged.start(other_sound.now_s)
    advance(other_sound, unchanged, 30.0)
    advance(sound, talking, 30.0)
    block_count = len(sound.heard)

    talking.more_time(sound.now_s)
    advance(sound, talking, 1.0)

    assert np.array_equal(
        np.concatenate(sound.heard[:block_count]), np.concatenate(other_sound.heard[:block_count])
    )
    assert np.abs(np.concatenate(sound.heard[block_count + 4 :])).max() > 0.0, "the background goes on"

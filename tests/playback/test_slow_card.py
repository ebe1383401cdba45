"""A practice on a sound card that pulls its blocks more slowly than time passes."""

import pytest

from practice_player.playback.position import SLOW_RETRY_S
from practice_player.playback.session import PlaybackSession
from practice_player.playback.snapshot import PlaybackState
from practice_player.timeline.compiler import compile_timeline
from tests.fakes import SteppedSound, no_clips, script_of

BREATHS = "  - {breathe: 4-0-6-0, cycles: 3}\n"
SLOW = "The sound card is too slow. The practice goes on in silence."


@pytest.fixture
def sound() -> SteppedSound:
    return SteppedSound()


def play_at_pace(sound: SteppedSound, practice: PlaybackSession, length_s: float, *, pace: float) -> set[str]:
    """Lets the card play at a pace, 1 being real time; returns the notices that were shown."""
    notices = set()
    for _ in range(round(length_s / 0.05)):
        sound.now_s += 0.05
        sound.report()
        sound.heard.append(sound.card.pull(round(2400 * pace)))
        notices.add(practice.snapshot(sound.now_s).notice)
    return notices


def start_practice(sound: SteppedSound, steps: str) -> PlaybackSession:
    practice = PlaybackSession(compile_timeline(script_of(steps, more="bed: hush"), no_clips), sound, None)
    practice.start(sound.now_s)
    return practice


@pytest.mark.parametrize(("pace", "late_s"), [(0.4, 2.0), (0.1, 4.0), (0.8, 2.5)])
def test_a_breath_keeps_its_length_where_the_card_is_slow_and_it_is_said(
    sound: SteppedSound, pace: float, late_s: float
) -> None:
    practice = start_practice(sound, BREATHS)
    length_s = practice.timeline.length_s

    notices = play_at_pace(sound, practice, length_s + late_s, pace=pace)

    snapshot = practice.snapshot(sound.now_s)
    assert SLOW in notices
    assert snapshot.state is PlaybackState.ENDED
    assert snapshot.practised_s == length_s
    assert not sound.heard[-1].any(), "and nothing is heard in shreds"


def test_a_card_a_little_slow_is_said_within_a_minute(sound: SteppedSound) -> None:
    practice = start_practice(sound, "  - rest: 5m\n")

    notices = play_at_pace(sound, practice, 60.0, pace=0.9)

    assert SLOW in notices


@pytest.mark.parametrize("stutter_s", [0.0, 0.8])
def test_a_stutter_is_no_slow_card(sound: SteppedSound, stutter_s: float) -> None:
    practice = start_practice(sound, "  - rest: 10m\n")

    notices = set()
    for _ in range(4):
        notices |= play_at_pace(sound, practice, 30.0, pace=0.999)
        notices |= play_at_pace(sound, practice, stutter_s, pace=0.0)

    assert notices == {""}


def test_steps_back_and_pauses_are_no_slow_card(sound: SteppedSound) -> None:
    practice = start_practice(sound, "  - rest: 60s\n" * 5)

    notices = set()
    for _ in range(40):
        practice.back(sound.now_s)
        notices |= play_at_pace(sound, practice, 0.3, pace=1.0)
        practice.toggle_pause(sound.now_s)
        notices |= play_at_pace(sound, practice, 0.3, pace=1.0)
        practice.toggle_pause(sound.now_s)

    assert notices == {""}


def test_a_card_that_has_caught_its_breath_is_heard_again_in_step(sound: SteppedSound) -> None:
    practice = start_practice(sound, "  - rest: 5m\n")
    play_at_pace(sound, practice, 5.0, pace=0.4)
    before = practice.snapshot(sound.now_s)

    play_at_pace(sound, practice, SLOW_RETRY_S + 1, pace=1.0)

    snapshot = practice.snapshot(sound.now_s)
    report = sound.report()
    assert (before.notice, snapshot.notice) == (SLOW, "")
    assert snapshot.elapsed_s - before.elapsed_s == pytest.approx(SLOW_RETRY_S + 1, abs=0.2)
    assert report
    assert snapshot.elapsed_s == pytest.approx(report.until_frame / 48_000, abs=0.1)
    assert sound.heard[-1].any()


def test_a_card_that_stays_slow_is_tried_less_and_less_often(sound: SteppedSound) -> None:
    practice = start_practice(sound, "  - rest: 20m\n")

    play_at_pace(sound, practice, 600.0, pace=0.4)

    assert practice.snapshot(sound.now_s).elapsed_s > 600 - 10, "ten minutes last about ten minutes"


def test_a_pause_does_not_bring_the_shreds_back(sound: SteppedSound) -> None:
    practice = start_practice(sound, "  - rest: 5m\n")
    play_at_pace(sound, practice, 5.0, pace=0.4)

    practice.toggle_pause(sound.now_s)
    play_at_pace(sound, practice, 1.0, pace=0.4)
    practice.toggle_pause(sound.now_s)
    play_at_pace(sound, practice, 1.0, pace=0.4)

    assert practice.snapshot(sound.now_s).notice == SLOW
    assert not sound.heard[-1].any()


def test_a_slow_card_that_goes_is_said_to_be_gone(sound: SteppedSound) -> None:
    practice = start_practice(sound, "  - rest: 5m\n")
    play_at_pace(sound, practice, 5.0, pace=0.4)

    sound.card.present = False
    play_at_pace(sound, practice, 5.0, pace=0.0)

    assert practice.snapshot(sound.now_s).notice == "No sound card answers. The practice goes on in silence."

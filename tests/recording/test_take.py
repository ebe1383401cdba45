"""A take is trimmed to what was said, levelled, faded, and judged while it can be done again."""

import numpy as np
import pytest

from practice_player.clips.loudness import loudness_lufs, true_peak_dbtp
from practice_player.clips.measurement import TARGET_LUFS
from practice_player.lib.units import frames
from practice_player.recording.shaping import MARGIN_AFTER_S, MARGIN_BEFORE_S, shape_take, speech_bounds
from practice_player.recording.take import MAX_TAKE_S, TakeFault, make_take
from practice_player.sound.block import Mono
from tests.recording.sounds import click, hum, in_room, joined, noise, silence, speech


def spoken(level_db: float = -12.0, *, noise_db: float = -65.0) -> Mono:
    """Returns a second and a half of speech with a second of the room on either side."""
    return in_room(joined(silence(1), speech(1.5, level_db), silence(1)), noise_db)


@pytest.mark.parametrize("noise_db", [-80.0, -65.0, -50.0, -40.0])
def test_a_take_is_trimmed_to_the_words_in_any_room(noise_db: float) -> None:
    bounds = speech_bounds(spoken(noise_db=noise_db), noise_db)

    assert bounds
    assert bounds[0] == pytest.approx(frames(1), abs=frames(0.08))
    assert bounds[1] == pytest.approx(frames(2.5), abs=frames(0.08))


def test_a_clip_has_the_loudness_of_every_voice_and_quiet_edges() -> None:
    clip = shape_take(spoken(-25.0), -65.0)

    assert len(clip) == pytest.approx(frames(1.5 + MARGIN_BEFORE_S + MARGIN_AFTER_S), abs=frames(0.1))
    assert loudness_lufs(clip) == pytest.approx(TARGET_LUFS, abs=1.0)
    assert true_peak_dbtp(clip) <= -1.9
    assert clip[0] == clip[-1] == 0.0
    assert np.abs(clip[: frames(0.01)]).max() < 0.01


def test_the_keys_that_begin_and_end_a_take_are_not_in_the_clip() -> None:
    keys = joined(
        click(), silence(0.5), speech(1.5), silence(0.4), click(), silence(0.1), click(), silence(0.2)
    )

    bounds = speech_bounds(in_room(keys), -65.0)

    assert bounds
    assert bounds[0] == pytest.approx(frames(0.52), abs=frames(0.08))
    assert bounds[1] == pytest.approx(frames(2.02), abs=frames(0.08))


def test_a_pause_between_words_is_kept() -> None:
    bounds = speech_bounds(in_room(joined(speech(1), silence(1.2), speech(1))), -65.0)

    assert bounds
    assert bounds[1] - bounds[0] == pytest.approx(frames(3.2), abs=frames(0.1))


@pytest.mark.parametrize(
    ("sound", "noise_db"),
    [
        (silence(2), -65.0),
        (noise(2, -65), -65.0),
        (noise(2, -40), -40.0),
        (joined(noise(1, -65), click(), noise(1, -65)), -65.0),
        (np.zeros(0, np.float32), -65.0),
    ],
    ids=["silence", "a room", "a loud room", "a key", "no samples"],
)
def test_where_nobody_spoke_there_is_nothing_to_keep(sound: Mono, noise_db: float) -> None:
    take = make_take(sound, noise_db)

    assert not take.can_be_kept
    assert take.faults == (TakeFault.NOTHING,)


def test_a_good_take_is_called_good() -> None:
    take = make_take(spoken(), -65.0)

    assert take.can_be_kept
    assert take.faults == ()
    assert take.words == "Good."


def test_a_wave_cut_off_at_full_scale_is_told_at_once() -> None:
    take = make_take(np.clip(spoken(6.0), -1.0, 1.0), -65.0)

    assert take.faults[0] is TakeFault.CLIPPED
    assert take.can_be_kept, "whoever likes it keeps it"


def test_a_take_that_is_too_quiet_is_told_at_once() -> None:
    assert TakeFault.TOO_QUIET in make_take(spoken(-45.0, noise_db=-80.0), -80.0).faults


def test_a_room_nearly_as_loud_as_the_voice_is_told() -> None:
    assert make_take(spoken(-20.0, noise_db=-40.0), -40.0).faults == (TakeFault.NOISY,)


def test_words_cut_off_at_either_end_are_told() -> None:
    assert make_take(in_room(joined(speech(1.5), silence(1))), -65.0).faults == (TakeFault.BEGINS_LATE,)
    assert make_take(in_room(joined(silence(1), speech(1.6)[: frames(1.4)])), -65.0).faults == (
        TakeFault.ENDS_EARLY,
    )


def test_a_take_without_end_is_told() -> None:
    endless = in_room(joined(silence(1), speech(MAX_TAKE_S - 2), silence(1)))

    assert TakeFault.TOO_LONG in make_take(endless, -65.0).faults


def test_a_wave_off_the_middle_is_centred() -> None:
    clip = shape_take(spoken() + np.float32(0.1), -65.0)

    assert abs(float(clip.mean())) < 0.001


def test_hum_under_the_words_is_not_taken_for_words() -> None:
    bounds = speech_bounds(joined(silence(1), speech(1.5), silence(1)) + hum(3.5, -45), -42.0)

    assert bounds
    assert bounds[0] == pytest.approx(frames(1), abs=frames(0.1))

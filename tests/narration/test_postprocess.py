"""Shaping a clip: trimming, fades, loudness and peaks."""

import numpy as np
import pytest
from numpy.typing import NDArray

from practice_player.clips.loudness import loudness_lufs, true_peak_dbtp
from practice_player.clips.measurement import TARGET_LUFS
from practice_player.lib.units import RATE_HZ, frames
from practice_player.narration import postprocess


def tone(length_s: float, *, peak: float = 0.3, pitch_hz: float = 440.0) -> NDArray[np.float32]:
    angle = np.arange(frames(length_s)) * 2 * np.pi * pitch_hz / RATE_HZ
    return (peak * np.sin(angle)).astype(np.float32)


def silence(length_s: float) -> NDArray[np.float32]:
    return np.zeros(frames(length_s), np.float32)


def test_silence_is_trimmed_to_30_ms_before_and_80_ms_after() -> None:
    sound = np.concatenate([silence(0.5), tone(1.0), silence(0.7)])

    trimmed = postprocess.trim(sound)

    assert len(trimmed) == frames(0.030 + 1.0 + 0.080)
    assert not trimmed[: frames(0.030)].any()
    assert not trimmed[-frames(0.080) :].any()


def test_missing_silence_is_added() -> None:
    assert len(postprocess.trim(tone(1.0))) == frames(0.030 + 1.0 + 0.080)


def test_a_pause_inside_a_phrase_is_kept() -> None:
    sound = np.concatenate([tone(0.5), silence(0.6), tone(0.5)])

    assert len(postprocess.trim(sound)) == frames(0.030 + 1.6 + 0.080)


def test_silence_trims_to_nothing() -> None:
    assert len(postprocess.trim(silence(0.5))) == 0
    assert len(postprocess.shape(silence(0.5))) == 0


def test_a_clip_starts_and_ends_at_nothing() -> None:
    faded = postprocess.fade(np.ones(frames(0.5), np.float32))

    assert faded[0] == 0.0
    assert faded[-1] == 0.0
    assert np.all(np.diff(faded[: frames(0.020)]) > 0.0)
    assert np.all(faded[frames(0.020) : -frames(0.020)] == 1.0)


def test_a_clip_shorter_than_its_fades_still_fades() -> None:
    faded = postprocess.fade(np.ones(frames(0.010), np.float32))

    assert faded[0] == 0.0
    assert faded[-1] == 0.0


@pytest.mark.parametrize("peak", [0.001, 0.05, 0.9])
def test_every_clip_is_brought_to_the_same_loudness(peak: float) -> None:
    levelled = postprocess.level(tone(2.0, peak=peak))

    assert loudness_lufs(levelled) == pytest.approx(TARGET_LUFS, abs=0.05)


def test_a_clip_shorter_than_a_measuring_block_is_as_loud_as_the_rest() -> None:
    short, long = postprocess.level(tone(0.2)), postprocess.level(tone(2.0))

    assert np.abs(short).max() == pytest.approx(np.abs(long).max(), rel=0.1)


def test_loudness_is_that_of_both_channels_together() -> None:
    full_scale = loudness_lufs(tone(2.0, peak=1.0, pitch_hz=997.0))

    assert full_scale == pytest.approx(0.0, abs=0.05)


def test_a_peak_between_samples_is_seen() -> None:
    samples = np.tile(np.array([1.0, 1.0, -1.0, -1.0], np.float32), 2_000) * np.float32(0.5)

    assert true_peak_dbtp(samples) > 20 * np.log10(0.5) + 2.5


def test_no_peak_passes_the_ceiling_and_the_words_stay_loud() -> None:
    spiky = tone(2.0, peak=0.05)
    spiky[:: frames(0.2)] = 0.9

    levelled = postprocess.level(spiky)

    assert true_peak_dbtp(levelled) <= postprocess.MAX_PEAK_DBTP + 0.01
    assert loudness_lufs(levelled) > TARGET_LUFS - 3.0


def test_a_quiet_clip_is_not_softened() -> None:
    quiet = tone(0.5, peak=0.3)

    assert np.allclose(postprocess.soften(quiet), quiet, atol=1e-6)


def test_silence_stays_silence() -> None:
    assert not postprocess.level(silence(1.0)).any()


def test_a_clip_with_sharp_peaks_is_as_loud_as_its_neighbours() -> None:
    spiky = tone(2.0, peak=0.15)
    spiky[:: frames(0.05)] = 0.9

    levelled = postprocess.level(spiky)

    assert true_peak_dbtp(levelled) <= postprocess.MAX_PEAK_DBTP + 0.01
    assert loudness_lufs(levelled) == pytest.approx(TARGET_LUFS, abs=0.25)

"""The limiter: the true peak stays below the ceiling, and quieter sound is unchanged."""

import numpy as np
import pytest

from practice_player.sound.block import Block
from practice_player.sound.limiter import CEILING_DB, DELAY_FRAMES, Limiter
from tests.sound.timelines import true_peak_of


def limited(block: Block, size: int = 4800) -> Block:
    """Returns the limited block, without the limiter's delay."""
    limiter, samples = Limiter(), np.concatenate([block, np.zeros((DELAY_FRAMES, 2), np.float32)])
    for start in range(0, len(samples), size):
        limiter.process(samples[start : start + size])
    return samples[DELAY_FRAMES:]


def tone(peak: float, *, hz: float = 997.0, length_s: float = 1.0) -> Block:
    frame_numbers = np.arange(round(48_000 * length_s))
    wave = peak * np.sin(2 * np.pi * hz * frame_numbers / 48_000 + 0.7)
    return np.stack([wave, wave], axis=1).astype(np.float32)


def test_what_is_soft_enough_leaves_unchanged_to_the_last_bit() -> None:
    block = tone(0.7)

    assert np.array_equal(limited(block), block)


@pytest.mark.parametrize("peak", [0.9, 1.5, 4.0])
@pytest.mark.parametrize("hz", [110.0, 997.0, 6000.0, 11_999.5, 17_000.0])
def test_a_tone_that_is_too_loud_leaves_at_the_ceiling(peak: float, hz: float) -> None:
    assert true_peak_of(limited(tone(peak, hz=hz))) == pytest.approx(CEILING_DB, abs=0.3)


def test_peaks_between_the_samples_are_found() -> None:
    # A quarter of the rate, with every sample 3 dB under the crest of the wave between them.
    frame_numbers = np.arange(48_000)
    wave = (1.2 * np.sin(np.pi / 2 * frame_numbers + np.pi / 4)).astype(np.float32)
    block = np.stack([wave, wave], axis=1)
    assert np.abs(block).max() < 0.86

    assert true_peak_of(limited(block)) < -1.0


def test_after_a_peak_the_sound_comes_back_and_both_sides_move_alike() -> None:
    block = tone(0.5, length_s=2.0)
    block[24_000:24_100, 0] *= 3

    output = limited(block)
    ratio = output[np.abs(block[:, 1]) > 0.1, 1] / block[np.abs(block[:, 1]) > 0.1, 1]

    assert ratio.min() < 0.7, "the side without the peak is turned down with it"
    assert np.array_equal(output[72_000:], block[72_000:]), "half a second later nothing is left of it"
    assert np.abs(np.diff(ratio)).max() < 0.05, "and nothing jumps"


def test_the_size_of_the_blocks_changes_nothing_while_it_is_at_work() -> None:
    noise = (np.random.default_rng(1).standard_normal((48_000, 2)) * 0.6).astype(np.float32)

    for size in (1920, 4801, 48_000):
        assert np.array_equal(limited(noise, size), limited(noise, 997))


@pytest.mark.parametrize("seed", [18, 54, 541, 756])  # the worst of 800
def test_no_noise_however_loud_has_a_true_peak_over_minus_one_decibel(seed: int) -> None:
    random = np.random.default_rng(seed)
    noise = random.standard_normal((48_000, 2)) * random.uniform(0.3, 1.5)

    assert true_peak_of(limited(noise.astype(np.float32))) <= -1.0


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, 1e30, -3e38])
def test_a_sample_that_is_no_number_is_silence_and_nothing_after_it_is_lost(bad: float) -> None:
    limiter, clean = Limiter(), Limiter()
    sound = np.random.default_rng(1).uniform(-0.9, 0.9, (9600, 2)).astype(np.float32)
    spoilt, silenced = sound.copy(), sound.copy()
    spoilt[100, 0] = bad
    silenced[100, 0] = 0.0

    for block, expected in zip(np.split(spoilt, 5), np.split(silenced, 5), strict=True):
        limiter.process(block)
        clean.process(expected)
        assert np.array_equal(block, expected)

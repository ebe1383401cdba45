"""Backgrounds: equal loudness, no seam in the loop, and little treble."""

import numpy as np
import pyloudnorm
import pytest

from practice_player.script.choices import BEDS as NAMES
from practice_player.sound.bed_cache import BedCache
from practice_player.sound.block import Block
from practice_player.sound.synth.beds import BEDS, LEVEL_LUFS, LOOP_FRAMES

BED_CACHE = BedCache()


def read_bed(name: str, *, start_frame: int, frames: int) -> Block:
    bed = BED_CACHE.bed(name)
    assert bed
    block = np.full((frames, 2), np.nan, np.float32)
    bed.read(start_frame, block)
    return block


def test_choices_and_the_sound_know_the_same_backgrounds() -> None:
    assert set(NAMES) == {*BEDS, "none"}
    assert BedCache().bed("none") is None


@pytest.mark.parametrize("name", BEDS)
def test_each_background_is_as_loud_as_the_others(name: str) -> None:
    loop = read_bed(name, start_frame=0, frames=LOOP_FRAMES)

    assert pyloudnorm.Meter(48_000).integrated_loudness(loop) == pytest.approx(LEVEL_LUFS, abs=0.5)
    assert np.abs(loop).max() < 0.3


@pytest.mark.parametrize("name", BEDS)
def test_the_end_of_the_loop_runs_into_its_start_without_a_seam(name: str) -> None:
    seam = read_bed(name, start_frame=LOOP_FRAMES - 4800, frames=9600)
    steps = np.abs(np.diff(seam, axis=0))

    assert steps[4799].max() <= np.quantile(steps, 0.9999), "the join is a step like any other"
    assert np.array_equal(seam[4800:], read_bed(name, start_frame=0, frames=4800))


@pytest.mark.parametrize("name", BEDS)
def test_there_is_little_above_six_kilohertz(name: str) -> None:
    power = np.square(np.abs(np.fft.rfft(read_bed(name, start_frame=0, frames=2**20)[:, 0])))
    hz = np.fft.rfftfreq(2**20, 1 / 48_000)

    assert power[hz > 6000].sum() < 0.01 * power.sum()


@pytest.mark.parametrize("name", BEDS)
def test_left_and_right_differ_so_that_it_surrounds(name: str) -> None:
    block = read_bed(name, start_frame=0, frames=2**20)

    assert abs(float(np.asarray(np.corrcoef(block.T))[0, 1])) < 0.4


def test_the_same_frames_are_the_same_wherever_reading_starts() -> None:
    sixth_loop = read_bed("sea", start_frame=5 * LOOP_FRAMES + 1234, frames=1000)

    assert np.array_equal(sixth_loop, read_bed("sea", start_frame=1234, frames=1000))

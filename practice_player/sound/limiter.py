"""A true-peak limiter, which protects the listener's ears, and a hard clamp after it.

It looks ahead a few milliseconds, so that the gain is down before a peak comes, and releases slowly.
While nothing is too loud it does not change a bit.
"""

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from practice_player.lib.units import RATE_HZ
from practice_player.sound.block import Block

CEILING_DB: Final = -2.5
"""The ceiling of the peaks that the interpolation filter finds.

The filter misses some of a peak: with this ceiling no true peak exceeds -1 dBTP, not even of white noise."""

CLAMP: Final = 0.891
"""-1 dBFS: samples are clamped to this, whatever the limiter did."""

MAX_INTERSAMPLE_DB: Final = 4.5
"""Peaks between samples are searched only where a sample is this near to the ceiling.

In no recording does the curve rise higher than this above its samples; the clamp would catch it.
"""

MAX_SAMPLE: Final = 1e6
"""Higher samples are damage and become silence: 120 dB over full scale, and sums of it are still finite."""

HALF_ATTACK_FRAMES: Final = 96
"""Half of the attack time: 2 ms."""

RELEASE_DB_PER_S: Final = 70.0
RELEASE_STEPS: Final = 14
"""The release is followed for 2 ** RELEASE_STEPS frames, in which it covers 24 dB."""

TAPS: Final = 24
"""The length of the interpolation filters, which estimate the signal at 1/4, 1/2 and 3/4 between samples."""

DELAY_FRAMES: Final = 2 * HALF_ATTACK_FRAMES + TAPS // 2
"""The latency: 4.3 ms."""

_CEILING: Final = 10.0 ** (CEILING_DB / 20.0)
_TAPS_AFTER: Final = TAPS // 2
_TAPS_BEFORE: Final = TAPS - _TAPS_AFTER - 1
_DELAYED_FRAMES: Final = DELAY_FRAMES + _TAPS_BEFORE
_HISTORY_FRAMES: Final = 2**RELEASE_STEPS + 4 * HALF_ATTACK_FRAMES
_STEPS_PER_DB: Final = 512
"""Gains are read from a table in steps of 1/512 dB: the same bits whatever the block's size."""

_MAX_REDUCTION_DB: Final = 24.0


def _interpolation_filters() -> npt.NDArray[np.float32]:
    """Returns three Kaiser-windowed sinc filters, shape (3, TAPS), each with unit gain at 0 Hz."""
    at = np.arange(-_TAPS_BEFORE, _TAPS_AFTER + 1)[None, :] - np.array([0.25, 0.5, 0.75])[:, None]
    taps = np.sinc(at) * np.i0(5.0 * np.sqrt(np.maximum(0.0, 1 - (at / (TAPS / 2)) ** 2))) / np.i0(5.0)
    return np.asarray(taps / taps.sum(axis=1, keepdims=True), np.float32)


_FILTERS: Final = _interpolation_filters()
_SEARCH_LEVEL: Final = 10.0 ** ((CEILING_DB - MAX_INTERSAMPLE_DB) / 20.0)

_GAIN_TABLE: Final = (
    10.0 ** (-np.arange(int(_MAX_REDUCTION_DB * _STEPS_PER_DB) + 2) / _STEPS_PER_DB / 20.0)
).astype(np.float32)
_SMOOTHING: Final = np.hanning(2 * HALF_ATTACK_FRAMES + 3)[1:-1]
_SMOOTHING_WEIGHTS: Final = _SMOOTHING / _SMOOTHING.sum()

LimiterState: TypeAlias = tuple[Block, npt.NDArray[np.float64], int]
"""The limiter's memory; its arrays are never written to again."""


class Limiter:
    """Limits one stereo stream; both channels get the same gain."""

    def __init__(self) -> None:
        self._delayed = np.zeros((_DELAYED_FRAMES, 2), np.float32)
        self._over_db = np.zeros(_HISTORY_FRAMES)
        """How far the peak at each past frame is over the ceiling, in dB."""

        self._quiet_frames = _HISTORY_FRAMES

    @property
    def state(self) -> LimiterState:
        """A snapshot of its memory; setting one restores it."""
        return self._delayed, self._over_db, self._quiet_frames

    @state.setter
    def state(self, state: LimiterState) -> None:
        self._delayed, self._over_db, self._quiet_frames = state

    def process(self, block: Block) -> None:
        """Replaces the block by the input of `DELAY_FRAMES` earlier, attenuated where it is too loud."""
        count = len(block)
        _silence_damage(block)
        stream = np.concatenate([self._delayed, block])
        self._delayed = stream[count:]
        over_db = self._excess_db(stream[2 * HALF_ATTACK_FRAMES :], count)
        block[:] = stream[_TAPS_BEFORE : _TAPS_BEFORE + count]
        if over_db is None:
            if self._quiet_frames >= _HISTORY_FRAMES:
                return
            over_db = np.zeros(count)
            self._quiet_frames += count
        else:
            self._quiet_frames = 0
        history_db = np.concatenate([self._over_db, over_db])
        self._over_db = history_db[count:]
        block *= _gains(history_db, count)[:, None]
        np.clip(block, -CLAMP, CLAMP, out=block)

    def _excess_db(self, stream: Block, count: int) -> npt.NDArray[np.float64] | None:
        """Returns the dB over the ceiling at `count` frames, from frame `_TAPS_BEFORE` of `stream` on.

        None means that no frame is over it.
        """
        flat = stream.reshape(-1)
        if np.maximum.reduce(flat) <= _SEARCH_LEVEL and np.minimum.reduce(flat) >= -_SEARCH_LEVEL:
            return None
        levels = _frame_peaks(stream)
        loud = levels > _SEARCH_LEVEL
        near = np.zeros(count, np.bool_)
        for offset in range(TAPS):
            near |= loud[offset : offset + count]
        at = np.flatnonzero(near)
        peaks = levels[at + _TAPS_BEFORE]
        for taps in _FILTERS:
            curve = np.zeros((len(at), 2), np.float32)
            # Tap by tap, so that the order of the sum does not depend on the block.
            for offset in range(TAPS):
                curve += taps[offset] * stream[at + offset]
            np.maximum(peaks, _frame_peaks(curve), out=peaks)
        if peaks.max() <= _CEILING:
            return None
        over_db = np.zeros(count)
        exceeding = peaks > _CEILING
        over_db[at[exceeding]] = np.minimum(
            20.0 * np.log10(peaks[exceeding].astype(np.float64) / _CEILING), _MAX_REDUCTION_DB
        )
        return over_db


def _silence_damage(block: Block) -> None:
    """Replaces NaN and samples over `MAX_SAMPLE` by silence: one of them would spoil all that follows."""
    flat = block.reshape(-1)
    # False for NaN too; in an undamaged block these two reductions are all the work.
    if (
        np.maximum.reduce(flat, initial=0.0) <= MAX_SAMPLE
        and np.minimum.reduce(flat, initial=0.0) >= -MAX_SAMPLE
    ):
        return
    block[~(np.abs(block) <= MAX_SAMPLE)] = 0.0


def _frame_peaks(stream: Block) -> npt.NDArray[np.float32]:
    """Returns the absolute level of the louder channel, for each frame."""
    return np.maximum(np.abs(stream[:, 0]), np.abs(stream[:, 1]))


def _gains(over_db: npt.NDArray[np.float64], count: int) -> npt.NDArray[np.float32]:
    """Returns the gain of `count` frames, from how far each frame around them is over the ceiling."""
    reduction_db = over_db
    release_db = RELEASE_DB_PER_S / RATE_HZ
    for step in range(RELEASE_STEPS):  # after a peak, the reduction shrinks by `release_db` a frame
        released = reduction_db.copy()
        np.maximum(
            released[2**step :], reduction_db[: -(2**step)] - release_db * 2**step, out=released[2**step :]
        )
        reduction_db = released
    reduction_db = reduction_db[2**RELEASE_STEPS - 1 :]
    reach = count + 2 * HALF_ATTACK_FRAMES
    held_db = np.zeros(reach)
    for offset in range(2 * HALF_ATTACK_FRAMES + 1):
        np.maximum(
            held_db,
            reduction_db[len(reduction_db) - reach - 2 * HALF_ATTACK_FRAMES + offset :][:reach],
            out=held_db,
        )
    smooth_db = np.zeros(count)
    for offset, weight in enumerate(_SMOOTHING_WEIGHTS):
        smooth_db += weight * held_db[offset : offset + count]
    return _GAIN_TABLE[np.ceil(smooth_db * _STEPS_PER_DB).astype(np.intp)]

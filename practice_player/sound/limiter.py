"""Keeps every peak under the ceiling, those between the samples too, and clamps; for the listener's ears.

It sees a few milliseconds ahead, so that it is down before a peak comes, and lets go slowly.
While nothing is too loud it changes nothing, not even the last bit.
"""

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from practice_player.lib.units import RATE_HZ
from practice_player.sound.block import Block

CEILING_DB: Final = -2.5
"""Of the curve, as far as the filter finds it: then no true peak is over -1 dB, not even white noise's."""

CLAMP: Final = 0.891
"""-1 dBFS: whatever happens, nothing louder leaves here."""

BETWEEN_DB: Final = 4.5
"""The curve is looked at where samples come so near to the ceiling.  What rises more than that between
two samples is no recording of anything; the clamp after the limiter takes it.
"""

MOST: Final = 1e6
"""No recording of anything is so high, 120 dB over full scale; sums of it are still finite."""

LOOK_FRAMES: Final = 96
"""Half of what it takes to turn down: 2 ms."""

RELEASE_DB_PER_S: Final = 70.0
RELEASE_STEPS: Final = 14
"""The release is followed over 2 to this power frames: 24 dB."""

TAPS: Final = 24
"""Of the filter that finds the curve between two samples, at a quarter, half and three quarters."""

DELAY_FRAMES: Final = 2 * LOOK_FRAMES + TAPS // 2
"""How much later the sound leaves than it came: 4.3 ms."""

_CEILING: Final = 10.0 ** (CEILING_DB / 20.0)
_AFTER: Final = TAPS // 2
_BEFORE: Final = TAPS - _AFTER - 1
_HELD: Final = DELAY_FRAMES + _BEFORE
_PAST: Final = 2**RELEASE_STEPS + 4 * LOOK_FRAMES
_FINE: Final = 512
"""Gains are steps of 1/512 dB from a table: the same bits whatever the block's size."""

_MOST_DB: Final = 24.0


def _between() -> npt.NDArray[np.float32]:
    """Three filters of `TAPS`, shape (3, TAPS), each of unit gain at rest."""
    at = np.arange(-_BEFORE, _AFTER + 1)[None, :] - np.array([0.25, 0.5, 0.75])[:, None]
    taps = np.sinc(at) * np.i0(5.0 * np.sqrt(np.maximum(0.0, 1 - (at / (TAPS / 2)) ** 2))) / np.i0(5.0)
    return np.asarray(taps / taps.sum(axis=1, keepdims=True), np.float32)


_FILTERS: Final = _between()
_SAFE: Final = 10.0 ** ((CEILING_DB - BETWEEN_DB) / 20.0)

_GAINS: Final = (10.0 ** (-np.arange(int(_MOST_DB * _FINE) + 2) / _FINE / 20.0)).astype(np.float32)
_BELL: Final = np.hanning(2 * LOOK_FRAMES + 3)[1:-1]
_WEIGHTS: Final = _BELL / _BELL.sum()

State: TypeAlias = tuple[Block, npt.NDArray[np.float64], int]
"""The limiter's memory; its arrays are never written to again."""


class Limiter:
    """One stereo stream; both sides are turned down alike."""

    def __init__(self) -> None:
        self._held = np.zeros((_HELD, 2), np.float32)
        self._over_db = np.zeros(_PAST)
        """How far the curve at each past frame is over the ceiling."""

        self._calm_frames = _PAST

    @property
    def state(self) -> State:
        """What it remembers; setting it goes back there."""
        return self._held, self._over_db, self._calm_frames

    @state.setter
    def state(self, state: State) -> None:
        self._held, self._over_db, self._calm_frames = state

    def process(self, block: Block) -> None:
        """Replaces the block by what came `DELAY_FRAMES` before, turned down where it must be."""
        count = len(block)
        _mend(block)
        stream = np.concatenate([self._held, block])
        self._held = stream[count:]
        over_db = self._over(stream[2 * LOOK_FRAMES :], count)
        block[:] = stream[_BEFORE : _BEFORE + count]
        if over_db is None:
            if self._calm_frames >= _PAST:
                return
            over_db = np.zeros(count)
            self._calm_frames += count
        else:
            self._calm_frames = 0
        every_db = np.concatenate([self._over_db, over_db])
        self._over_db = every_db[count:]
        block *= _gains(every_db, count)[:, None]
        np.clip(block, -CLAMP, CLAMP, out=block)

    def _over(self, stream: Block, count: int) -> npt.NDArray[np.float64] | None:
        """Decibels over the ceiling at `count` frames, the first `_BEFORE` into `stream`; None for none."""
        flat = stream.reshape(-1)
        if np.maximum.reduce(flat) <= _SAFE and np.minimum.reduce(flat) >= -_SAFE:
            return None
        heights = _heights(stream)
        loud = heights > _SAFE
        near = np.zeros(count, np.bool_)
        for offset in range(TAPS):
            near |= loud[offset : offset + count]
        at = np.flatnonzero(near)
        peaks = heights[at + _BEFORE]
        for taps in _FILTERS:
            curve = np.zeros((len(at), 2), np.float32)
            for offset in range(TAPS):  # one after the other: a sum of the same order in any block
                curve += taps[offset] * stream[at + offset]
            np.maximum(peaks, _heights(curve), out=peaks)
        if peaks.max() <= _CEILING:
            return None
        over_db = np.zeros(count)
        high = peaks > _CEILING
        over_db[at[high]] = np.minimum(20.0 * np.log10(peaks[high].astype(np.float64) / _CEILING), _MOST_DB)
        return over_db


def _mend(block: Block) -> None:
    """What is no number, or beyond all measure, is silence: one such sample would spoil all that follows."""
    flat = block.reshape(-1)
    # Also false for what is no number, and no more than this is looked at in a good block.
    if np.maximum.reduce(flat, initial=0.0) <= MOST and np.minimum.reduce(flat, initial=0.0) >= -MOST:
        return
    block[~(np.abs(block) <= MOST)] = 0.0


def _heights(stream: Block) -> npt.NDArray[np.float32]:
    """The louder side of each frame."""
    return np.maximum(np.abs(stream[:, 0]), np.abs(stream[:, 1]))


def _gains(over_db: npt.NDArray[np.float64], count: int) -> npt.NDArray[np.float32]:
    """The gain of `count` frames, from how far each frame around them is over the ceiling."""
    needed = over_db
    fall = RELEASE_DB_PER_S / RATE_HZ
    for step in range(RELEASE_STEPS):  # after a peak, down by a little less at each frame
        later = needed.copy()
        np.maximum(later[2**step :], needed[: -(2**step)] - fall * 2**step, out=later[2**step :])
        needed = later
    needed = needed[2**RELEASE_STEPS - 1 :]
    reach = count + 2 * LOOK_FRAMES
    around = np.zeros(reach)
    for offset in range(2 * LOOK_FRAMES + 1):
        np.maximum(around, needed[len(needed) - reach - 2 * LOOK_FRAMES + offset :][:reach], out=around)
    smooth = np.zeros(count)
    for offset, weight in enumerate(_WEIGHTS):
        smooth += weight * around[offset : offset + count]
    return _GAINS[np.ceil(smooth * _FINE).astype(np.intp)]

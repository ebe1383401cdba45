"""How loud a sound is, as broadcasters measure it (ITU-R BS.1770-4): K-weighted and gated.

Fed piece by piece; memory does not grow with the sound's length.  One channel is measured the
way it is heard, on both sides: the file on its own, read as one channel, would be 3 LU lower.
"""

from functools import cache
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from practice_player.lib.units import RATE_HZ

Samples: TypeAlias = npt.NDArray[np.float32]
"""float32 at `RATE_HZ`; shape (frames,) or (frames, 1 or 2)."""

Frequencies: TypeAlias = npt.NDArray[np.floating[Any]]
"""In Hz."""

_STEPS_A_S: Final = 10
_STEPS: Final = 4
"""Blocks of 400 ms begin every 100 ms."""

_OFFSET_DB: Final = -0.691
_GATE_LUFS: Final = -70.0
_RELATIVE_GATE_LU: Final = -10.0

_OVERSAMPLING: Final = 4

_TAPS: Final = 2**12
"""The K filter rings for less than these 85 ms: by then it is 150 dB down."""

_SPAN: Final = 2**15
"""Both channels of it stay near the processor: twice as much takes three times as long."""


def can_be_measured_at(rate_hz: int) -> bool:
    """Whether a sound need not be brought to `RATE_HZ` first."""
    return rate_hz <= RATE_HZ and rate_hz % _STEPS_A_S == 0


class LoudnessMeter:
    """Sums up a sound that arrives in pieces, each with as many channels as the first."""

    def __init__(self, rate_hz: int = RATE_HZ) -> None:
        self._step_frames = rate_hz // _STEPS_A_S
        self._filter = _k_filter(rate_hz)
        self._powers: list[npt.NDArray[np.float64]] = []
        self._before = np.zeros((0, _TAPS), np.float32)
        self._waiting = np.zeros((0, 0), np.float32)
        self._squares = np.zeros(0, np.float64)
        self._frames = 0

    def feed(self, samples: Samples) -> None:
        """Takes in the next piece, of any length."""
        rows = samples[None] if samples.ndim == 1 else samples.T
        if not len(self._before):
            self._before = np.zeros((len(rows), _TAPS), np.float32)
            self._waiting = np.zeros((len(rows), 0), np.float32)
        self._frames += len(samples)
        waiting, at = np.concatenate([self._waiting, rows], axis=1), 0
        while waiting.shape[1] - at >= _SPAN - _TAPS:
            self._take(waiting[:, at : at + _SPAN - _TAPS])
            at += _SPAN - _TAPS
        self._waiting = waiting[:, at:]

    def integrated_lufs(self) -> float:
        """The loudness of all that was fed, minus infinity for silence.

        A sound shorter than a block is measured as one block, without its silence.
        """
        if not self._frames:
            return float("-inf")
        if self._waiting.shape[1]:
            self._take(self._waiting)
            self._waiting = self._waiting[:, :0]
        powers = np.concatenate([*self._powers, self._rest()])
        if len(powers) < _STEPS:
            return _lufs(float(powers.sum() * self._step_frames / self._frames))
        blocks = np.convolve(powers, np.full(_STEPS, 1 / _STEPS), "valid")
        blocks = blocks[blocks > _power(_GATE_LUFS)]
        if not len(blocks):
            return float("-inf")
        return _lufs(float(blocks[blocks > _power(_lufs(float(blocks.mean())) + _RELATIVE_GATE_LU)].mean()))

    def _take(self, samples: Samples) -> None:
        channels, count = samples.shape
        whole = np.zeros((channels, _SPAN), np.float32)
        whole[:, :_TAPS] = self._before
        whole[:, _TAPS : _TAPS + count] = samples
        heard = np.fft.irfft(np.fft.rfft(whole) * self._filter)[:, _TAPS : _TAPS + count]
        self._before = whole[:, count : count + _TAPS].copy()
        both_sides = 2.0 if channels == 1 else 1.0
        power = np.einsum("ij,ij->j", heard, heard, dtype=np.float64) * both_sides
        squares = np.concatenate([self._squares, power])
        steps, frames = len(squares) // self._step_frames, self._step_frames
        self._powers.append(squares[: steps * frames].reshape(steps, frames).mean(axis=1))
        self._squares = squares[steps * frames :]

    def _rest(self) -> npt.NDArray[np.float64]:
        """The last, unfinished step of a sound too short for one block; longer sounds leave it out."""
        if sum(map(len, self._powers)) >= _STEPS or not len(self._squares):
            return np.zeros(0)
        return np.array([self._squares.sum() / self._step_frames])


def loudness_lufs(samples: Samples) -> float:
    """The integrated loudness of a whole sound."""
    meter = LoudnessMeter()
    meter.feed(samples)
    return meter.integrated_lufs()


def k_gain(hz: Frequencies) -> npt.NDArray[np.float64]:
    """The gain of the two filters of BS.1770-4 at these frequencies."""
    return np.abs(_k_response(hz))


def true_peak_dbtp(sound: Samples) -> float:
    """The highest point of the curve through the samples, oversampled four times."""
    import soxr

    between = soxr.resample(sound, RATE_HZ, RATE_HZ * _OVERSAMPLING, quality="VHQ")
    peak = max(float(np.abs(between).max(initial=0.0)), float(np.abs(sound).max(initial=0.0)))
    return 20.0 * float(np.log10(max(peak, 1e-9)))


@cache
def _k_filter(rate_hz: int) -> npt.NDArray[np.complex64]:
    return np.asarray(_k_response(np.fft.rfftfreq(_SPAN, 1 / rate_hz)), np.complex64)


def _k_response(hz: Frequencies) -> npt.NDArray[np.complex128]:
    z = np.exp(-2j * np.pi * hz / RATE_HZ)
    shelf = (1.53512485958697 - 2.69169618940638 * z + 1.19839281085285 * z**2) / (
        1 - 1.69065929318241 * z + 0.73248077421585 * z**2
    )
    low_cut = (1 - 2 * z + z**2) / (1 - 1.99004745483398 * z + 0.99007225036621 * z**2)
    return np.asarray(shelf * low_cut, np.complex128)


def _lufs(power: float) -> float:
    return _OFFSET_DB + 10.0 * float(np.log10(power)) if power > 0.0 else float("-inf")


def _power(lufs: float) -> float:
    return float(10.0 ** ((lufs - _OFFSET_DB) / 10.0))

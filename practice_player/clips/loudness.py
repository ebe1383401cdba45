"""Measures loudness as broadcasters do (ITU-R BS.1770-4): K-weighted and gated.

Fed chunk by chunk; memory does not grow with the sound's length.  A mono sound is measured as it is played,
on both channels: measured as a single channel it would be 3 LU lower.
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

_STEPS_PER_S: Final = 10
_STEPS_PER_BLOCK: Final = 4
"""Gating blocks of 400 ms, which begin every 100 ms."""

_OFFSET_DB: Final = -0.691
_GATE_LUFS: Final = -70.0
_RELATIVE_GATE_LU: Final = -10.0

_OVERSAMPLING: Final = 4

_TAPS: Final = 2**12
"""The K filter's impulse response is cut off after these 85 ms, where it is 150 dB down."""

_FFT_FRAMES: Final = 2**15
"""Both channels of it fit the processor's cache: twice as much takes three times as long."""


def can_be_measured_at(rate_hz: int) -> bool:
    """Returns whether a sound of this rate can be measured without resampling to `RATE_HZ`."""
    return rate_hz <= RATE_HZ and rate_hz % _STEPS_PER_S == 0


class LoudnessMeter:
    """Measures a sound that arrives in chunks, each with as many channels as the first."""

    def __init__(self, rate_hz: int = RATE_HZ) -> None:
        self._step_frames = rate_hz // _STEPS_PER_S
        self._filter = _k_filter(rate_hz)
        self._powers: list[npt.NDArray[np.float64]] = []
        self._previous = np.zeros((0, _TAPS), np.float32)
        self._unfiltered = np.zeros((0, 0), np.float32)
        self._squares = np.zeros(0, np.float64)
        self._frames = 0

    def feed(self, samples: Samples) -> None:
        """Adds the next chunk, of any length."""
        rows = samples[None] if samples.ndim == 1 else samples.T
        if not len(self._previous):
            self._previous = np.zeros((len(rows), _TAPS), np.float32)
            self._unfiltered = np.zeros((len(rows), 0), np.float32)
        self._frames += len(samples)
        pending, at = np.concatenate([self._unfiltered, rows], axis=1), 0
        while pending.shape[1] - at >= _FFT_FRAMES - _TAPS:
            self._add_powers(pending[:, at : at + _FFT_FRAMES - _TAPS])
            at += _FFT_FRAMES - _TAPS
        self._unfiltered = pending[:, at:]

    def integrated_lufs(self) -> float:
        """Returns the loudness of everything that was fed, minus infinity for silence.

        A sound shorter than a gating block is measured over its own length, without gating.
        """
        if not self._frames:
            return float("-inf")
        if self._unfiltered.shape[1]:
            self._add_powers(self._unfiltered)
            self._unfiltered = self._unfiltered[:, :0]
        powers = np.concatenate([*self._powers, self._unfinished_step()])
        if len(powers) < _STEPS_PER_BLOCK:
            return _lufs(float(powers.sum() * self._step_frames / self._frames))
        blocks = np.convolve(powers, np.full(_STEPS_PER_BLOCK, 1 / _STEPS_PER_BLOCK), "valid")
        blocks = blocks[blocks > _power(_GATE_LUFS)]
        if not len(blocks):
            return float("-inf")
        return _lufs(float(blocks[blocks > _power(_lufs(float(blocks.mean())) + _RELATIVE_GATE_LU)].mean()))

    def _add_powers(self, samples: Samples) -> None:
        """Filters samples of shape (channels, frames), and adds the mean power of each finished step."""
        channels, count = samples.shape
        window = np.zeros((channels, _FFT_FRAMES), np.float32)
        window[:, :_TAPS] = self._previous
        window[:, _TAPS : _TAPS + count] = samples
        weighted = np.fft.irfft(np.fft.rfft(window) * self._filter)[:, _TAPS : _TAPS + count]
        self._previous = window[:, count : count + _TAPS].copy()
        channel_weight = 2.0 if channels == 1 else 1.0
        power = np.einsum("ij,ij->j", weighted, weighted, dtype=np.float64) * channel_weight
        squares = np.concatenate([self._squares, power])
        steps, frames = len(squares) // self._step_frames, self._step_frames
        self._powers.append(squares[: steps * frames].reshape(steps, frames).mean(axis=1))
        self._squares = squares[steps * frames :]

    def _unfinished_step(self) -> npt.NDArray[np.float64]:
        """Returns the last step of a sound too short for one block; longer sounds leave it out."""
        if sum(map(len, self._powers)) >= _STEPS_PER_BLOCK or not len(self._squares):
            return np.zeros(0)
        return np.array([self._squares.sum() / self._step_frames])


def loudness_lufs(samples: Samples) -> float:
    """Returns the integrated loudness of a whole sound."""
    meter = LoudnessMeter()
    meter.feed(samples)
    return meter.integrated_lufs()


def k_gain(hz: Frequencies) -> npt.NDArray[np.float64]:
    """Returns the gain of the two filters of BS.1770-4 at these frequencies."""
    return np.abs(_k_response(hz))


def true_peak_dbtp(sound: Samples) -> float:
    """Returns the true peak in dBTP, from the sound oversampled four times."""
    import soxr

    oversampled = soxr.resample(sound, RATE_HZ, RATE_HZ * _OVERSAMPLING, quality="VHQ")
    peak = max(float(np.abs(oversampled).max(initial=0.0)), float(np.abs(sound).max(initial=0.0)))
    return 20.0 * float(np.log10(max(peak, 1e-9)))


@cache
def _k_filter(rate_hz: int) -> npt.NDArray[np.complex64]:
    return np.asarray(_k_response(np.fft.rfftfreq(_FFT_FRAMES, 1 / rate_hz)), np.complex64)


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

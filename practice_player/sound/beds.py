"""Backgrounds without a seam, a melody or anything bright.

Each is made from a spectrum, so that its loop comes back to its own start without a join; left
and right read the same minute half a turn apart.  All are equally loud, by the ear's weighting.
"""

from collections.abc import Callable
from functools import cache
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from practice_player.sound.block import Block, Mono
from practice_player.units import RATE_HZ

LOOP_FRAMES: Final = 3 * 2**20
"""65.5 s (content 3.3: 60 s or more)."""

LEVEL_LUFS: Final = -28.5
"""Heard on both sides: 8-12 dB below the voice's -18 LUFS (content 3.3)."""

SEED: Final = 2023

Spectrum: TypeAlias = npt.NDArray[np.float32]
"""Strength of each frequency bin, float32, shape (LOOP_FRAMES // 2 + 1,)."""


class Bed:
    """An endless background, readable from any frame."""

    def __init__(self, loop: Mono) -> None:
        self._loop = loop

    def read(self, start_frame: int, out: Block) -> None:
        """Fills `out` with the frames from `start_frame` on."""
        _take(self._loop, start_frame, out[:, 0])
        _take(self._loop, start_frame + len(self._loop) // 2, out[:, 1])


def bed_named(name: str) -> Bed | None:
    """The bed of a name; None for `none`, or for a name that is not known."""
    return _made(name) if name in BEDS else None


@cache
def _made(name: str) -> Bed:
    """Made once a process, in about a quarter of a second."""
    loop = BEDS[name]()
    loop *= np.float32(10.0 ** ((LEVEL_LUFS - _loudness_lufs(loop)) / 20.0))
    return Bed(loop)


def _hush() -> Mono:
    """Brown noise."""
    return _noise(lambda hz: hz / (45.0**2 + hz**2) / (1 + (hz / 2200.0) ** 4), SEED)


def _rain() -> Mono:
    """A steady fall on leaves, a little nearer and farther."""
    near = _noise(lambda hz: hz / (700.0 + hz) / (1 + (hz / 3800.0) ** 4), SEED + 1)
    far = _noise(lambda hz: hz / (150.0**2 + hz**2) / (1 + (hz / 1200.0) ** 4), SEED + 2)
    return near * _swell((5, 9, 13), depth=0.25) / _rms(near) + far * np.float32(0.8) / _rms(far)


def _sea() -> Mono:
    """Waves, none quite as long as the last."""
    deep = _noise(lambda hz: hz / (60.0**2 + hz**2) / (1 + (hz / 900.0) ** 4), SEED + 3)
    foam = _noise(lambda hz: hz / (500.0 + hz) / (1 + (hz / 3000.0) ** 4), SEED + 4)
    waves = _swell((6, 7, 10), depth=0.95)
    rolling = deep / _rms(deep) * (np.float32(0.45) + waves)
    breaking = foam * np.float32(0.3) / _rms(foam) * np.square(waves)
    return np.asarray(rolling + breaking, np.float32)


def _drone() -> Mono:
    """Low tones that beat slowly against each other; one chord, no melody."""
    spectrum = np.zeros(LOOP_FRAMES // 2 + 1, np.complex64)
    for hz, strength in ((110.0, 1.0), (165.0, 0.5), (220.0, 0.35), (330.0, 0.12)):
        around = round(hz * LOOP_FRAMES / RATE_HZ)
        for number, offset in enumerate((-5, 0, 4)):  # whole turns a loop: the beat has no seam either
            spectrum[around + offset] = strength * np.exp(1j * (number + hz))
    air = _noise(lambda hz: hz / (80.0**2 + hz**2) / (1 + (hz / 700.0) ** 4), SEED + 5)
    tones = np.fft.irfft(spectrum, LOOP_FRAMES).astype(np.float32, copy=False)
    return tones / _rms(tones) + air * np.float32(0.25) / _rms(air)


def _night() -> Mono:
    """A still garden: dark air, and far crickets that come and go."""
    air = _noise(lambda hz: hz / (50.0**2 + hz**2) / (1 + (hz / 600.0) ** 4), SEED + 6)
    crickets = _noise(lambda hz: np.exp(-(((hz - 2900.0) / 90.0) ** 2)), SEED + 7)
    chirp = np.clip(_swell((131, 262), depth=1.0) * 2 - 1, 0, 1) * _swell((4, 7), depth=0.9)
    return air / _rms(air) + crickets * np.float32(0.06) / _rms(crickets) * chirp


BEDS: Final[dict[str, Callable[[], Mono]]] = {
    "hush": _hush,
    "rain": _rain,
    "sea": _sea,
    "drone": _drone,
    "night": _night,
}
"""Every background there is, by name."""


def _noise(shape: Callable[[Spectrum], Spectrum], seed: int) -> Mono:
    """Noise of a shape, with random phases from a fixed seed: the same bits every time."""
    bins = LOOP_FRAMES // 2 + 1
    phases = np.random.Generator(np.random.PCG64(seed)).random(bins, dtype=np.float32)
    phases *= np.float32(2 * np.pi)
    strength = shape(_hz()).astype(np.float32, copy=False)
    strength[0] = 0.0
    spectrum = np.empty(bins, np.complex64)
    spectrum.real = strength * np.cos(phases)
    spectrum.imag = strength * np.sin(phases)
    return np.fft.irfft(spectrum, LOOP_FRAMES).astype(np.float32, copy=False)


def _swell(turns: tuple[int, ...], *, depth: float) -> Mono:
    """A slow rise and fall between 1 - depth and 1, of whole turns a loop."""
    at = np.arange(LOOP_FRAMES, dtype=np.float32) * np.float32(2 * np.pi / LOOP_FRAMES)
    wave = sum(np.cos(at * np.float32(turn) + np.float32(turn)) for turn in turns) / np.float32(len(turns))
    return np.asarray(1 - depth * (0.5 - 0.5 * wave), np.float32)


def _rms(loop: Mono) -> np.float32:
    return np.float32(np.sqrt(np.mean(np.square(loop), dtype=np.float64)))


def _loudness_lufs(loop: Mono) -> float:
    """BS.1770 loudness of the loop on both sides: K-weighted in the frequency domain, ungated."""
    power = np.square(np.abs(np.fft.rfft(loop)).astype(np.float32) * _k_weight())
    mean = 2.0 * float(np.sum(power, dtype=np.float64)) / LOOP_FRAMES**2
    return float(-0.691 + 10.0 * np.log10(2.0 * mean))


def _k_weight() -> Spectrum:
    """The two filters of BS.1770-4 at 48 kHz, as the gain of each bin."""
    z = np.exp(-2j * np.pi * _hz() / RATE_HZ).astype(np.complex64)
    shelf = (1.53512486 - 2.69169619 * z + 1.19839281 * z**2) / (1 - 1.69065929 * z + 0.73248077 * z**2)
    low_cut = (1 - 2 * z + z**2) / (1 - 1.99004745 * z + 0.99007225 * z**2)
    return np.asarray(np.abs(shelf * low_cut), np.float32)


def _hz() -> Spectrum:
    return np.fft.rfftfreq(LOOP_FRAMES, 1 / RATE_HZ).astype(np.float32)


def _take(loop: Mono, start_frame: int, out: Mono) -> None:
    at = start_frame % len(loop)
    filled = 0
    while filled < len(out):
        part = loop[at : at + len(out) - filled]
        out[filled : filled + len(part)] = part
        filled += len(part)
        at = 0

"""Synthesises backgrounds: seamless, without a melody and without bright sounds.

Each is a loop of over a minute, made chunk by chunk, so that making it takes little memory.  The left
and right channels read it half a loop apart.  All have the same K-weighted loudness.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from practice_player.clips.loudness import Frequencies, k_gain
from practice_player.lib.units import RATE_HZ
from practice_player.sound.block import Block, Mono

CHUNK_FRAMES: Final = 2**14
CHUNKS: Final = 192
LOOP_FRAMES: Final = CHUNKS * CHUNK_FRAMES
"""65.5 s (content 3.3: 60 s or more)."""

LEVEL_LUFS: Final = -28.5
"""The loudness of every bed, in stereo: 8-12 dB below the voice's -18 LUFS (content 3.3)."""

SEED: Final = 2023

FULL_SCALE: Final = 0.5
"""The level that the 16-bit samples of a loop can reach: their rounding noise is under -100 dB."""

Spectrum: TypeAlias = Callable[[Frequencies], Frequencies]
"""Returns the amplitude of a noise at frequencies in Hz."""


class Bed:
    """An endless background, readable from any frame."""

    def __init__(self, loop: npt.NDArray[np.int16]) -> None:
        self._loop = loop

    def read(self, start_frame: int, out: Block) -> None:
        """Fills `out` with the frames from `start_frame` on."""
        _read_loop(self._loop, start_frame, out[:, 0])
        _read_loop(self._loop, start_frame + len(self._loop) // 2, out[:, 1])


class _Layer(Protocol):
    """One of the sounds that are added up to a bed."""

    power: float
    """Its mean square after K-weighting."""

    def chunk(self, number: int) -> Mono: ...


class _Noise:
    """Noise with a given spectrum and a mean square of 1 before weighting; deterministic to the bit."""

    def __init__(self, spectrum: Spectrum, seed: int) -> None:
        self._seed = seed
        hz = np.fft.rfftfreq(2 * CHUNK_FRAMES, 1 / RATE_HZ)
        amplitude = spectrum(hz)
        amplitude[0] = 0.0
        amplitude /= np.sqrt(np.mean(np.square(amplitude)) / 3.0)  # uniform noise has a mean square of 1/3
        self.power = float(np.mean(np.square(amplitude * k_gain(hz))) / 3.0)
        # The impulse response is no longer than a chunk, so that the noise of two chunks is all it needs.
        taps = np.roll(np.fft.irfft(amplitude), CHUNK_FRAMES // 2)
        taps[CHUNK_FRAMES:] = 0.0
        taps[:CHUNK_FRAMES] *= np.hanning(CHUNK_FRAMES)
        self._filter = np.fft.rfft(taps).astype(np.complex64)
        self._window = np.zeros(2 * CHUNK_FRAMES, np.float32)
        self._last_chunk = -2

    def chunk(self, number: int) -> Mono:
        if self._last_chunk == number - 1:
            self._window[:CHUNK_FRAMES] = self._window[CHUNK_FRAMES:]
        else:
            self._window[:CHUNK_FRAMES] = self._white_noise(number - 1)
        self._window[CHUNK_FRAMES:] = self._white_noise(number)
        self._last_chunk = number
        filtered = np.fft.irfft(np.fft.rfft(self._window) * self._filter)
        return np.asarray(filtered[CHUNK_FRAMES:], np.float32)

    def _white_noise(self, number: int) -> Mono:
        return _uniform_noise(self._seed, (number % CHUNKS) * CHUNK_FRAMES)


class _Chord:
    """Tones with a whole number of periods in the loop, each beating slowly with two neighbours."""

    _PERIOD_OFFSETS = (-5, 0, 4)

    def __init__(self, amplitudes_by_hz: dict[float, float]) -> None:
        self._periods: list[int] = []
        amplitudes: list[float] = []
        phases: list[float] = []
        for hz, amplitude in amplitudes_by_hz.items():
            for number, offset in enumerate(self._PERIOD_OFFSETS):
                self._periods.append(round(hz * LOOP_FRAMES / RATE_HZ) + offset)
                amplitudes.append(amplitude)
                phases.append(number + hz)
        tones_hz = np.array(self._periods) * RATE_HZ / LOOP_FRAMES
        scale = np.array(amplitudes) / np.sqrt(np.sum(np.square(amplitudes)) / 2)
        self.power = float(np.sum(np.square(scale * k_gain(tones_hz))) / 2)
        self._scale, self._phases = scale, np.array(phases)
        angles = 2 * np.pi * np.outer(self._periods, np.arange(CHUNK_FRAMES)) / LOOP_FRAMES
        self._waves = np.concatenate([np.cos(angles), np.sin(angles)]).astype(np.float32)

    def chunk(self, number: int) -> Mono:
        start_angles = 2 * np.pi * (np.array(self._periods) * number % CHUNKS) / CHUNKS + self._phases
        weights = np.concatenate([self._scale * np.cos(start_angles), -self._scale * np.sin(start_angles)])
        return np.asarray(weights.astype(np.float32) @ self._waves, np.float32)


@dataclass(frozen=True, slots=True)
class _Swell:
    """A gain that slowly rises and falls between 1 - depth and 1, a whole number of times in the loop."""

    periods: tuple[int, ...]
    depth: float

    def chunk(self, number: int) -> Mono:
        angle = np.arange(number * CHUNK_FRAMES, (number + 1) * CHUNK_FRAMES, dtype=np.float32)
        angle *= np.float32(2 * np.pi / LOOP_FRAMES)
        wave = sum(np.cos(angle * np.float32(count) + np.float32(count)) for count in self.periods)
        return np.asarray(1 - self.depth * (0.5 - 0.5 * wave / np.float32(len(self.periods))), np.float32)


class _Modulated:
    """A layer multiplied by a changing gain."""

    def __init__(self, layer: _Layer, level: Callable[[int], Mono]) -> None:
        self._layer, self._level = layer, level
        squares = [float(np.mean(np.square(level(number)))) for number in range(CHUNKS)]
        self.power = layer.power * float(np.mean(squares))

    def chunk(self, number: int) -> Mono:
        return self._layer.chunk(number) * self._level(number)


class _Scaled:
    """A layer multiplied by a constant gain."""

    def __init__(self, layer: _Layer, factor: float) -> None:
        self._layer, self._factor = layer, factor
        self.power = layer.power * factor**2

    def chunk(self, number: int) -> Mono:
        return self._layer.chunk(number) * np.float32(self._factor)


def _hush() -> list[_Layer]:
    """Brown noise."""
    return [_Noise(lambda hz: hz / (45.0**2 + hz**2) / (1 + (hz / 2200.0) ** 4), SEED)]


def _rain() -> list[_Layer]:
    """Steady rain on leaves, in the foreground and in the distance."""
    near = _Noise(lambda hz: hz / (700.0 + hz) / (1 + (hz / 3800.0) ** 4), SEED + 1)
    far = _Noise(lambda hz: hz / (150.0**2 + hz**2) / (1 + (hz / 1200.0) ** 4), SEED + 2)
    return [_Modulated(near, _Swell((5, 9, 13), 0.25).chunk), _Scaled(far, 0.8)]


def _sea() -> list[_Layer]:
    """Waves of varying length."""
    deep = _Noise(lambda hz: hz / (60.0**2 + hz**2) / (1 + (hz / 900.0) ** 4), SEED + 3)
    foam = _Noise(lambda hz: hz / (500.0 + hz) / (1 + (hz / 3000.0) ** 4), SEED + 4)
    waves = _Swell((6, 7, 10), 0.95)
    rolling = _Modulated(deep, lambda number: np.float32(0.45) + waves.chunk(number))
    breaking = _Modulated(foam, lambda number: np.float32(0.3) * np.square(waves.chunk(number)))
    return [rolling, breaking]


def _drone() -> list[_Layer]:
    """Low tones of one chord that beat slowly against each other."""
    air = _Noise(lambda hz: hz / (80.0**2 + hz**2) / (1 + (hz / 700.0) ** 4), SEED + 5)
    return [_Chord({110.0: 1.0, 165.0: 0.5, 220.0: 0.35, 330.0: 0.12}), _Scaled(air, 0.25)]


def _night() -> list[_Layer]:
    """A garden at night: low air noise, and distant crickets that come and go."""
    air = _Noise(lambda hz: hz / (50.0**2 + hz**2) / (1 + (hz / 600.0) ** 4), SEED + 6)
    crickets = _Noise(lambda hz: np.exp(-(((hz - 2900.0) / 90.0) ** 2)), SEED + 7)
    chirp, calm = _Swell((131, 262), 1.0), _Swell((4, 7), 0.9)

    def level(number: int) -> Mono:
        chirps = np.clip(chirp.chunk(number) * 2 - 1, 0, 1)
        return np.asarray(np.float32(0.06) * chirps * calm.chunk(number), np.float32)

    return [air, _Modulated(crickets, level)]


BEDS: Final[dict[str, Callable[[], list[_Layer]]]] = {
    "hush": _hush,
    "rain": _rain,
    "sea": _sea,
    "drone": _drone,
    "night": _night,
}
"""The recipe of every background, by name."""


def make_bed(name: str) -> Bed:
    """Makes a bed of `BEDS`; takes a fraction of a second."""
    layers = BEDS[name]()
    # The two channels are uncorrelated: their powers add, as the loudness meter adds them.
    loudness_lufs = -0.691 + 10.0 * float(np.log10(2 * sum(layer.power for layer in layers)))
    scale = np.float32(10.0 ** ((LEVEL_LUFS - loudness_lufs) / 20.0) * 32_767 / FULL_SCALE)
    loop = np.empty((CHUNKS, CHUNK_FRAMES), np.int16)
    for number in range(CHUNKS):
        samples = layers[0].chunk(number)
        for layer in layers[1:]:
            samples += layer.chunk(number)
        np.rint(samples * scale, out=loop[number], casting="unsafe")
    return Bed(loop.reshape(-1))


def _uniform_noise(seed: int, start: int) -> Mono:
    """Returns `CHUNK_FRAMES` uniform random numbers from -1 to 1, each a hash of its position (SplitMix64).

    numpy's own generators would cost 6 MB to import, and may change between versions.
    """
    state = np.arange(start, start + CHUNK_FRAMES, dtype=np.uint64) + np.uint64(seed << 32)
    state *= np.uint64(0x9E3779B97F4A7C15)
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    state ^= state >> np.uint64(31)
    return (state >> np.uint64(40)).astype(np.float32) * np.float32(2.0**-23) - np.float32(1)


def _read_loop(loop: npt.NDArray[np.int16], start_frame: int, out: Mono) -> None:
    """Fills `out` from any frame on, going back to the loop's start as often as needed."""
    at = start_frame % len(loop)
    filled = 0
    while filled < len(out):
        samples = loop[at : at + len(out) - filled]
        np.multiply(samples, np.float32(FULL_SCALE / 32_767), out=out[filled : filled + len(samples)])
        filled += len(samples)
        at = 0

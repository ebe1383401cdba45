"""Backgrounds without a seam, a melody or anything bright.

Each is a loop of over a minute that runs into its own start, made a piece at a time, so that
making it takes little memory.  Left and right read it half a turn apart.  All are equally loud, by
the ear's weighting.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from practice_player.clips.loudness import Frequencies, k_gain
from practice_player.lib.units import RATE_HZ
from practice_player.sound.block import Block, Mono

PIECE_FRAMES: Final = 2**14
PIECES: Final = 192
LOOP_FRAMES: Final = PIECES * PIECE_FRAMES
"""65.5 s (content 3.3: 60 s or more)."""

LEVEL_LUFS: Final = -28.5
"""Heard on both sides: 8-12 dB below the voice's -18 LUFS (content 3.3)."""

SEED: Final = 2023

FULL_SCALE: Final = 0.5
"""Loops are kept in 16 bits of this range: the rounding lies under -100 dB."""

Shape: TypeAlias = Callable[[Frequencies], Frequencies]
"""The strength of a noise at frequencies in Hz."""


class Bed:
    """An endless background, readable from any frame."""

    def __init__(self, loop: npt.NDArray[np.int16]) -> None:
        self._loop = loop

    def read(self, start_frame: int, out: Block) -> None:
        """Fills `out` with the frames from `start_frame` on."""
        _take(self._loop, start_frame, out[:, 0])
        _take(self._loop, start_frame + len(self._loop) // 2, out[:, 1])


class _Layer(Protocol):
    """One sound of a bed."""

    power: float
    """Its mean square after the ear's weighting."""

    def piece(self, number: int) -> Mono: ...


class _Noise:
    """Noise of a shape, its mean square 1 before the weighting; the same bits every time."""

    def __init__(self, shape: Shape, seed: int) -> None:
        self._seed = seed
        hz = np.fft.rfftfreq(2 * PIECE_FRAMES, 1 / RATE_HZ)
        strength = shape(hz)
        strength[0] = 0.0
        strength /= np.sqrt(np.mean(np.square(strength)) / 3.0)  # uniform noise has a mean square of 1/3
        self.power = float(np.mean(np.square(strength * k_gain(hz))) / 3.0)
        # Rotated by a quarter of the span and cut, so that a piece and the one before are all it needs.
        taps = np.roll(np.fft.irfft(strength), PIECE_FRAMES // 2)
        taps[PIECE_FRAMES:] = 0.0
        taps[:PIECE_FRAMES] *= np.hanning(PIECE_FRAMES)
        self._filter = np.fft.rfft(taps).astype(np.complex64)
        self._span = np.zeros(2 * PIECE_FRAMES, np.float32)
        self._in_span = -2

    def piece(self, number: int) -> Mono:
        if self._in_span == number - 1:
            self._span[:PIECE_FRAMES] = self._span[PIECE_FRAMES:]
        else:
            self._span[:PIECE_FRAMES] = self._white(number - 1)
        self._span[PIECE_FRAMES:] = self._white(number)
        self._in_span = number
        filtered = np.fft.irfft(np.fft.rfft(self._span) * self._filter)
        return np.asarray(filtered[PIECE_FRAMES:], np.float32)

    def _white(self, number: int) -> Mono:
        return _scattered(self._seed, (number % PIECES) * PIECE_FRAMES)


class _Chord:
    """Tones of whole turns a loop, by strength; each beats slowly with two close by."""

    _OFFSETS = (-5, 0, 4)

    def __init__(self, strengths_by_hz: dict[float, float]) -> None:
        self._turns: list[int] = []
        strengths: list[float] = []
        phases: list[float] = []
        for hz, strength in strengths_by_hz.items():
            for number, offset in enumerate(self._OFFSETS):
                self._turns.append(round(hz * LOOP_FRAMES / RATE_HZ) + offset)
                strengths.append(strength)
                phases.append(number + hz)
        tones_hz = np.array(self._turns) * RATE_HZ / LOOP_FRAMES
        scale = np.array(strengths) / np.sqrt(np.sum(np.square(strengths)) / 2)
        self.power = float(np.sum(np.square(scale * k_gain(tones_hz))) / 2)
        self._scale, self._phases = scale, np.array(phases)
        along = 2 * np.pi * np.outer(self._turns, np.arange(PIECE_FRAMES)) / LOOP_FRAMES
        self._waves = np.concatenate([np.cos(along), np.sin(along)]).astype(np.float32)

    def piece(self, number: int) -> Mono:
        at = 2 * np.pi * (np.array(self._turns) * number % PIECES) / PIECES + self._phases
        weights = np.concatenate([self._scale * np.cos(at), -self._scale * np.sin(at)])
        return np.asarray(weights.astype(np.float32) @ self._waves, np.float32)


@dataclass(frozen=True, slots=True)
class _Swell:
    """A slow rise and fall between 1 - depth and 1, of whole turns a loop."""

    turns: tuple[int, ...]
    depth: float

    def piece(self, number: int) -> Mono:
        at = np.arange(number * PIECE_FRAMES, (number + 1) * PIECE_FRAMES, dtype=np.float32)
        at *= np.float32(2 * np.pi / LOOP_FRAMES)
        wave = sum(np.cos(at * np.float32(turn) + np.float32(turn)) for turn in self.turns)
        return np.asarray(1 - self.depth * (0.5 - 0.5 * wave / np.float32(len(self.turns))), np.float32)


class _Swelling:
    """A layer under a changing level."""

    def __init__(self, layer: _Layer, level: Callable[[int], Mono]) -> None:
        self._layer, self._level = layer, level
        squares = [float(np.mean(np.square(level(number)))) for number in range(PIECES)]
        self.power = layer.power * float(np.mean(squares))

    def piece(self, number: int) -> Mono:
        return self._layer.piece(number) * self._level(number)


class _Softer:
    """A layer at a part of its strength."""

    def __init__(self, layer: _Layer, factor: float) -> None:
        self._layer, self._factor = layer, factor
        self.power = layer.power * factor**2

    def piece(self, number: int) -> Mono:
        return self._layer.piece(number) * np.float32(self._factor)


def _hush() -> list[_Layer]:
    """Brown noise."""
    return [_Noise(lambda hz: hz / (45.0**2 + hz**2) / (1 + (hz / 2200.0) ** 4), SEED)]


def _rain() -> list[_Layer]:
    """A steady fall on leaves, a little nearer and farther."""
    near = _Noise(lambda hz: hz / (700.0 + hz) / (1 + (hz / 3800.0) ** 4), SEED + 1)
    far = _Noise(lambda hz: hz / (150.0**2 + hz**2) / (1 + (hz / 1200.0) ** 4), SEED + 2)
    return [_Swelling(near, _Swell((5, 9, 13), 0.25).piece), _Softer(far, 0.8)]


def _sea() -> list[_Layer]:
    """Waves, none quite as long as the last."""
    deep = _Noise(lambda hz: hz / (60.0**2 + hz**2) / (1 + (hz / 900.0) ** 4), SEED + 3)
    foam = _Noise(lambda hz: hz / (500.0 + hz) / (1 + (hz / 3000.0) ** 4), SEED + 4)
    waves = _Swell((6, 7, 10), 0.95)
    rolling = _Swelling(deep, lambda number: np.float32(0.45) + waves.piece(number))
    breaking = _Swelling(foam, lambda number: np.float32(0.3) * np.square(waves.piece(number)))
    return [rolling, breaking]


def _drone() -> list[_Layer]:
    """Low tones that beat slowly against each other; one chord, no melody."""
    air = _Noise(lambda hz: hz / (80.0**2 + hz**2) / (1 + (hz / 700.0) ** 4), SEED + 5)
    return [_Chord({110.0: 1.0, 165.0: 0.5, 220.0: 0.35, 330.0: 0.12}), _Softer(air, 0.25)]


def _night() -> list[_Layer]:
    """A still garden: dark air, and far crickets that come and go."""
    air = _Noise(lambda hz: hz / (50.0**2 + hz**2) / (1 + (hz / 600.0) ** 4), SEED + 6)
    crickets = _Noise(lambda hz: np.exp(-(((hz - 2900.0) / 90.0) ** 2)), SEED + 7)
    chirp, calm = _Swell((131, 262), 1.0), _Swell((4, 7), 0.9)

    def level(number: int) -> Mono:
        chirping = np.clip(chirp.piece(number) * 2 - 1, 0, 1)
        return np.asarray(np.float32(0.06) * chirping * calm.piece(number), np.float32)

    return [air, _Swelling(crickets, level)]


BEDS: Final[dict[str, Callable[[], list[_Layer]]]] = {
    "hush": _hush,
    "rain": _rain,
    "sea": _sea,
    "drone": _drone,
    "night": _night,
}
"""Every background there is, by name."""


def make_bed(name: str) -> Bed:
    """A bed of `BEDS`, made in a fraction of a second."""
    layers = BEDS[name]()
    # Two sides, not alike: their powers add, as the meter adds them.
    loudness_lufs = -0.691 + 10.0 * float(np.log10(2 * sum(layer.power for layer in layers)))
    scale = np.float32(10.0 ** ((LEVEL_LUFS - loudness_lufs) / 20.0) * 32_767 / FULL_SCALE)
    loop = np.empty((PIECES, PIECE_FRAMES), np.int16)
    for number in range(PIECES):
        piece = layers[0].piece(number)
        for layer in layers[1:]:
            piece += layer.piece(number)
        np.rint(piece * scale, out=loop[number], casting="unsafe")
    return Bed(loop.reshape(-1))


def _scattered(seed: int, start: int) -> Mono:
    """`PIECE_FRAMES` even random numbers from -1 to 1, each a function of its place (SplitMix64).

    numpy's own generators would cost 6 MB to import, and may change between versions.
    """
    place = np.arange(start, start + PIECE_FRAMES, dtype=np.uint64) + np.uint64(seed << 32)
    place *= np.uint64(0x9E3779B97F4A7C15)
    place = (place ^ (place >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    place = (place ^ (place >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    place ^= place >> np.uint64(31)
    return (place >> np.uint64(40)).astype(np.float32) * np.float32(2.0**-23) - np.float32(1)


def _take(loop: npt.NDArray[np.int16], start_frame: int, out: Mono) -> None:
    at = start_frame % len(loop)
    filled = 0
    while filled < len(out):
        part = loop[at : at + len(out) - filled]
        np.multiply(part, np.float32(FULL_SCALE / 32_767), out=out[filled : filled + len(part)])
        filled += len(part)
        at = 0

"""The background: brown noise without a seam, without a melody.

The noise is shaped in the frequency domain and comes back to its own start, so that it loops
without a join; left and right read the same minute half a turn apart.
"""

from functools import cache
from typing import Final

import numpy as np

from practice_player.sound.block import Block, Mono
from practice_player.units import RATE_HZ, gain

LOOP_FRAMES: Final = 3 * 2**20
"""65.5 s (content 3.3: 60 s or more)."""

LOW_HZ: Final = 45.0
HIGH_HZ: Final = 2200.0
"""The noise falls 6 dB an octave from `LOW_HZ` and faster above `HIGH_HZ`."""

LEVEL_DB: Final = -30.5
"""RMS of each channel; heard as about -28 LUFS less the ear's weighting of low sounds."""

SEED: Final = 2023


class Bed:
    """An endless background, readable from any frame."""

    def __init__(self, loop: Mono) -> None:
        self._loop = loop

    def read(self, start_frame: int, out: Block) -> None:
        """Fills `out` with the frames from `start_frame` on."""
        _take(self._loop, start_frame, out[:, 0])
        _take(self._loop, start_frame + len(self._loop) // 2, out[:, 1])


@cache
def hush() -> Bed:
    """Brown noise; made once a process, in about a quarter of a second."""
    # Random phases over a fixed spectrum: the same bits wherever the generator is the same.
    bins = LOOP_FRAMES // 2 + 1
    phases = np.random.Generator(np.random.PCG64(SEED)).random(bins, dtype=np.float32)
    phases *= np.float32(2 * np.pi)
    hz = np.fft.rfftfreq(LOOP_FRAMES, 1 / RATE_HZ).astype(np.float32)
    shape = hz / (np.float32(LOW_HZ) ** 2 + hz**2) / (1 + (hz / np.float32(HIGH_HZ)) ** 4)
    spectrum = np.empty(bins, np.complex64)
    spectrum.real = shape * np.cos(phases)
    spectrum.imag = shape * np.sin(phases)
    loop = np.fft.irfft(spectrum, LOOP_FRAMES).astype(np.float32, copy=False)
    loop *= np.float32(gain(LEVEL_DB) / np.sqrt(np.mean(np.square(loop), dtype=np.float64)))
    return Bed(loop)


def bed_named(name: str) -> Bed | None:
    """The bed of a name; None for `none`."""
    return hush() if name == "hush" else None


def _take(loop: Mono, start_frame: int, out: Mono) -> None:
    at = start_frame % len(loop)
    filled = 0
    while filled < len(out):
        part = loop[at : at + len(out) - filled]
        out[filled : filled + len(part)] = part
        filled += len(part)
        at = 0

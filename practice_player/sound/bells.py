"""A bell: inharmonic partials that come in softly and ring away."""

from functools import lru_cache
from typing import Final

import numpy as np

from practice_player.sound.block import Mono
from practice_player.units import RATE_HZ, gain

PARTIALS: Final = ((1.0, 1.0, 4.2), (2.04, 0.55, 3.0), (2.99, 0.3, 2.1), (4.17, 0.16, 1.4), (5.43, 0.08, 0.9))
"""Ratio to the lowest, strength, and seconds to fall by 60 dB / 2."""

LOWEST_HZ: Final = 311.0
"""Within 200-700 Hz (content 3.4)."""

LEVEL_DB: Final = -12.0
"""Peak; 3-6 dB under the voice's (content 3.4)."""

FADE_IN_S: Final = 0.045
"""At least 30 ms: a slow onset does not startle (content 3.4)."""

FADE_OUT_S: Final = 0.8
SECOND_STROKE_S: Final = 1.6
"""When the second of two strokes falls."""

SECOND_RATIO: Final = 0.84
"""The second stroke is lower."""


@lru_cache(maxsize=4)
def bell(strokes: int, length_frames: int) -> Mono:
    """One or two strokes, silent again at the end of `length_frames`."""
    ring = np.zeros(length_frames, np.float64)
    for number in range(strokes):
        start = round(number * SECOND_STROKE_S * RATE_HZ)
        if start < length_frames:
            ring[start:] += _stroke(length_frames - start, LOWEST_HZ * SECOND_RATIO**number)
    fade = min(round(FADE_OUT_S * RATE_HZ), length_frames)
    ring[length_frames - fade :] *= np.cos(np.linspace(0, np.pi / 2, fade)) ** 2
    peak = float(np.abs(ring).max())
    return np.asarray(ring * (gain(LEVEL_DB) / peak), np.float32)


def _stroke(length_frames: int, lowest_hz: float) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    at_s = np.arange(length_frames) / RATE_HZ
    wave = np.zeros(length_frames)
    for ratio, strength, decay_s in PARTIALS:
        wave += strength * np.exp(-3.45 * at_s / decay_s) * np.sin(2 * np.pi * lowest_hz * ratio * at_s)
    rise = np.minimum(at_s / FADE_IN_S, 1.0)
    return np.asarray(wave * np.sin(np.pi / 2 * rise) ** 2, np.float64)

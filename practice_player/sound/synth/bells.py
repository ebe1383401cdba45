"""Bells with a soft attack and a long decay, and the tick before a turn ends."""

from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from practice_player.lib.units import RATE_HZ
from practice_player.sound.block import Mono, RenderedSound

PARTIALS: Final = ((1.0, 1.0, 4.2), (2.04, 0.55, 3.0), (2.99, 0.3, 2.1), (4.17, 0.16, 1.4), (5.43, 0.08, 0.9))
"""Each partial's frequency ratio to the lowest, its amplitude, and the seconds in which it falls by 30 dB."""

LOWEST_HZ: Final = 311.0
"""The frequency of the lowest partial, within 200-700 Hz (content 3.4)."""

LEVEL_DB: Final = -9.3
"""Peak level of a bell: 3-6 dB under the voice's median peak of -4.8 dB (content 3.4)."""

SOFT_LEVEL_DB: Final = LEVEL_DB - 8.0
"""Peak level of a bell in the middle of a silence: heard, and no reason to open the eyes."""

FADE_IN_S: Final = 0.045
"""The attack, at least 30 ms: a slow onset does not startle (content 3.4)."""

FADE_OUT_S: Final = 0.8
SECOND_STROKE_S: Final = 1.6
"""When the second of two strokes begins."""

SECOND_RATIO: Final = 0.84
"""The pitch of the second stroke, relative to the first."""

TICK_LEVEL_DB: Final = -20.0
"""Peak level of a tick: noticeable, and easy to ignore for someone who is speaking."""

TICK_PARTIALS: Final = ((1.0, 1.0, 0.30), (2.76, 0.35, 0.16))
"""As `PARTIALS`; sounds like a soft mallet on wood."""

TICK_HZ: Final = 392.0


@lru_cache(maxsize=4)
def bell(strokes: int, length_frames: int, *, soft: bool = False) -> RenderedSound:
    """Returns one or two strokes, which have faded to silence at the end of `length_frames`."""
    fade_frames = min(round(FADE_OUT_S * RATE_HZ), length_frames)

    def synthesize(frame: npt.NDArray[np.float64]) -> Mono:
        ring = np.zeros(len(frame))
        for number in range(strokes):
            at_s = frame / RATE_HZ - number * SECOND_STROKE_S
            ring += _stroke(at_s, LOWEST_HZ * SECOND_RATIO**number, PARTIALS)
        fade_out = np.minimum((length_frames - 1 - frame) / max(fade_frames, 1), 1.0)
        return np.asarray(ring * np.sin(np.pi / 2 * fade_out) ** 2, np.float32)

    return RenderedSound(synthesize, length_frames).at_peak(SOFT_LEVEL_DB if soft else LEVEL_DB)


@lru_cache(maxsize=1)
def tick(length_frames: int) -> RenderedSound:
    """Returns one soft tap, which has faded to silence at the end of `length_frames`."""

    def synthesize(frame: npt.NDArray[np.float64]) -> Mono:
        fade_out = np.minimum((length_frames - 1 - frame) / (0.25 * length_frames), 1.0)
        return np.asarray(_stroke(frame / RATE_HZ, TICK_HZ, TICK_PARTIALS) * fade_out, np.float32)

    return RenderedSound(synthesize, length_frames).at_peak(TICK_LEVEL_DB)


def _stroke(
    at_s: npt.NDArray[np.float64], lowest_hz: float, partials: tuple[tuple[float, float, float], ...]
) -> npt.NDArray[np.float64]:
    """Returns a stroke that begins at 0 s, at these times; silence before it."""
    elapsed_s = np.maximum(at_s, 0.0)
    wave = np.zeros(len(at_s))
    for ratio, amplitude, decay_s in partials:
        wave += (
            amplitude
            * np.exp(-3.45 * elapsed_s / decay_s)
            * np.sin(2 * np.pi * lowest_hz * ratio * elapsed_s)
        )
    return np.asarray(wave * np.sin(np.pi / 2 * np.minimum(elapsed_s / FADE_IN_S, 1.0)) ** 2, np.float64)

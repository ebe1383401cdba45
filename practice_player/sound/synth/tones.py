"""Breath tones: told apart with eyes closed by their loudness shape and register.

In swells from nothing and rises; out starts present, an octave lower, and dies away; a wait is
silent.  Each is made whole, once for each length, and sliced: block size never changes a sample.
"""

from functools import lru_cache
from typing import Final

import numpy as np

from practice_player.lib.units import RATE_HZ, gain
from practice_player.sound.block import Mono, RenderedSound
from practice_player.timeline.model import Phase

LEVEL_DB: Final = -22.0
"""Peak of the tone; its average lies near -28 LUFS (content 3.3: -26 to -30)."""

IN_HZ: Final = (220.0, 277.2)
"""Rises four semitones."""

OUT_HZ: Final = (146.8, 110.0)
"""Falls five semitones, a register below."""

EDGE_S: Final = 0.12
"""Both ends fade over this time, so that nothing clicks."""


@lru_cache(maxsize=6)
def tone(phase: Phase, length_frames: int) -> RenderedSound | None:
    """The whole tone of one phase; None when the phase is silent."""
    if phase is Phase.WAIT:
        return None
    from_hz, to_hz = IN_HZ if phase is Phase.IN else OUT_HZ
    growth = np.log(to_hz / from_hz)
    edge = min(round(EDGE_S * RATE_HZ), length_frames // 2)

    def piece(frame: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> Mono:
        along = frame / length_frames
        turn = 2 * np.pi * from_hz * length_frames / RATE_HZ / growth * np.expm1(along * growth)
        wave = np.sin(turn) + 0.35 * np.sin(2 * turn) + 0.12 * np.sin(3 * turn)
        shape = np.sin(np.pi / 2 * along) ** 2 if phase is Phase.IN else np.cos(np.pi / 2 * along) ** 1.5
        near_end = np.minimum(frame, length_frames - 1 - frame)
        shape *= np.sin(np.pi / 2 * np.minimum(near_end / max(edge, 1), 1.0)) ** 2
        return np.asarray(wave * shape * (gain(LEVEL_DB) / 1.3), np.float32)

    return RenderedSound(piece, length_frames, most=gain(LEVEL_DB) * 1.47 / 1.3)

"""Breath tones: told apart with eyes closed by their loudness shape and register.

In swells from nothing and rises; out starts present, an octave lower, and dies away; a wait is
silent.  Each is made whole, once for each length, and sliced: block size never changes a sample.
"""

from functools import lru_cache
from typing import Final

import numpy as np

from practice_player.sound.block import Mono
from practice_player.timeline.cue import Phase
from practice_player.units import RATE_HZ, gain

LEVEL_DB: Final = -22.0
"""Peak of the tone; its average lies near -28 LUFS (content 3.3: -26 to -30)."""

IN_HZ: Final = (220.0, 277.2)
"""Rises four semitones."""

OUT_HZ: Final = (146.8, 110.0)
"""Falls five semitones, a register below."""

EDGE_S: Final = 0.12
"""Both ends fade over this time, so that nothing clicks."""


@lru_cache(maxsize=16)
def tone(phase: Phase, length_frames: int) -> Mono | None:
    """The whole tone of one phase; None when the phase is silent."""
    if phase is Phase.WAIT:
        return None
    from_hz, to_hz = IN_HZ if phase is Phase.IN else OUT_HZ
    along = np.arange(length_frames, dtype=np.float64) / length_frames
    hz = from_hz * (to_hz / from_hz) ** along
    turn = 2 * np.pi * np.cumsum(hz) / RATE_HZ
    wave = np.sin(turn) + 0.35 * np.sin(2 * turn) + 0.12 * np.sin(3 * turn)
    shape = np.sin(np.pi / 2 * along) ** 2 if phase is Phase.IN else np.cos(np.pi / 2 * along) ** 1.5
    edge = min(round(EDGE_S * RATE_HZ), length_frames // 2)
    ramp = np.sin(np.linspace(0, np.pi / 2, edge, endpoint=False)) ** 2
    shape[:edge] *= ramp
    shape[length_frames - edge :] *= ramp[::-1]
    return (wave * shape * (gain(LEVEL_DB) / 1.3)).astype(np.float32)

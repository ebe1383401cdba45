"""Breath tones, which can be told apart with eyes closed by their envelope and register.

The tone of an in-breath swells from silence and rises in pitch; that of an out-breath starts at full
level, an octave lower, and decays; a wait is silent.  Each is rendered whole, once for each length, and then
sliced: the block size never changes a sample.
"""

from functools import lru_cache
from typing import Final

import numpy as np

from practice_player.lib.units import RATE_HZ, gain
from practice_player.sound.block import Mono, RenderedSound
from practice_player.timeline.model import Phase

LEVEL_DB: Final = -22.0
"""Peak level of a tone; its average is near -28 LUFS (content 3.3: -26 to -30)."""

IN_HZ: Final = (220.0, 277.2)
"""First and last pitch of an in-breath: rises four semitones."""

OUT_HZ: Final = (146.8, 110.0)
"""First and last pitch of an out-breath: falls five semitones, in a lower register."""

EDGE_S: Final = 0.12
"""Both ends fade over this time to avoid clicks."""


@lru_cache(maxsize=6)
def tone(phase: Phase, length_frames: int) -> RenderedSound | None:
    """Returns the whole tone of one phase; None when the phase is silent."""
    if phase is Phase.WAIT:
        return None
    from_hz, to_hz = IN_HZ if phase is Phase.IN else OUT_HZ
    growth = np.log(to_hz / from_hz)
    edge_frames = min(round(EDGE_S * RATE_HZ), length_frames // 2)

    def synthesize(frame: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> Mono:
        progress = frame / length_frames
        angle = 2 * np.pi * from_hz * length_frames / RATE_HZ / growth * np.expm1(progress * growth)
        wave = np.sin(angle) + 0.35 * np.sin(2 * angle) + 0.12 * np.sin(3 * angle)
        quarter_turn = np.pi / 2 * progress
        envelope = np.sin(quarter_turn) ** 2 if phase is Phase.IN else np.cos(quarter_turn) ** 1.5
        edge_distance = np.minimum(frame, length_frames - 1 - frame)
        envelope *= np.sin(np.pi / 2 * np.minimum(edge_distance / max(edge_frames, 1), 1.0)) ** 2
        return np.asarray(wave * envelope * (gain(LEVEL_DB) / 1.3), np.float32)

    return RenderedSound(synthesize, length_frames, max_peak=gain(LEVEL_DB) * 1.47 / 1.3)

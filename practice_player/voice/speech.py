"""The speech engine behind one function: text in, samples at the program's rate out."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from practice_player.errors import VoiceError
from practice_player.units import RATE_HZ

Speak: TypeAlias = Callable[[str], NDArray[np.float32]]
"""One phrase as one channel at `RATE_HZ`; the same text gives the same samples."""


def open_engine(speed: float) -> Speak:
    """Load the engine once; raise `VoiceError` when it is not installed."""
    try:
        from hibari import Hibari
    except ImportError as exc:
        raise VoiceError(
            "the speech engine is not installed", fix="pip install 'practice-player[voice]'"
        ) from exc
    import soxr

    engine = Hibari()

    def speak(text: str) -> NDArray[np.float32]:
        sound = np.asarray(engine(text, speed=speed, seed=0), np.float32)
        return np.asarray(soxr.resample(sound, engine.sample_rate, RATE_HZ, quality="VHQ"), np.float32)

    return speak

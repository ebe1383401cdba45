"""Changes the tempo of speech at the same pitch.

An engine that is asked to speak far slower than it was trained to slurs, or adds sounds that nobody wrote.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from practice_player.lib.errors import VoiceError
from practice_player.lib.installation import extra_command
from practice_player.lib.units import RATE_HZ


def tempo_changer(tempo: float) -> Callable[[NDArray[np.float32]], NDArray[np.float32]]:
    """Returns a function that makes one channel at `RATE_HZ` `1 / tempo` times as long.

    Raises:
        VoiceError: the library that does it is not installed.
    """
    try:
        from python_stretch import Signalsmith
    except ImportError as exc:
        raise VoiceError(
            "what changes the tempo of a voice is not installed",
            fix=extra_command("voice-kokoro"),
        ) from exc

    def change_tempo(sound: NDArray[np.float32]) -> NDArray[np.float32]:
        stretch = Signalsmith.Stretch()
        stretch.preset(1, RATE_HZ)
        stretch.setTimeFactor(tempo)
        return np.asarray(stretch.process(sound[np.newaxis]), np.float32).reshape(-1)

    return change_tempo

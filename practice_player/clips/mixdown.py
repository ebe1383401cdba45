"""Many channels become two, so that nothing that was recorded is lost."""

from typing import Final

import numpy as np

from practice_player.clips.loudness import Samples

_HALF: Final = 0.7071
"""-3 dB: a sound in the middle goes to both sides at this level (ITU-R BS.775)."""

_LEFT, _RIGHT, _BOTH, _LOW = (1.0, 0.0), (0.0, 1.0), (_HALF, _HALF), (0.5, 0.5)
_BACK_LEFT, _BACK_RIGHT = (_HALF, 0.0), (0.0, _HALF)

_LAYOUTS: Final = {
    3: (_LEFT, _RIGHT, _BOTH),
    4: (_LEFT, _RIGHT, _BACK_LEFT, _BACK_RIGHT),
    5: (_LEFT, _RIGHT, _BOTH, _BACK_LEFT, _BACK_RIGHT),
    6: (_LEFT, _RIGHT, _BOTH, _LOW, _BACK_LEFT, _BACK_RIGHT),
    7: (_LEFT, _RIGHT, _BOTH, _LOW, _BOTH, _BACK_LEFT, _BACK_RIGHT),
    8: (_LEFT, _RIGHT, _BOTH, _LOW, _BACK_LEFT, _BACK_RIGHT, _BACK_LEFT, _BACK_RIGHT),
}
"""What each channel gives to the left and the right, in the order of WAV; the fourth of six is a subwoofer,
or one more microphone."""


def mixed_down(piece: Samples) -> Samples:
    """One or two channels as they are, more as two; over eight, each counts the same on both sides.

    Shape (frames, channels) becomes (frames, 1 or 2).
    """
    channels = piece.shape[1]
    if channels <= len(_BOTH):
        return piece
    shares = np.array(_LAYOUTS.get(channels, (_BOTH,) * channels), np.float32)
    return np.asarray(piece @ (shares / shares.sum(axis=0).max()), np.float32)

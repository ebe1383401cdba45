"""Mixes many channels down to two, so that nothing that was recorded is lost."""

from typing import Final

import numpy as np

from practice_player.clips.loudness import Samples

_MINUS_3_DB: Final = 0.7071
"""-3 dB: a centre channel goes to both sides at this level (ITU-R BS.775)."""

_LEFT, _RIGHT, _CENTRE, _SUBWOOFER = (1.0, 0.0), (0.0, 1.0), (_MINUS_3_DB, _MINUS_3_DB), (0.5, 0.5)
_BACK_LEFT, _BACK_RIGHT = (_MINUS_3_DB, 0.0), (0.0, _MINUS_3_DB)

_LAYOUTS: Final = {
    3: (_LEFT, _RIGHT, _CENTRE),
    4: (_LEFT, _RIGHT, _BACK_LEFT, _BACK_RIGHT),
    5: (_LEFT, _RIGHT, _CENTRE, _BACK_LEFT, _BACK_RIGHT),
    6: (_LEFT, _RIGHT, _CENTRE, _SUBWOOFER, _BACK_LEFT, _BACK_RIGHT),
    7: (_LEFT, _RIGHT, _CENTRE, _SUBWOOFER, _CENTRE, _BACK_LEFT, _BACK_RIGHT),
    8: (_LEFT, _RIGHT, _CENTRE, _SUBWOOFER, _BACK_LEFT, _BACK_RIGHT, _BACK_LEFT, _BACK_RIGHT),
}
"""The gains of each channel to the left and the right, in WAV order.

The fourth of six is a subwoofer, or one more microphone."""


def mixed_down(samples: Samples) -> Samples:
    """Returns one or two channels unchanged, and more mixed down to two.

    Of more than eight channels, each has the same gain on both sides.  Shape (frames, channels) becomes
    (frames, 1 or 2).
    """
    channels = samples.shape[1]
    if channels <= len(_CENTRE):
        return samples
    gains = np.array(_LAYOUTS.get(channels, (_CENTRE,) * channels), np.float32)
    return np.asarray(samples @ (gains / gains.sum(axis=0).max()), np.float32)

"""Tells sounds with a voice in them from coughs, doors and rustling.  Pure."""

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from practice_player.lib.units import RATE_HZ

Mono: TypeAlias = NDArray[np.float32]
"""One channel at `RATE_HZ`, shape (frames,)."""

MIN_VOICED_S: Final = 0.10
"""A word has a voice for longer."""

MIN_PERIODICITY: Final = 0.55
"""The normalised autocorrelation at the pitch, from which a frame counts as voiced; noise stays below 0.4."""

_DECIMATION: Final = 6
_RATE_HZ: Final = RATE_HZ // _DECIMATION
_FRAME: Final = _RATE_HZ * 40 // 1000
_HOP: Final = _RATE_HZ * 10 // 1000
_LAGS: Final = slice(_RATE_HZ // 400, _RATE_HZ // 70)
"""A pitch from 70 to 400 Hz."""

_LOUD_SHARE: Final = 0.01
"""Frames 20 dB below the loudest are not looked at."""


def has_voice(sound: Mono) -> bool:
    """Returns whether there is a voice for at least `MIN_VOICED_S`."""
    slow = sound[: len(sound) // _DECIMATION * _DECIMATION].reshape(-1, _DECIMATION).mean(axis=1)
    if len(slow) < _FRAME:
        return False
    frames = np.lib.stride_tricks.sliding_window_view(slow, _FRAME)[::_HOP].astype(np.float64)
    frames = frames - frames.mean(axis=1, keepdims=True)
    power = np.mean(frames**2, axis=1)
    frames = frames[power >= _LOUD_SHARE * float(power.max(initial=0.0))]
    spectrum = np.abs(np.fft.rfft(frames, 2 * _FRAME, axis=1)) ** 2
    correlation = np.fft.irfft(spectrum, axis=1)[:, :_FRAME]
    # Fewer samples overlap the longer the lag is; without this, low voices would seem less periodic.
    overlap = 1.0 - np.arange(_FRAME) / _FRAME
    periodicity = correlation / (correlation[:, :1] * overlap + 1e-12)
    voiced = np.count_nonzero(periodicity[:, _LAGS].max(axis=1, initial=0.0) >= MIN_PERIODICITY)
    return bool(voiced * _HOP >= MIN_VOICED_S * _RATE_HZ)

"""How loud a clip is and how high its peaks reach, as broadcasters measure it.

A clip is a mono file that the player sends to both channels alike.  It is measured the way it is
heard: as two equal channels (ITU-R BS.1770 adds their power), so the file on its own, measured
as one channel, reads 3 LU lower: -21 LUFS for a clip that plays at -18.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from practice_player.units import RATE_HZ, frames

TARGET_LUFS: Final = -18.0

_SHORTEST_S: Final = 0.4
"""One block of BS.1770; a shorter clip is padded with silence and the dilution taken off."""

_OVERSAMPLING: Final = 4


def loudness_lufs(sound: NDArray[np.float32]) -> float:
    """Integrated loudness as played on both channels; minus infinity for silence."""
    import pyloudnorm

    if not np.any(sound):
        return float("-inf")
    missing = max(0, frames(_SHORTEST_S) - len(sound))
    diluted_db = 10.0 * np.log10((len(sound) + missing) / len(sound))
    padded = np.pad(sound.astype(np.float64), (0, missing))
    meter = pyloudnorm.Meter(RATE_HZ)
    return float(meter.integrated_loudness(np.column_stack([padded, padded])) + diluted_db)


def true_peak_dbtp(sound: NDArray[np.float32]) -> float:
    """The highest point of the curve through the samples, oversampled four times."""
    import soxr

    between = soxr.resample(sound, RATE_HZ, RATE_HZ * _OVERSAMPLING, quality="VHQ")
    peak = max(float(np.abs(between).max(initial=0.0)), float(np.abs(sound).max(initial=0.0)))
    return 20.0 * float(np.log10(max(peak, 1e-9)))

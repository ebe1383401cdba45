"""What can be heard of a room while nobody speaks, measured and put into words.  Pure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from practice_player.lib.units import RATE_HZ, frames
from practice_player.sound.block import Mono
from practice_player.sound.inputs.base import microphone_remedy

MEASURED_S: Final = 2.0
"""How long the room is listened to before the first sentence."""

QUIET_DB: Final = -50.0
"""Noise below this, relative to full scale, is 20 dB and more under speech that is well recorded."""

LOUD_DB: Final = -38.0
"""Noise above this is heard between the words of any voice."""

LOWEST_DB: Final = -100.0

_WINDOW_S: Final = 0.1
_HUM_HZ: Final = (40.0, 320.0)
"""Mains hum and what machines make of it lie here."""

_HUM_SHARE: Final = 0.5
"""Noise of which so much of the power lies in a few lines of that range is a hum."""

_HUM_LINES: Final = 6
_LINE_BINS: Final = 3
"""How many bins of the spectrum a line spreads over."""


class RoomKind(StrEnum):
    """What the noise of a room is like."""

    QUIET = "quiet"
    SOME_NOISE = "some noise"
    LOUD = "loud"
    HUM = "hum"
    DEAD = "dead"
    """Not a single sample differs from 0: the microphone is switched off, or may not be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomNoise:
    level_db: float
    """The usual level while nobody speaks, in dB relative to full scale; `LOWEST_DB` at the least."""

    kind: RoomKind

    @property
    def words(self) -> str:
        """What it means for whoever is about to speak."""
        match self.kind:
            case RoomKind.QUIET:
                return "Quiet enough."
            case RoomKind.SOME_NOISE:
                return "There is some noise. Come a little nearer to the microphone."
            case RoomKind.LOUD:
                return "It is loud in here; close a window or come nearer."
            case RoomKind.HUM:
                return "There is a hum; close a window or come nearer."
            case RoomKind.DEAD:
                remedy = microphone_remedy()
                return f"Nothing comes from the microphone. {remedy[:1].upper()}{remedy[1:]}."


def measure_room(sound: Mono) -> RoomNoise:
    """Measures a sound in which nobody speaks; a cough or a chair in it hardly counts."""
    if not sound.any():
        return RoomNoise(level_db=LOWEST_DB, kind=RoomKind.DEAD)
    window = frames(_WINDOW_S)
    centred = sound.astype(np.float64) - float(sound.mean())
    count = max(1, len(centred) // window)
    powers = np.mean(np.resize(centred, (count, window)) ** 2, axis=1)
    level_db = max(LOWEST_DB, 10.0 * float(np.log10(max(float(np.median(powers)), 1e-12))))
    if level_db < QUIET_DB:
        return RoomNoise(level_db=level_db, kind=RoomKind.QUIET)
    if _hum_share(centred) > _HUM_SHARE:
        return RoomNoise(level_db=level_db, kind=RoomKind.HUM)
    return RoomNoise(level_db=level_db, kind=RoomKind.LOUD if level_db > LOUD_DB else RoomKind.SOME_NOISE)


def _hum_share(centred: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> float:
    """Returns which share of a sound's power lies in its strongest low lines."""
    spectrum = np.abs(np.fft.rfft(centred * np.hanning(len(centred)))) ** 2
    pitches_hz = np.fft.rfftfreq(len(centred), 1 / RATE_HZ)
    low = np.where((pitches_hz >= _HUM_HZ[0]) & (pitches_hz <= _HUM_HZ[1]), spectrum, 0.0)
    share = 0.0
    for _ in range(_HUM_LINES):
        at = int(low.argmax())
        line = slice(max(0, at - _LINE_BINS // 2), at + _LINE_BINS // 2 + 1)
        share += float(low[line].sum())
        low[line] = 0.0
    return share / max(float(spectrum.sum()), 1e-30)

"""How loud somebody speaks into the microphone, as it is shown while they do.  Pure."""

from enum import StrEnum
from typing import Final

import numpy as np

from practice_player.lib.units import RATE_HZ, SILENCE_DB
from practice_player.sound.block import Mono

TOO_LOUD_DB: Final = -3.0
"""A peak above this is about to be cut off at full scale."""

TOO_QUIET_DB: Final = -30.0
"""Speech whose peaks stay below this has to be raised so far that the room is heard."""

FALL_DB_PER_S: Final = 24.0
"""How fast the shown level falls after a peak, so that it can be read."""


class LevelWord(StrEnum):
    """A level in a word, for whoever cannot see the bar."""

    SILENT = "nothing yet"
    TOO_QUIET = "too quiet"
    GOOD = "good"
    TOO_LOUD = "too loud"


class LevelMeter:
    """Follows the peaks of what is fed to it."""

    def __init__(self) -> None:
        self.level_db = SILENCE_DB
        """The level to show: the latest peak, falling; `SILENCE_DB` at the least."""

        self.highest_db = SILENCE_DB
        """The highest peak since `restart`."""

    def restart(self) -> None:
        self.highest_db = SILENCE_DB

    def feed(self, block: Mono) -> None:
        peak_db = peak_level_db(block)
        fallen_db = self.level_db - FALL_DB_PER_S * len(block) / RATE_HZ
        self.level_db = max(peak_db, fallen_db, SILENCE_DB)
        self.highest_db = max(self.highest_db, peak_db)


def level_word(level_db: float, noise_db: float) -> LevelWord:
    """Returns a level in a word; what hardly exceeds the noise of the room is nothing."""
    if level_db > TOO_LOUD_DB:
        return LevelWord.TOO_LOUD
    if level_db >= TOO_QUIET_DB:
        return LevelWord.GOOD
    return LevelWord.TOO_QUIET if level_db > noise_db + 15.0 else LevelWord.SILENT


def peak_level_db(sound: Mono) -> float:
    """Returns the highest sample in dB relative to full scale, `SILENCE_DB` at the least."""
    peak = float(np.abs(sound).max(initial=0.0))
    return max(SILENCE_DB, 20.0 * float(np.log10(max(peak, 1e-9))))

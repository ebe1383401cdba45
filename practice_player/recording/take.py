"""A take and what could be better about it, said while it can still be done again.  Pure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from practice_player.clips.loudness import loudness_lufs
from practice_player.clips.sample_checks import CLIPPED_RUN, runs
from practice_player.lib.units import frames, seconds
from practice_player.recording.shaping import shape_take, speech_bounds, window_powers
from practice_player.sound.block import Mono

MAX_TAKE_S: Final = 90.0
"""A take ends by itself after this: no sentence is as long."""

MIN_LOUDNESS_LUFS: Final = -40.0
"""A fainter take would be raised by more than 22 dB, and the microphone's own noise with it."""

MIN_ABOVE_NOISE_DB: Final = 20.0
"""Speech has to exceed the noise of the room by so much (content 3.3: background under speech)."""

EDGE_S: Final = 0.03
"""Speech so near to the beginning or end of a take was probably cut off there."""

_FULL_SCALE: Final = 0.99


class TakeFault(StrEnum):
    """What could be better about a take, in words for whoever spoke."""

    NOTHING = "Nothing was heard. Is the microphone on, and near?"
    CLIPPED = "Too loud: it crackles. A little further away, or softer."
    TOO_QUIET = "Very quiet. A little nearer, or louder."
    NOISY = "The room is nearly as loud as you. A little nearer."
    BEGINS_LATE = "The beginning may be cut off. Wait a moment after the key."
    ENDS_EARLY = "The end may be cut off. Wait a moment before the key."
    TOO_LONG = "It was ended after a minute and a half."


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Take:
    """One reading of a sentence, as it would be kept."""

    sound: Mono
    """Trimmed, faded and levelled; empty if nothing was heard."""

    faults: tuple[TakeFault, ...]
    """The worst first; empty if all is well."""

    @property
    def can_be_kept(self) -> bool:
        return len(self.sound) > 0

    @property
    def length_s(self) -> float:
        return seconds(len(self.sound))

    @property
    def words(self) -> str:
        """What there is to say about it."""
        return str(self.faults[0]) if self.faults else "Good."


def make_take(sound: Mono, noise_db: float) -> Take:
    """Shapes and judges what was recorded; `noise_db` is the level of the room."""
    shaped = shape_take(sound, noise_db)
    if not len(shaped):
        return Take(sound=shaped, faults=(TakeFault.NOTHING,))
    return Take(sound=shaped, faults=tuple(_faults(sound, noise_db)))


def _faults(sound: Mono, noise_db: float) -> list[TakeFault]:
    start, end = speech_bounds(sound, noise_db) or (0, len(sound))
    speech = sound[start:end]
    powers = window_powers(speech)
    speech_db = 10.0 * float(np.log10(max(float(np.percentile(powers, 80)), 1e-12)))
    checks = {
        TakeFault.CLIPPED: is_clipped(speech),
        TakeFault.TOO_LONG: len(sound) >= frames(MAX_TAKE_S),
        TakeFault.TOO_QUIET: loudness_lufs(speech) < MIN_LOUDNESS_LUFS,
        TakeFault.NOISY: speech_db - noise_db < MIN_ABOVE_NOISE_DB,
        TakeFault.BEGINS_LATE: start < frames(EDGE_S),
        TakeFault.ENDS_EARLY: len(sound) - end < frames(EDGE_S),
    }
    return [fault for fault, is_so in checks.items() if is_so]


def is_clipped(sound: Mono) -> bool:
    """Whether the wave is cut off at full scale."""
    _, longest = runs(np.abs(sound) >= _FULL_SCALE, 0, 0)
    return longest >= CLIPPED_RUN

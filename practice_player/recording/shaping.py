"""Turns a take into a clip: trimmed to what was said, faded and levelled as narration is.  Pure.

A room is never as silent as a speech engine: what counts as speech depends on the noise that was measured.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from practice_player.lib.units import frames
from practice_player.narration.postprocess import fade, level
from practice_player.sound.block import Mono

MARGIN_BEFORE_S: Final = 0.060
MARGIN_AFTER_S: Final = 0.120
"""What is kept around the speech: an h, an f, a breath out."""

WINDOW_S: Final = 0.010
_SPEECH_DB: Final = -42.0
"""The threshold of speech, relative to the loudest window, in a room that is silent."""

_ABOVE_NOISE_DB: Final = 9.0
"""Speech exceeds the noise of the room by so much."""

_MOST_DB: Final = -12.0
"""However loud the room is, what is this much below the loudest window counts as speech."""

_PAUSE_WINDOWS: Final = 20
"""A silence longer than this separates a click from the words."""

_CLICK_WINDOWS: Final = 6
"""A sound at either end with no more windows than this is the key that was pressed, and no word."""


def shape_take(sound: Mono, noise_db: float) -> Mono:
    """Trims, fades and levels a take; empty if nobody spoke in it.

    `noise_db` is the level of the room, in dB relative to full scale.
    """
    bounds = speech_bounds(sound, noise_db)
    if bounds is None:
        return np.zeros(0, np.float32)
    centred = np.asarray(sound - np.float32(sound.mean()), np.float32)
    start, end = bounds[0] - frames(MARGIN_BEFORE_S), bounds[1] + frames(MARGIN_AFTER_S)
    return level(fade(centred[max(0, start) : end]))


def speech_bounds(sound: Mono, noise_db: float) -> tuple[int, int] | None:
    """Returns the first frame of speech and the frame after its last; None if there is none."""
    powers = window_powers(sound)
    loudest = float(powers.max(initial=0.0))
    if loudest <= 0.0:
        return None
    noise_threshold = 10.0 ** ((noise_db + _ABOVE_NOISE_DB) / 10.0)
    threshold = max(
        loudest * 10.0 ** (_SPEECH_DB / 10.0), min(noise_threshold, loudest * 10.0 ** (_MOST_DB / 10.0))
    )
    if loudest < noise_threshold:
        return None
    groups = _groups(np.flatnonzero(powers >= threshold))
    while groups and len(groups[0]) <= _CLICK_WINDOWS:
        groups = groups[1:]
    while groups and len(groups[-1]) <= _CLICK_WINDOWS:
        groups = groups[:-1]
    if not groups:
        return None
    window = frames(WINDOW_S)
    return int(groups[0][0]) * window, min(len(sound), (int(groups[-1][-1]) + 1) * window)


def window_powers(sound: Mono) -> NDArray[np.float64]:
    """Returns the mean power of each window of `WINDOW_S`, the last one filled up with silence."""
    window = frames(WINDOW_S)
    count = -(-len(sound) // window)
    padded = np.zeros(count * window, np.float64)
    padded[: len(sound)] = sound
    if len(sound):
        padded[: len(sound)] -= float(sound.mean())
    return np.asarray(np.mean(padded.reshape(count, window) ** 2, axis=1)) if count else np.zeros(0)


def _groups(windows: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    """Parts the loud windows at every silence that is longer than a pause."""
    if not len(windows):
        return []
    return np.split(windows, np.flatnonzero(np.diff(windows) > _PAUSE_WINDOWS) + 1)

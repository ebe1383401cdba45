"""Turns the sound of a speech engine into a clip: trimmed, faded and brought to the same loudness.

Pure: arrays in, new arrays out; no files, no engine.
"""

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from practice_player.clips.loudness import loudness_lufs, true_peak_dbtp
from practice_player.clips.measurement import TARGET_LUFS
from practice_player.lib.units import RATE_HZ, frames

Samples: TypeAlias = NDArray[np.float32]
"""One channel at `RATE_HZ`, shape (frames,), -1.0 to 1.0."""

MARGIN_BEFORE_S: Final = 0.030
MARGIN_AFTER_S: Final = 0.080
FADE_S: Final = 0.020

MAX_PEAK_DBTP: Final = -2.0
"""Half a decibel under the promised -1.5: decoded Vorbis has slightly higher peaks."""

MAX_LOSS_LU: Final = 0.2
"""A clip may be this much too quiet because of one peak; beyond that its peaks are limited.

Neighbours lie within 0.5 LU of each other then, whatever the encoder adds.
"""

MAX_ROUNDS: Final = 4
"""How often peaks are limited and what that took of the loudness is given back."""

_WINDOW_S: Final = 0.010
_SPEECH_DB: Final = -42.0
"""The threshold of speech, relative to the loudest 10 ms; below it are the engine's breath and noise."""

_LOOK_AHEAD_S: Final = 0.005


def shape(sound: Samples) -> Samples:
    """Trims, fades and levels a sound."""
    return level(fade(trim(sound)))


def trim(sound: Samples) -> Samples:
    """Returns the speech with `MARGIN_BEFORE_S` before and `MARGIN_AFTER_S` after it; empty if silent."""
    window = frames(_WINDOW_S)
    count = -(-len(sound) // window)
    padded = np.zeros(count * window, np.float64)
    padded[: len(sound)] = sound
    power = np.mean(padded.reshape(count, window) ** 2, axis=1) if count else np.zeros(0)
    loudest = float(power.max(initial=0.0))
    if loudest <= 0.0:
        return np.zeros(0, np.float32)
    speech = np.flatnonzero(power >= loudest * 10.0 ** (_SPEECH_DB / 10.0))
    start = int(speech[0]) * window - frames(MARGIN_BEFORE_S)
    end = (int(speech[-1]) + 1) * window + frames(MARGIN_AFTER_S)
    trimmed = np.zeros(end - start, np.float32)
    first, last = max(start, 0), min(end, len(sound))
    trimmed[first - start : last - start] = sound[first:last]
    return trimmed


def fade(sound: Samples) -> Samples:
    """Fades in and out over `FADE_S`, or over less in a clip shorter than two fades."""
    length = min(frames(FADE_S), len(sound) // 2)
    rise = (0.5 - 0.5 * np.cos(np.pi * np.arange(length) / max(length, 1))).astype(np.float32)
    faded = sound.copy()
    faded[:length] *= rise
    faded[len(faded) - length :] *= rise[::-1]
    return faded


def level(sound: Samples) -> Samples:
    """Brings a sound to `TARGET_LUFS`, with no true peak over `MAX_PEAK_DBTP`; leaves silence unchanged."""
    loudness = loudness_lufs(sound)
    if not np.isfinite(loudness):
        return sound
    raised = _by_db(sound, TARGET_LUFS - loudness)
    for _ in range(MAX_ROUNDS):
        if true_peak_dbtp(raised) - MAX_PEAK_DBTP <= MAX_LOSS_LU:
            break
        softened = soften(raised)
        raised = _by_db(softened, TARGET_LUFS - loudness_lufs(softened))
    over_db = true_peak_dbtp(raised) - MAX_PEAK_DBTP
    return _by_db(raised, -over_db) if over_db > 0.0 else raised


def soften(sound: Samples) -> Samples:
    """Attenuates peaks over `MAX_PEAK_DBTP`; the gain changes over 10 ms, without clicks."""
    ceiling = 10.0 ** (MAX_PEAK_DBTP / 20.0)
    reach = frames(_LOOK_AHEAD_S)
    needed_gains = np.minimum(1.0, ceiling / np.maximum(np.abs(sound).astype(np.float64), 1e-9))
    lowest = np.lib.stride_tricks.sliding_window_view(
        np.pad(needed_gains, 2 * reach, mode="edge"), 2 * reach + 1
    ).min(axis=1)
    bell = np.hanning(2 * reach + 3)[1:-1]
    gains = np.convolve(lowest, bell / bell.sum(), mode="valid")
    return (sound * gains).astype(np.float32)


def length_s(sound: Samples) -> float:
    return len(sound) / RATE_HZ


def _by_db(sound: Samples, change_db: float) -> Samples:
    return np.asarray(sound * 10.0 ** (change_db / 20.0), np.float32)

"""Rooms and voices for tests, made of noise and tones; the same each time."""

import numpy as np

from practice_player.lib.units import RATE_HZ, frames
from practice_player.sound.block import Mono


def noise(length_s: float, level_db: float, *, seed: int = 1) -> Mono:
    """Returns noise of this level, as an RMS relative to full scale."""
    samples = np.random.default_rng(seed).standard_normal(frames(length_s))
    return np.asarray(samples * 10.0 ** (level_db / 20.0), np.float32)


def hum(length_s: float, level_db: float, *, pitch_hz: float = 50.0) -> Mono:
    """Returns mains hum with its overtones."""
    at_s = np.arange(frames(length_s)) / RATE_HZ
    wave = sum(np.sin(2 * np.pi * pitch_hz * part * at_s) / part for part in (1, 2, 3, 5))
    return np.asarray(wave * 10.0 ** (level_db / 20.0), np.float32)


def speech(length_s: float, level_db: float = -12.0) -> Mono:
    """Returns something like speech: a low tone with overtones, in syllables, of this peak level."""
    at_s = np.arange(frames(length_s)) / RATE_HZ
    wave = sum(np.sin(2 * np.pi * 140 * part * at_s + part) / part for part in range(1, 12))
    syllables = 0.55 + 0.45 * np.sin(2 * np.pi * 4 * at_s - np.pi / 2)
    shaped = np.asarray(wave, np.float64) * syllables
    return np.asarray(shaped / np.abs(shaped).max() * 10.0 ** (level_db / 20.0), np.float32)


def click(level_db: float = -10.0) -> Mono:
    """Returns the sound of a key: 20 ms of noise that dies away."""
    sound = noise(0.02, level_db, seed=7)
    return np.asarray(sound * np.linspace(1.0, 0.0, len(sound)), np.float32)


def silence(length_s: float) -> Mono:
    return np.zeros(frames(length_s), np.float32)


def in_room(sound: Mono, noise_db: float = -65.0) -> Mono:
    """Returns a sound with the noise of a room on it."""
    return np.asarray(sound + noise(len(sound) / RATE_HZ, noise_db, seed=3)[: len(sound)], np.float32)


def joined(*sounds: Mono) -> Mono:
    return np.concatenate(sounds)

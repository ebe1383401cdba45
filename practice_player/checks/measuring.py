"""How long, how loud and how whole a recording is."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from practice_player.errors import ClipError

FULL_SCALE: Final = 0.999
"""16-bit files reach 0.99997; lossy ones come back a little lower where they were clipped."""

CLIPPED_RUN: Final = 3
"""So many samples in a row at full scale are a wave cut off, not a peak."""

LONGEST_S: Final = 600

_NEAR_DB: Final = -7.0
"""Between samples a wave rises by a few dB at most: lower than this, nobody asks how far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """A recording, measured."""

    loudness_lufs: float
    """Integrated, as heard on both sides; minus infinity for silence."""

    true_peak_dbtp: float
    """At a low level, the highest sample."""
    length_s: float
    clipped: bool
    """Whether the wave stays at full scale for several samples."""


def measurement_from(found: Any) -> Measurement:
    """What was kept as JSON.

    Raises:
        TypeError, ValueError: it is none.
    """
    measured = Measurement(**found)
    numbers = (measured.loudness_lufs, measured.true_peak_dbtp, measured.length_s)
    if not all(isinstance(one, float) for one in numbers) or not isinstance(measured.clipped, bool):
        raise TypeError("no measurement")
    return measured


def measure(path: Path) -> Measurement:
    """Reads the whole recording, at most `LONGEST_S` of it.

    Raises:
        ClipError: it cannot be read, or holds no sound.
        ImportError: loudness cannot be measured on this machine.
    """
    import numpy as np
    import pyloudnorm  # noqa: F401 - wanted below: better to know before a file is opened
    import soundfile

    from practice_player.units import RATE_HZ
    from practice_player.voice.loudness import loudness_lufs, true_peak_dbtp

    fix = "record it again, or delete it"
    try:
        with soundfile.SoundFile(path) as file:
            rate_hz, length_frames = int(file.samplerate), int(file.frames)
            sound = file.read(LONGEST_S * rate_hz, dtype="float32", always_2d=True)
    except (OSError, RuntimeError) as exc:  # soundfile's errors are RuntimeErrors
        raise ClipError("cannot be read as a recording", fix=fix, place=str(path)) from exc
    if not len(sound):
        raise ClipError("holds no sound", fix=fix, place=str(path))
    clipped = _longest_run(np.abs(sound).max(axis=1) >= FULL_SCALE) >= CLIPPED_RUN
    mono = np.ascontiguousarray(sound.mean(axis=1))
    peak_db = 20.0 * float(np.log10(max(float(np.abs(mono).max()), 1e-9)))
    if rate_hz != RATE_HZ:
        import soxr

        mono = soxr.resample(mono, rate_hz, RATE_HZ, quality="HQ")
    return Measurement(
        loudness_lufs=round(loudness_lufs(mono), 2),
        true_peak_dbtp=round(true_peak_dbtp(mono) if peak_db > _NEAR_DB else peak_db, 2),
        length_s=round(length_frames / rate_hz, 3),
        clipped=clipped,
    )


def _longest_run(full: Any) -> int:
    import numpy as np

    edges = np.flatnonzero(np.diff(np.concatenate([[False], full, [False]]).astype(np.int8)))
    return int((edges[1::2] - edges[::2]).max(initial=0))

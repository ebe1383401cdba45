"""What the program needs to know of a recording before it plays: how long, how loud, how high."""

import contextlib
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Self

import numpy as np

from practice_player import settings
from practice_player.errors import ClipError
from practice_player.recordings.cache import key
from practice_player.recordings.files import RECORD_AGAIN, open_sound
from practice_player.recordings.loudness import TARGET_LUFS, Meter
from practice_player.timeline.cue import Clip
from practice_player.units import RATE_HZ

NEAR_ENOUGH_LU: Final = 1.0
"""Within this of the target nothing is changed: the whole mix is -18 LUFS, give or take 1."""

MOST_UP_DB: Final = 12.0
"""A recording is raised by no more: beyond it, one hears the room and the machine."""

MOST_DOWN_DB: Final = -24.0
FAINT_LUFS: Final = -50.0
"""Below this there is nothing to raise."""

CLIPPED_RUN: Final = 3
"""So many samples in a row at full scale are a clipped wave, not a peak."""

_FULL_SCALE: Final = 0.999
_PIECE_S: Final = 10
_SHIPPED: Final = "levels.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A recording, measured."""

    length_frames: int
    """At `RATE_HZ`, 1 or more."""

    loudness_lufs: float
    """Integrated, as heard on both sides; minus infinity for silence."""

    peak_db: float
    """The highest sample, under full scale."""

    clipped: bool

    @property
    def correction_db(self) -> float:
        """What brings it to where every voice lies."""
        off = TARGET_LUFS - self.loudness_lufs
        if abs(off) <= NEAR_ENOUGH_LU or self.loudness_lufs < FAINT_LUFS:
            return 0.0
        return max(MOST_DOWN_DB, min(off, MOST_UP_DB))


def measure(path: Path) -> Measure:
    """Reads the whole recording, piece by piece.

    Raises:
        ClipError: it cannot be read, or holds no sound at all.
    """
    meter, peak, run, longest_run = Meter(), 0.0, 0, 0
    try:
        with open_sound(path) as sound:
            rate_hz, frames = int(sound.samplerate), int(sound.frames)
            resample = _resampler(rate_hz, min(int(sound.channels), 2))
            for piece in sound.blocks(_PIECE_S * rate_hz, dtype="float32", always_2d=True):
                heights = np.abs(piece).max(axis=1)
                peak = max(peak, float(heights.max(initial=0.0)))
                run, longest_run = _runs(heights >= _FULL_SCALE, run, longest_run)
                meter.feed(resample(piece[:, :2]))
    except (OSError, RuntimeError) as exc:  # soundfile's errors are RuntimeErrors
        raise ClipError("this recording cannot be read", fix=RECORD_AGAIN, place=str(path)) from exc
    length_frames = round(frames * RATE_HZ / rate_hz)
    if length_frames < 1:
        raise ClipError("this recording holds no sound", fix=RECORD_AGAIN, place=str(path))
    return Measure(
        length_frames=length_frames,
        loudness_lufs=round(meter.integrated_lufs(), 2),
        peak_db=round(20.0 * float(np.log10(max(peak, 1e-6))), 2),
        clipped=longest_run >= CLIPPED_RUN,
    )


class Ledger:
    """Measures once, and remembers: a voice's own `levels.json` first, then this machine's cache.

    The cache is a line of JSON for each recording; without a place to write, all is measured again.
    """

    def __init__(self, kept: Path) -> None:
        self._path = kept
        self._kept: dict[str, Any] | None = None
        self._shipped: dict[Path, dict[str, Any]] = {}

    @classmethod
    def open(cls) -> Self:
        return cls(settings.cache_dir() / "recordings.jsonl")

    def of(self, path: Path) -> Measure:
        """The measure of a recording as it is now.

        Raises:
            ClipError: it cannot be read.
        """
        try:
            name, size = key(path), path.stat().st_size
        except OSError as exc:
            raise ClipError(
                "there is no recording here", fix="make it, or mend the path", place=str(path)
            ) from exc
        shipped = self._shipped_in(path.parent).get(path.name)
        if isinstance(shipped, dict) and shipped.get("bytes") == size:
            with contextlib.suppress(TypeError, ValueError):
                return _measure_from(shipped)
        if self._kept is None:
            self._kept = dict(_lines(self._path))
        with contextlib.suppress(TypeError, ValueError, KeyError):
            return _measure_from(self._kept[name])
        found = measure(path)
        self._kept[name] = asdict(found)
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps([name, asdict(found)]) + "\n")
        return found

    def _shipped_in(self, folder: Path) -> dict[str, Any]:
        if folder not in self._shipped:
            self._shipped[folder] = _read(folder / _SHIPPED)
        return self._shipped[folder]


def clip_of(path: Path, ledger: Ledger) -> Clip:
    """A recording as a timeline places it.

    Raises:
        ClipError: it cannot be read.
    """
    found = ledger.of(path)
    return Clip(path=str(path), length_frames=found.length_frames, gain_db=found.correction_db)


def write_levels(folder: Path, ending: str) -> None:
    """Writes a voice's `levels.json`: what is known of each of its recordings.

    Raises:
        ClipError: a recording cannot be read.
        OSError: the folder cannot be written.
    """
    before, found = _read(folder / _SHIPPED), {}
    for path in sorted(folder.glob(f"*{ending}")):
        size = path.stat().st_size
        old = before.get(path.name)
        same = isinstance(old, dict) and old.get("bytes") == size
        found[path.name] = old if same else {"bytes": size, **asdict(measure(path))}
    if found != before:
        _write(folder / _SHIPPED, found)


def _measure_from(row: dict[str, Any]) -> Measure:
    length_frames, clipped = row["length_frames"], row["clipped"]
    if not isinstance(length_frames, int) or length_frames < 1 or not isinstance(clipped, bool):
        raise ValueError("not a measure")
    return Measure(
        length_frames=length_frames,
        loudness_lufs=float(row["loudness_lufs"]),
        peak_db=float(row["peak_db"]),
        clipped=clipped,
    )


def _runs(full: "np.ndarray[tuple[int], np.dtype[np.bool_]]", run: int, longest: int) -> tuple[int, int]:
    """The run that a piece ends in, and the longest so far, a run before it carried on."""
    if not full.any():
        return 0, longest
    gaps = np.flatnonzero(~full)
    if not len(gaps):
        return run + len(full), max(longest, run + len(full))
    inside = int(np.diff(gaps).max(initial=1)) - 1
    ending = len(full) - 1 - int(gaps[-1])
    return ending, max(longest, run + int(gaps[0]), inside, ending)


def _resampler(rate_hz: int, channels: int) -> Any:
    if rate_hz == RATE_HZ:
        return lambda piece: piece
    import soxr

    stream = soxr.ResampleStream(rate_hz, RATE_HZ, channels, dtype="float32", quality="HQ")
    return lambda piece: stream.resample_chunk(np.ascontiguousarray(piece))


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the cache holds; a line that cannot be read is passed over."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        with contextlib.suppress(ValueError):
            match json.loads(line):
                case [str(name), dict(row)]:
                    yield name, row


def _write(path: Path, rows: dict[str, Any]) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(
                "{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in rows.items()) + "\n}\n"
            )
        part.chmod(0o644)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)

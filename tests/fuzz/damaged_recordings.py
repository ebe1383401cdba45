"""Damages, cuts, joins and falsifies recordings at random, and checks what must hold for each."""

import os
import random
import re
import subprocess
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import soundfile

from practice_player.clips.analysis_cache import ClipAnalysisCache
from practice_player.clips.decoding_process import DecodingProcess, TransientClipError
from practice_player.clips.loudness import Samples
from practice_player.clips.measurement import ClipAnalysis
from practice_player.clips.progress import ProgressCallback
from practice_player.clips.reader import ClipReader
from practice_player.clips.transcode_cache import new_copy
from practice_player.lib.errors import ClipError
from practice_player.lib.programs import find_program
from practice_player.lib.units import RATE_HZ
from practice_player.timeline.model import Clip
from tests.fuzz.recording_playback import play_recording

MAX_PROCESSOR_S: Final = 5.0
"""Processor time, as other programs may keep the machine busy."""

PATIENCE_S: Final = 30.0
MAX_MEMORY_MB: Final = 300
TOLERANCE_FRAMES: Final = RATE_HZ // 20
MAX_SAMPLE: Final = 10.0 ** (12.0 / 20.0) * 16.0
"""The highest sample that is accepted, amplified as much as any recording may be."""

RATES_HZ: Final = (8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000)
SUBTYPES: Final = {
    ".wav": ("PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "ALAW", "GSM610", "IMA_ADPCM"),
    ".flac": ("PCM_16", "PCM_24"),
    ".ogg": ("VORBIS",),
    ".opus": ("OPUS",),
    ".mp3": ("MPEG_LAYER_III",),
    ".m4a": ("AAC",),
    ".aiff": ("PCM_16", "FLOAT"),
}
OPUS_HZ: Final = (8_000, 16_000, 48_000)
FALSE_VALUES: Final = (
    b"\0\0\0\0",
    b"\xff\xff\xff\xff",
    b"\xff\xff\xff\x7f",
    b"\0\0\0\x80",
    b"\1\0\0\0",
    b"\0\4\0\4",
)


@dataclass(slots=True)
class Results:
    """The outcome of the attempts."""

    played: int = 0
    refused: int = 0
    slowest_s: float = 0.0
    peak_mb: float = 0.0
    kinds: dict[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        return (
            f"{self.played + self.refused} recordings: {self.played} could be played, {self.refused} "
            f"were refused; the slowest took {self.slowest_s:.1f} s, and decoding {self.peak_mb:.0f} MB"
        )


class Attempts:
    """Makes recordings from a seed, and checks the promises for each."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self._rng = random.Random(seed)  # noqa: S311 - the same recordings every time
        self._process = DecodingProcess(patience_s=PATIENCE_S)
        self._copies: list[Path] = []
        self.results = Results()

    def attempt(self, number: int) -> None:
        """Makes and checks a recording.  If a promise is broken, fails and keeps the recording."""
        path = self._make_recording(number)
        began_s = self._processor_s()
        analysis_cache = ClipAnalysisCache(None, self._examine)
        try:
            measured = analysis_cache.of(path)
        except ClipError as exc:
            self._check_refusal(path, exc)
            self.results.refused += 1
        else:
            self._check_playback(path, measured)
            play_recording(path, analysis_cache, self._rng)
            self.results.played += 1
        taken_s = self._processor_s() - began_s
        assert taken_s < MAX_PROCESSOR_S, f"{path} took {taken_s:.1f} s"
        self.results.slowest_s = max(self.results.slowest_s, taken_s)
        self.results.peak_mb = max(self.results.peak_mb, self._peak_mb())
        assert self.results.peak_mb < MAX_MEMORY_MB, f"{path} took {self.results.peak_mb:.0f} MB"
        for temporary in (path, *self._copies):
            temporary.unlink(missing_ok=True)
        self._copies.clear()

    def close(self) -> None:
        self._process.close()

    def _examine(self, path: Path, _lasting: bool, _on_progress: ProgressCallback) -> ClipAnalysis:
        unfinished_copy, copy = new_copy(path, lasting=False)
        measured = self._process.examine(path, unfinished_copy, ffmpeg=ffmpeg())
        if measured.copied:
            unfinished_copy.replace(copy)
            self._copies.append(copy)
        return measured

    def _check_refusal(self, path: Path, refusal: ClipError) -> None:
        assert refusal.problem.isprintable(), path
        assert refusal.fix, path
        assert not isinstance(refusal, TransientClipError), f"{path} took too long"

    def _processor_s(self) -> float:
        """Returns processor time of this process, the decoding process and ffmpeg; elsewhere, the time."""
        process = self._process._process
        status = Path(f"/proc/{process.pid if process else 0}/stat")
        if not hasattr(os, "sysconf") or not Path("/proc/self/stat").exists():
            return time.monotonic()
        child_ticks = status.read_text().rpartition(")")[2].split()[11:15] if status.exists() else []
        return time.process_time() + sum(map(int, child_ticks)) / os.sysconf("SC_CLK_TCK")

    def _peak_mb(self) -> float:
        """Returns the peak memory of the decoding process; 0 where the system does not tell."""
        process = self._process._process
        status = Path(f"/proc/{process.pid if process else 0}/status")
        if not status.exists():
            return 0.0
        match = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
        return int(match[1]) / 1024 if match else 0.0

    def _check_playback(self, path: Path, measured: ClipAnalysis) -> None:
        """Checks that the length is the decoded one, and that every sample is safe for a loudspeaker."""
        source = self._copies[-1] if measured.copied else path
        with soundfile.SoundFile(source) as sound:
            decoded = 0
            while count := len(sound.read(65_536, dtype="float32", always_2d=True)):
                decoded += count
            decoded_frames = decoded * RATE_HZ / sound.samplerate
        assert abs(decoded_frames - measured.length_frames) <= TOLERANCE_FRAMES, path
        clip = Clip(
            path=str(path),
            source=str(source),
            length_frames=measured.length_frames,
            gain_db=measured.correction_db,
        )
        out = np.zeros((min(clip.length_frames, 20 * RATE_HZ), 2), np.float32)
        for start in (0, max(0, clip.length_frames - len(out))):
            ClipReader().add(clip, start, out)
        assert np.isfinite(out).all(), path
        assert float(np.abs(out).max(initial=0.0)) < 2 * MAX_SAMPLE, path

    def _make_recording(self, number: int) -> Path:
        rng = self._rng
        ending = rng.choice([suffix for suffix in SUBTYPES if suffix != ".m4a" or ffmpeg()])
        raw = bytearray(_encoded(self._folder, ending, rng))
        for _ in range(rng.choice((0, 1, 1, 1, 2))):
            rng.choice((_flip, _cut, _falsify, _join, _drop, _repeat))(raw, rng)
        path = self._folder / f"{number}{rng.choice((ending, ending, ending, '.wav', '.mp3', '.m4a'))}"
        path.write_bytes(raw)
        return path


@cache
def ffmpeg() -> Path | None:
    return find_program("ffmpeg")


def _encoded(folder: Path, ending: str, rng: random.Random) -> bytes:
    rate_hz = rng.choice(OPUS_HZ if ending == ".opus" else RATES_HZ)
    channels = rng.choice(
        (1, 1, 1, 2, 2, 3, 6, 8) if ending in (".wav", ".flac", ".ogg", ".aiff") else (1, 2)
    )
    if ending == ".mp3":
        rate_hz = min(rate_hz, 48_000)
    subtype = rng.choice(SUBTYPES[ending])
    if subtype in ("GSM610", "IMA_ADPCM"):
        channels = 1
    length_s = rng.choice((0.05, 0.4, 2.0, 4.0))
    return _file(folder, subtype, ending=ending, rate_hz=rate_hz, channels=channels, length_s=length_s)


@cache
def _file(folder: Path, subtype: str, *, ending: str, rate_hz: int, channels: int, length_s: float) -> bytes:
    path = folder / f"base{ending}"
    sound = _test_tone(rate_hz, length_s, channels)
    if ending == ".m4a":
        wav = folder / "base.m4a.wav"
        soundfile.write(wav, sound, rate_hz)
        subprocess.run([str(ffmpeg()), "-v", "error", "-y", "-i", wav, path], check=True)
    else:
        kind = "OGG" if ending in (".ogg", ".opus") else None
        soundfile.write(path, sound, rate_hz, subtype=subtype, format=kind)
    return path.read_bytes()


def _test_tone(rate_hz: int, length_s: float, channels: int) -> Samples:
    times_s = np.arange(round(rate_hz * length_s)) / rate_hz
    wave = 0.2 * np.sin(2 * np.pi * 220 * times_s) * (1 + np.sin(2 * np.pi * 1.3 * times_s))
    return np.repeat(wave[:, None], channels, axis=1).astype(np.float32)


def _flip(raw: bytearray, rng: random.Random) -> None:
    for _ in range(rng.choice((1, 3, 20, 200))):
        raw[_place(raw, rng)] ^= 1 << rng.randrange(8)


def _cut(raw: bytearray, rng: random.Random) -> None:
    del raw[rng.randrange(len(raw) + 1) :]
    raw += b"\0"


def _falsify(raw: bytearray, rng: random.Random) -> None:
    start = rng.randrange(max(1, min(len(raw), 120)))
    value = rng.choice(FALSE_VALUES)
    raw[start : start + len(value)] = value


def _join(raw: bytearray, rng: random.Random) -> None:
    raw += bytes(raw) * rng.choice((1, 2))


def _drop(raw: bytearray, rng: random.Random) -> None:
    start = _place(raw, rng)
    del raw[start : start + rng.choice((1, 7, 500))]
    raw += b"\0"


def _repeat(raw: bytearray, rng: random.Random) -> None:
    start = _place(raw, rng)
    raw[start:start] = raw[start : start + rng.choice((1, 64, 4096))]


def _place(raw: bytearray, rng: random.Random) -> int:
    """Returns a random position, half of the time near the beginning, where headers are."""
    return rng.randrange(max(1, min(len(raw), 200) if rng.random() < 0.5 else len(raw)))


def run_attempts(folder: Path, count: int, seed: int) -> Results:
    """Makes and checks `count` recordings in an empty folder."""
    attempts = Attempts(folder, seed)
    try:
        for number in range(count):
            attempts.attempt(number)
    finally:
        attempts.close()
    return attempts.results

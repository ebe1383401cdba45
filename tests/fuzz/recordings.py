"""Recordings that are damaged, cut off, joined, or lie about themselves, and what must hold of each."""

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
from tests.fuzz.hearing import hear

MOST_S: Final = 5.0
"""Of the processor: another program may keep the machine busy."""

PATIENCE_S: Final = 30.0
MOST_MB: Final = 300
NEAR_ENOUGH_FRAMES: Final = RATE_HZ // 20
LOUDEST: Final = 10.0 ** (12.0 / 20.0) * 16.0
"""A sample that is kept, raised as far as any recording is."""

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
LIES: Final = (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\0\0\0\x80", b"\1\0\0\0", b"\0\4\0\4")


@dataclass(slots=True)
class Results:
    """What became of the recordings."""

    played: int = 0
    told: int = 0
    slowest_s: float = 0.0
    most_mb: float = 0.0
    kinds: dict[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        return (
            f"{self.played + self.told} recordings: {self.played} could be played, {self.told} were told; "
            f"the slowest took {self.slowest_s:.1f} s, and decoding {self.most_mb:.0f} MB"
        )


class Attempts:
    """Makes recordings from a seed, and holds each to what is promised."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self._chance = random.Random(seed)  # noqa: S311 - the same recordings every time
        self._process = DecodingProcess(patience_s=PATIENCE_S)
        self._copies: list[Path] = []
        self.results = Results()

    def attempt(self, number: int) -> None:
        """One recording.  Fails when a promise is broken, and leaves the recording where it is."""
        path = self._made(number)
        began_s = self._worked_s()
        analysis_cache = ClipAnalysisCache(None, self._examine)
        try:
            measured = analysis_cache.of(path)
        except ClipError as exc:
            self._is_told_well(path, exc)
            self.results.told += 1
        else:
            self._plays(path, measured)
            hear(path, analysis_cache, self._chance)
            self.results.played += 1
        taken_s = self._worked_s() - began_s
        assert taken_s < MOST_S, f"{path} took {taken_s:.1f} s"
        self.results.slowest_s = max(self.results.slowest_s, taken_s)
        self.results.most_mb = max(self.results.most_mb, self._most_mb())
        assert self.results.most_mb < MOST_MB, f"{path} took {self.results.most_mb:.0f} MB"
        for made in (path, *self._copies):
            made.unlink(missing_ok=True)
        self._copies.clear()

    def close(self) -> None:
        self._process.close()

    def _examine(self, path: Path, _lasting: bool, _told: ProgressCallback) -> ClipAnalysis:
        half_made, copy = new_copy(path, lasting=False)
        measured = self._process.examine(path, half_made, ffmpeg=ffmpeg())
        if measured.copied:
            half_made.replace(copy)
            self._copies.append(copy)
        return measured

    def _is_told_well(self, path: Path, refused: ClipError) -> None:
        assert refused.problem.isprintable(), path
        assert refused.fix, path
        assert not isinstance(refused, TransientClipError), f"{path} took too long"

    def _worked_s(self) -> float:
        """What the processor has done for us, the decoding process and each ffmpeg; elsewhere, the time."""
        process = self._process._process
        status = Path(f"/proc/{process.pid if process else 0}/stat")
        if not hasattr(os, "sysconf") or not Path("/proc/self/stat").exists():
            return time.monotonic()
        theirs = status.read_text().rpartition(")")[2].split()[11:15] if status.exists() else []
        return time.process_time() + sum(map(int, theirs)) / os.sysconf("SC_CLK_TCK")

    def _most_mb(self) -> float:
        """The most memory that the decoding process has had; 0 where the system does not say."""
        process = self._process._process
        status = Path(f"/proc/{process.pid if process else 0}/status")
        if not status.exists():
            return 0.0
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
        return int(found[1]) / 1024 if found else 0.0

    def _plays(self, path: Path, measured: ClipAnalysis) -> None:
        """What is shown is what decodes, and every sample of it can go to a loudspeaker."""
        source = self._copies[-1] if measured.copied else path
        with soundfile.SoundFile(source) as sound:
            decoded = 0
            while count := len(sound.read(65_536, dtype="float32", always_2d=True)):
                decoded += count
            decoded_frames = decoded * RATE_HZ / sound.samplerate
        assert abs(decoded_frames - measured.length_frames) <= NEAR_ENOUGH_FRAMES, path
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
        assert float(np.abs(out).max(initial=0.0)) < 2 * LOUDEST, path

    def _made(self, number: int) -> Path:
        chance = self._chance
        ending = chance.choice([one for one in SUBTYPES if one != ".m4a" or ffmpeg()])
        raw = bytearray(_encoded(self._folder, ending, chance))
        for _ in range(chance.choice((0, 1, 1, 1, 2))):
            chance.choice((_flip, _cut, _lie, _join, _drop, _repeat))(raw, chance)
        path = self._folder / f"{number}{chance.choice((ending, ending, ending, '.wav', '.mp3', '.m4a'))}"
        path.write_bytes(raw)
        return path


@cache
def ffmpeg() -> Path | None:
    return find_program("ffmpeg")


def _encoded(folder: Path, ending: str, chance: random.Random) -> bytes:
    rate_hz = chance.choice(OPUS_HZ if ending == ".opus" else RATES_HZ)
    channels = chance.choice(
        (1, 1, 1, 2, 2, 3, 6, 8) if ending in (".wav", ".flac", ".ogg", ".aiff") else (1, 2)
    )
    if ending == ".mp3":
        rate_hz = min(rate_hz, 48_000)
    subtype = chance.choice(SUBTYPES[ending])
    if subtype in ("GSM610", "IMA_ADPCM"):
        channels = 1
    length_s = chance.choice((0.05, 0.4, 2.0, 4.0))
    return _file(folder, subtype, ending=ending, rate_hz=rate_hz, channels=channels, length_s=length_s)


@cache
def _file(folder: Path, subtype: str, *, ending: str, rate_hz: int, channels: int, length_s: float) -> bytes:
    path = folder / f"base{ending}"
    sound = _murmur(rate_hz, length_s, channels)
    if ending == ".m4a":
        wav = folder / "base.m4a.wav"
        soundfile.write(wav, sound, rate_hz)
        subprocess.run([str(ffmpeg()), "-v", "error", "-y", "-i", wav, path], check=True)
    else:
        kind = "OGG" if ending in (".ogg", ".opus") else None
        soundfile.write(path, sound, rate_hz, subtype=subtype, format=kind)
    return path.read_bytes()


def _murmur(rate_hz: int, length_s: float, channels: int) -> Samples:
    at = np.arange(round(rate_hz * length_s)) / rate_hz
    wave = 0.2 * np.sin(2 * np.pi * 220 * at) * (1 + np.sin(2 * np.pi * 1.3 * at))
    return np.repeat(wave[:, None], channels, axis=1).astype(np.float32)


def _flip(raw: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 3, 20, 200))):
        raw[_place(raw, chance)] ^= 1 << chance.randrange(8)


def _cut(raw: bytearray, chance: random.Random) -> None:
    del raw[chance.randrange(len(raw) + 1) :]
    raw += b"\0"


def _lie(raw: bytearray, chance: random.Random) -> None:
    at = chance.randrange(max(1, min(len(raw), 120)))
    lie = chance.choice(LIES)
    raw[at : at + len(lie)] = lie


def _join(raw: bytearray, chance: random.Random) -> None:
    raw += bytes(raw) * chance.choice((1, 2))


def _drop(raw: bytearray, chance: random.Random) -> None:
    at = _place(raw, chance)
    del raw[at : at + chance.choice((1, 7, 500))]
    raw += b"\0"


def _repeat(raw: bytearray, chance: random.Random) -> None:
    at = _place(raw, chance)
    raw[at:at] = raw[at : at + chance.choice((1, 64, 4096))]


def _place(raw: bytearray, chance: random.Random) -> int:
    """Half of the time near the beginning, where headers are."""
    return chance.randrange(max(1, min(len(raw), 200) if chance.random() < 0.5 else len(raw)))


def run(folder: Path, count: int, seed: int) -> Results:
    """Tries so many recordings, in a folder of their own."""
    attempts = Attempts(folder, seed)
    try:
        for number in range(count):
            attempts.attempt(number)
    finally:
        attempts.close()
    return attempts.results

"""Recordings of every format: their samples, their loudness, and messages about unusable ones."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pyloudnorm
import pytest
import soundfile

from practice_player.clips.analysis_cache import FILE_NAME, ClipAnalysisCache, clip_of
from practice_player.clips.loudness import LoudnessMeter, Samples, loudness_lufs
from practice_player.clips.measurement import ClipAnalysis
from practice_player.clips.reader import PAGE_FRAMES, ClipReader
from practice_player.clips.voice_analysis import analyse_voice
from practice_player.lib.errors import ClipError
from practice_player.timeline.model import Clip

FFMPEG = pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path / "home"))


def measure(path: Path) -> ClipAnalysis:
    return ClipAnalysisCache.open().of(path)


def clip_in(path: Path) -> Clip:
    return clip_of(path, ClipAnalysisCache.open())


def murmur(rate_hz: int, length_s: float = 2.7, *, channels: int = 1) -> Samples:
    """Returns a sound like a voice: a low tone with slow swells and some noise."""
    times_s = np.arange(round(rate_hz * length_s)) / rate_hz
    noise = np.random.default_rng(3).standard_normal(len(times_s)) * 0.01
    wave = 0.2 * np.sin(2 * np.pi * 220 * times_s) * (1 + np.sin(2 * np.pi * 1.3 * times_s)) + noise
    return np.repeat(wave[:, None], channels, axis=1).astype(np.float32)


def write_recording(folder: Path, ending: str, rate_hz: int, *, channels: int = 1) -> Path:
    path = folder / f"{rate_hz}{ending}"
    kind = {".ogg": "VORBIS", ".opus": "OPUS"}.get(ending)
    soundfile.write(
        path, murmur(rate_hz, channels=channels), rate_hz, subtype=kind, format="OGG" if kind else None
    )
    return path


def samples_of(clip: Clip, reader: ClipReader | None = None) -> Samples:
    buffer = np.zeros((clip.length_frames, 2), np.float32)
    (reader or ClipReader()).add(clip, 0, buffer)
    return buffer


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("rate_hz", [48_000, 44_100, 24_000, 11_025])
@pytest.mark.parametrize("ending", [".wav", ".flac", ".ogg", ".mp3", ".opus"])
def test_any_format_at_any_rate_gives_the_same_sound(
    tmp_path: Path, ending: str, rate_hz: int, channels: int
) -> None:
    if ending == ".opus" and rate_hz in (44_100, 11_025):
        pytest.skip("there is no opus at this rate")
    path = write_recording(tmp_path, ending, rate_hz, channels=channels)

    samples = samples_of(clip_in(path))

    expected = murmur(48_000, channels=2)
    count = min(len(samples), len(expected))
    lossy = 0.06 if ending in (".mp3", ".opus", ".ogg") else 0.05 if rate_hz < 24_000 else 0.02
    assert abs(len(samples) - len(expected)) <= (2500 if ending == ".mp3" else 4)
    likeness = np.corrcoef(samples[:count, 0], expected[:count, 0])[0, 1]
    assert likeness > 1 - lossy
    assert np.array_equal(samples[:, 0], samples[:, 1])


@FFMPEG
@pytest.mark.parametrize("ending", [".m4a", ".aac", ".webm"])
def test_other_formats_are_turned_by_ffmpeg_once(tmp_path: Path, ending: str) -> None:
    wav = write_recording(tmp_path, ".wav", 44_100)
    path = tmp_path / f"memo{ending}"
    subprocess.run(["ffmpeg", "-v", "error", "-i", wav, path], check=True)

    clip = clip_in(path)
    samples = samples_of(clip)

    assert clip.length_frames == pytest.approx(2.7 * 48_000, abs=6000)
    shift = int(np.correlate(samples[:48_000, 0], murmur(48_000)[4800:40_800, 0]).argmax()) - 4800
    assert 0 <= abs(shift) < 4800, "encoders put a little silence before"
    cached_files = list((tmp_path / "home" / "cache" / "converted").iterdir())
    assert [path.suffix for path in cached_files] == [".flac"]
    samples_of(clip)
    assert list((tmp_path / "home" / "cache" / "converted").iterdir()) == cached_files


@FFMPEG
def test_a_long_memo_is_turned_a_minute_at_a_time_without_a_seam(tmp_path: Path) -> None:
    wav = tmp_path / "long.wav"
    times_s = np.arange(8000 * 125) / 8000
    soundfile.write(wav, 0.3 * np.sin(2 * np.pi * 200 * times_s), 8000)
    path = tmp_path / "long.mka"
    subprocess.run(["ffmpeg", "-v", "error", "-i", wav, "-c:a", "pcm_s16le", path], check=True)

    assert measure(path).length_frames == 125 * 48_000
    converted = next((tmp_path / "home" / "cache" / "converted").iterdir())
    assert np.array_equal(soundfile.read(converted, dtype="int16")[0], soundfile.read(wav, dtype="int16")[0])


def test_without_ffmpeg_the_remedy_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "memo.m4a"
    path.write_bytes(b"\0\0\0 ftypM4A " + bytes(100))
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(ClipError, match=r"memo\.m4a.*not installed") as caught:
        measure(path)

    assert "install ffmpeg, or save the recording as wav" in caught.value.fix


@pytest.mark.parametrize("ending", [".ogg", ".wav", ".m4a"])
def test_what_is_no_recording_is_told(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"words{ending}"
    path.write_text("these are words")

    with pytest.raises(ClipError):
        measure(path)
    with pytest.raises(ClipError, match="no recording here"):
        measure(tmp_path / "nothing.ogg")


def test_an_empty_recording_is_told(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "empty.wav", np.zeros(0), 48_000)

    with pytest.raises(ClipError, match="holds no sound"):
        measure(tmp_path / "empty.wav")


@pytest.mark.parametrize("ending", [".wav", ".mp3", ".opus", ".ogg"])
def test_a_page_is_the_same_whether_one_plays_up_to_it_or_jumps_there(tmp_path: Path, ending: str) -> None:
    path = write_recording(tmp_path, ending, 24_000)
    clip = clip_in(path)
    jumped = np.zeros((1000, 2), np.float32)

    ClipReader().add(clip, PAGE_FRAMES + 12_345, jumped)

    assert np.array_equal(jumped, samples_of(clip)[PAGE_FRAMES + 12_345 :][:1000])


def test_a_long_recording_takes_no_more_memory_than_a_short_one(tmp_path: Path) -> None:
    path = tmp_path / "long.flac"
    with soundfile.SoundFile(path, "w", 48_000, 1, "PCM_16") as file:
        for _ in range(120):
            file.write(np.zeros(48_000))
    pages, clip = ClipReader(max_pages=3), Clip(path=str(path), length_frames=120 * 48_000)

    for start in range(0, clip.length_frames, 48_000):
        pages.add(clip, start, np.zeros((48_000, 2), np.float32))

    assert len(pages) == 3


@pytest.mark.parametrize("level", [0.02, 0.2, 0.9])
@pytest.mark.parametrize("length_s", [0.7, 3.0, 20.0])
def test_loudness_is_what_an_independent_meter_reads(level: float, length_s: float) -> None:
    sound = murmur(48_000, length_s, channels=2) * level
    sound[len(sound) // 2 :] *= 0.05  # the gate has something to leave out

    assert loudness_lufs(sound) == pytest.approx(pyloudnorm.Meter(48_000).integrated_loudness(sound), abs=0.2)


def test_loudness_does_not_depend_on_the_pieces() -> None:
    sound, meter = murmur(48_000, 5.0), LoudnessMeter()
    for start in range(0, len(sound), 7777):
        meter.feed(sound[start : start + 7777])

    assert meter.integrated_lufs() == pytest.approx(loudness_lufs(sound), abs=0.01)


@pytest.mark.parametrize(("made_db", "expected_db"), [(0.0, 0.0), (-9.0, 9.0), (6.0, -6.0), (-40.0, 12.0)])
def test_a_recording_that_is_off_is_brought_to_the_level_of_the_others(
    tmp_path: Path, made_db: float, expected_db: float
) -> None:
    sound = murmur(48_000)
    sound *= 10 ** ((-18.0 - loudness_lufs(sound)) / 20) * 10 ** (made_db / 20)
    path = tmp_path / "x.wav"
    soundfile.write(path, sound, 48_000, subtype="FLOAT")

    clip = clip_of(path, ClipAnalysisCache.open())

    assert clip.gain_db == pytest.approx(expected_db if made_db > -32 else 0.0, abs=0.1)
    if made_db > -12:
        assert loudness_lufs(samples_of(clip)) == pytest.approx(-18.0, abs=0.2)


def test_a_clipped_recording_is_known_and_a_peak_is_not_clipping(tmp_path: Path) -> None:
    for name, sound in (("clipped", np.clip(murmur(48_000) * 9, -1, 1)), ("peak", murmur(48_000))):
        soundfile.write(tmp_path / f"{name}.wav", sound, 48_000, subtype="PCM_16")
    lone = murmur(48_000)
    lone[100:102] = 1.0
    soundfile.write(tmp_path / "lone.wav", lone, 48_000, subtype="PCM_16")

    assert measure(tmp_path / "clipped.wav").clipped
    assert not measure(tmp_path / "peak.wav").clipped
    assert not measure(tmp_path / "lone.wav").clipped


def test_a_measure_is_kept_until_the_file_changes(tmp_path: Path) -> None:
    path = write_recording(tmp_path, ".wav", 48_000)
    first = ClipAnalysisCache.open().of(path)
    cached_files = tmp_path / "home" / "cache" / FILE_NAME
    assert len(cached_files.read_text().splitlines()) == 1

    assert ClipAnalysisCache.open().of(path) == first
    assert len(cached_files.read_text().splitlines()) == 1
    soundfile.write(path, murmur(48_000) * 0.1, 48_000)
    assert ClipAnalysisCache.open().of(path).loudness_lufs < first.loudness_lufs - 10
    with cached_files.open("a") as file:
        file.write('{"not": "a measure"}\n[1]\nhalf a li')
    assert ClipAnalysisCache.open().of(path).loudness_lufs < first.loudness_lufs - 10


def test_levels_of_a_shipped_voice_are_believed_only_for_the_very_file(tmp_path: Path) -> None:
    path = write_recording(tmp_path, ".ogg", 48_000)
    analyse_voice(tmp_path, ".ogg")
    row = json.loads((tmp_path / "levels.json").read_text())[path.name]

    def analysis_cache() -> ClipAnalysisCache:
        return ClipAnalysisCache(tmp_path / "home" / "cache" / FILE_NAME, shipped=tmp_path)

    assert row["bytes"] == path.stat().st_size

    assert analysis_cache().of(path).loudness_lufs == row["loudness_lufs"]
    assert not (tmp_path / "home" / "cache").exists(), "nothing had to be measured"
    soundfile.write(path, murmur(48_000, 4.0), 48_000, format="OGG", subtype="VORBIS")
    assert analysis_cache().of(path).length_frames == 4 * 48_000


def test_the_shipped_levels_are_true() -> None:
    from practice_player.settings import shipped_dir

    for folder in shipped_dir("audio").iterdir():
        if folder.is_dir():
            levels = json.loads((folder / "levels.json").read_text())
            assert set(levels) == {path.name for path in folder.glob("*.ogg")}
            for path in sorted(folder.glob("*.ogg"))[::10]:
                assert levels[path.name]["loudness_lufs"] == pytest.approx(
                    measure(path).loudness_lufs, abs=0.02
                )


def test_a_recording_that_was_changed_is_read_anew_also_with_its_old_size_and_date(tmp_path: Path) -> None:
    path = tmp_path / "k.wav"
    soundfile.write(path, murmur(24_000, 3.0), 24_000)
    before = path.stat()
    assert measure(path).length_frames == 3 * 48_000

    soundfile.write(path, murmur(12_000, 6.0), 12_000)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert measure(path).length_frames == 6 * 48_000

"""Damaged and unusual recordings: joined, half downloaded, or with a header that was never finished."""

import json
import os
import shutil
import struct
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
import soundfile

from practice_player.clips.analysis import CopyError, examine
from practice_player.clips.analysis_cache import ClipAnalysisCache, StillReadingError, clip_of
from practice_player.clips.decoding_process import TransientClipError
from practice_player.clips.loudness import Samples
from practice_player.clips.measurement import ClipAnalysis
from practice_player.clips.progress import ProgressCallback
from practice_player.clips.reader import ClipReader
from practice_player.clips.voice_levels import MAX_BYTES
from practice_player.lib.diagnostics import Place
from practice_player.lib.errors import ClipError
from practice_player.lint.rules.clips import clip_problems
from practice_player.timeline.model import Clip

CASES = Path(__file__).parent.parent / "cases"
FFMPEG = pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")
RATE_HZ = 48_000


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path / "home"))


def hum(length_s: float, hz: float = 220.0, rate_hz: int = 16_000) -> Samples:
    times_s = np.arange(round(rate_hz * length_s)) / rate_hz
    return np.asarray(0.2 * np.sin(2 * np.pi * hz * times_s), np.float32)


def analyse(path: Path) -> tuple[ClipAnalysis, Samples, set[str]]:
    """Returns the analysis of a recording, its samples as played, and the codes of its diagnostics."""
    analysis_cache = ClipAnalysisCache.open()
    clip, measured = clip_of(path, analysis_cache), analysis_cache.of(path)
    return measured, samples_of(clip), {problem.code for problem in clip_problems(measured, Place())}


def samples_of(clip: Clip) -> Samples:
    samples = np.zeros((clip.length_frames, 2), np.float32)
    ClipReader().add(clip, 0, samples)
    return samples


def loud_until_s(sound: Samples) -> float:
    return float(np.flatnonzero(np.abs(sound).max(axis=1) > 0.02)[-1] + 1) / RATE_HZ


def write_recording(path: Path, sound: Samples, *, subtype: str | None = None) -> Path:
    kind = "OGG" if path.suffix in (".ogg", ".opus") else None
    soundfile.write(
        path, sound, 16_000, format=kind, subtype=subtype or ("OPUS" if path.suffix == ".opus" else None)
    )
    return path


def write_joined(folder: Path, ending: str, *, tagged: bool = False) -> Path:
    """Writes three recordings of two seconds into one file, as `cat` does."""
    recordings = [
        write_recording(folder / f"{hz}{ending}", hum(2.0, hz)).read_bytes() for hz in (200, 300, 400)
    ]
    separator = b"ID3\x04\0\0\0\0\0\x0a" + bytes(10) if tagged else b""
    path = folder / f"joined{ending}"
    path.write_bytes(separator.join(recordings))
    return path


@pytest.mark.parametrize("ending", [".mp3", ".ogg", ".opus"])
def test_joined_recordings_are_heard_to_the_end_of_the_last(tmp_path: Path, ending: str) -> None:
    measured, sound, _ = analyse(write_joined(tmp_path, ending))

    assert measured.length_frames == pytest.approx(6.0 * RATE_HZ, abs=0.05 * RATE_HZ)
    assert loud_until_s(sound) > 5.9


def test_joined_mp3s_with_tags_between_them_lose_nothing_at_the_seams(tmp_path: Path) -> None:
    measured, _, codes = analyse(write_joined(tmp_path, ".mp3", tagged=True))

    assert measured.length_frames == pytest.approx(6.0 * RATE_HZ, abs=0.02 * RATE_HZ)
    assert "header-differs" in codes, "the first part says that it is alone"


@pytest.mark.parametrize("ending", [".mp3", ".ogg", ".opus"])
def test_joined_recordings_need_no_ffmpeg(
    tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    measured, _, _ = analyse(write_joined(tmp_path, ending))

    assert measured.length_frames == pytest.approx(6.0 * RATE_HZ, abs=0.05 * RATE_HZ)


@FFMPEG
@pytest.mark.parametrize(("ending", "codec"), [(".webm", "libopus"), (".wma", "wmav2"), (".mka", "flac")])
def test_seventy_seconds_of_another_format_are_heard_to_the_end(
    tmp_path: Path, ending: str, codec: str
) -> None:
    wav = write_recording(tmp_path / "long.wav", hum(70.0))
    path = tmp_path / f"long{ending}"
    subprocess.run(["ffmpeg", "-v", "error", "-i", wav, "-c:a", codec, path], check=True)

    measured, sound, _ = analyse(path)

    assert measured.length_frames == pytest.approx(70.0 * RATE_HZ, abs=0.1 * RATE_HZ)
    assert loud_until_s(sound) > 69.9


@FFMPEG
def test_an_mp3_of_varying_quality_without_a_length_lasts_as_long_as_it_sounds(tmp_path: Path) -> None:
    wav = write_recording(
        tmp_path / "x.wav", np.concatenate([hum(3.0) * 0.001, hum(20.0, 900.0), hum(6.5, 3000.0)])
    )
    path = tmp_path / "x.mp3"
    subprocess.run(["ffmpeg", "-v", "error", "-i", wav, "-q:a", "3", "-write_xing", "0", path], check=True)

    measured, sound, codes = analyse(path)

    assert measured.length_frames == pytest.approx(29.5 * RATE_HZ, abs=0.1 * RATE_HZ)
    assert loud_until_s(sound) > 29.4
    assert "header-differs" not in codes, "it has no header to be wrong"


@pytest.mark.parametrize("ending", [".mp3", ".flac", ".wav"])
def test_half_a_download_plays_what_is_there_and_its_author_is_told(tmp_path: Path, ending: str) -> None:
    path = write_recording(tmp_path / f"whole{ending}", hum(8.0) + np.float32(0.001))
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2])

    measured, sound, codes = analyse(path)

    length_s = measured.length_frames / RATE_HZ
    assert 3.0 < length_s < 5.0
    assert loud_until_s(sound) > length_s - 0.2, "no silence in place of what is missing"
    assert "header-differs" in codes
    assert measured.announced_s == pytest.approx(8.0, abs=0.1)


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF])
def test_a_recorder_that_lost_its_power_left_a_recording(tmp_path: Path, size: int) -> None:
    raw = bytearray(write_recording(tmp_path / "x.wav", hum(3.0)).read_bytes())
    for offset in (4, raw.index(b"data") + 4):
        raw[offset : offset + 4] = struct.pack("<I", size)
    (tmp_path / "x.wav").write_bytes(raw)

    measured, sound, _ = analyse(tmp_path / "x.wav")

    assert measured.length_frames == 3 * RATE_HZ
    assert loud_until_s(sound) > 2.9


def test_a_bad_sample_is_silence_and_what_follows_is_heard(tmp_path: Path) -> None:
    for bad in (np.nan, np.inf, -np.inf, 1e30, 3e5):
        sound = hum(2.0)
        sound[8000] = bad
        measured, played, codes = analyse(write_recording(tmp_path / "x.wav", sound, subtype="FLOAT"))

        assert np.isfinite(played).all()
        assert loud_until_s(played) > 1.95
        assert measured.bad_samples == 1
        assert "bad-samples" in codes
        assert np.abs(played).max() < 1.0


def test_a_recording_on_another_scale_is_brought_down_as_a_whole(tmp_path: Path) -> None:
    measured, played, _ = analyse(write_recording(tmp_path / "x.wav", hum(2.0) * 32_768, subtype="FLOAT"))

    assert measured.bad_samples == 0
    assert loud_until_s(played) > 1.95
    assert np.abs(played).max() <= 1.0


@pytest.mark.parametrize("channels", [3, 4, 5, 6, 8, 12])
def test_no_channel_is_lost(tmp_path: Path, channels: int) -> None:
    for channel in range(channels):
        sound = np.zeros((16_000, channels), np.float32)
        sound[:, channel] = hum(1.0)
        measured, played, codes = analyse(write_recording(tmp_path / f"{channel}.wav", sound))

        assert measured.channels == channels
        assert np.abs(played).max() > 0.01, f"channel {channel + 1} of {channels}"
        assert "many-channels" in codes


def test_a_wave_off_the_middle_is_played_centred_and_told(tmp_path: Path) -> None:
    _, played, codes = analyse(write_recording(tmp_path / "x.wav", hum(2.0) + np.float32(0.15)))

    assert abs(float(played.mean())) < 0.001
    assert "dc-offset" in codes


def test_a_thousand_channels_and_a_made_up_rate_are_refused_at_once(tmp_path: Path) -> None:
    for channels, rate_hz, problem in ((1024, 48_000, "1,024 channels"), (1, 2**31 - 1, "samples a second")):
        data = bytes(2 * channels * 8)
        fmt = struct.pack("<HHIIHH", 1, channels, rate_hz, 0, channels * 2 % 65_536, 16)
        body = b"WAVEfmt " + struct.pack("<I", len(fmt)) + fmt + b"data" + struct.pack("<I", len(data)) + data
        path = tmp_path / "x.wav"
        path.write_bytes(b"RIFF" + struct.pack("<I", len(body)) + body)

        with pytest.raises(ClipError, match=problem) as refused:
            ClipAnalysisCache.open().of(path)
        assert "44100 or 48000" in refused.value.fix


def test_a_voicemail_in_gsm_is_heard(tmp_path: Path) -> None:
    measured, sound, _ = analyse(CASES / "gsm-voicemail-wav" / "voicemail.wav")

    assert measured.length_frames == 2 * RATE_HZ
    assert np.abs(sound).max() > 0.1


def test_a_damaged_mp3_is_answered_and_what_decodes_is_heard() -> None:
    measured, sound, codes = analyse(CASES / "mp3-that-never-ends" / "a.mp3")

    assert 2.0 < measured.length_frames / RATE_HZ < 2.5
    assert np.abs(sound).max() > 0.1
    assert "header-differs" in codes


def test_an_empty_file_is_told_as_one(tmp_path: Path) -> None:
    (tmp_path / "x.wav").write_bytes(b"")

    with pytest.raises(ClipError, match="empty"):
        ClipAnalysisCache.open().of(tmp_path / "x.wav")


def test_what_cannot_be_read_is_remembered_until_it_changes(tmp_path: Path) -> None:
    path, requests = tmp_path / "x.wav", []

    def refuse(path: Path, _lasting: bool, _progress: ProgressCallback) -> ClipAnalysis:
        requests.append(path)
        raise ClipError("this recording cannot be read", fix="record it again", place=str(path))

    path.write_bytes(b"words")
    for _ in range(3):
        with pytest.raises(ClipError, match="cannot be read"):
            ClipAnalysisCache(tmp_path / "kept", refuse).of(path)
    path.write_bytes(b"other words")
    with pytest.raises(ClipError, match="cannot be read"):
        ClipAnalysisCache(tmp_path / "kept", refuse).of(path)

    assert len(requests) == 2


def test_a_copy_that_was_deleted_is_made_again(tmp_path: Path) -> None:
    path = write_joined(tmp_path, ".ogg")
    first = clip_of(path, ClipAnalysisCache.open())

    Path(first.source).unlink()
    second = clip_of(path, ClipAnalysisCache.open())

    assert Path(second.source).is_file()
    assert second == first


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_a_copy_is_its_owners_alone_whatever_the_umask(tmp_path: Path) -> None:
    path, old_umask = write_joined(tmp_path, ".ogg"), os.umask(0)
    try:
        copy = Path(clip_of(path, ClipAnalysisCache(None)).source)
    finally:
        os.umask(old_umask)

    assert copy.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("length_frames", [5 * RATE_HZ, 99_999_999_999, 1])
def test_a_voice_from_elsewhere_that_lies_about_its_recordings_is_not_believed(
    tmp_path: Path, length_frames: int
) -> None:
    path = write_recording(tmp_path / "x.ogg", hum(1.0))
    row = {"bytes": path.stat().st_size, "length_frames": length_frames, "loudness_lufs": -90.0}
    (tmp_path / "levels.json").write_text(json.dumps({"x.ogg": {**row, "peak_db": -3, "clipped": False}}))

    assert ClipAnalysisCache.open().of(path).length_frames == RATE_HZ


@pytest.mark.skipif(sys.platform == "win32", reason="pipes with names are POSIX's")
@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "loop", "deep", "huge", "latin"])
def test_levels_that_are_no_plain_table_keep_nobody_waiting(tmp_path: Path, kind: str) -> None:
    path, levels = write_recording(tmp_path / "x.ogg", hum(1.0)), tmp_path / "levels.json"
    match kind:
        case "pipe":
            os.mkfifo(levels)
        case "device":
            levels.symlink_to("/dev/zero")
        case "folder":
            levels.mkdir()
        case "loop":
            levels.symlink_to(levels)
        case "deep":
            levels.write_bytes(b"[" * 500_000)
        case "huge":
            levels.write_bytes(b" " * (MAX_BYTES + 1))
        case _:
            levels.write_bytes(b'{"x.ogg": "\xe9"}')

    assert ClipAnalysisCache.open().of(path).length_frames == RATE_HZ


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links are POSIX's")
@pytest.mark.parametrize("kind", ["pipe", "device", "link"])
def test_what_is_no_cache_of_measures_keeps_nobody_waiting_and_is_not_written_to(
    tmp_path: Path, kind: str
) -> None:
    path, cache_path, other_file = (
        write_recording(tmp_path / "x.wav", hum(1.0)),
        tmp_path / "kept",
        tmp_path / "mine",
    )
    other_file.write_text("mine")
    if kind == "pipe":
        os.mkfifo(cache_path)
    else:
        cache_path.symlink_to("/dev/zero" if kind == "device" else other_file)

    assert ClipAnalysisCache(cache_path).of(path).length_frames == RATE_HZ

    assert other_file.read_text() == "mine"


def test_whoever_leaves_does_not_wait_for_a_recording_that_is_being_read(tmp_path: Path) -> None:
    path, may_end = write_recording(tmp_path / "x.wav", hum(1.0)), threading.Event()

    def refuse(_path: Path, _lasting: bool, _progress: ProgressCallback) -> ClipAnalysis:
        may_end.wait(30.0)
        raise ClipError("this recording cannot be read", fix="record it again")

    analysis_cache = ClipAnalysisCache(None, refuse)
    refused: list[Exception] = []

    def wait() -> None:
        with pytest.raises(StillReadingError) as caught:
            analysis_cache.of(path)
        refused.append(caught.value)

    thread = threading.Thread(target=wait)
    thread.start()
    while not analysis_cache.read([path], wait_s=0.0) and not refused:
        analysis_cache.close()
    thread.join(10.0)
    may_end.set()

    assert refused


@FFMPEG
@pytest.mark.parametrize("rate_hz", [16_000, 24_000])
def test_an_mp3_without_a_length_that_was_joined_on_is_heard_too(tmp_path: Path, rate_hz: int) -> None:
    first = write_recording(tmp_path / "first.mp3", hum(3.0)).read_bytes()
    soundfile.write(tmp_path / "b.wav", hum(3.0, 500.0, rate_hz), rate_hz)
    second = tmp_path / "second.mp3"
    subprocess.run(
        ["ffmpeg", "-v", "error", "-i", tmp_path / "b.wav", "-write_xing", "0", "-b:a", "64k", second],
        check=True,
    )
    path = tmp_path / "joined.mp3"
    path.write_bytes(first + second.read_bytes())

    measured, sound, codes = analyse(path)

    assert measured.length_frames == pytest.approx(6.0 * RATE_HZ, abs=0.2 * RATE_HZ)
    assert loud_until_s(sound) > 5.9
    assert "header-differs" in codes


def test_an_mp3_that_says_too_little_of_itself_is_heard_to_its_end(tmp_path: Path) -> None:
    path = write_recording(tmp_path / "x.mp3", hum(6.0))
    raw = bytearray(path.read_bytes())
    tag = max(raw.find(b"Xing"), raw.find(b"Info"))
    raw[tag + 8 : tag + 12] = (10).to_bytes(4, "big")
    path.write_bytes(raw)

    measured, sound, codes = analyse(path)

    assert measured.length_frames == pytest.approx(6.0 * RATE_HZ, abs=0.2 * RATE_HZ)
    assert loud_until_s(sound) > 5.9
    assert "header-differs" in codes


def test_joined_flacs_are_heard_to_the_end_of_the_last(tmp_path: Path) -> None:
    measured, sound, _ = analyse(write_joined(tmp_path, ".flac"))

    assert measured.length_frames == 6 * RATE_HZ
    assert loud_until_s(sound) > 5.9


@FFMPEG
@pytest.mark.parametrize("ending", [".m4a", ".mka"])
def test_six_channels_are_as_loud_through_ffmpeg_as_without(tmp_path: Path, ending: str) -> None:
    sound = np.zeros((48_000, 6), np.float32)
    sound[:, 2] = hum(1.0, rate_hz=48_000)
    wav = tmp_path / "six.wav"
    soundfile.write(wav, sound, 48_000)
    path = tmp_path / f"six{ending}"
    subprocess.run(["ffmpeg", "-v", "error", "-i", wav, path], check=True)

    straight, through = analyse(wav)[0], analyse(path)

    assert through[0].loudness_lufs == pytest.approx(straight.loudness_lufs, abs=0.5)
    assert "many-channels" in through[2]
    assert "clipped" not in through[2]


@FFMPEG
def test_a_picture_that_outlasts_the_sound_is_no_break_in_it(tmp_path: Path) -> None:
    wav = write_recording(tmp_path / "x.wav", hum(2.0))
    picture = ["-f", "lavfi", "-i", "testsrc=d=5:s=64x64:r=5"]
    path = tmp_path / "x.mkv"
    subprocess.run(["ffmpeg", "-v", "error", *picture, "-i", wav, "-c:a", "flac", path], check=True)

    _, _, codes = analyse(path)

    assert "header-differs" not in codes


def test_half_a_copy_is_made_again(tmp_path: Path) -> None:
    path = write_joined(tmp_path, ".ogg")
    copy = Path(clip_of(path, ClipAnalysisCache.open()).source)
    complete = copy.read_bytes()
    copy.write_bytes(complete[:100])

    second = clip_of(path, ClipAnalysisCache.open())

    assert np.abs(samples_of(second)).max() > 0.1
    assert Path(second.source).read_bytes() == complete


def test_what_could_not_be_read_this_time_is_tried_again(tmp_path: Path) -> None:
    requests = []

    def refuse(path: Path, _lasting: bool, _progress: ProgressCallback) -> ClipAnalysis:
        requests.append(path)
        raise TransientClipError("the disk is full", fix="make room", place=str(path))

    path = write_recording(tmp_path / "x.wav", hum(1.0))
    for _ in range(2):
        with pytest.raises(ClipError, match="full"):
            ClipAnalysisCache(tmp_path / "kept", refuse).of(path)

    assert len(requests) == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to write to")
def test_a_full_disk_is_not_blamed_on_the_recording(tmp_path: Path) -> None:
    with pytest.raises(CopyError):
        examine(write_joined(tmp_path, ".ogg"), Path("/dev/full"), lambda _decoded_s, _of_s: None)


def test_a_rate_that_flac_cannot_say_is_played_all_the_same(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "x.wav", hum(1.0, rate_hz=96_003) + np.float32(0.1), 96_003)

    measured, sound, _ = analyse(tmp_path / "x.wav")

    assert measured.copied
    assert measured.length_frames == pytest.approx(RATE_HZ, abs=5)
    assert loud_until_s(sound) > 0.9

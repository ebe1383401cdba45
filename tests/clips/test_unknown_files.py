"""Files that cannot be decoded: the message names what they are and what to do."""

import shutil
import struct
import subprocess
from pathlib import Path

import pytest
import soundfile

from practice_player.clips.analysis_cache import ClipAnalysisCache
from practice_player.lib.errors import ClipError
from tests.clips.test_damaged_recordings import FFMPEG, hum, write_recording


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path / "home"))


def problem_and_fix(path: Path) -> tuple[str, str]:
    with pytest.raises(ClipError) as refused:
        ClipAnalysisCache.open().of(path)
    return refused.value.problem, refused.value.fix


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(40), ("picture", "in its place")),
        (b"\xff\xd8\xff\xe0" + bytes(40), ("picture", "in its place")),
        (b"RIFF\x24\0\0\0WEBPVP8 " + bytes(40), ("picture", "in its place")),
        (b"<?xml version='1.0'?><svg>", ("picture", "in its place")),
        (b"<!DOCTYPE html><html>", ("web page", "download the recording itself")),
        (b"<?xml version='1.0'?>\n<html>", ("web page", "download the recording itself")),
        (b"Hello there,\nfriend.", ("text", "in its place")),
        ("Grüße".encode(), ("text", "in its place")),
        ("Grüße".encode("utf-16"), ("text", "in its place")),
        (b"PK\x03\x04" + bytes(40), ("archive", "unpack it")),
        (b"%PDF-1.4\n\x80\x81", ("document", "in its place")),
        (b"MThd\0\0\0\x06\0\0", ("notes", "save it as wav or mp3")),
        (b"#EXTM3U\nhttp://x", ("list of recordings", "name the recording")),
        (bytes(range(1, 200)), ("kind that is known", "program that made it")),
        (b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0", ("damaged", "copy or download it again")),
    ],
)
@pytest.mark.parametrize("ffmpeg", [True, False])
def test_what_is_no_recording_is_named_and_its_remedy_fits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, expected: tuple[str, str], ffmpeg: bool
) -> None:
    if not ffmpeg:
        monkeypatch.setenv("PATH", str(tmp_path))
    elif not shutil.which("ffmpeg"):
        pytest.skip("ffmpeg is not installed")
    path = tmp_path / "x.m4a"
    path.write_bytes(content)

    problem, fix = problem_and_fix(path)
    problem_words, fix_words = expected

    if ffmpeg or problem_words not in ("kind that is known", "damaged"):
        assert problem_words in problem
        assert fix_words in fix
    else:
        assert "install ffmpeg" in fix, "with it, more can be read"


@FFMPEG
@pytest.mark.parametrize("ending", [".mp4", ".mkv", ".avi"])
def test_a_video_without_sound_is_told_as_one(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"x{ending}"
    picture = ["-f", "lavfi", "-i", "testsrc=d=1:s=64x64:r=5"]
    subprocess.run(["ffmpeg", "-v", "error", *picture, path], check=True)

    problem, fix = problem_and_fix(path)

    assert problem == "there is no sound in this file"
    assert "export it with its sound" in fix


@FFMPEG
def test_a_phone_memo_that_was_cut_before_its_index_is_told_as_one(tmp_path: Path) -> None:
    wav, path = write_recording(tmp_path / "x.wav", hum(3.0)), tmp_path / "x.m4a"
    subprocess.run(["ffmpeg", "-v", "error", "-i", wav, path], check=True)
    path.write_bytes(path.read_bytes()[:9000])

    problem, fix = problem_and_fix(path)

    assert "cut off before its index" in problem
    assert "copy or download it again" in fix


@pytest.mark.parametrize("kind", ["NIST", "W64", "AIFF", "AU", "CAF"])
def test_older_and_rarer_files_of_plain_sound_are_heard(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.sound"
    soundfile.write(path, hum(1.0), 16_000, format=kind, subtype="PCM_16")

    assert ClipAnalysisCache.open().of(path).length_frames == 48_000


@FFMPEG
def test_real_audio_is_heard_though_it_does_not_say_how_long_it_is(tmp_path: Path) -> None:
    wav, path = write_recording(tmp_path / "x.wav", hum(3.0)), tmp_path / "x.rm"
    subprocess.run(["ffmpeg", "-v", "error", "-i", wav, "-c:a", "real_144", "-ar", "8000", path], check=True)

    measured = ClipAnalysisCache.open().of(path)

    assert measured.length_frames == pytest.approx(3 * 48_000, abs=0.1 * 48_000)
    assert measured.announced_s is None


def header(kind: bytes, channels: int) -> bytes:
    if kind == b".snd":
        return b".snd" + struct.pack(">5I", 24, 64, 3, 48_000, channels) + bytes(64)
    if kind == b"FORM":
        comm = b"COMM" + struct.pack(">IHIH", 18, channels, 4, 16) + b"\x40\x0e\xbb\x80" + bytes(6)
        return b"FORM" + struct.pack(">I", len(comm) + 4) + b"AIFF" + comm
    order = ">" if kind == b"RIFX" else "<"
    fmt = struct.pack(order + "HHIIHH", 1, channels, 48_000, 0, 0, 16)
    return kind + struct.pack(order + "I", 100) + b"WAVEfmt " + struct.pack(order + "I", 16) + fmt + bytes(64)


@pytest.mark.parametrize("kind", [b"RIFF", b"RIFX", b"RF64", b"FORM", b".snd"])
def test_channels_without_end_are_counted_and_the_bound_is_told(tmp_path: Path, kind: bytes) -> None:
    path = tmp_path / "x.wav"
    path.write_bytes(header(kind, 1_025))

    problem, fix = problem_and_fix(path)

    assert "1,025 channels" in problem
    assert "at most 32" in problem
    assert "one or two channels" in fix

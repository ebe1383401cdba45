"""The length of recordings whose header is wrong, which are cut off, or whose sound begins late."""

import contextlib
import os
import struct
import subprocess
from pathlib import Path

import numpy as np
import pytest
import soundfile

from practice_player.clips.analysis import examine
from practice_player.clips.analysis_cache import ClipAnalysisCache, clip_of
from practice_player.clips.flac import stream_info
from practice_player.clips.reader import ClipReader
from practice_player.lib.diagnostics import Place
from practice_player.lib.errors import ClipError
from practice_player.lint.rules.clips import clip_problems
from practice_player.voice.voice import Voice
from tests.clips.test_damaged_recordings import (
    FFMPEG,
    RATE_HZ,
    analyse,
    hum,
    loud_until_s,
    write_joined,
    write_recording,
)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path / "home"))


def through_ffmpeg(tmp_path: Path, ending: str, *input_options: str, length_s: float = 4.0) -> Path:
    wav, path = tmp_path / "x.wav", tmp_path / f"x{ending}"
    soundfile.write(wav, hum(length_s, rate_hz=48_000), 48_000)
    subprocess.run(["ffmpeg", "-v", "error", *input_options, "-i", wav, path], check=True)
    return path


@FFMPEG
@pytest.mark.parametrize("ending", [".m4a", ".mka", ".mov", ".webm", ".wma", ".avi", ".ts"])
def test_sound_that_begins_late_in_its_container_is_no_break(tmp_path: Path, ending: str) -> None:
    measured, _, codes = analyse(through_ffmpeg(tmp_path, ending, "-itsoffset", "3"))

    assert measured.length_frames == pytest.approx(4 * RATE_HZ, abs=0.1 * RATE_HZ)
    assert "header-differs" not in codes


@FFMPEG
@pytest.mark.parametrize("ending", [".wma", ".ogg", ".opus", ".avi", ".mka"])
def test_a_cut_recording_is_told_and_a_whole_one_is_not(tmp_path: Path, ending: str) -> None:
    path = through_ffmpeg(tmp_path, ending, length_s=8.0)
    _, _, codes_of_whole = analyse(path)
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) * 2 // 3])

    _, _, codes_of_cut = analyse(path)

    assert "header-differs" not in codes_of_whole
    assert "header-differs" in codes_of_cut


@pytest.mark.parametrize("ending", [".ogg", ".opus"])
def test_an_ogg_file_without_its_last_page_is_told_without_ffmpeg(tmp_path: Path, ending: str) -> None:
    path = write_recording(tmp_path / f"x{ending}", hum(8.0))
    raw = path.read_bytes()
    path.write_bytes(raw[: raw.rindex(b"OggS")])

    assert "header-differs" in analyse(path)[2]


def test_joined_and_tagged_ogg_files_are_whole(tmp_path: Path) -> None:
    assert "header-differs" not in analyse(write_joined(tmp_path, ".ogg"))[2]


@pytest.mark.parametrize("claimed", [16_000, 1, 0])
def test_a_flac_that_says_too_little_is_heard_to_its_end(tmp_path: Path, claimed: int) -> None:
    path = write_recording(tmp_path / "x.flac", hum(8.0))
    raw = bytearray(path.read_bytes())
    packed = int.from_bytes(raw[18:26], "big") >> 36 << 36 | claimed
    raw[18:26] = packed.to_bytes(8, "big")
    path.write_bytes(raw)

    measured, sound, codes = analyse(path)

    assert measured.length_frames == 8 * RATE_HZ
    assert loud_until_s(sound) > 7.9
    assert ("header-differs" in codes) == (claimed > 0), "0 stands for a length that nobody knew"


def test_a_flac_of_24_bits_that_says_too_little_keeps_them(tmp_path: Path) -> None:
    path = write_recording(tmp_path / "x.flac", hum(2.0) * 0.001, subtype="PCM_24")
    original = analyse(path)[1]
    raw = bytearray(path.read_bytes())
    raw[18:26] = (int.from_bytes(raw[18:26], "big") >> 36 << 36 | 99).to_bytes(8, "big")
    path.write_bytes(raw)

    info = stream_info(bytes(raw))
    assert info
    assert (info.rate_hz, info.channels, info.bits, info.frames) == (16_000, 1, 24, 99)
    assert np.abs(analyse(path)[1] - original).max() < 1e-6


@pytest.mark.parametrize("subtype", ["PCM_16", "FLOAT"])
def test_a_wav_whose_header_was_written_on_the_way_is_heard_to_its_end(tmp_path: Path, subtype: str) -> None:
    path = write_recording(tmp_path / "x.wav", hum(8.0), subtype=subtype)
    raw = bytearray(path.read_bytes())
    offset = raw.index(b"data") + 4
    raw[offset : offset + 4] = struct.pack("<I", 32_000)
    path.write_bytes(raw)

    measured, sound, codes = analyse(path)

    assert measured.length_frames == 8 * RATE_HZ
    assert loud_until_s(sound) > 7.9
    assert "header-differs" in codes


@pytest.mark.parametrize(
    "appended",
    [
        bytes(100_000),
        b"TAG" + b"x" * 125,
        b"ID3\x04" + b"\xff" * 20_000,
        b"LIST" + struct.pack("<I", 20_000) + b"\xff" * 20_000,
        b"\xff" * 50,
    ],
)
@pytest.mark.parametrize("frames", [16_000, 16_001])
def test_what_stands_behind_the_sound_of_a_wav_is_not_played(
    tmp_path: Path, appended: bytes, frames: int
) -> None:
    path = tmp_path / "x.wav"
    soundfile.write(path, hum(2.0)[:frames], 16_000, subtype="PCM_U8")
    path.write_bytes(path.read_bytes() + appended)

    measured, _, codes = analyse(path)

    assert measured.length_frames == frames * 3
    assert "header-differs" not in codes


@pytest.mark.parametrize("rate_hz", [16_000, 22_050])
def test_joined_wavs_are_heard_to_the_end_of_the_last(tmp_path: Path, rate_hz: int) -> None:
    soundfile.write(tmp_path / "b.wav", hum(2.0, rate_hz=rate_hz), rate_hz)
    path = write_recording(tmp_path / "x.wav", hum(2.0))
    path.write_bytes(path.read_bytes() + (tmp_path / "b.wav").read_bytes())

    measured, sound, codes = analyse(path)

    assert measured.length_frames == pytest.approx(4 * RATE_HZ, abs=100)
    assert loud_until_s(sound) > 3.9
    assert "header-differs" in codes, "other players stop after the first"


@FFMPEG
@pytest.mark.parametrize(
    ("ending", "options"),
    [(".mp3", "-b:a 64k -write_xing 1"), (".mp3", "-b:a 64k -write_xing 0"), (".flac", "-c:a flac")],
)
def test_a_damaged_recording_is_heard_as_far_as_any_decoder_reads_on(
    tmp_path: Path, ending: str, options: str
) -> None:
    path = through_ffmpeg(tmp_path, ending, length_s=10.0)
    wav = tmp_path / "x.wav"
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", wav, *options.split(), path], check=True)
    raw = bytearray(path.read_bytes())
    for offset in np.random.default_rng(1).integers(2000, len(raw), 40):
        raw[offset] ^= 0x10
    path.write_bytes(raw)
    command = ["ffmpeg", "-v", "quiet", "-i", str(path), "-f", "f32le", "-ac", "1", "-"]
    ffmpeg_length_s = len(subprocess.run(command, check=True, capture_output=True).stdout) / 4 / RATE_HZ

    measured, sound, _ = analyse(path)

    assert measured.length_frames / RATE_HZ >= ffmpeg_length_s - 0.05
    assert loud_until_s(sound) > ffmpeg_length_s - 0.2


@pytest.mark.parametrize("ending", [".wav", ".flac", ".ogg"])
def test_a_recording_that_is_damaged_in_mid_practice_is_told_and_not_silent_without_a_word(
    tmp_path: Path, ending: str
) -> None:
    path = write_recording(tmp_path / f"x{ending}", hum(8.0))
    clip, pages = clip_of(path, ClipAnalysisCache.open()), ClipReader()
    pages.page(clip, 0)
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2])

    with pytest.raises(ClipError, match="cannot be read"):
        pages.page(clip, 6)


def test_a_recording_of_a_voice_that_was_changed_meanwhile_is_measured_anew(tmp_path: Path) -> None:
    (tmp_path / "voice.yaml").write_text("name: mine\n")
    voice = Voice.open(tmp_path)
    path = write_recording(voice.path_for("One."), hum(2.0))
    first = voice.find("One.")

    write_recording(path, hum(3.0))
    second = voice.find("One.")

    assert first
    assert first.length_frames == 2 * RATE_HZ
    assert second
    assert second.length_frames == 3 * RATE_HZ


@pytest.mark.skipif(not hasattr(os, "SEEK_DATA"), reason="files have no holes here")
@pytest.mark.parametrize("ending", [".mp3", ".ogg", ".opus", ".flac"])
def test_room_that_was_reserved_behind_a_recording_holds_nobody_up(tmp_path: Path, ending: str) -> None:
    path = write_recording(tmp_path / f"x{ending}", hum(4.0))
    os.truncate(path, 3 * 2**30)

    measured, sound, _ = analyse(path)
    second = ClipAnalysisCache.open().of(path)

    assert measured.length_frames == pytest.approx(4 * RATE_HZ, abs=0.1 * RATE_HZ)
    assert loud_until_s(sound) > 3.9
    assert second == measured


def test_room_that_was_reserved_by_a_recorder_is_no_silence_to_sit_through(tmp_path: Path) -> None:
    path = write_recording(tmp_path / "x.wav", hum(4.0))
    raw = bytearray(path.read_bytes())
    offset = raw.index(b"data") + 4
    raw[offset : offset + 4] = b"\xff" * 4
    path.write_bytes(raw + bytes(50_000_000))

    assert analyse(path)[0].length_frames < 40 * RATE_HZ


@pytest.mark.parametrize("ending", [".ogg", ".mp3", ".flac"])
def test_a_gap_in_the_middle_is_no_break_but_something_missing(tmp_path: Path, ending: str) -> None:
    path = write_recording(tmp_path / f"x{ending}", hum(12.0))
    raw = path.read_bytes()
    start = raw.index(b"OggS", len(raw) // 2) if b"OggS" in raw else len(raw) // 2
    end = raw.index(b"OggS", start + 1) if b"OggS" in raw else start + len(raw) // 5
    path.write_bytes(raw[:start] + raw[end:])

    measured, sound, codes = analyse(path)

    assert "header-differs" in codes
    assert "some of it is missing" in " ".join(
        problem.problem for problem in clip_problems(measured, Place())
    )
    assert loud_until_s(sound) > measured.length_frames / RATE_HZ - 0.2


@pytest.mark.parametrize("ending", [".flac", ".ogg"])
def test_a_flipped_bit_in_the_first_bytes_ends_no_decoding_process(tmp_path: Path, ending: str) -> None:
    raw = write_recording(tmp_path / f"x{ending}", hum(1.0)).read_bytes()
    path = tmp_path / f"y{ending}"
    for offset in range(4, 40):
        path.write_bytes(raw[:offset] + bytes([raw[offset] ^ 1]) + raw[offset + 1 :])

        with contextlib.suppress(ClipError):
            examine(path, tmp_path / "copy.flac", lambda _decoded_s, _of_s: None)

"""`voice import`, from files of any format to recordings that are played."""

import errno
import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pytest
import soundfile

from practice_player.cli.main import main
from practice_player.clips.analysis_cache import ClipAnalysisCache
from practice_player.clips.loudness import loudness_lufs
from practice_player.importing.plan import ImportPlan, Piece
from practice_player.importing.source import SourceRecording, open_sources
from practice_player.importing.writing import write_recordings
from practice_player.lib.atomic_files import UnfinishedFile
from practice_player.lib.errors import VoiceError
from practice_player.lib.units import RATE_HZ, frames
from practice_player.voice.lookup import find_voice
from practice_player.voice.new_voice import OwnVoice
from tests.importing.readings import clip_sound, read, sentences

TEXTS = sentences(4)
FORMATS = ("m4a", "mp3", "wav", "ogg", "opus", "flac", "webm")

SCRIPT = """\
format: 1
title: Mine
practice: solo
goal: settle
level: 1
summary: For tests.
bed: none
steps:
""" + "".join(f'  - say: "{text}"\n  - rest: 2s\n' for text in TEXTS)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    sessions = tmp_path / "home" / "sessions"
    sessions.mkdir(parents=True)
    (sessions / "mine.yaml").write_text(SCRIPT, encoding="utf-8")
    return tmp_path / "home"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    def type_lines(text: str) -> None:
        path = tmp_path / "typed"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(path.open("rb"), encoding="utf-8"))

    return type_lines


def import_mine(*arguments: str) -> int:
    return main(["voice", "import", *arguments, "--as", "sam", "--for", "mine"])


def likeness(path: Path, original: "np.ndarray[tuple[int], np.dtype[np.float32]]") -> float:
    """Returns the highest correlation of a recording with a sound, wherever it begins in it."""
    sound = soundfile.read(path, dtype="float32")[0]
    size = 1 << (len(sound) + len(original)).bit_length()
    product = np.fft.rfft(sound, size) * np.conj(np.fft.rfft(original, size))
    return float(np.fft.irfft(product, size).max() / np.linalg.norm(sound) / np.linalg.norm(original))


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")
@pytest.mark.parametrize("ending", FORMATS)
def test_a_memo_for_each_sentence_is_imported_from_every_format(ending: str, home: Path) -> None:
    rate_hz = "48000" if ending in ("opus", "webm") else "44100"
    for number, text in enumerate(TEXTS, 1):
        quiet = np.zeros(RATE_HZ, np.float32)
        soundfile.write("memo.wav", np.concatenate([quiet, 0.2 * clip_sound(text), quiet]), RATE_HZ)
        target = f"Memo {number}.{ending}"
        codec = ["-c:a", "libvorbis"] if ending == "ogg" else []
        arguments = ["-i", "memo.wav", "-ar", rate_hz, "-ac", "2", "-b:a", "128k", *codec, target]
        subprocess.run(["ffmpeg", "-v", "error", "-y", *arguments], check=True)

    assert import_mine(*[f"Memo {number}.{ending}" for number in (1, 2, 3, 4)], "--yes") == 0

    voice = find_voice("sam")
    for text in TEXTS:
        path = voice.path_for(text)
        sound, written_hz = soundfile.read(path, dtype="float32")
        assert written_hz == RATE_HZ
        assert likeness(path, clip_sound(text)) > 0.95
        assert abs(loudness_lufs(sound) + 18.0) < 1.0
        assert np.abs(sound[:50]).max() < 0.002
        assert np.abs(sound[-50:]).max() < 0.002
        assert abs(len(sound) - len(clip_sound(text))) < frames(0.4)
        assert path.stat().st_mode & 0o777 == 0o600


def test_nothing_is_written_without_a_yes(
    home: Path, typed: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    read(TEXTS, range(4)).write(Path("reading.wav"))
    typed("perhaps\n4 = 9\n")

    assert import_mine("reading.wav") == 1

    out, err = capsys.readouterr()
    assert "4 of 4 sentences have a piece" in out
    assert "Nothing was written." in out
    assert "`perhaps` is no correction" in err
    assert "there is no sentence 9" in err
    assert not (home / "audio").exists()


def test_what_was_found_wrong_is_mended_by_naming_the_piece(home: Path, typed: Callable[[str], None]) -> None:
    read(TEXTS, [0, 2, 1, 3]).write(Path("reading.wav"))
    typed("2 = 3\n3 = 2\ndrop 4\nyes\n")

    assert import_mine("reading.wav") == 0

    voice = find_voice("sam")
    assert likeness(voice.path_for(TEXTS[2]), clip_sound(TEXTS[2])) > 0.95
    assert likeness(voice.path_for(TEXTS[1]), clip_sound(TEXTS[1])) > 0.95
    assert not voice.path_for(TEXTS[3]).exists()


def test_a_plan_is_written_changed_and_read_again(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    read(TEXTS, range(4)).write(Path("reading.wav"))

    assert import_mine("reading.wav", "--pairs", "pairs.txt") == 0
    assert not (home / "audio").exists()
    pairs = Path("pairs.txt").read_text(encoding="utf-8")
    Path("pairs.txt").write_text(pairs.replace("= 4  ", "= -  "), encoding="utf-8")
    assert import_mine("reading.wav", "--pairs", "pairs.txt", "--yes") == 0

    assert len(list((home / "audio" / "sam").glob("*.ogg"))) == 3
    assert "3 of 4 sentences have a piece; 1 piece is left out" in capsys.readouterr().out


def test_recordings_that_would_be_replaced_are_counted(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    read(TEXTS, range(4)).write(Path("reading.wav"))
    import_mine("reading.wav", "--yes")
    before = find_voice("sam").path_for(TEXTS[0]).read_bytes()
    capsys.readouterr()

    assert import_mine("reading.wav", "--yes") == 0

    assert "4 of your own recordings of sam would be replaced." in capsys.readouterr().out
    assert find_voice("sam").path_for(TEXTS[0]).read_bytes() == before


@pytest.mark.parametrize("name", ["../sam", "", "a/b", "con", ".hidden", "x" * 99])
def test_a_name_that_no_voice_can_have_is_refused(name: str, home: Path) -> None:
    read(TEXTS, range(4)).write(Path("reading.wav"))

    assert main(["voice", "import", "reading.wav", f"--as={name}", "--for", "mine", "--yes"]) == 1
    assert not (home / "audio").exists()


@pytest.mark.parametrize("name", ["yes", "1", "null", "Kim's", "a.b"])
def test_a_voice_may_be_called_what_means_something_else_in_yaml(name: str, home: Path) -> None:
    read(TEXTS, range(4)).write(Path("reading.wav"))

    assert main(["voice", "import", "reading.wav", f"--as={name}", "--for", "mine", "--yes"]) == 0
    assert find_voice(name).name == name


def test_a_voice_of_a_speech_engine_gets_no_recordings_of_a_person(home: Path) -> None:
    read(TEXTS, range(4)).write(Path("reading.wav"))

    assert main(["voice", "import", "reading.wav", "--as=Heart", "--for", "mine", "--yes"]) == 1
    assert not (home / "audio").exists()


@pytest.mark.parametrize("content", [b"", b"no sound at all", b"#EXTM3U\n/etc/passwd\n"])
def test_a_file_that_is_no_recording_is_told(
    content: bytes, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("memo.m4a").write_bytes(content)

    assert import_mine("memo.m4a", "--yes") == 1
    assert "memo.m4a" in capsys.readouterr().err
    assert not (home / "audio").exists()


def test_a_recording_of_nothing_but_noise_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    noise = np.random.default_rng(1).standard_normal(5 * RATE_HZ) * 0.01
    soundfile.write("reading.wav", noise.astype(np.float32), RATE_HZ)

    assert import_mine("reading.wav", "--yes") == 1
    assert "nothing stands out of the noise" in capsys.readouterr().err


def planned_reading() -> tuple[ImportPlan, SourceRecording]:
    """Returns a reading of four sentences, and what is to be written of it."""
    reading = read(TEXTS, range(4))
    (source,) = open_sources([reading.write(Path("reading.wav").absolute())], ClipAnalysisCache(None))
    pieces = [
        Piece(file=0, start_frame=start, end_frame=end, sentence=index) for index, start, end in reading.truth
    ]
    return ImportPlan(sentences=tuple(TEXTS), pieces=tuple(pieces)), source


@pytest.mark.usefixtures("home")
def test_what_is_written_so_far_is_told() -> None:
    plan, source = planned_reading()
    shares: list[float] = []

    assert write_recordings(plan, [source], OwnVoice.open("sam"), progress=shares.append) == 4

    assert shares == [0.0, 0.25, 0.5, 0.75]


def test_a_disk_that_fills_leaves_the_voice_as_it_was(home: Path) -> None:
    plan, source = planned_reading()
    voice = OwnVoice.open("sam")

    class FullDisk(io.BytesIO):
        def write(self, _: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    class FillingFile(UnfinishedFile):
        def open(self) -> BinaryIO:
            return (
                FullDisk() if TEXTS[2][:9].lower().replace(" ", "-") in self.target_name else super().open()
            )

        @property
        def target_name(self) -> str:
            return self._target.name

    with pytest.raises(VoiceError, match="the disk is full"):
        write_recordings(plan, [source], voice, lambda path: FillingFile(path, mode=0o600))

    assert list((home / "audio").iterdir()) == [], "no voice where there was none"

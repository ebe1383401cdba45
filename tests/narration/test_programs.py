"""Speaking with programs that a person has: stand-ins that write a wav file."""

import os
import stat
import sys
from pathlib import Path

import numpy as np
import pytest

from practice_player.lib.errors import VoiceError
from practice_player.narration.engines import ENGINES, open_engine
from practice_player.voice.manifest import Manifest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")

STAND_IN = f"""\
#!{sys.executable}
import struct, sys, wave
text = sys.stdin.read()
open({{log!r}}, "w").write(repr((sys.argv[1:-1], text)))
with wave.open(sys.argv[-1], "wb") as file:
    file.setnchannels(1); file.setsampwidth(2); file.setframerate(22050)
    file.writeframes(struct.pack("<h", 8000) * 22050)
"""


def install(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def manifest(folder: Path, engine: str, speaker: str | None = None) -> Manifest:
    return Manifest(folder=folder, name="test", engine=engine, speaker=speaker, speed=0.8, respell={})


@pytest.mark.parametrize("engine", ["espeak-ng", "piper"])
def test_a_program_speaks_at_the_rate_of_everything_else(engine: str, programs: Path, tmp_path: Path) -> None:
    install(programs, engine, STAND_IN.format(log=str(tmp_path / "log")))
    (tmp_path / "amy.onnx").touch()

    sound = open_engine(manifest(tmp_path, engine, "amy"))("-v is not\nan option.")

    assert ENGINES[engine].is_installed()
    assert len(sound) == pytest.approx(48_000, abs=10)
    assert float(np.median(sound)) == pytest.approx(8000 / 32768, abs=0.01)
    assert "'-v is not an option.\\n'" in (tmp_path / "log").read_text(encoding="utf-8")


@pytest.mark.parametrize("engine", ["espeak-ng", "piper"])
def test_a_program_that_is_not_there_is_told(engine: str, programs: Path, tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match="is not installed") as raised:
        open_engine(manifest(tmp_path, engine, "amy"))

    assert not ENGINES[engine].is_installed()
    assert raised.value.fix == f"install {engine}"


def test_a_model_that_is_missing_is_told(programs: Path, tmp_path: Path) -> None:
    install(programs, "piper", "")

    with pytest.raises(VoiceError, match="no model for piper"):
        open_engine(manifest(tmp_path, "piper", "amy"))


@pytest.mark.parametrize("text", ["#!/bin/sh\necho no such voice >&2\nexit 1\n", "#!/bin/sh\nexit 0\n", ""])
def test_a_program_that_does_not_speak_is_told(text: str, programs: Path, tmp_path: Path) -> None:
    install(programs, "espeak-ng", text)
    speak = open_engine(manifest(tmp_path, "espeak-ng"))

    with pytest.raises(VoiceError, match="did not speak"):
        speak("Hello.")

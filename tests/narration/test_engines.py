"""Choosing the speech engine that a voice names, with fake engines."""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from practice_player.lib.errors import VoiceError
from practice_player.lib.installation import extra_command
from practice_player.narration.engines import Speak, SpeechEngine, open_engine
from practice_player.voice.manifest import Manifest, read_manifest


def manifest_in(folder: Path, text: str) -> Manifest:
    (folder / "voice.yaml").write_text(text, encoding="utf-8")
    return read_manifest(folder)


class Hummer:
    """A fake engine that hums at a level equal to the voice's speed, and records what it was loaded with."""

    def __init__(self) -> None:
        self.loaded: list[Manifest] = []

    def __call__(self, manifest: Manifest) -> Speak:
        self.loaded.append(manifest)

        def speak(text: str) -> NDArray[np.float32]:
            return np.full(len(text), manifest.speed, np.float32)

        return speak


def load_missing(_: Manifest) -> Speak:
    raise ImportError("no module named that")


def test_the_engine_a_voice_names_is_the_one_that_speaks(tmp_path: Path) -> None:
    hummer = Hummer()
    engines = {
        "one": SpeechEngine(load=load_missing, extra="one"),
        "two": SpeechEngine(load=hummer, extra="two"),
    }
    manifest = manifest_in(tmp_path, "engine: two 1.8.0\nspeaker: am_michael\nspeed: 0.5\n")

    speak = open_engine(manifest, engines)

    assert hummer.loaded == [manifest]
    assert manifest.speaker == "am_michael"
    assert speak("In.").tolist() == [0.5, 0.5, 0.5]


def test_a_voice_that_names_no_engine_is_spoken_with_the_first_one(tmp_path: Path) -> None:
    hummer = Hummer()

    open_engine(
        manifest_in(tmp_path, "speed: 0.5\n"), {"hibari-tts": SpeechEngine(load=hummer, extra="voice")}
    )

    assert [(manifest.engine, manifest.speaker) for manifest in hummer.loaded] == [("hibari-tts", None)]


def test_an_unknown_engine_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match="'kazoo'") as caught:
        open_engine(manifest_in(tmp_path, "engine: kazoo 2\n"))

    engines = ("espeak-ng", "hibari-tts", "kokoro", "piper")
    either = " or ".join(f"`engine: {engine}`" for engine in engines)
    assert caught.value.fix == f"write {either} in voice.yaml"


def test_an_engine_that_is_not_installed_names_the_line_that_installs_it(tmp_path: Path) -> None:
    manifest = manifest_in(tmp_path, "engine: far 1\n")

    with pytest.raises(VoiceError, match="far is not installed") as caught:
        open_engine(manifest, {"far": SpeechEngine(load=load_missing, extra="voice-far")})

    assert caught.value.fix == extra_command("voice-far")


def test_a_speaker_the_engine_has_not_got_names_those_it_has(tmp_path: Path) -> None:
    if find_spec("hibari") is None:
        pytest.skip("hibari-tts is not installed")

    with pytest.raises(VoiceError, match="no speaker called 'nobody'") as caught:
        open_engine(manifest_in(tmp_path, "engine: hibari-tts\nspeaker: nobody\n"))

    assert "`speaker: heart`" in caught.value.fix

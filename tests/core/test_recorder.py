"""Sessions are made from practices, a voice and a microphone, and one is open at a time."""

from pathlib import Path

import pytest

from practice_player.core.recorder import Recorder
from practice_player.core.request import RecordingRequest
from practice_player.lib.errors import NameUnknownError, ScriptError, VoiceError
from practice_player.recording.session import RecordingSession
from practice_player.script.library import Library
from practice_player.sound.engine.protocol import Levels
from practice_player.sound.inputs.base import Input
from practice_player.sound.inputs.manual import ManualInput
from tests.fakes import HEAD, SteppedSound


class Studio:
    """A recorder whose microphones are remembered."""

    def __init__(self, folder: Path) -> None:
        self.microphones: dict[str, ManualInput] = {}
        self.recorder = Recorder(Library([folder]), SteppedSound(), Levels, make_input=self.make_input)

    def make_input(self, device: str) -> Input:
        return self.microphones.setdefault(device, ManualInput())

    def open(self, *names: str, voice: str = "anna", device: str = "") -> RecordingSession:
        session = self.recorder.open(RecordingRequest(names=names, voice=voice, device=device))
        session.start()
        return session


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Studio:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path / "home"))
    steps = {
        "sighs": "  - say: Sit down. In for four. Enough.\n",
        "six": "  - say: In for six. Rest now.\n",
        "silent": "  - rest: 5s\n",
        "broken": "  - hum: 5s\n",
    }
    for name, lines in steps.items():
        head = HEAD.format(practice="solo", more="bed: none").replace("A Test", name.title())
        (tmp_path / f"{name}.yaml").write_text(head + lines)
    return Studio(tmp_path)


def test_several_practices_are_read_in_one_session_and_alike_sentences_together(studio: Studio) -> None:
    session = studio.open("sighs", "six")

    texts = [(sentence.text, sentence.practice) for sentence in session._sentences]
    assert texts == [
        ("Sit down.", "Sighs"),
        ("In for four.", "Sighs"),
        ("In for six.", "Six"),
        ("Enough.", "Sighs"),
        ("Rest now.", "Six"),
    ]


def test_a_new_session_closes_the_one_before(studio: Studio) -> None:
    studio.open("sighs")
    studio.open("six", device="USB Headset")

    assert not studio.microphones[""].is_open
    assert studio.microphones["USB Headset"].is_open


def test_a_session_that_is_asked_for_too_late_opens_no_microphone(studio: Studio) -> None:
    studio.open("sighs")
    studio.recorder.close()
    studio.open("six")

    assert not studio.microphones[""].is_open


@pytest.mark.parametrize(
    ("name", "voice", "error"),
    [
        ("nowhere", "anna", NameUnknownError),
        ("broken", "anna", ScriptError),
        ("silent", "anna", VoiceError),
        ("sighs", "heart", VoiceError),
        ("sighs", "..", VoiceError),
    ],
)
def test_what_cannot_be_recorded_is_told_before_a_microphone_is_opened(
    studio: Studio, name: str, voice: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        studio.open(name, voice=voice)

    assert studio.microphones == {}

"""A listener that plays nothing, and a session in a room that tests fill."""

from dataclasses import dataclass, field
from pathlib import Path

from practice_player.recording.reading_order import Sentence, in_reading_order
from practice_player.recording.recorded_voice import RecordedVoice
from practice_player.recording.session import RecordingSession
from practice_player.sound.block import Mono
from practice_player.sound.inputs.manual import ManualInput
from tests.recording.sounds import in_room, joined, noise, silence, speech

TEXTS = ["Sit down if you like.", "Look around the room.", "That is enough for today."]


@dataclass
class FakeListener:
    """Remembers what it was given to play."""

    played: list[Mono] = field(default_factory=list)
    playing: bool = False
    problem: str = ""

    def play(self, sound: Mono, now_s: float) -> None:
        self.played.append(sound)
        self.playing = True

    def stop(self) -> None:
        self.playing = False

    def is_playing(self, now_s: float) -> bool:
        return self.playing


def sentences(texts: list[str] = TEXTS) -> tuple[Sentence, ...]:
    return in_reading_order({"Soft Sighs": texts})


def voice_in(folder: Path, *, made_for: str = "") -> RecordedVoice:
    return RecordedVoice(name="anna", made_for=made_for, folder=folder / "audio" / "anna")


@dataclass
class Studio:
    """A session with its microphone, its listener and its folder."""

    folder: Path
    microphone: ManualInput = field(default_factory=ManualInput)
    listener: FakeListener = field(default_factory=FakeListener)
    texts: list[str] = field(default_factory=lambda: list(TEXTS))

    def __post_init__(self) -> None:
        self.voice = voice_in(self.folder)
        self.session = self.new_session()

    def new_session(self) -> RecordingSession:
        return RecordingSession(sentences(self.texts), self.voice, self.microphone, self.listener)

    def measure(self, level_db: float = -65.0) -> None:
        """Opens the microphone in a room of this noise."""
        self.session.start()
        self.microphone.feed(noise(2.1, level_db))
        self.session.snapshot(0.0)

    def speak(self, sound: Mono | None = None) -> None:
        """Records a take."""
        self.session.record()
        spoken = speech(1.0) if sound is None else sound
        self.microphone.feed(in_room(joined(silence(0.4), spoken, silence(0.4))))
        self.session.finish_take()

    @property
    def files(self) -> list[str]:
        """The names of all files under the folder, hidden ones too."""
        return sorted(path.name for path in self.folder.rglob("*") if path.is_file())

"""Makes recording sessions from practices, a voice and a microphone.  One is open at a time."""

from collections.abc import Callable, Sequence

from practice_player.core.request import RecordingRequest
from practice_player.lib.errors import VoiceError
from practice_player.playback.engine_port import EnginePort
from practice_player.recording.listening import TakeListener
from practice_player.recording.reading_order import Sentence, in_reading_order
from practice_player.recording.recorded_voice import RecordedVoice, recorded_voice_names
from practice_player.recording.session import RecordingSession
from practice_player.script.library import Library
from practice_player.sound.engine.protocol import Levels
from practice_player.sound.inputs.base import Input, InputDevice
from practice_player.sound.inputs.client import MicrophoneInput, find_input_devices
from practice_player.timeline.phrases import spoken


class Recorder:
    """Opens sessions, and closes the one before."""

    def __init__(
        self,
        library: Library,
        engine: EnginePort,
        levels: Callable[[], Levels],
        *,
        make_input: Callable[[str], Input] = MicrophoneInput,
    ) -> None:
        """`make_input` makes the input for a device's name, for tests."""
        self._library = library
        self._engine = engine
        self._levels = levels
        self._make_input = make_input
        self._session: RecordingSession | None = None
        self._is_closed = False

    def voices(self) -> list[str]:
        """Returns the names of the voices that were recorded here."""
        return recorded_voice_names()

    def devices(self) -> tuple[InputDevice, ...]:
        """Returns what can be recorded from, microphones first.

        Raises:
            InputError: there is no microphone.
        """
        return find_input_devices()

    def open(self, request: RecordingRequest) -> RecordingSession:
        """Returns a session for the sentences of some practices, not yet started.

        Raises:
            VoiceError: the voice cannot be recorded, or the practices say nothing.
            PracticeError: a practice cannot be read.
        """
        voice = RecordedVoice.open(request.voice, made_for=request.made_for)
        sentences = self._sentences(request.names)
        if not sentences:
            raise VoiceError(
                "there is no sentence to record in this practice", fix="choose one in which something is said"
            )
        if self._session:
            self._session.close()
        source = self._make_input(request.device)
        listener = TakeListener(self._engine, self._levels())
        session = self._session = RecordingSession(sentences, voice, source, listener)
        if self._is_closed:  # whoever asked for it has left meanwhile
            session.close()
        return session

    def close(self) -> None:
        """Closes the microphone for good, also one that is just being opened."""
        self._is_closed = True
        if self._session:
            self._session.close()

    def _sentences(self, names: Sequence[str]) -> tuple[Sentence, ...]:
        """Returns what some practices say, in the order in which it is read."""
        scripts = [self._library.find(name).playable() for name in names]
        return in_reading_order({script.title: spoken(script) for script in scripts})

"""Recording sentence by sentence: what the microphone hears, the take that is judged, and what was accepted.

Keeps nothing but accepted takes, in the voice's folder; everything else is in memory, and gone with the
program.  One thread calls these methods; the input's thread only appends to a queue.  Recorded frames are the
clock: a time is needed only for listening.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

import numpy as np

from practice_player.lib.units import SILENCE_DB, frames, seconds
from practice_player.recording.levels import LevelMeter, LevelWord, level_word
from practice_player.recording.reading_order import Sentence, time_left_s
from practice_player.recording.recorded_voice import RecordedVoice
from practice_player.recording.room import MEASURED_S, RoomNoise, measure_room
from practice_player.recording.take import MAX_TAKE_S, Take, make_take
from practice_player.sound.block import Mono
from practice_player.sound.inputs.base import Input

MAX_WAITING_BLOCKS: Final = 2_400
"""Two minutes of blocks wait at the most for somebody to ask for a snapshot."""


class RecordingState(StrEnum):
    MEASURING = "measuring"
    """The room is listened to; nobody should speak."""

    READY = "ready"
    RECORDING = "recording"
    TAKEN = "taken"
    """There is a take of this sentence, which is not kept yet."""

    DONE = "done"
    """There is no sentence after this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingSnapshot:
    """What there is to show now."""

    state: RecordingState
    sentence: Sentence | None
    """The sentence to read; None when done."""

    number: int
    """Which sentence it is, from 1."""

    count: int
    kept_count: int
    """How many of the sentences have a recording."""

    is_kept: bool
    """Whether this sentence has a recording, of today or earlier."""

    left_s: float
    """About how long the sentences without a recording take."""

    level_db: float
    """What the microphone hears, in dB relative to full scale; `SILENCE_DB` at the least."""

    level: LevelWord
    """The loudest moment of this take while one is recorded; otherwise the level of now."""

    taken_s: float
    """How long the recording of a take has been going on, or how long the take is."""

    room: RoomNoise | None
    take: Take | None
    is_listening: bool
    problem: str
    """Why nothing comes from the microphone, or why a take could not be heard; empty while all is well."""


class Listener(Protocol):
    """Plays takes; implemented by `TakeListener`."""

    problem: str

    def play(self, sound: Mono, now_s: float) -> None: ...
    def stop(self) -> None: ...
    def is_playing(self, now_s: float) -> bool: ...


class RecordingSession:
    """Leads through sentences, beginning with the first that has no recording."""

    def __init__(
        self, sentences: Sequence[Sentence], voice: RecordedVoice, source: Input, listener: Listener
    ) -> None:
        self.voice = voice
        self._sentences = tuple(sentences)
        self._source = source
        self._listener = listener
        self._incoming: deque[Mono] = deque(maxlen=MAX_WAITING_BLOCKS)
        self._meter = LevelMeter()
        self._heard: list[Mono] = []
        """The blocks of the room, or of the take that is being recorded."""

        self._is_closed = False
        self._room: RoomNoise | None = None
        self._take: Take | None = None
        self._state = RecordingState.MEASURING
        self._kept = {sentence.text for sentence in sentences if voice.has(sentence.text)}
        self._at = self._next_without_recording(0)

    def start(self) -> None:
        """Opens the microphone and begins to measure the room; does nothing once it was closed.

        Raises:
            InputError: there is no microphone, or it cannot be opened.
        """
        self._open()
        self.voice.remove_unfinished([sentence.text for sentence in self._sentences])
        self.measure()

    def measure(self) -> None:
        """Measures the noise of the room, perhaps anew; a take that was not kept is gone."""
        self._rest()
        self._heard, self._room = [], None
        self._state = RecordingState.MEASURING

    def snapshot(self, now_s: float) -> RecordingSnapshot:
        """Takes in what the microphone has heard meanwhile, and returns what there is to show."""
        self._take_in()
        state, sentence = self.state, self._sentence
        is_recording = state is RecordingState.RECORDING
        taken_s = self._heard_s if is_recording else self._take.length_s if self._take else 0.0
        shown_db = self._meter.highest_db if is_recording else self._meter.level_db
        return RecordingSnapshot(
            state=state,
            sentence=sentence,
            number=min(self._at + 1, len(self._sentences)),
            count=len(self._sentences),
            kept_count=len(self._kept),
            is_kept=sentence is not None and sentence.text in self._kept,
            left_s=time_left_s([each for each in self._sentences if each.text not in self._kept]),
            level_db=SILENCE_DB if self._source.problem else self._meter.level_db,
            level=level_word(shown_db, self._noise_db),
            taken_s=taken_s,
            room=self._room,
            take=self._take,
            is_listening=self._listener.is_playing(now_s),
            problem=self._source.problem or self._listener.problem,
        )

    @property
    def state(self) -> RecordingState:
        is_measuring = self._state is RecordingState.MEASURING
        return RecordingState.DONE if self._sentence is None and not is_measuring else self._state

    def record(self) -> None:
        """Begins a take, also in place of one that was not kept.

        Raises:
            InputError: the microphone was gone, and cannot be opened again.
        """
        if self.state in (RecordingState.MEASURING, RecordingState.DONE):
            return
        self._rest()
        self._take_in()
        if self._source.problem:
            self._open()
        self._heard = []
        self._meter.restart()
        self._state = RecordingState.RECORDING

    def finish_take(self) -> None:
        """Ends the take, which is shaped and judged; it is kept once it is accepted."""
        self._take_in()
        if self._state is RecordingState.RECORDING:
            self._judge()

    def listen(self, now_s: float) -> None:
        """Plays the take, or what was kept of this sentence; stops it if it is being played.

        Raises:
            VoiceError: what was kept cannot be read.
        """
        if self._listener.is_playing(now_s):
            self._listener.stop()
        elif self._state is RecordingState.TAKEN and self._take and self._take.can_be_kept:
            self._listener.play(self._take.sound, now_s)
        elif self._state is RecordingState.READY and self._sentence and self._sentence.text in self._kept:
            self._listener.play(self.voice.read(self._sentence.text), now_s)

    def accept(self) -> bool:
        """Keeps the take and goes to the next sentence; returns False if there is nothing to keep.

        Raises:
            VoiceError: it cannot be written; the take stays.
        """
        sentence, take = self._sentence, self._take
        if self._state is not RecordingState.TAKEN or not sentence or not take or not take.can_be_kept:
            return False
        self.voice.keep(sentence.text, take.sound)
        self._kept.add(sentence.text)
        self._go_to(self._next_without_recording(self._at + 1))
        return True

    def skip(self) -> None:
        """Goes to the next sentence without a recording; a take that was not kept is gone."""
        if self._state is not RecordingState.MEASURING:
            self._go_to(self._next_without_recording(self._at + 1))

    def back(self) -> None:
        """Goes to the sentence before; a take that was not kept is gone."""
        if self._state is not RecordingState.MEASURING:
            self._go_to(max(0, self._at - 1))

    def close(self) -> None:
        """Closes the microphone, from any thread and for good; a take that was not kept is gone."""
        self._is_closed = True
        self._listener.stop()
        self._source.stop()

    @property
    def _sentence(self) -> Sentence | None:
        return self._sentences[self._at] if self._at < len(self._sentences) else None

    @property
    def _noise_db(self) -> float:
        return self._room.level_db if self._room else SILENCE_DB

    @property
    def _heard_s(self) -> float:
        return seconds(sum(map(len, self._heard)))

    def _next_without_recording(self, start: int) -> int:
        numbers = range(start, len(self._sentences))
        return next((n for n in numbers if self._sentences[n].text not in self._kept), len(self._sentences))

    def _go_to(self, at: int) -> None:
        self._rest()
        self._at = at
        self._state = RecordingState.READY

    def _open(self) -> None:
        if not self._is_closed:
            self._source.start(self._incoming.append)
        if self._is_closed:  # meanwhile
            self._source.stop()

    def _rest(self) -> None:
        self._listener.stop()
        self._listener.problem = ""
        self._take = None

    def _take_in(self) -> None:
        """Takes what the microphone has heard; ends the measuring, or a take that is too long."""
        while self._incoming:
            block = self._incoming.popleft()
            self._meter.feed(block)
            if self._state in (RecordingState.MEASURING, RecordingState.RECORDING):
                self._heard.append(block)
        if self._state is RecordingState.MEASURING and self._heard_s >= MEASURED_S:
            self._room = measure_room(np.concatenate(self._heard)[: frames(MEASURED_S)])
            self._heard = []
            self._state = RecordingState.READY
        if self._state is RecordingState.RECORDING and self._heard_s >= MAX_TAKE_S:
            self._judge()

    def _judge(self) -> None:
        heard = np.concatenate(self._heard) if self._heard else np.zeros(0, np.float32)
        self._heard = []
        self._take = make_take(heard, self._noise_db)
        self._state = RecordingState.TAKEN

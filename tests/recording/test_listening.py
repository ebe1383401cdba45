"""A take is played by the engine that plays practices, and by no file."""

from dataclasses import dataclass, field

import numpy as np

from practice_player.clips.reader import ClipReader
from practice_player.lib.units import frames
from practice_player.recording.listening import LEAD_S, START_TIMEOUT_S, TakeListener
from practice_player.sound.engine.protocol import (
    CardState,
    Command,
    EngineReport,
    Levels,
    Load,
    Pause,
    Play,
)
from practice_player.sound.player import Player
from tests.recording.sounds import speech


@dataclass
class FakeEngine:
    """Remembers its commands; a test says what it reports."""

    commands: list[Command] = field(default_factory=list)
    current: EngineReport | None = None
    started: bool = False
    underruns: int = 0

    def start(self) -> None:
        self.started = True

    def send(self, command: Command) -> int:
        self.commands.append(command)
        return len(self.commands)

    def report(self) -> EngineReport | None:
        return self.current

    def alive(self) -> bool:
        return self.started

    def close(self) -> None:
        self.started = False

    def at(self, frame: int, card: CardState = CardState.OPEN) -> None:
        self.current = EngineReport(
            card=card,
            executed=len(self.commands),
            position_frame=max(0, frame - 2400),
            until_frame=frame,
            at_s=0.0,
            settled=True,
            underruns=0,
        )


def loaded(engine: FakeEngine) -> Load:
    return next(command for command in engine.commands if isinstance(command, Load))


def test_a_take_is_loaded_as_it_is_and_played_with_the_levels_of_the_settings() -> None:
    engine, sound = FakeEngine(), speech(1.0)
    TakeListener(engine, Levels(voice_db=-4.0)).play(sound, 0.0)

    assert engine.started
    assert Levels(voice_db=-4.0) in engine.commands
    assert isinstance(engine.commands[-1], Play)
    player = Player(lambda _: None, ClipReader())
    player.load(loaded(engine).timeline)
    player.playing = True
    block = np.zeros((loaded(engine).timeline.length_frames, 2), np.float32)
    player.render(block)
    heard = block[:, 0]
    lag = int(np.correlate(heard, sound, "valid").argmax())
    assert lag - frames(LEAD_S) < frames(0.01), "the limiter is a few milliseconds late"
    assert np.abs(heard[lag : lag + len(sound)] - sound).max() < 1e-4


def test_it_is_over_when_the_last_frame_was_handed_over() -> None:
    engine = FakeEngine()
    listener = TakeListener(engine, Levels())
    listener.play(speech(1.0), 0.0)
    assert listener.is_playing(0.1)

    engine.at(frames(1.0))
    assert listener.is_playing(1.0)
    engine.at(loaded(engine).timeline.length_frames)

    assert not listener.is_playing(1.5)
    assert isinstance(engine.commands[-1], Pause), "the engine rests"


def test_without_a_card_it_is_said_that_it_cannot_be_heard() -> None:
    engine = FakeEngine()
    listener = TakeListener(engine, Levels())
    listener.play(speech(1.0), 0.0)

    engine.at(0, CardState.ABSENT)

    assert not listener.is_playing(0.5)
    assert listener.problem.startswith("No sound card answers")


def test_an_engine_that_does_nothing_is_not_waited_for_without_end() -> None:
    listener = TakeListener(FakeEngine(), Levels())
    listener.play(speech(1.0), 0.0)

    assert listener.is_playing(START_TIMEOUT_S)
    assert not listener.is_playing(START_TIMEOUT_S + 2.0)
    assert listener.problem

"""A practice whose program was stopped: by Ctrl-Z and fg, or a closed lid while the clock goes on."""

from dataclasses import replace

import pytest

from practice_player.playback.session import PlaybackSession
from practice_player.sound.engine.protocol import CardState, Command, EngineReport, Heartbeat
from practice_player.timeline.compiler import compile_timeline
from tests.fakes import SteppedSound, no_clips, script_of

FIVE_PARTS = "".join(f"  - rest: 5s\n    caption: Part {number}.\n" for number in range(1, 6))
FRAME_S = 1 / 48_000


class ScriptedSound:
    """A sound whose reports a test sets, and that records the commands it receives."""

    def __init__(self) -> None:
        self.commands: list[Command] = []
        self.starts = 0
        self.underruns = 0
        self.last_report = EngineReport(
            card=CardState.OPEN,
            executed=0,
            position_frame=0,
            until_frame=0,
            at_s=0.0,
            settled=True,
            underruns=0,
        )

    def start(self) -> None:
        self.starts += 1

    def send(self, command: Command) -> int:
        self.commands.append(command)
        return len(self.commands)

    def report(self) -> EngineReport:
        return self.last_report

    def alive(self) -> bool:
        return True

    def close(self) -> None:
        pass

    def play_to(self, at_s: float, *, now_s: float) -> None:
        """Reports that the block at `at_s` of the practice is handed over now."""
        start = round(at_s / FRAME_S)
        self.last_report = replace(
            self.last_report,
            executed=len(self.commands),
            position_frame=start,
            until_frame=start + 3072,
            at_s=now_s,
        )


@pytest.fixture
def sound() -> SteppedSound:
    return SteppedSound()


def advance(sound: SteppedSound, practice: PlaybackSession, length_s: float) -> None:
    """Lets the practice run: the front end takes snapshots, and the engine receives heartbeats."""
    for _ in range(round(length_s / 0.05)):
        sound.advance(0.05)
        practice.snapshot(sound.now_s)
        if sound._engine:
            sound._engine.handle(0, Heartbeat())


def start_practice(sound: SteppedSound) -> PlaybackSession:
    practice = PlaybackSession(compile_timeline(script_of(FIVE_PARTS), no_clips), sound, None)
    practice.start(sound.now_s)
    return practice


@pytest.mark.parametrize("stopped_s", [3.0, 12.0, 3600.0])
def test_in_silence_a_stopped_program_goes_on_where_it_was_and_counts_no_practice(
    sound: SteppedSound, stopped_s: float
) -> None:
    sound.card.present = False
    practice = start_practice(sound)
    advance(sound, practice, 7.0)

    sound.now_s += stopped_s
    advance(sound, practice, 1.0)

    snapshot = practice.snapshot(sound.now_s)
    assert snapshot.caption == "Part 2."
    assert snapshot.elapsed_s == pytest.approx(8.0, abs=0.2)
    assert snapshot.practised_s == pytest.approx(8.0, abs=0.2)


def test_in_silence_a_busy_interface_loses_nothing(sound: SteppedSound) -> None:
    sound.card.present = False
    practice = start_practice(sound)
    advance(sound, practice, 7.0)

    sound.now_s += 1.5
    advance(sound, practice, 1.0)

    assert practice.snapshot(sound.now_s).elapsed_s == pytest.approx(9.5, abs=0.1)


def test_a_program_stopped_just_when_the_card_goes_counts_no_practice(sound: SteppedSound) -> None:
    practice = start_practice(sound)
    advance(sound, practice, 7.0)

    sound.card.present = False
    sound.now_s += 12.0
    advance(sound, practice, 1.0)

    assert practice.snapshot(sound.now_s).elapsed_s == pytest.approx(8.0, abs=0.3)
    assert practice.practised_s == pytest.approx(8.0, abs=0.3)


@pytest.mark.parametrize("stopped_s", [3.0, 12.0, 60.0])
def test_the_sound_waits_for_a_stopped_program_and_goes_on_from_there(
    sound: SteppedSound, stopped_s: float
) -> None:
    practice = start_practice(sound)
    advance(sound, practice, 7.0)

    sound.advance(stopped_s)
    before = len(sound.heard)
    advance(sound, practice, 0.5)

    snapshot = practice.snapshot(sound.now_s)
    assert snapshot.caption == "Part 2."
    assert snapshot.notice == ""
    assert snapshot.elapsed_s == pytest.approx(9.5, abs=0.3), "with the two seconds that were heard"
    assert snapshot.practised_s == pytest.approx(9.5, abs=0.3)
    assert len(sound.heard) > before


def test_old_words_of_the_sound_are_no_lost_card_after_a_stop() -> None:
    sound = ScriptedSound()
    practice = PlaybackSession(compile_timeline(script_of(FIVE_PARTS), no_clips), sound, None)
    practice.start(100.0)
    sound.play_to(7.0, now_s=107.0)
    practice.snapshot(107.0)

    continued = practice.snapshot(167.0)
    sound.play_to(7.1, now_s=167.2)
    later = practice.snapshot(167.2)

    assert (continued.notice, later.notice) == ("", "")
    assert later.elapsed_s == pytest.approx(7.1, abs=0.1)
    assert sound.starts == 0


def test_a_card_that_stays_away_after_a_stop_is_said() -> None:
    sound = ScriptedSound()
    practice = PlaybackSession(compile_timeline(script_of(FIVE_PARTS), no_clips), sound, None)
    practice.start(100.0)
    sound.play_to(7.0, now_s=107.0)
    practice.snapshot(107.0)

    practice.snapshot(167.0)
    for tenth in range(20):
        practice.snapshot(167.0 + tenth / 10)

    snapshot = practice.snapshot(169.0)
    assert snapshot.notice
    assert snapshot.elapsed_s == pytest.approx(7.4, abs=0.2), "only what passed since it is known"


class StartingSound(ScriptedSound):
    """An engine that has not reported yet."""

    starting = True

    def report(self) -> EngineReport | None:  # type: ignore[override]
        return None if self.starting else self.last_report


def test_an_engine_that_starts_slowly_on_a_busy_machine_is_no_lost_card() -> None:
    sound = StartingSound()
    practice = PlaybackSession(compile_timeline(script_of(FIVE_PARTS), no_clips), sound, None)
    practice.start(100.0)

    waiting = [practice.snapshot(100.0 + tenth / 10) for tenth in range(40)]
    sound.starting = False
    reading = practice.snapshot(104.0)
    sound.play_to(0.1, now_s=105.0)
    playing = practice.snapshot(105.0)

    assert {(snapshot.notice, snapshot.elapsed_s) for snapshot in (*waiting, reading)} == {("", 0.0)}
    assert playing.notice == ""
    assert playing.elapsed_s == pytest.approx(0.1, abs=0.05)


def test_an_engine_that_never_starts_is_not_waited_for_without_end() -> None:
    practice = PlaybackSession(compile_timeline(script_of(FIVE_PARTS), no_clips), StartingSound(), None)
    practice.start(100.0)

    for tenth in range(70):
        practice.snapshot(100.0 + tenth / 10)

    assert practice.snapshot(107.0).notice

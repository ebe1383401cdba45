"""Practices that begin at a moment, and that two hear in two places, on clocks that a test moves."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from practice_player.playback.meeting import Meeting
from practice_player.playback.notices import OVER, OWN_WAY
from practice_player.playback.snapshot import PlaybackState, Question
from practice_player.playback.timed_session import TimedSession
from practice_player.sound.outputs.miniaudio import PERIOD_MS
from practice_player.timeline.arrangement import Arrangement
from practice_player.timeline.compiler import arrange
from tests.fakes import FakeDesktop, SteppedSound, no_clips, script_of

BEGINS_AT = datetime(2026, 11, 25, 20, 30, tzinfo=UTC)
STEPS = "  - rest: 20s\n  - {breathe: 4-0-6-0, cycles: 12}\n  - rest: 30s\n"
ASKING = (
    "  - rest: 5s\n"
    "  - {agree: Shall it stay?, for: 10s, then: [{rest: 30s, caption: As before.}],"
    " shift: [{rest: 30s, caption: Gentler.}]}\n"
    "  - rest: 10s\n"
)
BLOCK_S = PERIOD_MS / 1000


@dataclass
class WallClock:
    """The time of day that every machine reads."""

    now: datetime = BEGINS_AT - timedelta(seconds=10)

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Machine:
    """One of the machines: its own monotonic clock and sound, and the practice on it."""

    wall: WallClock
    steps: str = STEPS
    together: bool = True
    own_way: bool = False
    desktop: FakeDesktop = field(default_factory=FakeDesktop)

    sound: SteppedSound = field(default_factory=SteppedSound)

    def __post_init__(self) -> None:
        arrangement: Arrangement = arrange(script_of(self.steps), no_clips)
        meeting = Meeting(begins_at=BEGINS_AT, clock=self.wall, together=self.together)
        self.practice = TimedSession(
            arrangement.timeline,
            self.sound,
            None,
            arrangement=arrangement,
            meeting=meeting,
            own_way=self.own_way,
            desktop=self.desktop,
        )
        self.practice.start(self.sound.now_s)

    def act(self, control: Callable[[float], object]) -> None:
        control(self.sound.now_s)

    @property
    def elapsed_s(self) -> float:
        return self.practice.snapshot(self.sound.now_s).elapsed_s

    @property
    def behind_s(self) -> float | None:
        return self.practice.snapshot(self.sound.now_s).behind_s


def pass_time(wall: WallClock, length_s: float, *machines: Machine) -> None:
    """Lets time go by on all machines, each of which looks at its practice 20 times a second."""
    for _ in range(round(length_s / 0.05)):
        wall.now += timedelta(seconds=0.05)
        for machine in machines:
            machine.sound.advance(0.05)
            machine.practice.snapshot(machine.sound.now_s)


def due_s(wall: WallClock) -> float:
    return (wall.now - BEGINS_AT).total_seconds()


def test_it_waits_for_its_moment_and_says_how_long_that_is() -> None:
    wall = WallClock()
    machine = Machine(wall)

    pass_time(wall, 4.0, machine)
    waiting = machine.practice.snapshot(machine.sound.now_s)
    pass_time(wall, 8.0, machine)

    assert waiting.state is PlaybackState.WAITING
    assert waiting.begins_in_s == pytest.approx(6.0)
    assert waiting.own_time
    assert waiting.own_time.left_s == pytest.approx(6.0)
    assert not np.concatenate(machine.sound.heard[:70]).any(), "nothing is heard before"
    assert machine.elapsed_s == pytest.approx(2.0, abs=0.1)


def test_long_before_it_the_moment_is_said_and_nothing_is_counted_down() -> None:
    machine = Machine(WallClock(BEGINS_AT - timedelta(hours=9)))

    waiting = machine.practice.snapshot(machine.sound.now_s)

    assert waiting.own_time is None
    assert waiting.caption.startswith("Begins at ")


def test_two_machines_start_within_one_block_whatever_their_own_clocks_show() -> None:
    wall = WallClock()
    one, other = Machine(wall), Machine(wall)
    other.sound.now_s = 70_000.0  # it has been on for longer
    other.act(other.practice.snapshot)

    for _ in range(1500):  # they look at different instants, and one of them seldom
        wall.now += timedelta(seconds=0.01)
        for machine, every in ((one, 0.05), (other, 0.07)):
            machine.sound.now_s += 0.01
            if round(due_s(wall) / 0.01) % round(every / 0.01) == 0:
                machine.sound.card.pull(round(every * 48_000))
                machine.practice.snapshot(machine.sound.now_s)

    assert one.elapsed_s == pytest.approx(due_s(wall), abs=0.1)
    assert abs(one.elapsed_s - other.elapsed_s) <= BLOCK_S


def test_whoever_comes_late_comes_in_where_the_practice_is() -> None:
    wall = WallClock()
    early = Machine(wall)
    pass_time(wall, 42.3, early)

    late = Machine(wall)
    pass_time(wall, 5.0, early, late)

    assert early.elapsed_s == pytest.approx(37.3, abs=0.1)
    assert late.elapsed_s == pytest.approx(early.elapsed_s, abs=BLOCK_S)
    assert late.practice.practised_s == pytest.approx(5.0, abs=0.3), "what was not heard does not count"


def test_a_machine_that_slept_through_the_beginning_comes_in_late_too() -> None:
    wall = WallClock()
    machine = Machine(wall)
    pass_time(wall, 2.0, machine)

    wall.now += timedelta(seconds=30)  # its own clock stood still
    pass_time(wall, 3.0, machine)

    assert machine.elapsed_s == pytest.approx(due_s(wall), abs=0.1)


def test_a_clock_that_is_set_during_the_countdown_counts_at_once() -> None:
    wall = WallClock()
    machine = Machine(wall)
    pass_time(wall, 9.0, machine)

    wall.now -= timedelta(seconds=20)
    pass_time(wall, 20.0, machine)
    waiting = machine.practice.snapshot(machine.sound.now_s)
    pass_time(wall, 3.0, machine)

    assert waiting.state is PlaybackState.WAITING
    assert machine.elapsed_s == pytest.approx(2.0, abs=0.1)


def test_an_engine_that_starts_late_is_brought_into_step() -> None:
    wall = WallClock()
    machine = Machine(wall)
    machine.sound.hang()
    pass_time(wall, 10.5, machine)

    machine.sound.start()
    pass_time(wall, 8.0, machine)

    assert machine.elapsed_s == pytest.approx(due_s(wall), abs=0.1)
    assert machine.behind_s is None


def test_without_a_card_it_keeps_in_step_in_silence() -> None:
    wall = WallClock()
    machine = Machine(wall)
    machine.sound.card.present = False
    pass_time(wall, 20.0, machine)

    assert machine.elapsed_s == pytest.approx(due_s(wall), abs=0.1)


@pytest.mark.parametrize("together", [True, False])
def test_what_is_over_does_not_begin_and_alone_nothing_does_much_later(together: bool) -> None:
    wall = WallClock(BEGINS_AT + timedelta(hours=1))

    machine = Machine(wall, together=together)
    snapshot = machine.practice.snapshot(machine.sound.now_s)

    assert (snapshot.state, snapshot.notice) == (PlaybackState.ENDED, OVER)
    assert not machine.practice.practised_s


def test_alone_it_begins_at_its_beginning_also_a_little_late() -> None:
    wall = WallClock(BEGINS_AT + timedelta(minutes=10))

    machine = Machine(wall, together=False)
    pass_time(wall, 2.0, machine)

    assert machine.elapsed_s == pytest.approx(2.0, abs=0.1)
    assert machine.behind_s is None


@pytest.mark.parametrize("goes_on_first", [True, False])
def test_a_pause_is_ones_own_and_one_key_catches_up(goes_on_first: bool) -> None:
    wall = WallClock()
    machine = Machine(wall)
    pass_time(wall, 15.0, machine)

    machine.act(machine.practice.toggle_pause)
    pass_time(wall, 12.0, machine)
    if goes_on_first:
        machine.act(machine.practice.toggle_pause)
    pass_time(wall, 2.0, machine)
    behind_s = machine.behind_s
    machine.act(machine.practice.catch_up)
    pass_time(wall, 3.0, machine)

    assert behind_s == (pytest.approx(12.0, abs=0.1) if goes_on_first else None)
    assert machine.elapsed_s == pytest.approx(due_s(wall), abs=0.1)
    assert machine.behind_s is None


def test_somebody_who_is_ahead_comes_back_to_the_other() -> None:
    wall = WallClock()
    machine = Machine(wall)
    pass_time(wall, 15.0, machine)

    machine.act(machine.practice.on)
    pass_time(wall, 1.0, machine)
    ahead_s = machine.behind_s
    machine.act(machine.practice.catch_up)
    pass_time(wall, 1.0, machine)

    assert ahead_s == pytest.approx(-15.5, abs=0.2)
    assert machine.elapsed_s == pytest.approx(due_s(wall), abs=0.1)


@pytest.mark.parametrize("stays", [True, False])
def test_an_answer_does_not_lead_out_of_step(stays: bool) -> None:
    wall = WallClock()
    answering, waiting = Machine(wall, ASKING), Machine(wall, ASKING)
    pass_time(wall, 17.0, answering, waiting)
    asked = answering.practice.snapshot(answering.sound.now_s).asks

    answering.act(answering.practice.go_on if stays else answering.practice.shift)
    answered = answering.practice.snapshot(answering.sound.now_s)
    pass_time(wall, 20.0, answering, waiting)

    assert (asked, answered.asks) == (Question.AGREE, Question.NOTHING)
    assert answering.elapsed_s == pytest.approx(waiting.elapsed_s, abs=BLOCK_S)
    assert answering.practice.snapshot(answering.sound.now_s).caption == (
        "As before." if stays else "Gentler."
    )


def test_stopping_before_it_begins_leaves_it_at_that() -> None:
    machine = Machine(WallClock())

    pass_time(machine.wall, 1.0, machine)
    waiting = set(machine.desktop.told)
    machine.act(machine.practice.stop)

    assert (waiting, machine.desktop.told[-1]) == ({"waiting"}, "over"), "it stays awake while it waits"
    assert machine.practice.snapshot(machine.sound.now_s).state is PlaybackState.ENDED
    assert not machine.practice.practised_s


def test_whoever_leaves_out_more_is_told_that_the_way_is_their_own() -> None:
    machine = Machine(WallClock(), own_way=True)

    assert machine.practice.snapshot(machine.sound.now_s).notice == OWN_WAY

"""A program that was stopped: Ctrl-Z and fg, or a closed lid where the clock goes on."""

from dataclasses import replace

import pytest

from practice_player.practice.practice import Practice
from practice_player.sound.engine.messages import Card, Command, Here, Report
from practice_player.timeline.build import build
from tests.fakes import SteppedSound, no_clips, session

FIVE = "".join(f"  - rest: 5s\n    caption: Part {number}.\n" for number in range(1, 6))
FRAME_S = 1 / 48_000


class ToldSound:
    """Says what a test tells it to, and remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[Command] = []
        self.starts = 0
        self.said = Report(
            card=Card.OPEN, obeyed=0, position_frame=0, until_frame=0, at_s=0.0, settled=True, underruns=0
        )

    def start(self) -> None:
        self.starts += 1

    def tell(self, command: Command) -> int:
        self.told.append(command)
        return len(self.told)

    def report(self) -> Report:
        return self.said

    def alive(self) -> bool:
        return True

    def shut(self) -> None:
        pass

    def play_to(self, at_s: float, *, now_s: float) -> None:
        """The block that begins so far into the practice is handed over now."""
        start = round(at_s / FRAME_S)
        self.said = replace(
            self.said, obeyed=len(self.told), position_frame=start, until_frame=start + 3072, at_s=now_s
        )


@pytest.fixture
def sound() -> SteppedSound:
    return SteppedSound()


def step(sound: SteppedSound, practice: Practice, length_s: float) -> None:
    """As it goes on by itself: the front end looks, and the sound is told that the program is there."""
    for _ in range(round(length_s / 0.05)):
        sound.advance(0.05)
        practice.moment(sound.now_s)
        if sound._engine:
            sound._engine.obey(0, Here())


def started(sound: SteppedSound) -> Practice:
    practice = Practice(build(session(FIVE), no_clips), sound, None)
    practice.start(sound.now_s)
    return practice


@pytest.mark.parametrize("stopped_s", [3.0, 12.0, 3600.0])
def test_in_silence_a_stopped_program_goes_on_where_it_was_and_counts_no_practice(
    sound: SteppedSound, stopped_s: float
) -> None:
    sound.card.present = False
    practice = started(sound)
    step(sound, practice, 7.0)

    sound.now_s += stopped_s
    step(sound, practice, 1.0)

    moment = practice.moment(sound.now_s)
    assert moment.caption == "Part 2."
    assert moment.elapsed_s == pytest.approx(8.0, abs=0.2)
    assert moment.practised_s == pytest.approx(8.0, abs=0.2)


def test_in_silence_a_busy_interface_loses_nothing(sound: SteppedSound) -> None:
    sound.card.present = False
    practice = started(sound)
    step(sound, practice, 7.0)

    sound.now_s += 1.5
    step(sound, practice, 1.0)

    assert practice.moment(sound.now_s).elapsed_s == pytest.approx(9.5, abs=0.1)


def test_a_program_stopped_just_when_the_card_goes_counts_no_practice(sound: SteppedSound) -> None:
    practice = started(sound)
    step(sound, practice, 7.0)

    sound.card.present = False
    sound.now_s += 12.0
    step(sound, practice, 1.0)

    assert practice.moment(sound.now_s).elapsed_s == pytest.approx(8.0, abs=0.3)
    assert practice.practised_s == pytest.approx(8.0, abs=0.3)


@pytest.mark.parametrize("stopped_s", [3.0, 12.0, 60.0])
def test_the_sound_waits_for_a_stopped_program_and_goes_on_from_there(
    sound: SteppedSound, stopped_s: float
) -> None:
    practice = started(sound)
    step(sound, practice, 7.0)

    sound.advance(stopped_s)
    before = len(sound.heard)
    step(sound, practice, 0.5)

    moment = practice.moment(sound.now_s)
    assert moment.caption == "Part 2."
    assert moment.notice == ""
    assert moment.elapsed_s == pytest.approx(9.5, abs=0.3), "with the two seconds that were heard"
    assert moment.practised_s == pytest.approx(9.5, abs=0.3)
    assert len(sound.heard) > before


def test_old_words_of_the_sound_are_no_lost_card_after_a_stop() -> None:
    sound = ToldSound()
    practice = Practice(build(session(FIVE), no_clips), sound, None)
    practice.start(100.0)
    sound.play_to(7.0, now_s=107.0)
    practice.moment(107.0)

    continued = practice.moment(167.0)
    sound.play_to(7.1, now_s=167.2)
    later = practice.moment(167.2)

    assert (continued.notice, later.notice) == ("", "")
    assert later.elapsed_s == pytest.approx(7.1, abs=0.1)
    assert sound.starts == 0


def test_a_card_that_stays_away_after_a_stop_is_said() -> None:
    sound = ToldSound()
    practice = Practice(build(session(FIVE), no_clips), sound, None)
    practice.start(100.0)
    sound.play_to(7.0, now_s=107.0)
    practice.moment(107.0)

    practice.moment(167.0)
    for tenth in range(20):
        practice.moment(167.0 + tenth / 10)

    moment = practice.moment(169.0)
    assert moment.notice
    assert moment.elapsed_s == pytest.approx(7.4, abs=0.2), "only what passed since it is known"


class StartingSound(ToldSound):
    """An engine that has not said anything yet."""

    starting = True

    def report(self) -> Report | None:  # type: ignore[override]
        return None if self.starting else self.said


def test_an_engine_that_starts_slowly_on_a_busy_machine_is_no_lost_card() -> None:
    sound = StartingSound()
    practice = Practice(build(session(FIVE), no_clips), sound, None)
    practice.start(100.0)

    waiting = [practice.moment(100.0 + tenth / 10) for tenth in range(40)]
    sound.starting = False
    reading = practice.moment(104.0)
    sound.play_to(0.1, now_s=105.0)
    playing = practice.moment(105.0)

    assert {(one.notice, one.elapsed_s) for one in (*waiting, reading)} == {("", 0.0)}
    assert playing.notice == ""
    assert playing.elapsed_s == pytest.approx(0.1, abs=0.05)


def test_an_engine_that_never_starts_is_not_waited_for_without_end() -> None:
    practice = Practice(build(session(FIVE), no_clips), StartingSound(), None)
    practice.start(100.0)

    for tenth in range(70):
        practice.moment(100.0 + tenth / 10)

    assert practice.moment(107.0).notice

"""The thread that serves the bus: it comes late, leaves in time, and is no trouble to anybody."""

import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from queue import Empty, Queue

import pytest

from practice_player.mpris.media_keys import MAX_REQUESTS, MediaKeys, RemotePractice
from practice_player.mpris.player_state import UNNAMED
from practice_player.playback.remote_request import RemoteAction, RemoteRequest
from tests.mpris.fake_bus import WAIT_S, FakeBus
from tests.mpris.moments import ENDED, at


@pytest.fixture
def bus() -> FakeBus:
    return FakeBus()


@pytest.fixture
def media_keys(bus: FakeBus) -> MediaKeys:
    return MediaKeys(bus.open)


def play(practice: RemotePractice) -> None:
    practice.show(at(0.0))
    practice.show(at(0.6))


def test_the_bus_is_joined_once_something_was_heard_and_left_when_it_is_over(
    bus: FakeBus, media_keys: MediaKeys
) -> None:
    practice = media_keys.attach("Soft Sighs")

    practice.show(at(0.0))
    practice.show(at(0.4))
    assert bus.events.empty()
    assert not practice.state
    practice.show(at(0.6))
    assert bus.next_event() == "joined"
    practice.show(at(0.7, paused=True))
    practice.show(ENDED)
    practice.end()
    told = [bus.next_event()]
    while told[-1] != "left":
        told.append(bus.next_event())

    assert told[-2:] == ["Stopped", "left"]


def test_changes_and_jumps_are_told(bus: FakeBus, media_keys: MediaKeys) -> None:
    practice = media_keys.attach("Soft Sighs")
    play(practice)
    assert bus.title() == "Soft Sighs"
    assert bus.next_event() == "joined"

    practice.show(at(1.0, paused=True))
    assert bus.next_event() == "Paused"
    practice.show(at(1.0))
    assert bus.next_event() == "Playing"
    practice.show(at(60.0))
    assert bus.next_event() == "Seeked"
    media_keys.close()


def test_what_is_asked_waits_until_it_is_taken(bus: FakeBus, media_keys: MediaKeys) -> None:
    practice = media_keys.attach("Soft Sighs")
    play(practice)

    bus.call("PlayPause")
    bus.call("Next")

    assert [request.action for request in practice.take()] == [RemoteAction.PLAY_PAUSE, RemoteAction.NEXT]
    assert practice.take() == []
    media_keys.close()


def test_a_flood_of_calls_does_not_pile_up_and_to_stop_comes_through(media_keys: MediaKeys) -> None:
    practice = media_keys.attach("Soft Sighs")

    for _ in range(1000):
        practice.ask(RemoteRequest(action=RemoteAction.NEXT))
    assert len(practice.take()) == MAX_REQUESTS
    for _ in range(1000):
        practice.ask(RemoteRequest(action=RemoteAction.NEXT))
        practice.ask(RemoteRequest(action=RemoteAction.STOP))

    assert practice.take()[0].action is RemoteAction.STOP


def test_a_practice_that_is_not_kept_has_no_name_there(bus: FakeBus, media_keys: MediaKeys) -> None:
    practice = media_keys.attach("Kind Hand", "heart", frozenset({"heart"}))

    practice.show(replace(at(0.0), logged=False))
    practice.show(replace(at(0.6), logged=False))

    assert (bus.title(), bus.artist()) == (UNNAMED, [])
    practice.show(at(0.7))
    assert bus.title() == UNNAMED, "it does not change on the way"
    media_keys.close()


def test_only_voices_that_are_nobodys_name_are_named(bus: FakeBus, media_keys: MediaKeys) -> None:
    practice = media_keys.attach("Soft Sighs", "anna", frozenset({"heart"}))

    play(practice)
    assert bus.artist() == []
    practice.show(replace(at(0.7), voice="heart"))
    assert bus.artist() == ["heart"]
    media_keys.close()


def test_while_a_practice_waits_for_another_that_one_is_shown(bus: FakeBus, media_keys: MediaKeys) -> None:
    waiting = media_keys.attach("Soft Sighs")
    play(waiting)
    waiting.show(at(1.0, paused=True))
    assert bus.title() == "Soft Sighs"

    grounding = media_keys.attach("Ninety Seconds")
    assert bus.title() == "Soft Sighs"
    play(grounding)
    assert bus.title() == "Ninety Seconds"
    bus.call("PlayPause")
    assert (len(grounding.take()), len(waiting.take())) == (1, 0)
    grounding.end()

    assert bus.title() == "Soft Sighs"
    media_keys.close()


class Lines(logging.Handler):
    """The lines that were logged, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Queue[str] = Queue()

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.put(record.getMessage())

    def next_line(self) -> str:
        return self.lines.get(timeout=WAIT_S)


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[Lines]:
    lines = Lines()
    logger = logging.getLogger("practice_player.mpris.media_keys")
    logger.addHandler(lines)
    with caplog.at_level(logging.INFO):
        yield lines
    logger.removeHandler(lines)


def test_without_a_bus_one_line_is_logged_and_the_next_practice_tries_again(logged: Lines) -> None:
    tries: Queue[None] = Queue()

    def fail() -> FakeBus:
        tries.put(None)
        raise FileNotFoundError("there is no session bus")

    media_keys = MediaKeys(fail)
    for _ in range(2):
        practice = media_keys.attach("Soft Sighs")
        play(practice)
        tries.get(timeout=WAIT_S)
        assert "no session bus" in logged.next_line()
        for number in range(100):
            practice.show(at(1.0 + number / 10))
        with pytest.raises(Empty):  # while it is shown, nothing is tried again
            tries.get(timeout=0.3)
        practice.end()
    media_keys.close()

    assert logged.lines.empty()


def test_a_bus_that_goes_away_is_left_alone_until_the_next_practice(
    bus: FakeBus, media_keys: MediaKeys
) -> None:
    practice = media_keys.attach("Soft Sighs")
    play(practice)
    assert bus.next_event() == "joined"

    bus.break_down()
    assert bus.next_event() == "left"
    practice.show(at(1.0))
    practice.end()
    assert bus.events.empty()
    play(media_keys.attach("Soft Sighs"))

    assert bus.next_event() == "joined"
    media_keys.close()


def test_a_bus_that_never_answers_holds_nothing_up() -> None:
    asked, release = threading.Event(), threading.Event()

    def hang() -> FakeBus:
        asked.set()
        release.wait()
        raise OSError("too late")

    media_keys = MediaKeys(hang)
    practice = media_keys.attach("Soft Sighs")
    play(practice)
    assert asked.wait(WAIT_S)
    for number in range(1000):
        practice.show(at(1.0 + number / 10))
    practice.end()
    media_keys.close()
    assert not release.is_set(), "it was not waited for"
    release.set()

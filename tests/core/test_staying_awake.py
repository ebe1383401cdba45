"""The machine stays awake while a practice plays, and sleeps again afterwards."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from practice_player.core.core import Core
from practice_player.core.desktop import Desktop
from practice_player.core.preferences import Preferences
from practice_player.core.request import PracticeRequest
from practice_player.core.staying_awake import StayAwake, Wish, ask_system
from practice_player.script.library import Library
from tests.fakes import SteppedSound, no_clips

SCRIPT = """\
format: 1
title: Short
practice: solo
goal: settle
level: 1
summary: A moment.
{more}steps:
  - rest: 5s
"""
WAIT_S = 10.0
SCREEN_SAVER = "org.freedesktop.ScreenSaver"


class System:
    """Keeps what it was asked for, in order."""

    def __init__(self) -> None:
        self.events: Queue[str] = Queue()

    @contextmanager
    def ask(self, wish: Wish) -> Iterator[None]:
        self.events.put(f"{wish.value} from here")
        yield
        self.events.put(f"{wish.value} until here")

    def next_event(self) -> str:
        return self.events.get(timeout=WAIT_S)


def core_with(tmp_path: Path, system: System, *, more: str = "", settings: str = "") -> Core:
    (tmp_path / "short.yaml").write_text(SCRIPT.format(more=more))
    (tmp_path / "settings.toml").write_text(settings)
    return Core(
        Library((tmp_path,)),
        lambda: no_clips,
        SteppedSound(),
        None,
        preferences=Preferences(tmp_path / "preferences.json"),
        desktop=Desktop(StayAwake(system.ask)),
    )


@pytest.mark.parametrize(("more", "wish"), [("", "showing"), ("care: [bedtime]\n", "awake")])
def test_it_is_kept_awake_while_it_plays_and_never_while_it_is_paused(
    tmp_path: Path, more: str, wish: str
) -> None:
    system = System()
    core = core_with(tmp_path, system, more=more)
    practice = core.prepare(core.open("short"), PracticeRequest(name="short"))

    practice.start(0.0)
    practice.snapshot(0.0)
    assert system.next_event() == f"{wish} from here"
    practice.toggle_pause(1.0)
    practice.snapshot(1.0)
    assert system.next_event() == f"{wish} until here"
    practice.toggle_pause(2.0)
    practice.snapshot(2.0)
    assert system.next_event() == f"{wish} from here"
    core.close()
    assert system.next_event() == f"{wish} until here"
    assert system.events.empty()


@pytest.mark.parametrize(("in_step_with", "wish"), [(1, "showing"), (None, "awake")])
def test_it_is_kept_awake_while_it_waits_for_its_moment_and_alone_the_screen_may_go_dark(
    tmp_path: Path, in_step_with: int | None, wish: str
) -> None:
    system = System()
    core = core_with(tmp_path, system)
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    request = PracticeRequest(name="short", begins_at=tomorrow, in_step_with=in_step_with)
    practice = core.prepare(core.open("short"), request)

    practice.start(0.0)
    practice.snapshot(0.0)
    assert system.next_event() == f"{wish} from here"
    practice.stop(1.0)
    assert system.next_event() == f"{wish} until here"
    core.close()


def test_a_setting_turns_it_off(tmp_path: Path) -> None:
    system = System()
    core = core_with(tmp_path, system, settings="stay_awake = false\n")

    practice = core.prepare(core.open("short"), PracticeRequest(name="short"))
    practice.start(0.0)
    practice.snapshot(0.0)
    core.close()

    assert system.events.empty()


def test_a_system_that_fails_is_no_trouble() -> None:
    asked = threading.Event()

    def fail(wish: Wish) -> Any:
        asked.set()
        raise OSError("no such bus")

    awake = StayAwake(fail)
    awake.hold(Wish.SHOWING)
    assert asked.wait(WAIT_S)
    awake.hold(Wish.NOTHING)
    awake.close()
    awake.close()


def test_a_system_that_never_answers_holds_nothing_up() -> None:
    asked, release = threading.Event(), threading.Event()

    def hang(wish: Wish) -> Any:
        asked.set()
        release.wait()
        raise OSError("too late")

    awake = StayAwake(hang)
    awake.hold(Wish.SHOWING)
    assert asked.wait(WAIT_S)
    for _ in range(100):
        awake.hold(Wish.NOTHING)
        awake.hold(Wish.SHOWING)
    awake.close()
    release.set()


@pytest.mark.skipif(os.name != "posix", reason="D-Bus is asked on Linux only")
def test_a_desktop_is_asked_over_its_bus_and_told_that_it_is_over(session_bus: str) -> None:
    jeepney = pytest.importorskip("jeepney")
    from jeepney.bus_messages import message_bus
    from jeepney.io.blocking import open_dbus_connection

    calls: Queue[tuple[str, tuple[Any, ...]]] = Queue()
    desktop = open_dbus_connection(bus=session_bus)
    desktop.send_and_get_reply(message_bus.RequestName(SCREEN_SAVER))

    def serve() -> None:
        while True:
            try:
                message = desktop.receive()
            except (OSError, EOFError):
                return
            member = message.header.fields.get(jeepney.HeaderFields.member, "")
            if member in ("Inhibit", "UnInhibit"):
                calls.put((member, message.body))
                body = ("u", (7,)) if member == "Inhibit" else (None, ())
                desktop.send(jeepney.new_method_return(message, *body))

    threading.Thread(target=serve, daemon=True).start()
    awake = StayAwake(ask_system)
    awake.hold(Wish.SHOWING)
    assert calls.get(timeout=WAIT_S)[0] == "Inhibit"
    awake.close()
    assert calls.get(timeout=WAIT_S) == ("UnInhibit", (7,))
    desktop.close()

"""Ctrl-Z and `fg`, in a real shell."""

import os
import shlex
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from practice_player.playback.snapshot import PlaybackSnapshot, PlaybackState
from practice_player.tui.core_proxy import FADE_S, CoreProxy
from tests.tui.fakes import BREATHING, PAUSED, FakeCore, FakePractice, make_app, pressing
from tests.tui.terminal import COMMAND, Terminal, write_two_parts

SHELL = pytest.mark.skipif(
    not shutil.which("bash") or sys.platform != "linux", reason="needs bash, and /proc"
)
RUN = shlex.join([*COMMAND, "play", "two-parts", "--to", "silence"])


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Terminal]:
    write_two_parts(tmp_path)
    opened = Terminal(tmp_path, command=["bash", "--norc", "--noprofile", "-i"])
    opened.press(b"PS1=rea'dy> '\r")
    opened.wait_for(b"ready> ")
    yield opened
    opened.close()


@SHELL
def test_ctrl_z_leads_to_the_shell_and_fg_back_into_the_practice(shell: Terminal) -> None:
    shell.press(f"{RUN}\r".encode())
    shell.wait_for(b"Part 2.")

    shell.press(b"\x1a")
    shell.wait_for(b"\x1b[?1049l")
    shell.wait_for(b"\x1b[?25h")
    shell.wait_for(b"Stopped")
    shell.wait_for(b"ready> ")
    shell.press(b"echo $((6*7))\r")
    shell.wait_for(b"42")
    away_s = 6.0
    until_s = time.monotonic() + away_s
    while time.monotonic() < until_s:
        shell.look(0.1)
    shell.press(b"fg\r")
    shell.wait_for(b"\x1b[?1049h")
    shell.wait_for(b"Part 2.")
    shell.press(b"q")
    shell.wait_for(b"Enough for today")
    shell.press(b"\x1b")
    shell.wait_for(b"alone or together?")
    shell.press(b"\x03")
    shell.wait_for(b"ready> ")

    (entry,) = shell.journal()
    assert entry["ended"] == "stopped"
    practised_s = entry["practised_s"]
    assert isinstance(practised_s, float)
    assert practised_s < 4.0 + away_s, "nothing is counted while it was away"


@SHELL
def test_in_the_background_it_waits_and_a_kill_there_ends_it(shell: Terminal) -> None:
    shell.press(f"{RUN}\r".encode())
    shell.wait_for(b"Part 2.")
    shell.press(b"\x1a")
    shell.wait_for(b"Stopped")
    shell.press(b"bg\r")
    shell.wait_for(b"ready> ")
    shell.press(b"while jobs | grep -q Running; do :; done; jobs\r")
    shell.wait_for(b"Stopped")

    shell.press(b"kill %1; wait; echo $((6*7))\r")
    shell.wait_for(b"42")

    (entry,) = shell.journal()
    assert entry["ended"] == "stopped"


@SHELL
def test_a_program_stopped_from_outside_takes_the_terminal_anew(shell: Terminal) -> None:
    shell.press(f"{RUN}\r".encode().replace(b"two-parts", b"here-and-now"))
    shell.wait_for(b"Eyes open")
    shell.press(b"\x1b[I")
    os.kill(shell.foreground(), signal.SIGSTOP)
    shell.wait_for(b"Stopped")
    shell.wait_for(b"ready> ")

    shell.press(b"fg\r")

    shell.wait_for(b"\x1b[?1049h")
    shell.wait_for(b"Eyes open")
    shell.press(b"\x03")
    shell.wait_for(b"\x1b[?1049l")
    shell.wait_for(b"ready> ")


@pytest.mark.parametrize("was", [BREATHING, PAUSED], ids=["playing", "paused"])
def test_what_sounds_is_silent_while_it_is_away(was: PlaybackSnapshot) -> None:
    practice = FakePractice(now=was)
    core_proxy = CoreProxy(FakeCore)
    core_proxy.practice = practice
    waited: list[float] = []

    with core_proxy.silence(lambda: 0.0, waited.append):
        away = practice.now.state

    assert away is PlaybackState.PAUSED
    assert practice.now == was
    assert waited == ([FADE_S] if was is BREATHING else [])


async def test_it_is_not_offered_where_no_shell_would_take_over() -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await pressing("ctrl+z")(pilot)

        assert app.check_action("suspend", ()) is False
        assert app.is_running

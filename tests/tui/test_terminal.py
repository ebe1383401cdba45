"""The real program in a terminal of its own."""

import fcntl
import json
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "practice_player"]


class Terminal:
    """A program's screen and keys."""

    def __init__(self, home: Path, *args: str) -> None:
        self._env = os.environ | {"PRACTICE_PLAYER_HOME": str(home), "TERM": "xterm-256color"}
        self.child, self._screen = pty.fork()
        if self.child == 0:
            os.execvpe(COMMAND[0], [*COMMAND, *args], self._env)  # noqa: S606 - our own program
        fcntl.ioctl(self._screen, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self._seen = b""

    def press(self, keys: bytes) -> None:
        os.write(self._screen, keys)

    def wait_for(self, words: bytes) -> None:
        """Returns once the words are painted, after what was waited for before."""
        until_s = time.monotonic() + 30
        while words not in self._seen:
            assert time.monotonic() < until_s, f"{words!r} is not painted: {self._seen[-2000:]!r}"
            if select.select([self._screen], [], [], 0.2)[0]:
                self._seen += os.read(self._screen, 65_536)
        self._seen = self._seen.partition(words)[2]

    def journal(self) -> list[dict[str, object]]:
        done = subprocess.run([*COMMAND, "journal", "--json"], env=self._env, capture_output=True, check=True)
        return list(json.loads(done.stdout))

    def close(self) -> None:
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self._screen)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    opened = Terminal(tmp_path, "play", "here-and-now", "--to", "silence")
    yield opened
    opened.close()


def test_a_lone_escape_stops_and_an_arrow_does_not(terminal: Terminal) -> None:
    terminal.wait_for(b"Eyes open")
    terminal.press(b"\x1b[C")
    terminal.wait_for(b"Let your head turn")

    terminal.press(b"\x1b")
    terminal.wait_for(b"Enough for today")
    terminal.press(b"calmer\r")
    terminal.wait_for(b"alone or together?")

    (entry,) = terminal.journal()
    assert (entry["name"], entry["ended"], entry["note"]) == ("here-and-now", "stopped", "calmer")

"""The real program in a terminal of its own, and what is left of it afterwards."""

import contextlib
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
from collections.abc import Sequence
from pathlib import Path

from tests.fakes import HEAD

TWO_PARTS = """\
  - {rest: 4s, caption: Part 1.}
  - {rest: 7s, caption: Part 2.}
"""


def write_two_parts(home: Path) -> None:
    """Writes a practice that is long enough under way to be kept once its second part begins."""
    (home / "sessions").mkdir(parents=True, exist_ok=True)
    script = HEAD.format(practice="solo", more="") + TWO_PARTS
    (home / "sessions" / "two-parts.yaml").write_text(script)


COMMAND = [sys.executable, "-m", "practice_player"]


class Terminal:
    """A program's screen and keys."""

    def __init__(
        self, home: Path, *args: str, command: Sequence[str] = COMMAND, size: tuple[int, int] = (80, 24)
    ) -> None:
        self.env = os.environ | {"PRACTICE_PLAYER_HOME": str(home), "TERM": "xterm-256color"}
        with contextlib.suppress(OSError):
            home.mkdir(parents=True, exist_ok=True)
            with (home / "preferences.json").open("x") as file:
                file.write('{"welcomed": true}')
        self.child, self._screen = pty.fork()
        if self.child == 0:
            os.execvpe(command[0], [*command, *args], self.env)  # noqa: S606 - our own program
        os.set_inheritable(self._screen, False)  # the next program would keep this terminal open
        self.resize(size)
        self._ended: int | None = None
        self._seen = b""
        self.painted = b""
        """All that ever came to the screen."""

    def resize(self, size: tuple[int, int]) -> None:
        fcntl.ioctl(self._screen, termios.TIOCSWINSZ, struct.pack("HHHH", *reversed(size), 0, 0))

    def press(self, keys: bytes) -> None:
        os.write(self._screen, keys)

    def look(self, wait_s: float = 0.2) -> bool:
        """Takes in what is painted; False once there is nothing more to come."""
        if select.select([self._screen], [], [], wait_s)[0]:
            try:
                got = os.read(self._screen, 65_536)
            except OSError:
                return False
            self._seen += got
            self.painted += got
        return True

    def wait_for(self, words: bytes) -> None:
        """Returns once the words are painted, after what was waited for before."""
        until_s = time.monotonic() + 30
        while words not in self._seen:
            assert time.monotonic() < until_s, f"{words!r} is not painted: {self._seen[-2000:]!r}"
            assert self.look(), f"it has ended without {words!r}: {self._seen[-2000:]!r}"
        self._seen = self._seen.partition(words)[2]

    def rest(self) -> bytes:
        """What was painted after what was waited for last."""
        while self.look(0.05) and select.select([self._screen], [], [], 0)[0]:
            pass
        return self._seen

    def journal(self) -> list[dict[str, object]]:
        result = subprocess.run(
            [*COMMAND, "journal", "--json"], env=self.env, capture_output=True, check=True
        )
        return list(json.loads(result.stdout))

    def foreground(self) -> int:
        """The job that has the keys, by its first process."""
        return os.tcgetpgrp(self._screen)

    def is_plain(self) -> bool:
        """True when keys are echoed and lines are read, as a shell wants it."""
        flags = termios.ECHO | termios.ICANON | termios.ISIG
        return bool(termios.tcgetattr(self._screen)[3] & flags == flags)

    def hang_up(self) -> None:
        """The window is closed."""
        if self._screen >= 0:
            os.close(self._screen)
            self._screen = -1

    def has_ended(self) -> bool:
        if self._ended is None:
            ended_pid, status = os.waitpid(self.child, os.WNOHANG)
            self._ended = status if ended_pid else None
        return self._ended is not None

    def exit_code(self, within_s: float = 10.0) -> int:
        """As a shell tells it; the program must have ended by then."""
        until_s = time.monotonic() + within_s
        while not self.has_ended():
            assert time.monotonic() < until_s, "it is still there"
            if self._screen >= 0:
                self.look(0.02)
            else:
                time.sleep(0.02)
        code = os.waitstatus_to_exitcode(self._ended or 0)
        return code if code >= 0 else 128 - code

    def close(self) -> None:
        if not self.has_ended():
            os.kill(self.child, signal.SIGKILL)
            os.waitpid(self.child, 0)
        self.hang_up()


def left_of(home: Path) -> list[str]:
    """The processes that were started with this home, the program's own children among them (Linux)."""
    marker = f"PRACTICE_PLAYER_HOME={home}\0".encode()
    processes = []
    for process in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if process.name.isdigit() and marker in (process / "environ").read_bytes():
                words = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                processes.append(f"{process.name} {words}")
    return processes


def wait_until_nothing_is_left(homes: Sequence[Path], within_s: float = 2.0) -> None:
    """Fails when any process is still there after `within_s`."""
    until_s = time.monotonic() + within_s
    while remaining := [process for home in homes for process in left_of(home)]:
        assert time.monotonic() < until_s, remaining
        time.sleep(0.02)

"""Time from the key press to the first frame: this program's, as a ratio of Textual's own hello-world.

usage: python benchmarks/startup.py [RUNS]

Each program runs in a terminal of its own (80x24), in turn, and is timed until its words are on the
screen.  Prints medians and ratios; posting is measured too where it is installed.  POSIX only.

All of them run from compiled bytecode, as pip installs it: the first run of each, which is not counted,
compiles a checkout even where PYTHONDONTWRITEBYTECODE is set.
"""

import fcntl
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

HELLO = """
from textual.app import App, ComposeResult
from textual.widgets import Static
class Hello(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("Hello, world!")
Hello().run()
"""


def first_frame_s(command: list[str], words: bytes, env: dict[str, str]) -> float | None:
    """Seconds until `words` are painted; None when the program ends without them."""
    began_s = time.perf_counter()
    child, screen = pty.fork()
    if child == 0:
        os.execvpe(command[0], command, env)
    fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen = b""
    try:
        while words not in seen:
            if not select.select([screen], [], [], 20)[0]:
                raise SystemExit(f"{command[0]} painted nothing in 20 s")
            seen += os.read(screen, 65_536)
        return time.perf_counter() - began_s
    except OSError:  # its end of the terminal is closed
        return None
    finally:
        os.kill(child, signal.SIGKILL)
        os.close(screen)
        os.waitpid(child, 0)


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as home:
        hello = Path(home, "hello.py")
        hello.write_text(HELLO)
        env = os.environ | {"PRACTICE_PLAYER_HOME": home, "TERM": "xterm-256color"}
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        programs = {
            "textual's hello": ([sys.executable, str(hello)], b"Hello, world!"),
            "practice-player": ([sys.executable, "-m", "practice_player"], b"alone or together?"),
        }
        if posting := shutil.which("posting"):
            programs["posting"] = ([posting, "--collection", home], b"Collection")
        else:
            print("posting is not installed: not measured")
        times: dict[str, list[float]] = {name: [] for name in programs}
        for run in range(runs + 1):
            for name, (command, words) in programs.items():
                taken_s = first_frame_s(command, words, env)
                if run and taken_s is not None:  # the first is for warming up
                    times[name].append(taken_s)
        base_s = statistics.median(times["textual's hello"])
        for name, taken in times.items():
            if not taken:
                print(f"{name} ends before its first frame: not measured")
                continue
            median_s = statistics.median(taken)
            spread = f"({min(taken):.3f}-{max(taken):.3f})"
            print(f"{name:<16} {median_s:6.3f} s  {median_s / base_s:5.2f} x hello  {spread}")


if __name__ == "__main__":
    main()

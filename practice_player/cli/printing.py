"""What every command prints: the only place of the program that writes to the terminal outside the interface.

Nothing of a script, a file name or a note reaches the terminal as more than text, and what is said
on one line stays on one line (lib/plain_text.py).
"""

import contextlib
import json
import os
import sys
from shutil import get_terminal_size
from typing import Any, TextIO

from practice_player.lib.errors import OutputError
from practice_player.lib.plain_text import cells, escaped, fitted, one_line, padded
from practice_player.lib.suggested_commands import command


def open_streams() -> None:
    """Makes the three standard streams fit to use, whatever the program was started with."""
    for handle in range(3):
        try:
            os.fstat(handle)
        except OSError:  # the next file to be opened, such as the journal, would be taken for it
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
    sys.stdin = sys.stdin or _nowhere("r")
    sys.stdout = sys.stdout or _nowhere("w")
    sys.stderr = sys.stderr or _nowhere("w")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal without UTF-8 still gets the words


def let_go(stream: TextIO) -> None:
    """Sends what was not written yet, and all that follows, nowhere: no complaint at the program's end."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, stream.fileno())
        finally:
            os.close(nowhere)


def say(text: str = "") -> None:
    """Prints one line, at once.

    Raises:
        OutputError: it cannot be written; whatever is said from then on goes nowhere.
        BrokenPipeError: nobody reads any more.
    """
    _say(one_line(text))


def say_lines(text: str) -> None:
    """Prints a text that the program has laid out in lines, such as an error."""
    for line in text.split("\n"):
        say(line)


def say_json(value: object) -> None:
    """Prints a value exactly; what a terminal would obey, or cannot show, is written as an escape."""
    narrow = "utf" not in (sys.stdout.encoding or "").lower()
    _say(escaped(json.dumps(value, indent=2, ensure_ascii=narrow)))


def finish() -> None:
    """Writes what others, such as argparse, have said; raises as `say` does."""
    _say("", end="")


def warn(text: str) -> None:
    """Prints one line to standard error; where that cannot be written, there is nobody to tell."""
    try:
        print(one_line(text), file=sys.stderr, flush=True)
    except OSError:
        let_go(sys.stderr)


def warn_lines(text: str) -> None:
    """Prints a text that the program has laid out in lines to standard error."""
    for line in text.split("\n"):
        warn(line)


def warn_with_command(problem: str, verb: str, name: str) -> None:
    """Warns of a problem with a practice, and of the command that helps; of nothing when it is empty."""
    if problem:
        warn(problem)
        warn(f"  Try: {command(verb, name)}")


class Line:
    """One calm line on standard error that changes as work goes on; elsewhere, lines one after another."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._width_cells = 0
        self.changes = bool(self._stream and self._stream.isatty())
        """Whether it is a terminal's, where the same line is written again."""

    def write(self, text: str) -> None:
        if not self.changes:
            self._print(f"{one_line(text)}\n")
            return
        shown = fitted(one_line(text), min(cells(one_line(text)), get_terminal_size().columns - 1))
        self._print(f"\r{padded(shown, self._width_cells)}")
        self._width_cells = cells(shown)

    def clear(self) -> None:
        if self.changes and self._width_cells:
            self._print("\r" + " " * self._width_cells + "\r")
            self._width_cells = 0

    def _print(self, text: str) -> None:
        try:
            print(text, end="", file=self._stream, flush=True)
        except OSError:
            let_go(self._stream)


def _say(text: str, end: str = "\n") -> None:
    try:
        print(text, end=end, file=sys.stdout, flush=True)
    except BrokenPipeError:
        raise
    except OSError as exc:
        let_go(sys.stdout)
        raise OutputError(
            f"nothing more can be written here ({exc.strerror})",
            fix="free some space, or send it elsewhere",
            place="standard output",
        ) from exc


def _nowhere(mode: str) -> Any:
    return open(os.devnull, mode, encoding="utf-8")  # noqa: PTH123 - as long as the program runs

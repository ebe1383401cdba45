"""What every command prints: the only place of the program that writes to the terminal outside the interface.

The text of a script, a file name or a note cannot control the terminal, and a line that is printed stays
one line (lib/plain_text.py).
"""

import contextlib
import json
import os
import sys
from collections.abc import Sequence
from shutil import get_terminal_size
from typing import Any, TextIO

from practice_player.lib import stand_ins
from practice_player.lib.errors import OutputError
from practice_player.lib.plain_text import cells, escaped, fitted, one_line, padded
from practice_player.lib.suggested_commands import command


def open_streams() -> None:
    """Makes the three standard streams usable, also where the program was started without them."""
    for handle in range(3):
        try:
            os.fstat(handle)
        except OSError:  # the next file to be opened, such as the journal, would be taken for it
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
    sys.stdin = sys.stdin or _nowhere("r")
    sys.stdout = sys.stdout or _nowhere("w")
    sys.stderr = sys.stderr or _nowhere("w")
    stand_ins.register()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=stand_ins.ERRORS)  # a terminal without UTF-8 still gets the words


def let_go(stream: TextIO) -> None:
    """Discards what was not written yet and all that follows, so that Python does not complain at exit."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, stream.fileno())
        finally:
            os.close(nowhere)


def say(text: str = "") -> None:
    """Prints one line, at once.

    Raises:
        OutputError: it cannot be written; whatever is printed after that is discarded.
        BrokenPipeError: the reader has closed the pipe.
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
    """Flushes what others, such as argparse, have printed; raises as `say` does."""
    _say("", end="")


def warn(text: str) -> None:
    """Prints one line to standard error; a line that cannot be written is dropped."""
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


class PracticeLines:
    """The lines of a practice, which goes on when one of them cannot be written."""

    def __init__(self) -> None:
        self.all_written = True

    def say(self, text: str = "") -> None:
        """Prints one line, or warns once that it cannot be written.

        Raises:
            BrokenPipeError: the reader has closed the pipe.
        """
        try:
            say(text)
        except OutputError as exc:
            self.all_written = False
            warn_lines(str(exc))

    def take_back(self, texts: Sequence[str]) -> None:
        """Clears these lines, the last that were printed, from a terminal that can; elsewhere they stay."""
        if not sys.stdout.isatty() or os.environ.get("TERM", "dumb") in ("", "dumb"):
            return
        size = get_terminal_size()
        rows = sum(max(1, -(-cells(one_line(text)) // max(1, size.columns))) for text in texts)
        with contextlib.suppress(OutputError):
            _say(f"\x1b[{min(rows, size.lines - 1)}F\x1b[J", end="")


class Line:
    """A progress line on standard error: rewritten in place on a terminal, a new line each time elsewhere."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._width_cells = 0
        self.changes = bool(self._stream and self._stream.isatty())
        """Whether the stream is a terminal, where the same line is written again."""

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

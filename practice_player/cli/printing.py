"""Prints for every command: the only module outside the interface that writes to the terminal.

Text from a script, a file name or a note cannot control the terminal, and each line stays one line
(lib/plain_text.py).  Only a terminal gets a long line in several, broken between words.
"""

import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, TextIO

from practice_player.lib import stand_ins
from practice_player.lib.errors import OutputError
from practice_player.lib.plain_text import (
    count_cells,
    escape_json,
    fit_to_width,
    one_line,
    pad_to_width,
    wrap,
)

_is_quiet = False


def open_streams() -> None:
    """Makes the three standard streams usable, even if the program was started without them."""
    for handle in range(3):
        try:
            os.fstat(handle)
        except OSError:  # otherwise the next opened file, such as the journal, would get this number
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
    sys.stdin = sys.stdin or _nowhere("r")
    sys.stdout = sys.stdout or _nowhere("w")
    sys.stderr = sys.stderr or _nowhere("w")
    stand_ins.register()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=stand_ins.ERRORS)  # a terminal without UTF-8 still gets the words


def terminal_cells() -> int | None:
    """Returns the width of the terminal that is printed to; None if it is something else, such as a file."""
    return _terminal_size().columns if sys.stdout.isatty() else None


def discard_output(stream: TextIO) -> None:
    """Discards unwritten and all further output of a stream, so that Python reports no error at exit."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, stream.fileno())
        finally:
            os.close(nowhere)


def say(text: str = "", *, hang: str | None = None) -> None:
    """Prints one line and flushes it; `hang` begins its further lines on a terminal, see `wrap`.

    Raises:
        OutputError: the line cannot be written; later output is discarded.
        BrokenPipeError: the reader has closed the pipe.
    """
    _say("\n".join(_lines_for(sys.stdout, text, hang)))


def be_quiet() -> None:
    """Prints from now on only what was asked for and what went wrong: no `report`, no progress."""
    global _is_quiet  # noqa: PLW0603 - one program, one terminal
    _is_quiet = True


def report(text: str) -> None:
    """Prints one line about what a command has done, unless `--quiet` is given; raises as `say` does."""
    if not _is_quiet:
        say(text)


def say_lines(text: str, *, hang: str | None = None) -> None:
    """Prints a text of several lines, such as an error message; `hang` is for the first of them."""
    first, *others = text.split("\n")
    say(first, hang=hang)
    for line in others:
        say(line)


def say_json(value: object) -> None:
    """Prints a value as JSON; control characters, and letters that the terminal cannot show, are escaped."""
    narrow = "utf" not in (sys.stdout.encoding or "").lower()
    import json  # late: the interface starts without it

    _say(escape_json(json.dumps(value, indent=2, ensure_ascii=narrow)))


def say_content(text: str) -> None:
    """Prints a part of a file's content as UTF-8, whatever the terminal's encoding; raises as `say` does.

    It is not made harmless: only for a format that is, or where nothing but a program reads.
    """
    _write(lambda: (sys.stdout.flush(), sys.stdout.buffer.write(text.encode()), sys.stdout.buffer.flush()))


def finish() -> None:
    """Flushes what other code, such as argparse, has printed; raises as `say` does."""
    _say("", end="")


def warn(text: str) -> None:
    """Prints one line to standard error; a line that cannot be written is dropped."""
    try:
        print("\n".join(_lines_for(sys.stderr, text)), file=sys.stderr, flush=True)
    except OSError:
        discard_output(sys.stderr)


def warn_lines(text: str) -> None:
    """Prints a text of several lines to standard error."""
    for line in text.split("\n"):
        warn(line)


def warn_with_command(problem: str, verb: str, name: str) -> None:
    """Prints a problem of a practice and the command that helps; nothing if `problem` is empty."""
    if problem:
        warn(problem)
        from practice_player.lib.suggested_commands import suggested_command

        warn(f"  Try: {suggested_command(verb, name)}")


class PracticeLines:
    """Prints the lines of a practice, which continues if one of them cannot be written."""

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
        """Clears the last printed lines, `texts`, from a terminal that supports it."""
        if not sys.stdout.isatty() or os.environ.get("TERM", "dumb") in ("", "dumb"):
            return
        size = _terminal_size()
        rows = sum(_count_rows(text, max(1, size.columns)) for text in texts)
        with contextlib.suppress(OutputError):
            _say(f"\x1b[{min(rows, size.lines - 1)}F\x1b[J", end="")


class ProgressLine:
    """A progress line on standard error: rewritten in place on a terminal, otherwise a new line each time."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._width_cells = 0
        self.rewrites = bool(self._stream and self._stream.isatty())
        """Whether the stream is a terminal, on which the same line is rewritten."""

    @property
    def max_cells(self) -> int:
        """How many cells of the line can be seen on a terminal."""
        return _terminal_size().columns - 1

    def write(self, text: str) -> None:
        if _is_quiet:
            return
        if not self.rewrites:
            self._print(f"{one_line(text)}\n")
            return
        line = one_line(text)
        fitted_text = fit_to_width(line, min(count_cells(line), self.max_cells))
        self._print(f"\r{pad_to_width(fitted_text, self._width_cells)}")
        self._width_cells = count_cells(fitted_text)

    def clear(self) -> None:
        if self.rewrites and self._width_cells:
            self._print("\r" + " " * self._width_cells + "\r")
            self._width_cells = 0

    def _print(self, text: str) -> None:
        try:
            print(text, end="", file=self._stream, flush=True)
        except OSError:
            discard_output(self._stream)


def _lines_for(stream: TextIO, text: str, hang: str | None = None) -> list[str]:
    """Returns the lines in which a stream gets one line: several only for a terminal that is narrower."""
    line = one_line(text)
    return wrap(line, max(1, _terminal_size().columns), hang) if stream.isatty() else [line]


def _count_rows(text: str, columns: int) -> int:
    """Returns how many rows a line takes at most, broken between words or, if typed, anywhere."""
    line = one_line(text)
    return max(
        sum(max(1, -(-count_cells(part) // columns)) for part in parts)
        for parts in ([line], wrap(line, columns))
    )


def _say(text: str, end: str = "\n") -> None:
    _write(lambda: print(text, end=end, file=sys.stdout, flush=True))


def _write(write: Callable[[], object]) -> None:
    try:
        write()
    except BrokenPipeError:
        raise
    except OSError as exc:
        from practice_player.lib.atomic_files import write_failure, write_remedy

        discard_output(sys.stdout)
        raise OutputError(
            f"nothing more can be written here ({write_failure(exc)})",
            fix=write_remedy(exc, "send it elsewhere"),
            place="standard output",
        ) from exc


def _terminal_size() -> os.terminal_size:
    from shutil import get_terminal_size  # late: it loads what unpacks archives

    return get_terminal_size()


def _nowhere(mode: str) -> Any:
    return open(os.devnull, mode, encoding="utf-8")  # noqa: PTH123 - as long as the program runs

"""Sends what libraries print to the log instead of the terminal while the interface is shown there."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final, TextIO

from practice_player.lib import stand_ins
from practice_player.lib.logs import Log
from practice_player.lib.plain_text import one_line

_STDOUT: Final = 1
_STDERR: Final = 2
_MAX_LINE_BYTES: Final = 8_192
"""Longer output without a line break is logged in parts."""

_CLOSE_TIMEOUT_S: Final = 2.0
"""How long leaving the context waits for the last line to be logged."""


@contextmanager
def redirect_descriptors(log_path: Path | None) -> Iterator[None]:
    """Sends output on descriptors 1 and 2 to the log; `sys.stdout` and `sys.stderr` still reach the terminal.

    A library written in C prints to descriptor 2, whatever Python's `sys.stderr` is: libmpg123 wrote
    its warnings across the picture.  Textual paints through `sys.__stderr__` and asks
    `sys.__stdout__` for the size, so both are opened anew on copies of the descriptors.  The log limits the
    size and writes repeated lines once.  Output is dropped if it cannot be written, comes faster than it is
    read, or there is no log.  Everything is restored at the end, also after an exception.

    On Windows nothing is changed: there the console follows descriptor 1 wherever it leads.
    """
    if sys.platform == "win32":
        yield
        return
    with ExitStack() as stack:
        log_pipe = _open_log_pipe(log_path, stack)
        for number, names in ((_STDOUT, ("stdout", "__stdout__")), (_STDERR, ("stderr", "__stderr__"))):
            _redirect(number, log_pipe, names, stack)
        yield


def _redirect(number: int, log_pipe: int, names: tuple[str, str], stack: ExitStack) -> None:
    """Points a descriptor to the log's pipe, and the streams of these names to its original target."""
    streams: dict[str, TextIO | None] = {name: getattr(sys, name) for name in names}
    for stream in streams.values():
        if stream is not None:
            stream.flush()  # earlier output must come before the picture
    try:
        saved_descriptor = os.dup(number)
    except OSError:  # it was closed by whoever started the program
        return
    stand_ins.register()
    encoding = next((stream.encoding for stream in streams.values() if stream is not None), "utf-8")
    stream = os.fdopen(saved_descriptor, "w", encoding=encoding, errors=stand_ins.ERRORS)
    stack.callback(_close, stream)
    stack.callback(os.dup2, saved_descriptor, number)
    os.dup2(log_pipe, number)
    for name, original in streams.items():
        stack.callback(setattr, sys, name, original)
        setattr(sys, name, stream)


def _close(stream: TextIO) -> None:
    with suppress(OSError, ValueError):  # the terminal is gone
        stream.close()


def _open_log_pipe(log_path: Path | None, stack: ExitStack) -> int:
    """Returns the writing end of a pipe whose lines a thread logs; writing to it never waits."""
    read_end, write_end = os.pipe()
    os.set_blocking(write_end, False)
    thread = threading.Thread(
        target=_log_lines, args=(read_end, Log(log_path) if log_path else None), daemon=True
    )
    thread.start()
    stack.callback(thread.join, _CLOSE_TIMEOUT_S)
    stack.callback(os.close, write_end)
    return write_end


def _log_lines(read_end: int, log: Log | None) -> None:
    with os.fdopen(read_end, "rb") as pipe:
        while line := pipe.readline(_MAX_LINE_BYTES):
            text = one_line(line.decode(errors="replace").strip("\r\n"))
            if text and log:
                log.put(text)
    if log:
        log.close()

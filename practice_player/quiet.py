"""Keeps what libraries print away from the terminal while the interface is on it."""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final, TextIO

from practice_player.folders import make_private

_OUT: Final = 1
_ERR: Final = 2


@contextmanager
def quiet_descriptors(log_path: Path) -> Iterator[None]:
    """Descriptors 1 and 2 lead to the log; `sys.stdout` and `sys.stderr` still lead to where they led.

    A library written in C prints to descriptor 2, whatever Python's `sys.stderr` is: libmpg123 wrote
    its warnings across the picture.  Textual paints through `sys.__stderr__` and asks
    `sys.__stdout__` for the size, so both are made anew on copies of the descriptors.  Without a log
    that can be written, what is printed is let go.  All is as before at the end, however it ends.

    On Windows nothing is changed: there the console follows descriptor 1 wherever it leads.
    """
    if sys.platform == "win32":
        yield
        return
    with ExitStack() as stack:
        log = _opened(log_path)
        stack.callback(os.close, log)
        for number, names in ((_OUT, ("stdout", "__stdout__")), (_ERR, ("stderr", "__stderr__"))):
            _lead(number, log, names, stack)
        yield


def _lead(number: int, log: int, names: tuple[str, str], stack: ExitStack) -> None:
    """Sends a descriptor to the log, and the streams of these names to where it led before."""
    before: dict[str, TextIO | None] = {name: getattr(sys, name) for name in names}
    for stream in before.values():
        if stream is not None:
            stream.flush()  # what was said before comes before the picture
    try:
        kept = os.dup(number)
    except OSError:  # it was closed by whoever started the program
        return
    encoding = next((stream.encoding for stream in before.values() if stream is not None), "utf-8")
    stream = os.fdopen(kept, "w", encoding=encoding, errors="replace")
    stack.callback(_close, stream)
    stack.callback(os.dup2, kept, number)
    os.dup2(log, number)
    for name, was in before.items():
        stack.callback(setattr, sys, name, was)
        setattr(sys, name, stream)


def _close(stream: TextIO) -> None:
    with suppress(OSError, ValueError):  # the terminal is gone
        stream.close()


def _opened(path: Path) -> int:
    try:
        make_private(path.parent)
        return os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    except OSError:
        return os.open(os.devnull, os.O_WRONLY)

"""Keeps what libraries print away from the terminal while the interface is on it."""

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

_OUT: Final = 1
_ERR: Final = 2
_LONGEST_LINE: Final = 8_192
"""In bytes: what is printed without an end is noted in parts."""

_LAST_WORDS_S: Final = 2.0
"""How long the end waits for the last line to be written."""


@contextmanager
def quiet_descriptors(log_path: Path | None) -> Iterator[None]:
    """What descriptors 1 and 2 are given goes to the log; `sys.stdout` and `sys.stderr` lead where they led.

    A library written in C prints to descriptor 2, whatever Python's `sys.stderr` is: libmpg123 wrote
    its warnings across the picture.  Textual paints through `sys.__stderr__` and asks
    `sys.__stdout__` for the size, so both are made anew on copies of the descriptors.  The log bounds it
    and tells what repeats once.  What cannot be written, comes faster than it is read, or has no log, is let
    go.  All is as before at the end, however it ends.

    On Windows nothing is changed: there the console follows descriptor 1 wherever it leads.
    """
    if sys.platform == "win32":
        yield
        return
    with ExitStack() as stack:
        noise = _noted(log_path, stack)
        for number, names in ((_OUT, ("stdout", "__stdout__")), (_ERR, ("stderr", "__stderr__"))):
            _lead(number, noise, names, stack)
        yield


def _lead(number: int, noise: int, names: tuple[str, str], stack: ExitStack) -> None:
    """Sends a descriptor to where noise goes, and the streams of these names to where it led before."""
    before: dict[str, TextIO | None] = {name: getattr(sys, name) for name in names}
    for stream in before.values():
        if stream is not None:
            stream.flush()  # what was said before comes before the picture
    try:
        kept = os.dup(number)
    except OSError:  # it was closed by whoever started the program
        return
    stand_ins.register()
    encoding = next((stream.encoding for stream in before.values() if stream is not None), "utf-8")
    stream = os.fdopen(kept, "w", encoding=encoding, errors=stand_ins.ERRORS)
    stack.callback(_close, stream)
    stack.callback(os.dup2, kept, number)
    os.dup2(noise, number)
    for name, was in before.items():
        stack.callback(setattr, sys, name, was)
        setattr(sys, name, stream)


def _close(stream: TextIO) -> None:
    with suppress(OSError, ValueError):  # the terminal is gone
        stream.close()


def _noted(log_path: Path | None, stack: ExitStack) -> int:
    """A pipe whose lines a thread puts into the log; who writes into it never waits."""
    reads, writes = os.pipe()
    os.set_blocking(writes, False)
    thread = threading.Thread(target=_note, args=(reads, Log(log_path) if log_path else None), daemon=True)
    thread.start()
    stack.callback(thread.join, _LAST_WORDS_S)
    stack.callback(os.close, writes)
    return writes


def _note(reads: int, log: Log | None) -> None:
    with os.fdopen(reads, "rb") as noise:
        while line := noise.readline(_LONGEST_LINE):
            text = one_line(line.decode(errors="replace").strip("\r\n"))
            if text and log:
                log.put(text)
    if log:
        log.close()

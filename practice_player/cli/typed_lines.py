"""Reads the lines of standard input, typed or from a pipe, in a thread of its own."""

import codecs
import os
import queue
import select
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

MAX_WAITING_LINES: Final = 1000
"""At most this many lines wait; more input stays unread in the pipe or terminal."""

MAX_LINE_LETTERS: Final = 200
"""Longer lines are cut; no answer is as long."""

_POLL_S: Final = 0.2
_CHUNK_BYTES: Final = 4096


class TypedLines:
    """The lines of one file descriptor, in order, until its end."""

    def __init__(self, descriptor: int | None, *, encoding: str = "utf-8") -> None:
        """`descriptor` is read once `start` is called; None stands for an input that has ended."""
        self._descriptor = descriptor
        self._encoding = encoding
        self._lines: queue.Queue[str | None] = queue.Queue(MAX_WAITING_LINES)
        self.ended = descriptor is None
        """True once every line has been taken and no more can come."""

    @classmethod
    def of_standard_input(cls) -> "TypedLines":
        try:
            return cls(sys.stdin.fileno(), encoding=sys.stdin.encoding or "utf-8")
        except (OSError, ValueError):  # standard input was replaced by something without a descriptor
            return cls(None)

    @property
    def is_terminal(self) -> bool:
        return self._descriptor is not None and os.isatty(self._descriptor)

    @property
    def shows_typing(self) -> bool:
        """Whether typed text is visible on the terminal, even inside `hidden`."""
        return sys.platform == "win32" and self.is_terminal

    def start(self) -> None:
        """Starts the reading thread."""
        if self._descriptor is not None:
            threading.Thread(target=self._read, args=(self._descriptor,), daemon=True).start()

    def take(self, wait_s: float = 0.0) -> str | None:
        """Returns the next line without its line end; None if there is none within `wait_s`, or ever."""
        if self.ended:
            return None
        try:
            line = self._lines.get(timeout=wait_s) if wait_s else self._lines.get_nowait()
        except queue.Empty:
            return None
        self.ended = line is None
        return line

    def drop(self) -> None:
        """Discards the lines that were typed before."""
        while self.take() is not None:
            pass

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """Hides what is typed on a terminal during the block, and discards what was typed before."""
        if sys.platform == "win32" or self._descriptor is None or not self.is_terminal:
            yield
            return
        import termios

        attributes = termios.tcgetattr(self._descriptor)
        hidden_attributes = [
            *attributes[:3],
            attributes[3] & ~(termios.ECHO | termios.ECHONL),
            *attributes[4:],
        ]
        self.drop()
        termios.tcsetattr(self._descriptor, termios.TCSAFLUSH, hidden_attributes)
        try:
            yield
        finally:
            with suppress(termios.error):  # the terminal may be gone
                termios.tcsetattr(self._descriptor, termios.TCSAFLUSH, attributes)

    def _read(self, descriptor: int) -> None:
        decoder = codecs.getincrementaldecoder(self._encoding)(errors="replace")
        partial_line = ""
        while chunk := _read_chunk(descriptor):
            *lines, partial_line = (partial_line + decoder.decode(chunk)).split("\n")
            for line in lines:
                self._lines.put(line[:MAX_LINE_LETTERS].rstrip("\r"))
            partial_line = partial_line[:MAX_LINE_LETTERS]
        if partial_line:
            self._lines.put(partial_line)
        self._lines.put(None)


def _read_chunk(descriptor: int) -> bytes:
    """Waits for the next bytes; returns none at the end of the input."""
    pause = threading.Event()
    try:
        if sys.platform == "win32":
            return os.read(descriptor, _CHUNK_BYTES)
        while True:
            if not _may_read(descriptor):
                pause.wait(_POLL_S)
            elif select.select([descriptor], [], [], _POLL_S)[0] and _may_read(descriptor):
                return os.read(descriptor, _CHUNK_BYTES)
    except (OSError, ValueError):  # the terminal or the descriptor is gone
        return b""


def _may_read(descriptor: int) -> bool:
    """Whether this process may read: a background process that reads from its terminal is stopped."""
    if sys.platform == "win32" or not os.isatty(descriptor):
        return True
    try:
        return os.tcgetpgrp(descriptor) == os.getpgrp()
    except OSError:  # not the controlling terminal
        return True

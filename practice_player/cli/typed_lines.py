"""What is typed, or comes through a pipe: the lines of standard input, read by a thread of their own."""

import codecs
import os
import queue
import select
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

MAX_LINES: Final = 1000
"""So many lines wait at most; whatever comes then stays where it comes from."""

MAX_LETTERS: Final = 200
"""How much of a line is kept; no answer is as long."""

_LOOK_S: Final = 0.2
_BYTES: Final = 4096


class TypedLines:
    """The lines of one file descriptor, in order, until it ends."""

    def __init__(self, handle: int | None, *, encoding: str = "utf-8") -> None:
        """`handle` is read from the moment of `start`; None is an input that has ended."""
        self._handle = handle
        self._encoding = encoding
        self._lines: queue.Queue[str | None] = queue.Queue(MAX_LINES)
        self.ended = handle is None
        """True once every line was taken and no more can come."""

    @classmethod
    def of_standard_input(cls) -> "TypedLines":
        try:
            return cls(sys.stdin.fileno(), encoding=sys.stdin.encoding or "utf-8")
        except (OSError, ValueError):  # it has been replaced by something without a descriptor
            return cls(None)

    @property
    def on_terminal(self) -> bool:
        return self._handle is not None and os.isatty(self._handle)

    @property
    def shows_typing(self) -> bool:
        """Whether what is typed stands on the terminal, also inside `hidden`."""
        return sys.platform == "win32" and self.on_terminal

    def start(self) -> None:
        """Begins to read."""
        if self._handle is not None:
            threading.Thread(target=self._read, args=(self._handle,), daemon=True).start()

    def take(self, wait_s: float = 0.0) -> str | None:
        """The next line without its end; None when none comes within `wait_s`, or ever."""
        if self.ended:
            return None
        try:
            line = self._lines.get(timeout=wait_s) if wait_s else self._lines.get_nowait()
        except queue.Empty:
            return None
        self.ended = line is None
        return line

    def drop(self) -> None:
        """Forgets what was typed before."""
        while self.take() is not None:
            pass

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """On a terminal, what is typed inside is not shown, and what was typed before is forgotten."""
        if sys.platform == "win32" or self._handle is None or not self.on_terminal:
            yield
            return
        import termios

        shown = termios.tcgetattr(self._handle)
        unseen = [*shown[:3], shown[3] & ~(termios.ECHO | termios.ECHONL), *shown[4:]]
        self.drop()
        termios.tcsetattr(self._handle, termios.TCSAFLUSH, unseen)
        try:
            yield
        finally:
            with suppress(termios.error):  # the terminal may be gone
                termios.tcsetattr(self._handle, termios.TCSAFLUSH, shown)

    def _read(self, handle: int) -> None:
        decoder = codecs.getincrementaldecoder(self._encoding)(errors="replace")
        begun = ""
        while content := _next_bytes(handle):
            *lines, begun = (begun + decoder.decode(content)).split("\n")
            for line in lines:
                self._lines.put(line[:MAX_LETTERS].rstrip("\r"))
            begun = begun[:MAX_LETTERS]
        if begun:
            self._lines.put(begun)
        self._lines.put(None)


def _next_bytes(handle: int) -> bytes:
    """Waits for what comes next; empty at the end."""
    pause = threading.Event()
    try:
        if sys.platform == "win32":
            return os.read(handle, _BYTES)
        while True:
            if not _is_ours(handle):
                pause.wait(_LOOK_S)
            elif select.select([handle], [], [], _LOOK_S)[0] and _is_ours(handle):
                return os.read(handle, _BYTES)
    except (OSError, ValueError):  # the terminal, or the descriptor, is gone
        return b""


def _is_ours(handle: int) -> bool:
    """False while a program in the foreground reads this terminal; whoever reads it then is stopped."""
    if sys.platform == "win32" or not os.isatty(handle):
        return True
    try:
        return os.tcgetpgrp(handle) == os.getpgrp()
    except OSError:  # it is the terminal of no job
        return True

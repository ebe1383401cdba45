"""The log: what went wrong, for whoever wants to mend it.  Private, bounded, and never in anybody's way.

Whoever notes something never waits and never fails: a thread of its own does the writing, and what
cannot be written is let go.
"""

import atexit
import contextlib
import logging
import os
import queue
import re
import stat
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from practice_player.lib.folders import make_private

MOST_BYTES: Final = 256_000
"""Of one file; there are two, this run's and what came before it."""

MOST_LETTERS: Final = 4_000
"""Of one entry: a whole traceback, but not a script that somebody put into a title."""

TOLD_AGAIN_S: Final = 600.0
"""How often an entry that comes again and again is told of, with a count."""

MOST_KNOWN: Final = 500
MOST_WAITING: Final = 1_000

_PRIVATE: Final = 0o600

_LAST_WORDS_S: Final = 1.0
"""How long the end of the program waits for the disk."""

_NUMBERS: Final = re.compile(r"0x[0-9a-f]+|\d+(?:\.\d+)?", re.IGNORECASE)


def start(path: Path | None) -> None:
    """Sends all that this program and its libraries note to the file, and nothing to the terminal.

    None lets it go.  Only the first call of a process counts.
    """
    root = logging.getLogger()
    if any(isinstance(one, _Handler) for one in root.handlers):
        return
    logging.raiseExceptions = False  # a full disk is not told on the picture
    logging.captureWarnings(True)
    log = None if path is None else Log(path)
    root.addHandler(_Handler(log))
    if log:
        atexit.register(log.close)


class Log:
    """A file that entries are put into; every method is safe from any thread, and none raises."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._waiting: queue.Queue[str | None] = queue.Queue(MOST_WAITING)
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def put(self, entry: str) -> None:
        """Notes an entry; it is let go when a thousand wait already."""
        if self._thread is None:
            with self._starting, contextlib.suppress(RuntimeError):  # the program may be at its end
                if self._thread is None:
                    thread = threading.Thread(target=self._write, daemon=True)
                    thread.start()
                    self._thread = thread
        with contextlib.suppress(queue.Full):
            self._waiting.put_nowait(entry)

    def close(self) -> None:
        """Writes what waits; a disk that hangs holds nobody up."""
        thread, self._thread = self._thread, None
        if thread is not None:
            with contextlib.suppress(queue.Full):
                self._waiting.put(None, timeout=_LAST_WORDS_S)
            thread.join(_LAST_WORDS_S)

    def _write(self) -> None:
        repeats = Repeats()
        while True:
            entry = self._waiting.get()
            now_s = time.monotonic()
            lines = repeats.rest() if entry is None else repeats.told(entry, now_s)
            for line in lines:
                append(self._path, f"{time.strftime('%Y-%m-%d %H:%M:%S')} {line}\n")
            if entry is None:
                return


@dataclass(slots=True)
class _Known:
    """An entry that came before."""

    told_s: float
    latest: str
    more: int = 0
    """How often it came since it was told of."""


class Repeats:
    """Tells an entry once, and after that only how often it came; numbers in it make no difference."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, _Known] = OrderedDict()

    def told(self, entry: str, now_s: float) -> list[str]:
        """What there is to write now that this entry came."""
        key = _NUMBERS.sub("0", entry)
        known = self._known.get(key)
        if known is None:
            self._known[key] = _Known(now_s, entry)
            if len(self._known) > MOST_KNOWN:
                _, oldest = self._known.popitem(last=False)
                return [*_again(oldest), entry]
            return [entry]
        self._known.move_to_end(key)
        known.latest, known.more = entry, known.more + 1
        if now_s - known.told_s < TOLD_AGAIN_S:
            return []
        lines = _again(known)
        known.told_s, known.more = now_s, 0
        return lines

    def rest(self) -> list[str]:
        """What was not told of yet."""
        return [line for known in self._known.values() for line in _again(known)]


def _again(known: _Known) -> list[str]:
    return [f"{known.latest} ({known.more} times more)"] if known.more else []


def append(path: Path, text: str) -> None:
    """Adds to a private file, and begins it anew when it is full; what cannot be written is let go.

    It is opened anew each time: another process may have begun it anew meanwhile, or deleted it.
    """
    raw = text.encode(errors="backslashreplace")
    with contextlib.suppress(OSError, ValueError):
        make_private(path.parent)
        handle = _opened(path)
        try:
            if stat.S_ISREG(os.fstat(handle).st_mode) and os.fstat(handle).st_size + len(raw) > MOST_BYTES:
                os.close(handle)
                handle = -1
                _turn_over(path)
                handle = _opened(path)
            os.write(handle, raw)
        finally:
            if handle >= 0:
                os.close(handle)


def _opened(path: Path) -> int:
    # A FIFO would keep an ordinary open waiting for its reader; a link may lead to somebody's own file.
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    flags |= getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, _PRIVATE)
    found = os.fstat(handle)
    if os.name == "posix" and stat.S_ISREG(found.st_mode) and stat.S_IMODE(found.st_mode) != _PRIVATE:
        with contextlib.suppress(OSError):  # it may be somebody else's
            os.fchmod(handle, _PRIVATE)
    return handle


def _turn_over(path: Path) -> None:
    """Keeps the full file as the one before; a far larger one, of an earlier version, is let go."""
    if path.stat().st_size > 2 * MOST_BYTES:
        os.truncate(path, 0)
        return
    try:
        path.replace(_before(path))
    except OSError:  # the folder cannot be written, the file can
        os.truncate(path, 0)


def _before(path: Path) -> Path:
    return path.with_name(path.name + ".1")


class _Handler(logging.Handler):
    """Puts what is logged into a log, or lets it go."""

    def __init__(self, log: Log | None) -> None:
        super().__init__()
        self.log = log
        self.setFormatter(logging.Formatter("%(name)s: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        if self.log is None:
            return
        try:
            self.log.put(_shown(self.format(record)))
        except Exception:  # noqa: BLE001 - somebody's message that cannot be put together
            self.log.put(f"{record.name}: something that cannot be told, line {record.lineno}")


def _shown(entry: str) -> str:
    """Without anything a terminal obeys; only the first line begins at the edge."""
    if len(entry) > MOST_LETTERS:
        half = MOST_LETTERS // 2  # a traceback says what happened in its last line
        entry = f"{entry[:half]} … {entry[-half:]}"
    lines = entry.splitlines() or [""]
    return "\n    ".join("".join(map(_letter, line)) for line in lines)


def _letter(letter: str) -> str:
    return letter if letter.isprintable() or letter == "\t" else f"\\x{ord(letter):02x}"

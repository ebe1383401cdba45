"""Writes the log file: private, of limited size, and without ever delaying the program.

Logging never waits and never fails: a thread of its own does the writing, and entries that cannot be
written are dropped.
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

MAX_FILE_BYTES: Final = 256_000
"""The largest a file gets; there are two, the current and the previous one."""

MAX_ENTRY_CHARACTERS: Final = 4_000
"""The longest an entry gets: enough for a traceback, but not for a script in a title."""

REPEAT_INTERVAL_S: Final = 600.0
"""How often a repeated entry is written again, with a count."""

MAX_TRACKED_ENTRIES: Final = 500
MAX_QUEUED_ENTRIES: Final = 1_000

_PRIVATE: Final = 0o600

_CLOSE_TIMEOUT_S: Final = 1.0
"""How long the end of the program waits for the log to be written."""

_NUMBERS: Final = re.compile(r"0x[0-9a-f]+|\d+(?:\.\d+)?", re.IGNORECASE)


logging.lastResort = logging.NullHandler()
"""What is logged before `start` is dropped.  With None, Python would print that nobody handles it."""


def start(path: Path | None) -> None:
    """Sends everything that is logged, libraries included, to the file, and nothing to the terminal.

    With None as the path it is dropped.  Only the first call in a process has an effect.
    """
    root = logging.getLogger()
    if any(isinstance(handler, _Handler) for handler in root.handlers):
        return
    logging.raiseExceptions = (
        False  # else `logging` prints its own failures, such as a full disk, on the screen
    )
    logging.captureWarnings(True)
    log = None if path is None else Log(path)
    root.addHandler(_Handler(log))
    if log:
        atexit.register(log.close)


class Log:
    """A log file with a thread that writes it; its methods can be called from any thread and never raise."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._queue: queue.Queue[str | None] = queue.Queue(MAX_QUEUED_ENTRIES)
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def put(self, entry: str) -> None:
        """Queues an entry; drops it when the queue is full."""
        if self._thread is None:
            with self._starting, contextlib.suppress(RuntimeError):  # the program may be at its end
                if self._thread is None:
                    thread = threading.Thread(target=self._write, daemon=True)
                    thread.start()
                    self._thread = thread
        with contextlib.suppress(queue.Full):
            self._queue.put_nowait(entry)

    def close(self) -> None:
        """Writes the queued entries, but waits no longer than a hanging disk may take."""
        thread, self._thread = self._thread, None
        if thread is not None:
            with contextlib.suppress(queue.Full):
                self._queue.put(None, timeout=_CLOSE_TIMEOUT_S)
            thread.join(_CLOSE_TIMEOUT_S)

    def _write(self) -> None:
        repeat_filter = RepeatFilter()
        while True:
            entry = self._queue.get()
            now_s = time.monotonic()
            lines = repeat_filter.pending_lines() if entry is None else repeat_filter.lines_for(entry, now_s)
            for line in lines:
                append(self._path, f"{time.strftime('%Y-%m-%d %H:%M:%S')} {line}\n")
            if entry is None:
                return


@dataclass(slots=True)
class _TrackedEntry:
    """An entry that was written before."""

    written_s: float
    latest: str
    repeats: int = 0
    """How often it came since it was last written."""


class RepeatFilter:
    """Passes an entry on once, then only its count; entries that differ only in numbers are the same."""

    def __init__(self) -> None:
        self._tracked: OrderedDict[str, _TrackedEntry] = OrderedDict()

    def lines_for(self, entry: str, now_s: float) -> list[str]:
        """Returns the lines to be written now that this entry came."""
        key = _NUMBERS.sub("0", entry)
        tracked = self._tracked.get(key)
        if tracked is None:
            self._tracked[key] = _TrackedEntry(now_s, entry)
            if len(self._tracked) > MAX_TRACKED_ENTRIES:
                _, oldest = self._tracked.popitem(last=False)
                return [*_repeat_lines(oldest), entry]
            return [entry]
        self._tracked.move_to_end(key)
        tracked.latest, tracked.repeats = entry, tracked.repeats + 1
        if now_s - tracked.written_s < REPEAT_INTERVAL_S:
            return []
        lines = _repeat_lines(tracked)
        tracked.written_s, tracked.repeats = now_s, 0
        return lines

    def pending_lines(self) -> list[str]:
        """Returns the counts that have not been written yet."""
        return [line for tracked in self._tracked.values() for line in _repeat_lines(tracked)]


def _repeat_lines(tracked: _TrackedEntry) -> list[str]:
    return [f"{tracked.latest} ({tracked.repeats} times more)"] if tracked.repeats else []


def append(path: Path, text: str) -> None:
    """Appends to a private file, starting a new one when it is full; drops text that cannot be written.

    The file is opened each time: another process may have replaced or deleted it meanwhile.
    """
    raw = text.encode(errors="backslashreplace")
    with contextlib.suppress(OSError, ValueError):
        make_private(path.parent)
        descriptor = _open(path)
        try:
            if (
                stat.S_ISREG(os.fstat(descriptor).st_mode)
                and os.fstat(descriptor).st_size + len(raw) > MAX_FILE_BYTES
            ):
                os.close(descriptor)
                descriptor = -1
                _rotate(path)
                descriptor = _open(path)
            os.write(descriptor, raw)
        finally:
            if descriptor >= 0:
                os.close(descriptor)


def _open(path: Path) -> int:
    # A FIFO would keep an ordinary open waiting for its reader; a link may lead to somebody's own file.
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    flags |= getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags, _PRIVATE)
    status = os.fstat(descriptor)
    if os.name == "posix" and stat.S_ISREG(status.st_mode) and stat.S_IMODE(status.st_mode) != _PRIVATE:
        with contextlib.suppress(OSError):  # it may be somebody else's
            os.fchmod(descriptor, _PRIVATE)
    return descriptor


def _rotate(path: Path) -> None:
    """Makes the full file the previous one; empties it if it is far too large, from an earlier version."""
    if path.stat().st_size > 2 * MAX_FILE_BYTES:
        os.truncate(path, 0)
        return
    try:
        path.replace(_rotated_path(path))
    except OSError:  # the folder may be read-only while the file is not
        os.truncate(path, 0)


def _rotated_path(path: Path) -> Path:
    return path.with_name(path.name + ".1")


class _Handler(logging.Handler):
    """Passes log records on to a `Log`, or drops them."""

    def __init__(self, log: Log | None) -> None:
        super().__init__()
        self.log = log
        self.setFormatter(logging.Formatter("%(name)s: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        if self.log is None:
            return
        try:
            self.log.put(_make_harmless(self.format(record)))
        except Exception:  # noqa: BLE001 - a library's message that cannot be formatted
            self.log.put(f"{record.name}: something that cannot be told, line {record.lineno}")


def _make_harmless(entry: str) -> str:
    """Shortens an entry, escapes what a terminal would obey, and indents every line but the first."""
    if len(entry) > MAX_ENTRY_CHARACTERS:
        half = MAX_ENTRY_CHARACTERS // 2  # a traceback says what happened in its last line
        entry = f"{entry[:half]} … {entry[-half:]}"
    lines = entry.splitlines() or [""]
    return "\n    ".join("".join(map(_escape_character, line)) for line in lines)


def _escape_character(character: str) -> str:
    return character if character.isprintable() or character == "\t" else f"\\x{ord(character):02x}"

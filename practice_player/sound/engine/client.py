"""The parent's side of the engine: starts it, tells it what to do, keeps its last report."""

import contextlib
import logging
import queue
import subprocess
import threading
from functools import partial
from typing import IO, Final

from practice_player.sound.engine.process import start_child
from practice_player.sound.engine.protocol import (
    Command,
    EngineReport,
    Here,
    Numbered,
    await_greeting,
    receive,
    send,
)

LONGEST_LINE: Final = 8_192
"""In bytes: what is printed without an end is noted in parts."""

HERE_S: Final = 0.25
"""How often the engine is told that the program is there."""

log = logging.getLogger(__name__)
engine_log = logging.getLogger("practice_player.engine")


class EngineClient:
    """A sound engine in a process of its own.

    `tell` never waits: a thread does the writing, so that an engine that hangs costs the
    interface nothing.
    """

    def __init__(self, *, output: str = "card") -> None:
        self._output = output
        self._process: subprocess.Popen[bytes] | None = None
        self._waiting: queue.Queue[Numbered | None] = queue.Queue()
        self._report: EngineReport | None = None
        self._told = 0

    def start(self) -> None:
        """Starts the process anew; the old one, if any, is ended first."""
        self.close()
        self._report = None
        self._waiting = queue.Queue()
        try:
            child = start_child(self._output)
        except OSError:
            log.exception("the engine could not be started")
            return
        self._process = child.process
        for work in (
            partial(_write, child.commands, self._waiting),
            partial(self._read, child.reports, child.process),
            partial(_note, child.printed),
        ):
            threading.Thread(target=work, daemon=True).start()

    def send(self, command: Command) -> int:
        """Passes a command on; returns its number, which reports will name once it is obeyed."""
        self._told += 1
        self._waiting.put((self._told, command))
        return self._told

    def report(self) -> EngineReport | None:
        """What the engine said last; None when it has said nothing, or is gone."""
        return self._report if self.alive() else None

    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def close(self) -> None:
        """Ends the process at once."""
        process, self._process = self._process, None
        self._waiting.put(None)
        if process is None:
            return
        with contextlib.suppress(OSError):
            process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(1.0)

    def _read(self, pipe: IO[bytes], process: "subprocess.Popen[bytes]") -> None:
        try:
            with pipe:
                await_greeting(pipe, engine_log.warning)
                while isinstance(message := receive(pipe), EngineReport):
                    if self._process is process:
                        self._report = message
        except Exception:
            log.exception("the engine's reports cannot be read")
            with contextlib.suppress(OSError):
                process.kill()  # whoever follows the practice starts another


def _write(pipe: IO[bytes], waiting: "queue.Queue[Numbered | None]") -> None:
    with contextlib.suppress(OSError, ValueError):
        while (said := _next(waiting)) is not None:
            send(pipe, said)
    with contextlib.suppress(OSError):
        pipe.close()


def _note(pipe: IO[bytes]) -> None:
    """Puts what is printed into the log, a line at a time, until the process has ended."""
    with contextlib.suppress(OSError, ValueError), pipe:
        while line := pipe.readline(LONGEST_LINE):
            if text := line.decode(errors="replace").strip("\r\n"):
                engine_log.warning("%s", text)


def _next(waiting: "queue.Queue[Numbered | None]") -> Numbered | None:
    try:
        return waiting.get(timeout=HERE_S)
    except queue.Empty:
        return 0, Here()

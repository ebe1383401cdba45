"""The parent's side of the engine: starts its process, sends commands, keeps its last report."""

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
    Heartbeat,
    Numbered,
    await_greeting,
    receive,
    send,
)
from practice_player.sound.underrun_history import UnderrunTotal

MAX_LINE_BYTES: Final = 8_192
"""Longer output without a line break is logged in parts."""

HEARTBEAT_S: Final = 0.25
"""How often a heartbeat is sent while there are no commands."""

log = logging.getLogger(__name__)
engine_log = logging.getLogger("practice_player.engine")


class EngineClient:
    """A sound engine in a process of its own.

    `send` never waits: a thread does the writing, so that an engine that hangs does not hold up the
    interface.
    """

    def __init__(self, *, output: str = "card") -> None:
        self._output = output
        self._process: subprocess.Popen[bytes] | None = None
        self._commands: queue.Queue[Numbered | None] = queue.Queue()
        self._report: EngineReport | None = None
        self._last_number = 0
        self._underruns = UnderrunTotal()

    def start(self) -> None:
        """Starts a new process, after killing the old one, if any."""
        self.close()
        self._report = None
        self._commands = queue.Queue()
        try:
            child = start_child(self._output)
        except OSError:
            log.exception("the engine could not be started")
            return
        self._process = child.process
        for target in (
            partial(_write, child.commands, self._commands),
            partial(self._read, child.reports, child.process),
            partial(_log_output, child.printed),
        ):
            threading.Thread(target=target, daemon=True).start()

    def send(self, command: Command) -> int:
        """Queues a command; returns its number, which reports name once it has been executed."""
        self._last_number += 1
        self._commands.put((self._last_number, command))
        return self._last_number

    def report(self) -> EngineReport | None:
        """The last report; None when there has been none, or the process has ended."""
        return self._report if self.alive() else None

    @property
    def underruns(self) -> int:
        """How often the card ran dry since this client was made, in all of its processes."""
        return self._underruns.total

    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def close(self) -> None:
        """Kills the process."""
        process, self._process = self._process, None
        self._commands.put(None)
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
                        self._underruns.update(message.underruns)
        except Exception:
            log.exception("the engine's reports cannot be read")
            with contextlib.suppress(OSError):
                process.kill()  # the position tracker starts another


def _write(pipe: IO[bytes], commands: "queue.Queue[Numbered | None]") -> None:
    with contextlib.suppress(OSError, ValueError):
        while (numbered := _next_command(commands)) is not None:
            send(pipe, numbered)
    with contextlib.suppress(OSError):
        pipe.close()


def _log_output(pipe: IO[bytes]) -> None:
    """Logs what the process prints, line by line, until it ends."""
    with contextlib.suppress(OSError, ValueError), pipe:
        while line := pipe.readline(MAX_LINE_BYTES):
            if text := line.decode(errors="replace").strip("\r\n"):
                engine_log.warning("%s", text)


def _next_command(commands: "queue.Queue[Numbered | None]") -> Numbered | None:
    """Returns the next command, or a heartbeat when none comes in time; None when the client is closed."""
    try:
        return commands.get(timeout=HEARTBEAT_S)
    except queue.Empty:
        return 0, Heartbeat()

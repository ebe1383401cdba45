"""The parent's side of the engine: starts it, tells it what to do, keeps its last report."""

import contextlib
import logging
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import BinaryIO

from practice_player.sound.engine.messages import Command, Numbered, Report, receive, send

log = logging.getLogger(__name__)


class EngineClient:
    """A sound engine in a process of its own.

    `tell` never waits: a thread does the writing, so that an engine that hangs costs the
    interface nothing.
    """

    def __init__(self, log_path: Path | None, *, output: str = "card") -> None:
        self._log_path = log_path
        self._output = output
        self._process: subprocess.Popen[bytes] | None = None
        self._waiting: queue.Queue[Numbered | None] = queue.Queue()
        self._report: Report | None = None
        self._told = 0

    def start(self) -> None:
        """Starts the process anew; the old one, if any, is ended first."""
        self.shut()
        self._report = None
        self._waiting = queue.Queue()
        try:
            with self._log() as stderr:
                process = subprocess.Popen(
                    [sys.executable, "-m", "practice_player.sound.engine.child", self._output],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=stderr,
                    # Linux shares its time out by session: in one of its own, the sound does not have to
                    # divide a share with a busy interface.
                    start_new_session=True,
                )
        except OSError:
            log.exception("the engine could not be started")
            return
        if process.stdin is None or process.stdout is None:
            return
        self._process = process
        write, read = (process.stdin, self._waiting), (process.stdout, process)
        threading.Thread(target=_write, args=write, daemon=True).start()
        threading.Thread(target=self._read, args=read, daemon=True).start()

    def tell(self, command: Command) -> int:
        """Passes a command on; returns its number, which reports will name once it is obeyed."""
        self._told += 1
        self._waiting.put((self._told, command))
        return self._told

    def report(self) -> Report | None:
        """What the engine said last; None when it has said nothing, or is gone."""
        return self._report if self.alive() else None

    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def shut(self) -> None:
        """Ends the process at once."""
        process, self._process = self._process, None
        self._waiting.put(None)
        if process is None:
            return
        with contextlib.suppress(OSError):
            process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(1.0)

    def _read(self, pipe: BinaryIO, process: "subprocess.Popen[bytes]") -> None:
        with contextlib.suppress(OSError, ValueError):
            while isinstance(message := receive(pipe), Report):
                if self._process is process:
                    self._report = message

    def _log(self) -> "contextlib.AbstractContextManager[BinaryIO | int]":
        if self._log_path:
            with contextlib.suppress(OSError):
                self._log_path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                return self._log_path.open("ab")
        return contextlib.nullcontext(subprocess.DEVNULL)


def _write(pipe: BinaryIO, waiting: "queue.Queue[Numbered | None]") -> None:
    with contextlib.suppress(OSError, ValueError):
        while (said := waiting.get()) is not None:
            send(pipe, said)
    with contextlib.suppress(OSError):
        pipe.close()

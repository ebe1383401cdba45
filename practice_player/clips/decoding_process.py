"""The program's side of the decoding process: starts it, asks it, and ends it when it takes too long."""

import contextlib
import json
import os
import queue
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, Final

from practice_player.child_processes import FOLDER, command, environment
from practice_player.clips.measurement import RECORD_AGAIN, ClipAnalysis, analysis_from
from practice_player.clips.progress import Told
from practice_player.clips.time_limits import PATIENCE_S, looking_s
from practice_player.lib.errors import ClipError

START_S: Final = 30.0
"""How long the process may take to start, on a machine that is very busy."""

SLOWEST: Final = 10.0
"""Decoding runs at least so many times as fast as the sound; an old, small computer does fifty."""


TOO_LONG: Final = "this recording cannot be read in a sensible time"


class NotReadThisTimeError(ClipError):
    """A recording was given up for now: the machine was busy, or its disk full; it is tried another time."""


class DecodingProcess:
    """One process that decodes; used by one thread at a time."""

    def __init__(
        self, *, clock: Callable[[], float] = time.monotonic, patience_s: float = PATIENCE_S
    ) -> None:
        self._clock = clock
        self._patience_s = patience_s
        self._process: subprocess.Popen[bytes] | None = None
        self._replies: queue.Queue[dict[str, Any]] = queue.Queue()

    def examine(
        self, path: Path, copy: Path, *, ffmpeg: Path | None, told: Told = lambda _decoded_s, _of_s: None
    ) -> ClipAnalysis:
        """Measures a recording; its clean copy is in `copy` when the measure says so.

        `ffmpeg` is the program, None when there is none; `told` hears how far it is.

        Raises:
            ClipError: it cannot be read, or not in time.
        """
        try:
            answer = self._asked(path, copy, ffmpeg, told)
        except OSError as exc:
            self.close()
            raise _given_up(path) from exc
        if "measure" in answer:
            return analysis_from(answer["measure"])
        kind = NotReadThisTimeError if answer.get("again") else ClipError
        raise kind(str(answer["problem"]), fix=str(answer["fix"]), place=str(path))

    def close(self) -> None:
        """Ends the process, and an ffmpeg that it started."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)  # it leads a group of its own
            else:
                process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(1.0)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _asked(self, path: Path, copy: Path, ffmpeg: Path | None, told: Told) -> dict[str, Any]:
        process = self._running()
        if process.stdin is None:
            raise OSError("no pipe")
        names = {"path": path.absolute(), "copy": copy.absolute(), "ffmpeg": ffmpeg}
        request = {key: None if name is None else str(name) for key, name in names.items()}
        process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.flush()
        began_s = self._clock()
        wait_s = allowed_s = self._patience_s + looking_s(path.stat().st_size)
        while "work_s" in (answer := self._next(wait_s, path)):
            told(answer["decoded_s"], answer["of_s"])
            allowed_s = max(allowed_s, self._patience_s + float(answer["work_s"]) / SLOWEST)
            wait_s = min(self._patience_s, began_s + allowed_s - self._clock())
        return answer

    def _next(self, wait_s: float, path: Path) -> dict[str, Any]:
        try:
            answer = self._replies.get(timeout=max(0.0, wait_s))
        except queue.Empty:
            self.close()
            raise NotReadThisTimeError(TOO_LONG, fix=RECORD_AGAIN, place=str(path)) from None
        if "gone" in answer:
            stalled = self._stalled()
            self.close()
            if stalled:
                raise ClipError(TOO_LONG, fix=RECORD_AGAIN, place=str(path))
            raise _given_up(path)
        return answer

    def _stalled(self) -> bool:
        """Whether the process ended itself, having worked for long without a sample."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            if self._process and hasattr(signal, "SIGPROF"):
                return self._process.wait(1.0) == -signal.SIGPROF
        return False

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        process = subprocess.Popen(
            command("practice_player.clips.decoding_child"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a damaged file makes a decoder complain without end
            env=dict(environment(os.environ)),
            cwd=FOLDER,
            start_new_session=True,
        )
        if process.stdout is None:
            raise OSError("no pipe")
        self._process, self._replies = process, queue.Queue()
        threading.Thread(target=_read, args=(process.stdout, self._replies), daemon=True).start()
        self._next(START_S, Path())
        return process


def _read(replies: BinaryIO, into: "queue.Queue[dict[str, Any]]") -> None:
    with contextlib.suppress(OSError, ValueError):
        for line in replies:
            into.put(json.loads(line))
    into.put({"gone": True})


def _given_up(path: Path) -> NotReadThisTimeError:
    """The process has ended: by a fault of the decoder, or ended from outside."""
    return NotReadThisTimeError("this recording cannot be read", fix=RECORD_AGAIN, place=str(path))

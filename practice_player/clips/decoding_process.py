"""The program's side of the decoding process: starts it, sends requests, ends it when it is too slow."""

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

from practice_player.child_processes import FOLDER, child_command, child_environment
from practice_player.clips.measurement import RECORD_AGAIN, ClipAnalysis, analysis_from
from practice_player.clips.progress import ProgressCallback
from practice_player.clips.time_limits import PATIENCE_S, scan_limit_s
from practice_player.lib.errors import ClipError

START_S: Final = 30.0
"""How long the process may take to start on a very busy machine."""

MIN_SPEED: Final = 10.0
"""Decoding must be this many times faster than real time; an old, small computer reaches 50."""

TOO_LONG: Final = "this recording cannot be read in a sensible time"


class TransientClipError(ClipError):
    """A recording was given up for a reason that may pass, such as a busy machine or a full disk."""


class DecodingProcess:
    """A process that decodes recordings; used by one thread at a time."""

    def __init__(
        self, *, clock: Callable[[], float] = time.monotonic, patience_s: float = PATIENCE_S
    ) -> None:
        self._clock = clock
        self._patience_s = patience_s
        self._process: subprocess.Popen[bytes] | None = None
        self._replies: queue.Queue[dict[str, Any]] = queue.Queue()

    def examine(
        self,
        path: Path,
        copy: Path,
        *,
        ffmpeg: Path | None,
        progress: ProgressCallback = lambda _decoded_s, _total_s: None,
    ) -> ClipAnalysis:
        """Analyses a recording; its clean copy is written to `copy` when the analysis says `copied`.

        `ffmpeg` is the path of the program, None when it is not installed.

        Raises:
            ClipError: it cannot be read, or not in time.
            TransientClipError: it could not be read this time, and may be another time.
        """
        try:
            answer = self._request(path, copy, ffmpeg, progress)
        except OSError as exc:
            self.close()
            raise _process_ended(path) from exc
        if "analysis" in answer:
            return analysis_from(answer["analysis"])
        error = TransientClipError if answer.get("transient") else ClipError
        raise error(str(answer["problem"]), fix=str(answer["fix"]), place=str(path))

    def close(self) -> None:
        """Ends the process, and an ffmpeg that it started."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)  # it leads its own process group
            else:
                process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(1.0)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _request(
        self, path: Path, copy: Path, ffmpeg: Path | None, progress: ProgressCallback
    ) -> dict[str, Any]:
        process = self._running()
        if process.stdin is None:
            raise OSError("no pipe")
        paths = {"path": path.absolute(), "copy": copy.absolute(), "ffmpeg": ffmpeg}
        request = {key: None if value is None else str(value) for key, value in paths.items()}
        process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.flush()
        began_s = self._clock()
        wait_s = allowed_s = self._patience_s + scan_limit_s(path.stat().st_size)
        while "work_s" in (answer := self._next_reply(wait_s, path)):
            progress(answer["decoded_s"], answer["total_s"])
            allowed_s = max(allowed_s, self._patience_s + float(answer["work_s"]) / MIN_SPEED)
            wait_s = min(self._patience_s, began_s + allowed_s - self._clock())
        return answer

    def _next_reply(self, wait_s: float, path: Path) -> dict[str, Any]:
        try:
            answer = self._replies.get(timeout=max(0.0, wait_s))
        except queue.Empty:
            self.close()
            raise TransientClipError(TOO_LONG, fix=RECORD_AGAIN, place=str(path)) from None
        if "ended" in answer:
            stalled = self._stalled()
            self.close()
            if stalled:
                raise ClipError(TOO_LONG, fix=RECORD_AGAIN, place=str(path))
            raise _process_ended(path)
        return answer

    def _stalled(self) -> bool:
        """Returns whether the process ended itself, after `STALLED_S` of work without a sample."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            if self._process and hasattr(signal, "SIGPROF"):
                return self._process.wait(1.0) == -signal.SIGPROF
        return False

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        process = subprocess.Popen(
            child_command("practice_player.clips.decoding_child"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # decoders print without end over a damaged file
            env=dict(child_environment(os.environ)),
            cwd=FOLDER,
            start_new_session=True,
        )
        if process.stdout is None:
            raise OSError("no pipe")
        self._process, self._replies = process, queue.Queue()
        threading.Thread(target=_read, args=(process.stdout, self._replies), daemon=True).start()
        self._next_reply(START_S, Path())
        return process


def _read(replies: BinaryIO, queued: "queue.Queue[dict[str, Any]]") -> None:
    with contextlib.suppress(OSError, ValueError):
        for line in replies:
            queued.put(json.loads(line))
    queued.put({"ended": True})


def _process_ended(path: Path) -> TransientClipError:
    """Returns the error for a process that ended: the decoder crashed, or it was killed."""
    return TransientClipError("this recording cannot be read", fix=RECORD_AGAIN, place=str(path))

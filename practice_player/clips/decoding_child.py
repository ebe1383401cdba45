"""The decoding process: analyses recordings for the program, one after another, within limits.

Started by `decoding_process.py`.  A hostile recording may make a decoder loop for ever, take all memory,
crash or print.  In a process of its own that costs the sound of one recording, and nothing else.

A request is a line of JSON on standard input: `{"path": …, "copy": …, "ffmpeg": …}`.  Lines of JSON come
back: `{"work_s": …, "decoded_s": …, "total_s": …}` as progress (seconds decoded in all passes, in this pass,
and the length of the recording), then `{"analysis": …}` or `{"problem": …, "fix": …}`.  The process ends,
with any ffmpeg it started, when its input does.
"""

import contextlib
import json
import os
import queue
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any, BinaryIO, Final

from practice_player.clips.time_limits import STALLED_S, scan_limit_s

MAX_MEMORY_BYTES: Final = 400 * 2**20
"""The memory limit of the process, and of ffmpeg; a tenth of it is usual."""

REPORT_S: Final = 0.1
"""How often progress is reported."""


def main(_: list[str]) -> None:
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints goes to standard error
    _set_limits()
    from practice_player.clips.analysis import examine

    requests: queue.Queue[dict[str, Any]] = queue.Queue()
    unfinished_copies: list[Path] = []
    threading.Thread(
        target=_listen, args=(sys.stdin.buffer, requests, unfinished_copies), daemon=True
    ).start()
    _reply(replies, {"ready": True})
    while True:
        request = requests.get()
        unfinished_copies[:] = [Path(request["copy"])]
        answer = _answer(examine, request, replies)
        _end_after(0.0)
        _reply(replies, answer)


def _answer(examine: Any, request: dict[str, Any], replies: BinaryIO) -> dict[str, Any]:
    from practice_player.clips.analysis import CopyError
    from practice_player.lib.errors import ClipError

    path, copy = Path(request["path"]), Path(request["copy"])
    _end_after(STALLED_S + scan_limit_s(path.stat().st_size) if path.exists() else STALLED_S)
    ffmpeg = Path(request["ffmpeg"]) if request["ffmpeg"] else None
    try:
        return {"analysis": examine(path, copy, _Progress(replies).decoded, ffmpeg=ffmpeg).as_row()}
    except ClipError as exc:
        return {"problem": exc.problem, "fix": exc.fix}
    except CopyError:
        problem, fix = (
            "a clean copy of this recording is needed, and cannot be written",
            "make room on the disk",
        )
        return {"problem": problem, "fix": fix, "transient": True}
    except OSError as exc:
        problem = f"this recording cannot be read ({exc.strerror or 'no answer'})"
        fix = "look at its permissions, and at the room on the disk"
        return {"problem": problem, "fix": fix, "transient": True}
    except MemoryError:
        return {"problem": "this recording asks for too much memory", "fix": "record it again"}


class _Progress:
    """Reports now and then how much has been decoded, in this pass and in all passes."""

    def __init__(self, replies: BinaryIO) -> None:
        self._replies = replies
        self._earlier_passes_s = self._this_pass_s = 0.0
        self._reported_at_s = time.monotonic()

    def decoded(self, length_s: float, total_s: float | None) -> None:
        _end_after(STALLED_S)
        if length_s < self._this_pass_s:
            self._earlier_passes_s += self._this_pass_s
        self._this_pass_s = length_s
        if time.monotonic() - self._reported_at_s > REPORT_S:
            self._reported_at_s = time.monotonic()
            work_s = self._earlier_passes_s + self._this_pass_s
            _reply(self._replies, {"work_s": work_s, "decoded_s": length_s, "total_s": total_s})


def _end_after(work_s: float) -> None:
    """Ends the process after this much more processor time, unless called again before; 0 cancels it."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, work_s)


def _listen(requests: BinaryIO, queued: "queue.Queue[dict[str, Any]]", unfinished_copies: list[Path]) -> None:
    for line in requests:
        queued.put(json.loads(line))
    for unfinished_copy in unfinished_copies:
        with contextlib.suppress(OSError):
            unfinished_copy.unlink(missing_ok=True)
    if hasattr(os, "killpg"):
        os.killpg(os.getpgid(0), signal.SIGKILL)  # an ffmpeg that hangs is ended too
    os._exit(0)


def _reply(replies: BinaryIO, message: dict[str, Any]) -> None:
    replies.write(json.dumps(message).encode() + b"\n")
    replies.flush()


def _set_limits() -> None:
    """Limits the memory of this process and of those it starts, and lowers their priority."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # each thread would reserve memory of its own
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_DATA, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with contextlib.suppress(OSError):
            os.nice(5)
        for name in (signal.SIGINT, signal.SIGHUP):  # the program handles these; its end ends this process
            signal.signal(name, signal.SIG_IGN)

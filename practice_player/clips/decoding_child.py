"""The decoding process: reads recordings for the program, one after another, within limits.

Started by `process.py`.  A recording may be made to upset a decoder: to loop for ever, to take all memory,
to end the process, to print.  Here that costs one recording its sound, and nothing else.

A request is a line of JSON on standard input, `{"path": …, "copy": …, "ffmpeg": …}`.  Lines of JSON come
back: `{"work_s": …, "decoded_s": …, "of_s": …}` on the way, over all ways through it and on this one, then
`{"measure": …}` or `{"problem": …, "fix": …}`.  The process ends, with any ffmpeg it started, when its input
does.
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

from practice_player.clips.time_limits import STALLED_S, looking_s

MOST_BYTES: Final = 400 * 2**20
"""Of memory that the process, or ffmpeg, may ask for; a tenth of it is usual."""

REPORT_S: Final = 0.1


def main(_: list[str]) -> None:
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints goes where its complaints go
    _limit()
    from practice_player.clips.analysis import examine

    requests: queue.Queue[dict[str, Any]] = queue.Queue()
    copy: list[Path] = []
    threading.Thread(target=_listen, args=(sys.stdin.buffer, requests, copy), daemon=True).start()
    _reply(replies, {"ready": True})
    while True:
        request = requests.get()
        copy[:] = [Path(request["copy"])]
        answer = _answer(examine, request, replies)
        _end_after(0.0)
        _reply(replies, answer)


def _answer(examine: Any, request: dict[str, Any], replies: BinaryIO) -> dict[str, Any]:
    from practice_player.clips.analysis import CopyError
    from practice_player.lib.errors import ClipError

    path, copy = Path(request["path"]), Path(request["copy"])
    _end_after(STALLED_S + looking_s(path.stat().st_size) if path.exists() else STALLED_S)
    ffmpeg = Path(request["ffmpeg"]) if request["ffmpeg"] else None
    try:
        return {"measure": examine(path, copy, _Progress(replies).decoded, ffmpeg=ffmpeg).as_row()}
    except ClipError as exc:
        return {"problem": exc.problem, "fix": exc.fix}
    except CopyError:
        said, fix = "a clean copy of this recording is needed, and cannot be written", "make room on the disk"
        return {"problem": said, "fix": fix, "again": True}
    except OSError as exc:
        said = f"this recording cannot be read ({exc.strerror or 'no answer'})"
        return {"problem": said, "fix": "look at its permissions, and at the room on the disk", "again": True}
    except MemoryError:
        return {"problem": "this recording asks for too much memory", "fix": "record it again"}


class _Progress:
    """Says now and then how much has been decoded in all, over every way through the recording."""

    def __init__(self, replies: BinaryIO) -> None:
        self._replies = replies
        self._before_s = self._now_s = 0.0
        self._said_at_s = time.monotonic()

    def decoded(self, length_s: float, of_s: float | None) -> None:
        _end_after(STALLED_S)
        if length_s < self._now_s:
            self._before_s += self._now_s
        self._now_s = length_s
        if time.monotonic() - self._said_at_s > REPORT_S:
            self._said_at_s = time.monotonic()
            work_s = self._before_s + self._now_s
            _reply(self._replies, {"work_s": work_s, "decoded_s": length_s, "of_s": of_s})


def _end_after(work_s: float) -> None:
    """Ends the process once it has worked for so long, unless told anew before that; 0 takes it back."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, work_s)


def _listen(requests: BinaryIO, waiting: "queue.Queue[dict[str, Any]]", copy: list[Path]) -> None:
    for line in requests:
        waiting.put(json.loads(line))
    for half_made in copy:
        with contextlib.suppress(OSError):
            half_made.unlink(missing_ok=True)
    if hasattr(os, "killpg"):
        os.killpg(os.getpgid(0), signal.SIGKILL)  # an ffmpeg that hangs ends with us
    os._exit(0)


def _reply(replies: BinaryIO, said: dict[str, Any]) -> None:
    replies.write(json.dumps(said).encode() + b"\n")
    replies.flush()


def _limit() -> None:
    """Bounds the memory of this process and of those it starts, and leaves the processor to what sounds."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # each thread would ask for memory of its own
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_DATA, (MOST_BYTES, MOST_BYTES))
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with contextlib.suppress(OSError):
            os.nice(5)
        for name in (signal.SIGINT, signal.SIGHUP):  # the program decides; its end ends us
            signal.signal(name, signal.SIG_IGN)

"""Measures recordings once, several at a time and off the caller's thread, and remembers what was found."""

import contextlib
import json
import os
import queue
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, InvalidStateError, wait
from concurrent.futures import TimeoutError as WaitedTooLongError
from functools import cache
from pathlib import Path
from typing import Any, Final, Self, TypeAlias

from practice_player import settings
from practice_player.clips.decoding_process import DecodingProcess, NotReadThisTimeError
from practice_player.clips.measurement import RECORD_AGAIN, ClipAnalysis, analysis_from
from practice_player.clips.progress import Reading, Told, advanced
from practice_player.clips.transcode_cache import copy_of, key, new_copy, remove_abandoned
from practice_player.clips.voice_levels import shipped_measure
from practice_player.lib.errors import ClipError
from practice_player.lib.folders import make_private
from practice_player.lib.plain_files import UnusableFileError, read_bytes
from practice_player.lib.programs import find_program, program_state
from practice_player.timeline.model import Clip

PROCESSES: Final = 2
"""Recordings that are decoded at the same time."""

MOST_BYTES: Final = 16_000_000
"""A cache larger than this is begun anew."""

FILE_NAME: Final = "recordings-4.jsonl"
"""The number rises when what is kept changes its meaning."""

Examine: TypeAlias = Callable[[Path, bool, Told], ClipAnalysis]
"""Whether the clean copy of the recording, if it needs one, is to last; raises `ClipError`."""


class StillReadingError(ClipError):
    """A recording is being measured; it is known in a moment."""


class ClipAnalysisCache:
    """Knows every recording that was measured: shipped ones by `levels.json`, others by this machine's cache.

    Any thread may ask.  The cache is a line of JSON for each recording; without a place to write, all is
    measured again.  Without a cache, nothing outlasts this run of the program.
    """

    def __init__(
        self, kept: Path | None, examine: Examine | None = None, *, shipped: Path | None = None
    ) -> None:
        self._path = kept
        self._shipped = shipped or settings.shipped_dir("audio")
        self._examine = examine or _in_a_process
        self._kept: dict[str, Any] | None = None
        self._under_way: dict[str, Future[ClipAnalysis]] = {}
        self._lock = threading.Lock()
        self._jobs: deque[tuple[str, Path, Future[ClipAnalysis]]] = deque()
        self._threads = 0
        self._finished = 0
        self._reading: dict[str, Reading] = {}

    @classmethod
    def open(cls) -> Self:
        return cls(settings.cache_dir() / FILE_NAME)

    @property
    def finished(self) -> int:
        """How many recordings were measured by now: differs when there is news."""
        return self._finished

    @property
    def reading(self) -> tuple[Reading, ...]:
        """The recordings that are being read, and how far."""
        return tuple(self._reading.copy().values())

    def of(self, path: Path, *, wait_s: float | None = None) -> ClipAnalysis:
        """The measure of a recording as it is now; waits for it, at most `wait_s`.

        Raises:
            StillReadingError: it was not known in time; it goes on being measured.
            ClipError: it cannot be read.
        """
        try:
            return self._asked(path).result(wait_s)
        except WaitedTooLongError:
            far = next((f": {one.so_far}" for one in self.reading if one.path == path), "")
            said = f"this recording takes long to read for the first time{far}"
            fix = "wait a moment; once it is read, it is remembered"
            raise StillReadingError(said, fix=fix, place=str(path)) from None

    def read(self, paths: Iterable[Path], *, wait_s: float | None = None) -> bool:
        """Measures recordings side by side; False when some are not known after `wait_s`.

        What cannot be read counts as known.
        """
        return not wait([self._asked(path) for path in paths], wait_s).not_done

    def close(self) -> None:
        """Lets go of what is still being read, so that nobody waits for it any more."""
        with self._lock:
            self._jobs.clear()
            waiting = list(self._under_way.values())
        for future in waiting:
            with contextlib.suppress(InvalidStateError):
                future.set_exception(StillReadingError("the program is left", fix="begin it again"))

    def _asked(self, path: Path) -> "Future[ClipAnalysis]":
        """The measure of a recording, at hand or to come."""
        try:
            name = key(path)
            if known := shipped_measure(path, self._shipped):
                return _done(known)
        except (OSError, ValueError, RuntimeError):
            said, fix = "there is no recording here", "make it, or mend the path"
            return _done(ClipError(said, fix=fix, place=str(path)))
        with self._lock:
            if name not in self._under_way:
                found = self._remembered(name, path)
                if found is not None:
                    return _done(found)
                self._under_way[name] = self._begun(name, path)
            return self._under_way[name]

    def _remembered(self, name: str, path: Path) -> ClipAnalysis | ClipError | None:
        if self._kept is None:
            self._kept = dict(_lines(self._path)) if self._path else {}
        row = self._kept.get(name)
        if row is None:
            return None
        if "problem" in row and row.get("ffmpeg") == program_state("ffmpeg"):
            return ClipError(str(row["problem"]), fix=str(row.get("fix", RECORD_AGAIN)), place=str(path))
        with contextlib.suppress(TypeError, ValueError, KeyError):
            measured = analysis_from(row)
            return measured if not measured.copied or _copy_bytes(path) == row["copy_bytes"] else None
        return None

    def _begun(self, name: str, path: Path) -> "Future[ClipAnalysis]":
        """Called with the lock held; threads come as they are needed, and go when there is nothing to do."""
        future: Future[ClipAnalysis] = Future()
        self._jobs.append((name, path, future))
        if self._threads < PROCESSES:
            self._threads += 1
            threading.Thread(target=self._work, daemon=True).start()
        return future

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._jobs:
                    self._threads -= 1
                    return
                name, path, future = self._jobs.popleft()
            with contextlib.suppress(InvalidStateError):  # nobody waits any more
                self._measure(name, path, future)
            with self._lock:
                self._reading.pop(name, None)
                self._finished += 1
                del self._under_way[name]

    def _measure(self, name: str, path: Path, future: "Future[ClipAnalysis]") -> None:
        self._reading[name] = Reading(path=path)

        def told(decoded_s: float, of_s: float | None) -> None:
            self._reading[name] = advanced(self._reading[name], decoded_s, of_s)

        try:
            measured = self._examine(path, self._path is not None, told)
        except ClipError as exc:
            if not isinstance(exc, NotReadThisTimeError):
                self._keep(name, {"problem": exc.problem, "fix": exc.fix, "ffmpeg": program_state("ffmpeg")})
            future.set_exception(exc)
        except BaseException as exc:  # noqa: BLE001 - whoever waits must hear of it, whatever it is
            future.set_exception(exc)
        else:
            row = measured.as_row()
            if measured.copied:
                row["copy_bytes"] = _copy_bytes(path)
            self._keep(name, row)
            future.set_result(measured)

    def _keep(self, name: str, row: dict[str, Any]) -> None:
        with self._lock:
            if self._kept is None:
                self._kept = {}
            self._kept[name] = row
        if self._path is None:
            return
        with contextlib.suppress(OSError):
            make_private(self._path.parent)
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
            flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
            with os.fdopen(os.open(self._path, flags, 0o600), "ab") as file:
                file.write(json.dumps([name, row]).encode() + b"\n")


def clip_of(path: Path, analysis_cache: ClipAnalysisCache, *, wait_s: float | None = None) -> Clip:
    """A recording as a timeline places it.

    Raises:
        StillReadingError: it is not known within `wait_s`.
        ClipError: it cannot be read.
    """
    found = analysis_cache.of(path, wait_s=wait_s)
    source = copy_of(path) if found.copied else path.absolute()
    if source is None:
        raise ClipError("the copy of this recording is gone", fix="try once more", place=str(path))
    return Clip(
        path=str(path), source=str(source), length_frames=found.length_frames, gain_db=found.correction_db
    )


def _copy_bytes(path: Path) -> int:
    """How large the clean copy of a recording is, 0 when there is none: a power cut may leave half of it."""
    try:
        copy = copy_of(path)
        return copy.stat().st_size if copy else 0
    except OSError:
        return 0


def _done(found: ClipAnalysis | ClipError) -> "Future[ClipAnalysis]":
    future: Future[ClipAnalysis] = Future()
    if isinstance(found, ClipAnalysis):
        future.set_result(found)
    else:
        future.set_exception(found)
    return future


@cache
def _processes() -> "queue.LifoQueue[DecodingProcess]":
    """The decoding processes of this program; each starts when it is first used."""
    remove_abandoned()
    waiting: queue.LifoQueue[DecodingProcess] = queue.LifoQueue()
    for _ in range(PROCESSES):
        waiting.put(DecodingProcess())
    return waiting


def _in_a_process(path: Path, lasting: bool, told: Told) -> ClipAnalysis:
    """Measures by a decoding process; keeps the clean copy, when there is one."""
    process = _processes().get()
    try:
        half_made, copy = new_copy(path, lasting=lasting)
        try:
            measured = process.examine(path, half_made, ffmpeg=find_program("ffmpeg"), told=told)
            if measured.copied:
                half_made.chmod(0o600)
                half_made.replace(copy)
            return measured
        finally:
            half_made.unlink(missing_ok=True)
    except OSError as exc:
        raise NotReadThisTimeError(
            f"a clean copy of this recording is needed, and {settings.cache_dir()} cannot be written",
            fix="allow writing there, or make room on the disk",
            place=str(path),
        ) from exc
    finally:
        _processes().put(process)


def _lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the cache holds; a line that cannot be read is passed over."""
    try:
        if path.stat().st_size > MOST_BYTES:
            path.unlink()
        lines = read_bytes(path, most_bytes=MOST_BYTES).decode(errors="replace").splitlines()
    except (OSError, UnusableFileError):
        return
    for line in lines:
        with contextlib.suppress(ValueError, RecursionError):
            match json.loads(line):
                case [str(name), dict(row)]:
                    yield name, row

"""Analyses recordings once, several at a time and off the caller's thread, and caches the results."""

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
from practice_player.clips.decoding_process import DecodingProcess, TransientClipError
from practice_player.clips.measurement import RECORD_AGAIN, ClipAnalysis, analysis_from
from practice_player.clips.progress import ProgressCallback, Reading, advanced
from practice_player.clips.transcode_cache import copy_of, file_key, new_copy, remove_abandoned
from practice_player.clips.voice_levels import shipped_analysis
from practice_player.lib.atomic_files import write_failure, write_remedy
from practice_player.lib.errors import ClipError
from practice_player.lib.folders import make_private
from practice_player.lib.plain_files import UnusableFileError, read_bytes
from practice_player.lib.programs import find_program, program_stamp
from practice_player.timeline.model import Clip

PROCESSES: Final = 2
"""How many recordings are decoded at the same time."""

MAX_BYTES: Final = 16_000_000
"""A larger cache file is deleted and begun anew."""

FILE_NAME: Final = "recordings-5.jsonl"
"""The number rises whenever the meaning of the rows changes."""

Examine: TypeAlias = Callable[[Path, bool, ProgressCallback], ClipAnalysis]
"""Analyses a recording; the flag says whether its clean copy outlasts this run.  Raises `ClipError`."""


class StillReadingError(ClipError):
    """A recording is still being analysed; the result will be there in a moment."""


class ClipAnalysisCache:
    """Returns the analysis of recordings: of shipped ones from `levels.json`, of others from a cache file.

    Any thread may ask.  The file has a line of JSON for each recording.  When it cannot be written,
    recordings are analysed again in the next run; a `cache_path` of None writes nothing at all.
    """

    def __init__(
        self, cache_path: Path | None, examine: Examine | None = None, *, shipped: Path | None = None
    ) -> None:
        self._path = cache_path
        self._shipped = shipped or settings.shipped_dir("audio")
        self._examine = examine or _examine_in_process
        self._rows: dict[str, Any] | None = None
        self._futures: dict[str, Future[ClipAnalysis]] = {}
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
        """How many recordings have been analysed so far; changes when there is a new result."""
        return self._finished

    @property
    def reading(self) -> tuple[Reading, ...]:
        """The recordings that are being read, and how far each is."""
        return tuple(self._reading.copy().values())

    def of(self, path: Path, *, wait_s: float | None = None) -> ClipAnalysis:
        """Returns the analysis of a recording as it is now; waits for it, at most `wait_s`, None for ever.

        Raises:
            StillReadingError: it was not there in time; the analysis goes on.
            ClipError: it cannot be read.
        """
        try:
            return self._future(path).result(wait_s)
        except WaitedTooLongError:
            progress = next((f": {item.so_far}" for item in self.reading if item.path == path), "")
            problem = f"this recording takes long to read for the first time{progress}"
            fix = "wait a moment; once it is read, it is remembered"
            raise StillReadingError(problem, fix=fix, place=str(path)) from None

    def read(self, paths: Iterable[Path], *, wait_s: float | None = None) -> bool:
        """Analyses recordings in parallel; returns False when some are not finished after `wait_s`.

        A recording that cannot be read counts as finished.
        """
        return not wait([self._future(path) for path in paths], wait_s).not_done

    def close(self) -> None:
        """Abandons what is still being read, so that no thread waits for it any more."""
        with self._lock:
            self._jobs.clear()
            unfinished = list(self._futures.values())
        for future in unfinished:
            with contextlib.suppress(InvalidStateError):
                future.set_exception(StillReadingError("the program is left", fix="begin it again"))

    def _future(self, path: Path) -> "Future[ClipAnalysis]":
        """Returns a future of the analysis of a recording, which may be finished already."""
        try:
            name = file_key(path)
            if shipped := shipped_analysis(path, self._shipped):
                return _finished_future(shipped)
        except (OSError, ValueError, RuntimeError):
            problem, fix = "there is no recording here", "make it, or mend the path"
            return _finished_future(ClipError(problem, fix=fix, place=str(path)))
        with self._lock:
            if name not in self._futures:
                cached = self._cached(name, path)
                if cached is not None:
                    return _finished_future(cached)
                self._futures[name] = self._begin(name, path)
            return self._futures[name]

    def _cached(self, name: str, path: Path) -> ClipAnalysis | ClipError | None:
        if self._rows is None:
            self._rows = dict(_lines(self._path)) if self._path else {}
        row = self._rows.get(name)
        if row is None:
            return None
        if "problem" in row and row.get("ffmpeg") == program_stamp("ffmpeg"):
            return ClipError(str(row["problem"]), fix=str(row.get("fix", RECORD_AGAIN)), place=str(path))
        with contextlib.suppress(TypeError, ValueError, KeyError):
            analysis = analysis_from(row)
            return analysis if not analysis.copied or _copy_bytes(path) == row["copy_bytes"] else None
        return None

    def _begin(self, name: str, path: Path) -> "Future[ClipAnalysis]":
        """Queues an analysis, and starts a thread if one is missing; called with the lock held.

        A thread ends when there is nothing left to do.
        """
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
            with contextlib.suppress(InvalidStateError):  # closed meanwhile
                self._analyse(name, path, future)
            with self._lock:
                self._reading.pop(name, None)
                self._finished += 1
                del self._futures[name]

    def _analyse(self, name: str, path: Path, future: "Future[ClipAnalysis]") -> None:
        self._reading[name] = Reading(path=path)

        def report(decoded_s: float, total_s: float | None) -> None:
            self._reading[name] = advanced(self._reading[name], decoded_s, total_s)

        try:
            analysis = self._examine(path, self._path is not None, report)
        except ClipError as exc:
            if not isinstance(exc, TransientClipError):
                self._store(name, {"problem": exc.problem, "fix": exc.fix, "ffmpeg": program_stamp("ffmpeg")})
            future.set_exception(exc)
        except BaseException as exc:  # noqa: BLE001 - it must reach the waiting thread, whatever it is
            future.set_exception(exc)
        else:
            row = analysis.as_row()
            if analysis.copied:
                row["copy_bytes"] = _copy_bytes(path)
            self._store(name, row)
            future.set_result(analysis)

    def _store(self, name: str, row: dict[str, Any]) -> None:
        with self._lock:
            if self._rows is None:
                self._rows = {}
            self._rows[name] = row
        if self._path is None:
            return
        with contextlib.suppress(OSError):
            make_private(self._path.parent)
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
            flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
            with os.fdopen(os.open(self._path, flags, 0o600), "ab") as file:
                file.write(json.dumps([name, row]).encode() + b"\n")


def clip_of(path: Path, analysis_cache: ClipAnalysisCache, *, wait_s: float | None = None) -> Clip:
    """Returns a recording as the timeline refers to it.

    Raises:
        StillReadingError: its analysis is not finished within `wait_s`.
        ClipError: it cannot be read.
    """
    analysis = analysis_cache.of(path, wait_s=wait_s)
    source = copy_of(path) if analysis.copied else path.absolute()
    if source is None:
        raise ClipError("the copy of this recording is gone", fix="try once more", place=str(path))
    return Clip(
        path=str(path),
        source=str(source),
        length_frames=analysis.length_frames,
        gain_db=analysis.correction_db,
        loudness_lufs=analysis.loudness_lufs,
    )


def _copy_bytes(path: Path) -> int:
    """Returns the size of a recording's clean copy, 0 when there is none.

    A power cut may leave half of it, which this tells.
    """
    try:
        copy = copy_of(path)
        return copy.stat().st_size if copy else 0
    except OSError:
        return 0


def _finished_future(result: ClipAnalysis | ClipError) -> "Future[ClipAnalysis]":
    future: Future[ClipAnalysis] = Future()
    if isinstance(result, ClipAnalysis):
        future.set_result(result)
    else:
        future.set_exception(result)
    return future


@cache
def _processes() -> "queue.LifoQueue[DecodingProcess]":
    """Returns the pool of decoding processes; each starts when it is first used."""
    remove_abandoned()
    idle: queue.LifoQueue[DecodingProcess] = queue.LifoQueue()
    for _ in range(PROCESSES):
        idle.put(DecodingProcess())
    return idle


def _examine_in_process(path: Path, lasting: bool, progress: ProgressCallback) -> ClipAnalysis:
    """Analyses a recording in a decoding process; moves its clean copy, if any, into the cache."""
    process = _processes().get()
    try:
        unfinished_copy, copy = new_copy(path, lasting=lasting)
        try:
            analysis = process.examine(
                path, unfinished_copy, ffmpeg=find_program("ffmpeg"), progress=progress
            )
            if analysis.copied:
                unfinished_copy.chmod(0o600)
                unfinished_copy.replace(copy)
            return analysis
        finally:
            unfinished_copy.unlink(missing_ok=True)
    except OSError as exc:
        raise TransientClipError(
            f"a clean copy of this recording is needed, and {settings.cache_dir()} cannot be written "
            f"({write_failure(exc)})",
            fix=write_remedy(exc, "allow writing there"),
            place=str(path),
        ) from exc
    finally:
        _processes().put(process)


def _lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yields the name and row of each line of the cache file; a line that cannot be read is skipped."""
    try:
        if path.stat().st_size > MAX_BYTES:
            path.unlink()
        lines = read_bytes(path, max_bytes=MAX_BYTES).decode(errors="replace").splitlines()
    except (OSError, UnusableFileError):
        return
    for line in lines:
        with contextlib.suppress(ValueError, RecursionError):
            match json.loads(line):
                case [str(name), dict(row)]:
                    yield name, row

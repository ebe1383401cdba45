"""A sound file, whole or not at all."""

import os
import stat
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import numpy as np

from practice_player.lib.errors import OutputError
from practice_player.lib.folders import for_libraries
from practice_player.lib.unfinished_files import UnfinishedFile, why
from practice_player.lib.units import RATE_HZ
from practice_player.sound.block import Render

FORMATS: Final = {
    ".wav": ("WAV", "PCM_16"),
    ".flac": ("FLAC", "PCM_16"),
    ".ogg": ("OGG", "VORBIS"),
    ".opus": ("OGG", "OPUS"),
    ".mp3": ("MP3", "MPEG_LAYER_III"),
}

CHUNK_FRAMES: Final = RATE_HZ // 5
"""Vorbis crashes when much is written in one go; half a second never did."""


TRIED_BYTES: Final = 65_536
"""Written to hear from the system itself why nothing can be written; libsndfile does not say."""


class FileOutput:
    """Pulls as fast as it can write, when it is told to; nothing has the file's name until `finish`."""

    underruns = 0

    def __init__(self, path: Path) -> None:
        self._path = path
        self._render: Render | None = None
        self._file: Any = None
        self._unfinished: UnfinishedFile | None = None
        self._frames = self._done_frames = 0
        """How much is to be written in all, and how much of it is."""

    def start(self, render: Render) -> None:
        self.stop()
        ending = self._path.suffix
        known = FORMATS.get(ending.lower())
        if known is None:
            said = f"a sound file cannot end in `{ending}`" if ending else "a sound file needs an ending"
            raise OutputError(said, fix=f"one of {', '.join(FORMATS)}", place=str(self._path))
        refuse_no_file(self._path)
        self._guarded(lambda: self._open(*known))
        self._render = render

    def stop(self) -> None:
        """Lets go of what is not finished."""
        self._render = None
        try:
            if self._file is not None:
                file, self._file = self._file, None
                file.close()
        except (OSError, RuntimeError):  # what it could not write is not wanted any more
            pass
        finally:
            if self._unfinished is not None:
                self._unfinished.drop()
                self._unfinished = None

    def skip(self, frame_count: int) -> None:
        """Pulls so many frames, and lets them go."""
        if self._render:
            self._render(np.empty((frame_count, 2), np.float32))

    def write(self, frame_count: int) -> None:
        """Pulls and writes so many frames: one chunk is encoded while the next is made.

        Raises:
            OutputError: the disk is full or gone; nothing is left of the file.
        """
        self._guarded(lambda: self._write(frame_count))

    def _write(self, frame_count: int) -> None:
        self._frames = frame_count
        blocks = [np.empty((CHUNK_FRAMES, 2), np.float32) for _ in range(2)]
        with ThreadPoolExecutor(1) as encoder:
            written: deque[Future[None]] = deque()
            for number, done in enumerate(range(0, frame_count, CHUNK_FRAMES)):
                if len(written) == len(blocks):
                    written.popleft().result()
                    self._done_frames += CHUNK_FRAMES
                part = blocks[number % len(blocks)][: frame_count - done]
                if self._render:
                    self._render(part)
                    written.append(encoder.submit(self._file.write, part))
            for one in written:
                one.result()
        self._done_frames = frame_count

    def finish(self, touch: Callable[[Path], None] = lambda _: None) -> None:
        """Gives the file its name, after `touch` had its way with it.

        Raises:
            OutputError: it cannot be written; nothing is left of it.
        """
        self._guarded(lambda: self._finish(touch))

    def _open(self, kind: str, subtype: str) -> None:
        import soundfile

        self._unfinished = UnfinishedFile(self._path)
        self._file = soundfile.SoundFile(
            for_libraries(self._unfinished.path),
            "w",
            samplerate=RATE_HZ,
            channels=2,
            format=kind,
            subtype=subtype,
        )

    def _finish(self, touch: Callable[[Path], None]) -> None:
        if self._file is None or self._unfinished is None:
            return
        file, self._file = self._file, None
        file.close()
        touch(self._unfinished.path)
        self._unfinished.finish()
        self._unfinished = None

    def _guarded(self, what: Callable[[], object]) -> None:
        try:
            what()
        except (OSError, RuntimeError) as exc:  # soundfile's errors are RuntimeErrors
            reason = self._reason(exc)  # while what fills the disk is still there
            self.stop()
            raise OutputError(
                f"the file cannot be written ({reason})",
                fix="name a folder you can write to, with room for it",
                place=str(self._path),
            ) from exc

    def _reason(self, exc: Exception) -> str:
        """Why it cannot be written, in the system's words; of a full disk, how much room is needed."""
        fault = exc if isinstance(exc, OSError) else self._fault()
        return str(exc) if fault is None else why(fault, self._needs_bytes())

    def _fault(self) -> OSError | None:
        """What the system says when more is written to the file as it is."""
        if self._unfinished is None:
            return None
        try:
            with self._unfinished.path.open("ab", buffering=0) as file:
                file.write(bytes(TRIED_BYTES))
                os.fsync(file.fileno())
        except OSError as exc:
            return exc
        return None

    def _needs_bytes(self) -> int:
        """About how much room the whole file needs: by what was written so far, wav and others alike."""
        if self._unfinished is None or not self._done_frames:
            return 0
        try:
            size = self._unfinished.path.stat().st_size
        except OSError:
            return 0
        copies = 1 if self._path.suffix.lower() == ".wav" else 2  # titles go into a copy
        return size * self._frames // self._done_frames * copies


def refuse_no_file(path: Path) -> None:
    """Refuses to put a file in the place of what is none.

    Raises:
        OutputError: there is a folder, a pipe or a device.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):  # nothing is there, or whoever writes it says why it cannot be
        return
    if not stat.S_ISREG(mode):
        what = "a folder" if stat.S_ISDIR(mode) else "a pipe or a device"
        raise OutputError(f"this is {what}, and no file", fix="name another file", place=str(path))

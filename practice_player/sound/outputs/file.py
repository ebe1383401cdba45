"""A sound file, whole or not at all."""

import contextlib
import os
import secrets
import shutil
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import numpy as np

from practice_player.errors import OutputError
from practice_player.folders import for_libraries
from practice_player.sound.block import Render
from practice_player.units import RATE_HZ

FORMATS: Final = {
    ".wav": ("WAV", "PCM_16"),
    ".flac": ("FLAC", "PCM_16"),
    ".ogg": ("OGG", "VORBIS"),
    ".opus": ("OGG", "OPUS"),
    ".mp3": ("MP3", "MPEG_LAYER_III"),
}

CHUNK_FRAMES: Final = RATE_HZ // 5
"""Vorbis crashes when much is written in one go; half a second never did."""


FULL_BYTES: Final = 65_536
"""A disk with less room than a chunk has none."""


class FileOutput:
    """Pulls as fast as it can write, when it is told to; nothing has the file's name until `finish`."""

    underruns = 0

    def __init__(self, path: Path) -> None:
        self._path = path
        self._render: Render | None = None
        self._file: Any = None
        self._unfinished: Path | None = None

    def start(self, render: Render) -> None:
        self.stop()
        known = FORMATS.get(self._path.suffix.lower())
        if known is None:
            raise OutputError(
                f"a sound file cannot end in `{self._path.suffix}`",
                fix=f"one of {', '.join(FORMATS)}",
                place=str(self._path),
            )
        self._guarded(lambda: self._open(*known))
        self._render = render

    def stop(self) -> None:
        """Lets go of what is not finished."""
        self._render = None
        if self._file is not None:
            file, self._file = self._file, None
            file.close()
        if self._unfinished is not None:
            self._unfinished.unlink(missing_ok=True)
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
        blocks = [np.empty((CHUNK_FRAMES, 2), np.float32) for _ in range(2)]
        with ThreadPoolExecutor(1) as encoder:
            written: deque[Future[None]] = deque()
            for number, done in enumerate(range(0, frame_count, CHUNK_FRAMES)):
                if len(written) == len(blocks):
                    written.popleft().result()
                part = blocks[number % len(blocks)][: frame_count - done]
                if self._render:
                    self._render(part)
                    written.append(encoder.submit(self._file.write, part))
            for one in written:
                one.result()

    def finish(self, touch: Callable[[Path], None] = lambda _: None) -> None:
        """Gives the file its name, after `touch` had its way with it.

        Raises:
            OutputError: it cannot be written; nothing is left of it.
        """
        self._guarded(lambda: self._finish(touch))

    def _open(self, kind: str, subtype: str) -> None:
        import soundfile

        path = self._path
        # Of no more letters than any name has, and with the mode that the umask gives to any file.
        unfinished = path.with_name(f".{secrets.token_hex(8)}{path.suffix}")
        os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        self._unfinished = unfinished
        self._file = soundfile.SoundFile(
            for_libraries(unfinished), "w", samplerate=RATE_HZ, channels=2, format=kind, subtype=subtype
        )

    def _finish(self, touch: Callable[[Path], None]) -> None:
        if self._file is None or self._unfinished is None:
            return
        file, self._file = self._file, None
        file.close()
        touch(self._unfinished)
        self._unfinished.replace(self._path)
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
        """Why it cannot be written; libsndfile calls a full disk a system error."""
        with contextlib.suppress(OSError):
            if shutil.disk_usage(self._path.parent).free < FULL_BYTES:
                return "the disk is full"
        return getattr(exc, "strerror", None) or str(exc)

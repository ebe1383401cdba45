"""An output that writes a sound file, whole or not at all."""

import stat
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import numpy as np

from practice_player.lib.atomic_files import UnfinishedFile, unwritten_output_error
from practice_player.lib.errors import OutputError
from practice_player.lib.folders import library_path
from practice_player.lib.sound_quality import Encoding
from practice_player.lib.units import RATE_HZ
from practice_player.sound.block import Block, Render

FORMATS: Final = {
    ".wav": ("WAV", "PCM_16"),
    ".flac": ("FLAC", "PCM_16"),
    ".ogg": ("OGG", "VORBIS"),
    ".opus": ("OGG", "OPUS"),
    ".mp3": ("MP3", "MPEG_LAYER_III"),
}

CHUNK_FRAMES: Final = RATE_HZ // 5
"""Frames that are rendered at once, and written at once to what is compressed.

libsndfile's Vorbis encoder crashes on long writes; half a second never did.
"""

WAV_FRAME_BYTES: Final = 4
"""Two channels of 16 bits."""

HANDED_OVER_FRAMES: Final = 10 * CHUNK_FRAMES
"""What the encoding thread gets at once: each handing over costs as much as mixing 0.1 s."""


class FileOutput:
    """Pulls blocks on request, as fast as it can write; nothing exists at `path` until `finish`."""

    underruns = 0

    def __init__(self, path: Path, encoding: Encoding | None = None) -> None:
        self._path = path
        self._encoding = encoding or Encoding()
        self._render: Render | None = None
        self._file: Any = None
        self._unfinished: UnfinishedFile | None = None
        self._frames = self._done_frames = 0
        """How many frames are to be written in all, and how many have been."""

        self.progress: Callable[[int], object] = lambda _: None
        """Called now and then with how many frames have been written."""

    def start(self, render: Render) -> None:
        self.stop()
        ending = self._path.suffix
        file_format = FORMATS.get(ending.lower())
        if file_format is None:
            problem = f"a sound file cannot end in `{ending}`" if ending else "a sound file needs an ending"
            raise OutputError(problem, fix=f"one of {', '.join(FORMATS)}", place=str(self._path))
        require_regular_file(self._path)
        self._guarded(lambda: self._open(*file_format))
        self._render = render

    def stop(self) -> None:
        """Discards a file that is not finished."""
        self._render = None
        try:
            if self._file is not None:
                file, self._file = self._file, None
                file.close()
        except (OSError, RuntimeError):  # the file is discarded anyway
            pass
        finally:
            if self._unfinished is not None:
                self._unfinished.drop()
                self._unfinished = None

    def go_on_with(self, render: Render) -> None:
        """Pulls the blocks that follow from another."""
        self._render = render

    def skip(self, frame_count: int) -> None:
        """Pulls frames and discards them."""
        if self._render:
            self._render(np.empty((frame_count, 2), np.float32))

    def write(self, frame_count: int) -> None:
        """Pulls and writes frames; two seconds are encoded while the next two are rendered.

        Raises:
            OutputError: the disk is full or gone; nothing is left of the file.
        """
        self._guarded(lambda: self._write(frame_count))

    def _write(self, frame_count: int) -> None:
        earlier_frames = self._frames
        self._frames += frame_count
        longest = min(frame_count, HANDED_OVER_FRAMES)
        blocks = [np.empty((longest, 2), np.float32) for _ in range(2)]
        with ThreadPoolExecutor(1) as encoder:
            pending: deque[Future[None]] = deque()
            for number, start in enumerate(range(0, frame_count, HANDED_OVER_FRAMES)):
                if len(pending) == len(blocks):
                    pending.popleft().result()
                    self._done_frames += HANDED_OVER_FRAMES
                    self.progress(self._done_frames)
                block = blocks[number % len(blocks)][: frame_count - start]
                if self._render:
                    self._render(block)
                    pending.append(encoder.submit(self._encode, block))
            for write in pending:
                write.result()
        self._done_frames = earlier_frames + frame_count

    def _encode(self, block: Block) -> None:
        if self._path.suffix.lower() == ".wav":
            self._file.write(block)
            return
        for chunk in _chunks(block):
            self._file.write(chunk)

    def finish(self, edit: Callable[[Path], None] = lambda _: None) -> None:
        """Closes the file, lets `edit` change it, and moves it to its path.

        Raises:
            OutputError: the file cannot be written; nothing is left of it.
        """
        self._guarded(lambda: self._finish(edit))

    def _open(self, format_name: str, subtype: str) -> None:
        import soundfile

        self._unfinished = UnfinishedFile(self._path)
        self._file = soundfile.SoundFile(
            library_path(self._unfinished.path),
            "w",
            samplerate=RATE_HZ,
            channels=2,
            format=format_name,
            subtype=subtype,
            compression_level=self._encoding.compression_level,
            bitrate_mode="CONSTANT" if self._encoding.steady else None,
        )

    def _finish(self, edit: Callable[[Path], None]) -> None:
        if self._file is None or self._unfinished is None:
            return
        file, self._file = self._file, None
        file.close()
        edit(self._unfinished.path)
        self._unfinished.finish()
        self._unfinished = None

    def _guarded(self, action: Callable[[], object]) -> None:
        try:
            action()
        except (OSError, RuntimeError) as exc:  # soundfile's errors are RuntimeErrors
            error = self._as_error(exc)  # before the unfinished file is removed, which may fill the disk
            self.stop()
            raise error from exc

    def _as_error(self, exc: OSError | RuntimeError) -> OutputError:
        """Returns the error in the system's words; for a full disk, with the room that is needed."""
        problem, otherwise = "the file cannot be written", "name a folder you can write to"
        if not isinstance(exc, OSError) and self._unfinished is not None:
            exc = self._unfinished.probe(self._expected_bytes() - self._written_bytes()) or exc
        if not isinstance(exc, OSError):
            return OutputError(f"{problem} ({exc})", fix=otherwise, place=str(self._path))
        return unwritten_output_error(
            exc, problem, otherwise=otherwise, place=self._path, needed_bytes=self._expected_bytes()
        )

    def _expected_bytes(self) -> int:
        """Estimates the room that the whole file needs from what was written so far; 0 when unknown."""
        if self._path.suffix.lower() == ".wav":
            return self._frames * WAV_FRAME_BYTES
        copies = 2  # tags are written into a copy
        return self._written_bytes() * self._frames // max(1, self._done_frames) * copies

    def _written_bytes(self) -> int:
        if self._unfinished is None or not self._done_frames:
            return 0
        try:
            return self._unfinished.path.stat().st_size
        except OSError:
            return 0


def _chunks(block: Block) -> Iterator[Block]:
    for start in range(0, len(block), CHUNK_FRAMES):
        yield block[start : start + CHUNK_FRAMES]


def require_regular_file(path: Path) -> None:
    """Refuses to replace something that is not a regular file.

    Raises:
        OutputError: there is a folder, a pipe or a device at `path`.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):  # nothing is there, or writing it will tell what is wrong
        return
    if not stat.S_ISREG(mode):
        kind = "a folder" if stat.S_ISDIR(mode) else "a pipe or a device"
        raise OutputError(f"this is {kind}, and no file", fix="name another file", place=str(path))

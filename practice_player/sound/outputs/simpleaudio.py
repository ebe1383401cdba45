"""The sound card, through simpleaudio, for those who ask for it.

The library plays whole buffers only: no stream, no pause.  But it plays straight from the memory
it is given, so a long buffer is begun while it is still silent, and filled a little ahead of where
the library reads.  Pause, seek and volume then work as anywhere else.
"""

import sys
import threading
import time
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from practice_player.lib.errors import OutputError
from practice_player.lib.units import RATE_HZ, frames
from practice_player.sound.block import Block, Render
from practice_player.sound.outputs.fill import fill

CHUNK_S: Final = 0.02
READS_AHEAD_S: Final = 0.1
"""The library hands over so much before the ear has it."""

AHEAD_S: Final = 0.2
"""How far ahead of the ear the buffer is filled."""

BUFFER_S: Final = 60.0
"""After so long, another buffer is begun: 11.5 MB."""

SEAM_S: Final = 0.02
"""At the change of buffers the sound fades out and in: a short dip, once a minute."""

SPARE_S: Final = 0.2
"""Silence at the end of a buffer: the next is begun before the library is done with it."""

_FULL_SCALE: Final = 32_767


class SimpleaudioOutput:
    """Feeds simpleaudio from a thread of its own."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._sounds: list[Any] = []
        self.underruns = 0

    def start(self, render: Render) -> None:
        if sys.version_info >= (3, 12):
            raise OutputError(
                "simpleaudio ends the program on this Python", fix="Python 3.11, or leave out `--to`"
            )
        try:
            import simpleaudio
        except ImportError as exc:
            raise OutputError(
                "simpleaudio is not installed", fix="pip install 'practice-player[simpleaudio]'"
            ) from exc
        self.stop()
        self.underruns = 0
        self._stopping = threading.Event()
        buffer = _silence()
        try:
            self._sounds = [simpleaudio.play_buffer(buffer, 2, 2, RATE_HZ)]
        except Exception as exc:  # its own errors derive from Exception directly
            raise OutputError("no sound card answers simpleaudio", fix="leave out `--to`") from exc
        args = (render, buffer, simpleaudio.play_buffer, self._stopping)
        self._thread = threading.Thread(target=self._run, args=args, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        thread, self._thread = self._thread, None
        if thread:
            thread.join()
        for sound in self._sounds:
            sound.stop()
        self._sounds = []

    def _run(self, render: Render, buffer: "_Buffer", play: Any, stopping: threading.Event) -> None:
        ahead = frames(AHEAD_S)
        began_s, filled = time.monotonic(), ahead
        chunk = np.empty((frames(CHUNK_S), 2), np.float32)
        usable = len(buffer) - frames(SPARE_S)
        while not stopping.wait(CHUNK_S / 2):
            played = frames(time.monotonic() - began_s)
            if filled < played + frames(READS_AHEAD_S):
                self.underruns += 1
                filled = played + ahead
            while filled < min(played + ahead, usable):
                part = chunk[: min(len(chunk), usable - filled)]
                fill(render, part)
                _fade_ends(part, np.arange(filled, filled + len(part)), ahead, usable)
                np.multiply(part, _FULL_SCALE, out=buffer[filled : filled + len(part)], casting="unsafe")
                filled += len(part)
            if filled >= usable:
                buffer = _silence()
                self._sounds = [self._sounds[-1], play(buffer, 2, 2, RATE_HZ)]
                began_s, filled = time.monotonic(), ahead


_Buffer = npt.NDArray[np.int16]


def _silence() -> _Buffer:
    return np.zeros((frames(BUFFER_S), 2), np.int16)


def _fade_ends(part: Block, at: npt.NDArray[np.intp], first: int, end: int) -> None:
    """Both ends of a buffer fade, so that the change from one to the next is a dip and no click."""
    near_end = np.minimum(at - first, end - 1 - at)
    if near_end.min() < frames(SEAM_S):
        part *= np.minimum(near_end / frames(SEAM_S), 1.0).astype(np.float32)[:, None]

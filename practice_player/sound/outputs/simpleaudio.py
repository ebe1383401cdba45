"""The sound card, through simpleaudio, for those who ask for it.

The library only plays whole buffers: no stream, no pause.  But it reads straight from the memory that it is
given, so a long silent buffer is started, and then filled a little ahead of where the library reads.  Pause,
seek and volume then work as with any other output.
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
"""How much is rendered at once."""

LIBRARY_LATENCY_S: Final = 0.1
"""How far ahead of the ear the library reads."""

FILL_AHEAD_S: Final = 0.2
"""How far ahead of the ear the buffer is filled."""

BUFFER_S: Final = 60.0
"""The length of a buffer, 11.5 MB; after it another is started."""

CROSSOVER_FADE_S: Final = 0.02
"""The fade out and in at the change of buffers: a short dip, once a minute."""

TAIL_S: Final = 0.2
"""Silence at the end of a buffer, during which the next is started."""

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
        except Exception as exc:  # simpleaudio's errors derive directly from Exception
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
        ahead_frames = frames(FILL_AHEAD_S)
        start_s, filled = time.monotonic(), ahead_frames
        chunk = np.empty((frames(CHUNK_S), 2), np.float32)
        usable = len(buffer) - frames(TAIL_S)
        while not stopping.wait(CHUNK_S / 2):
            played = frames(time.monotonic() - start_s)
            if filled < played + frames(LIBRARY_LATENCY_S):
                self.underruns += 1
                filled = played + ahead_frames
            while filled < min(played + ahead_frames, usable):
                block = chunk[: min(len(chunk), usable - filled)]
                fill(render, block)
                _fade_ends(block, np.arange(filled, filled + len(block)), ahead_frames, usable)
                np.multiply(block, _FULL_SCALE, out=buffer[filled : filled + len(block)], casting="unsafe")
                filled += len(block)
            if filled >= usable:
                buffer = _silence()
                self._sounds = [self._sounds[-1], play(buffer, 2, 2, RATE_HZ)]
                start_s, filled = time.monotonic(), ahead_frames


_Buffer = npt.NDArray[np.int16]


def _silence() -> _Buffer:
    return np.zeros((frames(BUFFER_S), 2), np.int16)


def _fade_ends(block: Block, indexes: npt.NDArray[np.intp], first: int, end: int) -> None:
    """Fades both ends of a buffer, so that the change to the next is a dip and not a click."""
    edge_distance = np.minimum(indexes - first, end - 1 - indexes)
    if edge_distance.min() < frames(CROSSOVER_FADE_S):
        block *= np.minimum(edge_distance / frames(CROSSOVER_FADE_S), 1.0).astype(np.float32)[:, None]

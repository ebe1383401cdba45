"""A plugin for practice-player, as an example: a speech engine that hums, an output that writes samples."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 24_000
SYLLABLE_S = 0.2
BLOCK_FRAMES = 960


def load_hum(manifest: Any) -> Callable[[str], tuple[NDArray[np.float32], int]]:
    """Returns a function that says one sentence: its samples, of one channel, and their rate.

    `manifest` has what stands in the voice's voice.yaml, such as `speaker` and `speed`.
    """

    def say(text: str) -> tuple[NDArray[np.float32], int]:
        length_s = SYLLABLE_S * max(1, len(text.split())) / manifest.speed
        time_s = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
        return (0.1 * np.sin(2 * np.pi * 220.0 * time_s)).astype(np.float32), RATE_HZ

    return say


class RawOutput:
    """Writes 32-bit floats, two channels at 48,000 frames a second, to the file named in RAW_OUTPUT."""

    underruns = 0

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, render: Callable[[NDArray[np.float32]], None]) -> None:
        """Begins to pull blocks through `render`, which fills each."""
        self.stop()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(render, self._stopping), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stops pulling blocks; stopping twice is fine, and so is starting again."""
        self._stopping.set()
        if self._thread:
            self._thread.join()
        self._thread = None

    def _run(self, render: Callable[[NDArray[np.float32]], None], stopping: threading.Event) -> None:
        block = np.zeros((BLOCK_FRAMES, 2), np.float32)
        next_s = time.monotonic()
        with Path(os.environ["RAW_OUTPUT"]).open("ab") as file:
            while not stopping.wait(max(0.0, next_s - time.monotonic())):
                render(block)
                file.write(block.tobytes())
                next_s += BLOCK_FRAMES / 48_000

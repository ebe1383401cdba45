"""An output without a card: blocks are pulled in real time, and discarded."""

import threading
import time
from collections.abc import Callable
from typing import Final

import numpy as np

from practice_player.lib.units import frames
from practice_player.sound.block import Render
from practice_player.sound.outputs.fill import fill

PERIOD_S: Final = 0.04
"""The length of a block."""


class NullOutput:
    """Pulls a block every `PERIOD_S`.

    Tests bring their own `clock` and `wait`, which returns True when the output is to stop.
    """

    underruns = 0

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[threading.Event, float], bool] = threading.Event.wait,
    ) -> None:
        self._clock, self._wait = clock, wait
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, render: Render) -> None:
        self.stop()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(render, self._stopping), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        thread, self._thread = self._thread, None
        if thread:
            thread.join()

    def _run(self, render: Render, stopping: threading.Event) -> None:
        block = np.empty((frames(PERIOD_S), 2), np.float32)
        next_s = self._clock()
        while not stopping.is_set():
            fill(render, block)
            next_s += PERIOD_S
            if self._wait(stopping, max(0.0, next_s - self._clock())):
                return

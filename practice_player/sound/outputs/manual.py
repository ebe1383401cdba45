"""An output that a test steps by hand."""

import numpy as np

from practice_player.lib.units import RATE_HZ
from practice_player.sound.block import Block, Render


class ManualOutput:
    """Pulls blocks only when asked to, at any rate: at 1000 Hz, a thousand frames are a second."""

    underruns = 0

    def __init__(self, *, rate_hz: int = RATE_HZ) -> None:
        self.rate_hz = rate_hz
        self._render: Render | None = None
        self._pulled = 0
        self._latest = np.zeros((1, 2), np.float32)
        self._rendered = 0

    def start(self, render: Render) -> None:
        self._render = render
        self._pulled = self._rendered = 0

    def stop(self) -> None:
        self._render = None

    def pull(self, frames: int) -> Block:
        """The next `frames` frames at `rate_hz`: at each of their times, the frame that is heard then.

        Handed over full of NaN, so that a frame that is not filled fails every sum.
        """
        if self._render is None or not frames:
            return np.zeros((frames, 2), np.float32)
        heard = np.arange(self._pulled, self._pulled + frames) * RATE_HZ // self.rate_hz
        fresh = np.full((int(heard[-1]) + 1 - self._rendered, 2), np.nan, np.float32)
        if len(fresh):
            self._render(fresh)
        known = np.concatenate([self._latest, fresh])
        block = known[heard - (self._rendered - 1)]
        self._pulled += frames
        self._rendered += len(fresh)
        self._latest = known[-1:]
        return block

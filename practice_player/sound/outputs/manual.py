"""An output that tests drive by hand."""

import numpy as np

from practice_player.lib.units import RATE_HZ
from practice_player.sound.block import Block, Render


class ManualOutput:
    """Pulls blocks only on request, at any sample rate: at 1000 Hz, a frame is a millisecond."""

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
        """Returns the next frames at `rate_hz`, picked from the rendered frames without interpolation.

        Blocks are passed to the renderer full of NaN, so that a frame it does not fill fails every sum.
        """
        if self._render is None or not frames:
            return np.zeros((frames, 2), np.float32)
        picked = np.arange(self._pulled, self._pulled + frames) * RATE_HZ // self.rate_hz
        new = np.full((int(picked[-1]) + 1 - self._rendered, 2), np.nan, np.float32)
        if len(new):
            self._render(new)
        rendered = np.concatenate([self._latest, new])
        block = rendered[picked - (self._rendered - 1)]
        self._pulled += frames
        self._rendered += len(new)
        self._latest = rendered[-1:]
        return block

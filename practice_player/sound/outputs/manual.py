"""An output that a test steps by hand."""

import numpy as np

from practice_player.sound.block import Block, Render


class ManualOutput:
    """Pulls blocks only when asked to."""

    def __init__(self) -> None:
        self._render: Render | None = None

    def start(self, render: Render) -> None:
        self._render = render

    def stop(self) -> None:
        self._render = None

    def pull(self, frames: int) -> Block:
        """The next `frames` frames.

        Handed over full of NaN, so that a frame that is not filled fails every sum.
        """
        block = np.full((frames, 2), np.nan, np.float32)
        if self._render is None:
            block[:] = 0.0
        else:
            self._render(block)
        return block

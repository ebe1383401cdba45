"""A stretch of sound that is rendered ahead, and can be taken back.

Mixing a block of a few milliseconds costs more in overhead than in work.  So while nothing changes, a longer
stretch is mixed and limited at once and handed over in blocks; a change discards what is left of it.
"""

from typing import Final

import numpy as np

from practice_player.sound.block import Block
from practice_player.sound.limiter import Limiter

STRETCH_FRAMES: Final = 9600
"""0.2 s: the most that is rendered ahead."""


class PrerenderBuffer:
    """To use it, fill `mixed`, call `finish`, then `take` until it is `empty`."""

    def __init__(self, limiter: Limiter) -> None:
        self._limiter = limiter
        self._state_before = limiter.state
        self.mixed = np.zeros((STRETCH_FRAMES, 2), np.float32)
        self._limited = np.zeros((STRETCH_FRAMES, 2), np.float32)
        self._taken = STRETCH_FRAMES

    @property
    def empty(self) -> bool:
        return self._taken == STRETCH_FRAMES

    def finish(self) -> None:
        """Limits what was mixed, and makes it ready to be taken."""
        self._state_before = self._limiter.state
        self._limited[:] = self.mixed
        self._limiter.process(self._limited)
        self._taken = 0

    def take(self, out: Block) -> int:
        """Copies the next frames to the start of `out`; returns how many."""
        frames = self._limited[self._taken : self._taken + len(out)]
        out[: len(frames)] = frames
        self._taken += len(frames)
        return len(frames)

    def take_back(self) -> None:
        """Discards what was not taken, and sets the limiter back to the last frame that was."""
        if not self.empty:
            self._limiter.state = self._state_before
            self._limiter.process(self.mixed[: self._taken].copy())
            self._taken = STRETCH_FRAMES

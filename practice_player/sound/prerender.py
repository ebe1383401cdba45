"""A stretch of sound, finished before it is handed over, that can still be taken back.

A block every few milliseconds costs more to begin than to mix.  So while nobody changes anything, a stretch
is mixed and limited in one go and handed over piece by piece; a change takes back what is left of it.
"""

from typing import Final

import numpy as np

from practice_player.sound.block import Block
from practice_player.sound.limiter import Limiter

STRETCH_FRAMES: Final = 9600
"""0.2 s: the most that is mixed at once."""


class PrerenderBuffer:
    """Fill `mixed`, `finish` it, then take from it until nothing is left."""

    def __init__(self, limiter: Limiter) -> None:
        self._limiter = limiter
        self._before = limiter.state
        self.mixed = np.zeros((STRETCH_FRAMES, 2), np.float32)
        self._finished = np.zeros((STRETCH_FRAMES, 2), np.float32)
        self._taken = STRETCH_FRAMES

    @property
    def empty(self) -> bool:
        return self._taken == STRETCH_FRAMES

    def finish(self) -> None:
        """Limits what was mixed; now it can be taken."""
        self._before = self._limiter.state
        self._finished[:] = self.mixed
        self._limiter.process(self._finished)
        self._taken = 0

    def take(self, out: Block) -> int:
        """Copies what comes next to the start of `out`; returns how many frames."""
        part = self._finished[self._taken : self._taken + len(out)]
        out[: len(part)] = part
        self._taken += len(part)
        return len(part)

    def take_back(self) -> None:
        """Forgets what was not taken: the limiter is where it would be, had it never come so far."""
        if not self.empty:
            self._limiter.state = self._before
            self._limiter.process(self.mixed[: self._taken].copy())
            self._taken = STRETCH_FRAMES

"""A gain on its way to another, in straight lines: nothing that changes is heard as a click."""

import numpy as np

from practice_player.sound.block import Block


class Ramp:
    def __init__(self, value: float) -> None:
        self.value = value
        self._target = value
        self._step = 0.0

    @property
    def still(self) -> bool:
        return self.value == self._target

    def to(self, target: float, over_frames: int) -> None:
        if target != self._target:
            self._target = target
            self._step = (target - self.value) / over_frames

    def jump(self, value: float) -> None:
        self.value = self._target = value

    def apply(self, block: Block) -> None:
        """Multiplies the block, and moves on by its length."""
        if self.still:
            if self.value != 1.0:
                block *= np.float32(self.value)
            return
        line = self.value + self._step * np.arange(1, len(block) + 1)
        low, high = sorted((self._target, self.value))
        line = np.clip(line, low, high)
        block *= line.astype(np.float32)[:, None]
        self.value = float(line[-1])
        if abs(self.value - self._target) < abs(self._step) / 2:
            self.value = self._target

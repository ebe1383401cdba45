"""A gain that changes linearly, so that no change is heard as a click."""

import numpy as np

from practice_player.sound.block import Block


class Ramp:
    """A gain factor, and the target it moves to."""

    def __init__(self, value: float) -> None:
        self.value = value
        self._target = value
        self._step = 0.0

    @property
    def steady(self) -> bool:
        """Whether the gain has reached its target."""
        return self.value == self._target

    def ramp_to(self, target: float, over_frames: int) -> None:
        """Begins to move to `target`; a target that is set already does not restart the ramp."""
        if target != self._target:
            self._target = target
            self._step = (target - self.value) / over_frames

    def jump(self, value: float) -> None:
        """Sets gain and target at once."""
        self.value = self._target = value

    def apply(self, block: Block) -> None:
        """Multiplies the block by the gain, and advances the ramp by its length."""
        if self.steady:
            if self.value != 1.0:
                block *= np.float32(self.value)
            return
        gains = self.value + self._step * np.arange(1, len(block) + 1)
        low, high = sorted((self._target, self.value))
        gains = np.clip(gains, low, high)
        block *= gains.astype(np.float32)[:, None]
        self.value = float(gains[-1])
        if abs(self.value - self._target) < abs(self._step) / 2:
            self.value = self._target

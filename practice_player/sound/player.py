"""Plays a timeline into blocks: play, pause, seek and levels, every one a ramp.

Runs on an output's thread.  Commands come from another thread as plain attribute writes, each
read once a block; the latest wins.
"""

import threading
from typing import Final

import numpy as np

from practice_player.sound.block import Block
from practice_player.sound.mixer import Mixer
from practice_player.units import frames, gain

FADE_FRAMES: Final = frames(0.015)
"""Pause, resume and the two sides of a seek: no click, and little of the 100 ms that a key may take."""

LEVEL_FRAMES: Final = frames(0.25)
"""A change of volume, bed on and bed off."""

CEILING: Final = 0.891
"""-1 dBFS: nothing louder leaves here, for the listener's ears."""

MOST_FRAMES: Final = 4800
"""Blocks are mixed in pieces of at most this size."""


class _Ramp:
    """A gain on its way to another, in straight lines."""

    def __init__(self, value: float) -> None:
        self.value = value
        self._target = value
        self._step = 0.0

    def to(self, target: float, over_frames: int) -> None:
        if target != self._target:
            self._target = target
            self._step = (target - self.value) / over_frames

    def jump(self, value: float) -> None:
        self.value = self._target = value

    def apply(self, block: Block) -> None:
        """Multiplies the block, and moves on by its length."""
        if self.value == self._target:
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


class Player:
    """One timeline on its way to one output."""

    def __init__(self, mixer: Mixer) -> None:
        self._mixer = mixer
        self._lock = threading.Lock()  # held for assignments only, never while mixing
        self._seek_to: int | None = None
        self._fade = _Ramp(1.0)
        self._voice = _Ramp(1.0)
        self._bed = _Ramp(1.0)
        self._bed_block = np.zeros((MOST_FRAMES, 2), np.float32)
        self.position_frame = 0
        """The next frame to be handed over."""

        self.playing = False
        self.voice_db = 0.0
        self.bed_on = True

    @property
    def ended(self) -> bool:
        return self.position_frame >= self._mixer.length_frames

    @property
    def settled(self) -> bool:
        """False while a seek is still to come."""
        return self._seek_to is None

    def seek(self, frame: int) -> None:
        """Goes on from `frame`: out and in again by fades when something is heard."""
        frame = max(0, min(frame, self._mixer.length_frames))
        with self._lock:
            if self.position_frame == 0 and not self.playing:
                self.position_frame = frame
                self._fade.jump(1.0 if frame == 0 else 0.0)
            else:
                self._seek_to = frame

    def render(self, block: Block) -> None:
        """Fills the block and moves on by what was played of it."""
        self._voice.to(gain(self.voice_db), LEVEL_FRAMES)
        self._bed.to(1.0 if self.bed_on else 0.0, LEVEL_FRAMES)
        done = 0
        while done < len(block):
            part = block[done : done + MOST_FRAMES]
            done += self._piece(part)
        np.clip(block, -CEILING, CEILING, out=block)

    def _piece(self, part: Block) -> int:
        """Fills some of `part` from its start; returns how many frames."""
        audible = self.playing and self._seek_to is None
        if self._fade.value == 0.0:
            with self._lock:
                if self._seek_to is not None:
                    self.position_frame, self._seek_to = self._seek_to, None
            if not self.playing:
                part[:] = 0.0
                return len(part)
            audible = True
        elif not self.playing and self.position_frame == 0:
            part[:] = 0.0
            return len(part)
        self._fade.to(1.0 if audible else 0.0, FADE_FRAMES)
        if self._fade.value != (1.0 if audible else 0.0):
            part = part[:FADE_FRAMES]
        left = self._mixer.length_frames - self.position_frame
        if left <= 0:
            part[:] = 0.0
            self._fade.jump(1.0 if audible else 0.0)
            return len(part)
        part = part[:left]
        self._mix(part)
        return len(part)

    def _mix(self, part: Block) -> None:
        bed = self._bed_block[: len(part)]
        self._mixer.voices(self.position_frame, part)
        self._mixer.bed(self.position_frame, bed)
        self._voice.apply(part)
        self._bed.apply(bed)
        part += bed
        self._fade.apply(part)
        self.position_frame += len(part)

"""Checks the samples of a recording, removes damage, and sums up what was found."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from practice_player.clips.loudness import LoudnessMeter, Samples
from practice_player.clips.mixdown import mixed_down

DAMAGE_LEVEL: Final = 16.0
"""A sample more than 24 dB above full scale is damage, when there are few of them."""

MAX_DAMAGED_SHARE: Final = 0.01
"""With a larger share of such samples, the recording uses another scale, and is scaled down as a whole."""

MIN_OFFSET: Final = 0.005
"""A larger DC offset is heard as a thump where the recording begins and ends (-46 dB)."""

CLIPPED_RUN: Final = 3
"""This many samples in a row at full scale are clipping, not a peak."""

_FULL_SCALE: Final = 0.999
_MAX_SANE_LEVEL: Final = 1e10


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """The changes that are made to every sample."""

    offsets: tuple[float, ...] = ()
    """The DC offset subtracted from each channel; nothing when empty."""

    factor: float = 1.0
    """The gain applied after that."""

    keeps_loud: bool = False
    """Whether samples over `DAMAGE_LEVEL` are sound on another scale, and not damage."""


@dataclass(slots=True, kw_only=True)
class SampleChecks:
    """What was found in the samples so far."""

    frames: int = 0
    bad: int = 0
    """Samples that are not numbers, or damage."""

    peak: float = 0.0
    loudness: LoudnessMeter = field(default_factory=LoudnessMeter)
    broken: bool = False
    """Whether the decoder stopped with an error."""

    _loud: int = 0
    _loudest: float = 0.0
    _sums: npt.NDArray[np.float64] = field(default_factory=lambda: np.zeros(1))
    _run: int = 0
    _longest_run: int = 0

    @property
    def clipped(self) -> bool:
        return self._longest_run >= CLIPPED_RUN

    @property
    def offsets(self) -> tuple[float, ...]:
        """The DC offset of each channel."""
        return tuple(float(total) / max(self.frames, 1) for total in self._sums)

    def repair(self) -> Repair | None:
        """Returns the repair that the samples need; None when they need none."""
        if self._loud > MAX_DAMAGED_SHARE * self.frames * len(self._sums):
            return Repair(factor=1.0 / self._loudest, keeps_loud=True)
        if max(map(abs, self.offsets)) > MIN_OFFSET:
            highest = self.peak + max(map(abs, self.offsets))
            return Repair(offsets=self.offsets, factor=1.0 / max(highest, 1.0))
        return None

    def check(self, chunk: Samples, repair: Repair) -> Samples:
        """Checks a chunk of any number of channels; returns it repaired, in one or two channels."""
        clean = self._clean(chunk, repair)
        highest = max(float(clean.max(initial=0.0)), -float(clean.min(initial=0.0)))
        self.frames += len(clean)
        self.peak = max(self.peak, highest)
        self._sums = self._sums + np.einsum("ij->j", clean, dtype=np.float64)
        if highest >= _FULL_SCALE or self._run:
            full = np.asarray((np.abs(clean) >= _FULL_SCALE).any(axis=1))
            self._run, self._longest_run = runs(full, self._run, self._longest_run)
        return clean

    def _clean(self, chunk: Samples, repair: Repair) -> Samples:
        highest, lowest = float(chunk.max(initial=0.0)), float(chunk.min(initial=0.0))
        if not (highest <= DAMAGE_LEVEL and lowest >= -DAMAGE_LEVEL):  # NaN compares as False
            level = np.abs(chunk)
            bad = ~(level <= _MAX_SANE_LEVEL)
            loud = ~bad & (level > DAMAGE_LEVEL)
            self._loud += int(loud.sum())
            self._loudest = max(self._loudest, float(level[loud].max(initial=0.0)))
            if not repair.keeps_loud:
                bad |= loud
            self.bad += int(bad.sum())
            chunk = np.where(bad, np.float32(0.0), chunk)
        out = mixed_down(chunk)
        if repair.offsets:
            out = out - np.asarray(repair.offsets, np.float32)
        return out if repair.factor == 1.0 else out * np.float32(repair.factor)


def runs(full: "npt.NDArray[np.bool_]", run: int, longest: int) -> tuple[int, int]:
    """Returns the run of full-scale samples that a chunk ends in, and the longest run so far.

    `run` is the run that the chunk before ended in.
    """
    if not full.any():
        return 0, longest
    gaps = np.flatnonzero(~full)
    if not len(gaps):
        return run + len(full), max(longest, run + len(full))
    inside = int(np.diff(gaps).max(initial=1)) - 1
    ending = len(full) - 1 - int(gaps[-1])
    return ending, max(longest, run + int(gaps[0]), inside, ending)

"""Goes through the samples of a recording, takes damage out, and adds up what was found."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from practice_player.clips.loudness import LoudnessMeter, Samples
from practice_player.clips.mixdown import mixed_down

BAD_LEVEL: Final = 16.0
"""A sample over 24 dB above full scale is damage, when there are few of them."""

FEW: Final = 0.01
"""More than this share of such samples is a recording on another scale, brought down as a whole."""

LEAST_OFFSET: Final = 0.005
"""A wave that lies so far off the middle thumps where it begins and ends (-46 dB)."""

CLIPPED_RUN: Final = 3
"""So many samples in a row at full scale are a clipped wave, not a peak."""

_FULL_SCALE: Final = 0.999
_LARGEST: Final = 1e10


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """What is changed in every sample."""

    offsets: tuple[float, ...] = ()
    """Taken from each channel; none when empty."""

    factor: float = 1.0

    keeps_loud: bool = False
    """Whether samples over `BAD_LEVEL` are sound on another scale, and no damage."""


@dataclass(slots=True, kw_only=True)
class SampleChecks:
    """What was found in the samples so far."""

    frames: int = 0
    bad: int = 0
    """Samples that are no numbers, or damage."""

    peak: float = 0.0
    loudness: LoudnessMeter = field(default_factory=LoudnessMeter)
    broken: bool = False
    """Whether the decoder stopped with a complaint."""

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
        """How far each channel lies off the middle."""
        return tuple(float(total) / max(self.frames, 1) for total in self._sums)

    def repair(self) -> Repair | None:
        """What has to change in every sample; None when nothing has to."""
        if self._loud > FEW * self.frames * len(self._sums):
            return Repair(factor=1.0 / self._loudest, keeps_loud=True)
        if max(map(abs, self.offsets)) > LEAST_OFFSET:
            top = self.peak + max(map(abs, self.offsets))
            return Repair(offsets=self.offsets, factor=1.0 / max(top, 1.0))
        return None

    def take(self, piece: Samples, repair: Repair) -> Samples:
        """Counts a piece, of any number of channels; returns it as it is to be heard, in one or two."""
        clean = self._clean(piece, repair)
        highest = max(float(clean.max(initial=0.0)), -float(clean.min(initial=0.0)))
        self.frames += len(clean)
        self.peak = max(self.peak, highest)
        self._sums = self._sums + np.einsum("ij->j", clean, dtype=np.float64)
        if highest >= _FULL_SCALE or self._run:
            full = np.asarray((np.abs(clean) >= _FULL_SCALE).any(axis=1))
            self._run, self._longest_run = runs(full, self._run, self._longest_run)
        return clean

    def _clean(self, piece: Samples, repair: Repair) -> Samples:
        highest, lowest = float(piece.max(initial=0.0)), float(piece.min(initial=0.0))
        if not (highest <= BAD_LEVEL and lowest >= -BAD_LEVEL):  # not a number compares as False
            level = np.abs(piece)
            bad = ~(level <= _LARGEST)
            loud = ~bad & (level > BAD_LEVEL)
            self._loud += int(loud.sum())
            self._loudest = max(self._loudest, float(level[loud].max(initial=0.0)))
            if not repair.keeps_loud:
                bad |= loud
            self.bad += int(bad.sum())
            piece = np.where(bad, np.float32(0.0), piece)
        out = mixed_down(piece)
        if repair.offsets:
            out = out - np.asarray(repair.offsets, np.float32)
        return out if repair.factor == 1.0 else out * np.float32(repair.factor)


def runs(full: "npt.NDArray[np.bool_]", run: int, longest: int) -> tuple[int, int]:
    """The run of full samples that a piece ends in, and the longest so far; `run` came before the piece."""
    if not full.any():
        return 0, longest
    gaps = np.flatnonzero(~full)
    if not len(gaps):
        return run + len(full), max(longest, run + len(full))
    inside = int(np.diff(gaps).max(initial=1)) - 1
    ending = len(full) - 1 - int(gaps[-1])
    return ending, max(longest, run + int(gaps[0]), inside, ending)

"""Solves how long each elastic stretch lasts, so that a practice lasts exactly what was asked.

Each stretch takes the same share of its own range; breaths stay whole; what whole breaths leave
over goes to the stretches that can take any length, in proportion to their room.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Something elastic, in units of `unit_frames`: 1 for a rest, a whole cycle for breaths."""

    least: int
    usual: int
    most: int
    unit_frames: int = 1

    @property
    def least_frames(self) -> int:
        return self.least * self.unit_frames

    @property
    def usual_frames(self) -> int:
        return self.usual * self.unit_frames

    @property
    def most_frames(self) -> int:
        return self.most * self.unit_frames


def solve(stretches: Sequence[Stretch], target_frames: int) -> tuple[int, ...] | None:
    """Units for each stretch, together exactly `target_frames`; None when no whole breaths fit."""
    units = [_share(stretch, _fraction(stretches, target_frames)) for stretch in stretches]
    whole = [index for index, stretch in enumerate(stretches) if stretch.unit_frames > 1]
    loose = [index for index, stretch in enumerate(stretches) if stretch.unit_frames == 1]
    least = sum(stretches[index].least for index in loose)
    most = sum(stretches[index].most for index in loose)

    def left() -> int:
        return target_frames - sum(units[index] * stretches[index].unit_frames for index in whole)

    while not least <= left() <= most:
        up = left() > most
        room = [i for i in whole if (units[i] < stretches[i].most if up else units[i] > stretches[i].least)]
        if not room:
            return None
        chosen = max(room, key=lambda i: abs((stretches[i].most if up else stretches[i].least) - units[i]))
        units[chosen] += 1 if up else -1
        if up and left() < least:
            return None
    for index, value in _spread([(i, stretches[i]) for i in loose], left()).items():
        units[index] = value
    return tuple(units)


def _fraction(stretches: Sequence[Stretch], target: int) -> Fraction:
    """Where the target lies: -1 at the least, 0 at the usual, 1 at the most."""
    usual = sum(stretch.usual_frames for stretch in stretches)
    if target >= usual:
        room = sum(stretch.most_frames for stretch in stretches) - usual
        return Fraction(target - usual, room) if room else Fraction(0)
    room = usual - sum(stretch.least_frames for stretch in stretches)
    return Fraction(target - usual, room) if room else Fraction(0)


def _share(stretch: Stretch, fraction: Fraction) -> int:
    room = stretch.most - stretch.usual if fraction >= 0 else stretch.usual - stretch.least
    return stretch.usual + round(fraction * room)


def _spread(loose: list[tuple[int, Stretch]], target: int) -> dict[int, int]:
    """Loose stretches that add up to `target`, each within its bounds, evenly by range."""
    fraction = _fraction([stretch for _, stretch in loose], target)
    units: dict[int, int] = {}
    exact = Fraction(0)
    given = 0
    for index, stretch in loose:
        room = stretch.most - stretch.usual if fraction >= 0 else stretch.usual - stretch.least
        exact += stretch.usual + fraction * room
        units[index] = math.floor(exact) - given
        given += units[index]
    return units

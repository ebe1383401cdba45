"""Solves how long each elastic stretch lasts, so that a practice lasts exactly what was asked.

Below its usual length every stretch gives the same share of its range.  Above, two thirds of the
extra go to the rests of the second half as far as they can take it, and the others share what is
left.  Breaths stay whole, and what whole breaths leave over goes to rests before anything else.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

LATE_SHARE: Final = Fraction(2, 3)
"""How much of what is extra goes to late rests."""

MOST_BITS: Final = 400_000_000
"""The search for whole breaths gives up above this: 50 MB, far beyond what anybody writes."""

MOST_SUMS: Final = 1_000_000
"""Lengths in whole breaths that are looked at for the nearest: some milliseconds."""

SEARCHED_S: Final = 90
"""How far around a length that cannot be had others are tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ElasticSpan:
    """Something elastic, in units of `unit_frames`: 1 for a rest, a whole cycle for breaths."""

    least: int
    usual: int
    most: int
    unit_frames: int = 1

    rest: bool = False
    """Silence that may take what others leave over."""

    late: bool = False
    """Whether it lies in the second half of the practice."""

    @property
    def least_frames(self) -> int:
        return self.least * self.unit_frames

    @property
    def usual_frames(self) -> int:
        return self.usual * self.unit_frames

    @property
    def most_frames(self) -> int:
        return self.most * self.unit_frames


def solve(stretches: Sequence[ElasticSpan], target_frames: int) -> tuple[int, ...] | None:
    """Units for each stretch, together exactly `target_frames`; None when that cannot be."""
    least = sum(stretch.least_frames for stretch in stretches)
    most = sum(stretch.most_frames for stretch in stretches)
    if not least <= target_frames <= most:
        return None
    ideal = _ideal(stretches, target_frames)
    whole = [index for index, stretch in enumerate(stretches) if stretch.unit_frames > 1]
    loose = [index for index, stretch in enumerate(stretches) if stretch.unit_frames == 1]
    room = (sum(stretches[i].least for i in loose), sum(stretches[i].most for i in loose))
    units = {index: round(ideal[index]) for index in whole}
    if not _fits(stretches, units, target_frames, room):
        searched = _search(stretches, {index: ideal[index] for index in whole}, target_frames, room)
        if searched is None:
            return None
        units = searched
    units |= {index: math.floor(ideal[index]) for index in loose}
    _even_out(stretches, units, loose, target_frames)
    return tuple(units[index] for index in range(len(stretches)))


def nearest(stretches: Sequence[ElasticSpan], target_frames: int, *, second_frames: int) -> tuple[int, ...]:
    """Units as near to `target_frames` as whole breaths allow; the usual ones when nothing is near."""
    least = sum(stretch.least_frames for stretch in stretches)
    most = sum(stretch.most_frames for stretch in stretches)
    clamped = max(least, min(target_frames, most))
    for step in range(SEARCHED_S):
        for tried in (clamped - step * second_frames, clamped + step * second_frames):
            if (units := solve(stretches, tried)) is not None:
                return units
    return tuple(stretch.usual for stretch in stretches)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """All that some stretches can last together: sums of whole cycles, and what others add to each."""

    least_frames: int
    """The shortest of them."""

    room_frames: int
    """What is added frame by frame."""

    grain_frames: int
    sums: int
    """A bit for each sum of whole cycles, counted in grains above the shortest."""

    def upto(self, target_frames: int) -> int | None:
        """The longest that is no longer than the target."""
        over = target_frames - self.least_frames
        if over < 0:
            return None
        grains = (self.sums & ((1 << (over // self.grain_frames + 1)) - 1)).bit_length() - 1
        return self.least_frames + min(over, grains * self.grain_frames + self.room_frames)

    def beyond(self, target_frames: int) -> int | None:
        """The shortest that is no shorter than the target."""
        over = target_frames - self.least_frames
        grains = max(0, -((self.room_frames - over) // self.grain_frames))
        if not (left := self.sums >> grains):
            return None
        reached = grains + (left & -left).bit_length() - 1
        return self.least_frames + max(over, reached * self.grain_frames)


def lengths(stretches: Sequence[ElasticSpan]) -> Lengths | None:
    """All that these can last together; None when there are too many to look at, see `MOST_SUMS`."""
    rooms: dict[int, int] = {}
    for stretch in stretches:
        if stretch.unit_frames > 1:
            rooms[stretch.unit_frames] = rooms.get(stretch.unit_frames, 0) + stretch.most - stretch.least
    grain = math.gcd(*rooms) or 1
    total = sum(size * room for size, room in rooms.items()) // grain
    if total > MOST_SUMS:
        return None
    sums = 1
    for size, room in rooms.items():
        sums = _multiples(sums, size // grain, room, (1 << (total + 1)) - 1)
    return Lengths(
        least_frames=sum(stretch.least_frames for stretch in stretches),
        room_frames=sum(stretch.most - stretch.least for stretch in stretches if stretch.unit_frames == 1),
        grain_frames=grain,
        sums=sums,
    )


def _ideal(stretches: Sequence[ElasticSpan], target: int) -> list[Fraction]:
    """What each stretch would get if breaths could be cut, in its units."""
    usual = sum(stretch.usual_frames for stretch in stretches)
    if target <= usual:
        short = _of(target - usual, sum(stretch.usual_frames - stretch.least_frames for stretch in stretches))
        return [stretch.usual + short * (stretch.usual - stretch.least) for stretch in stretches]
    extra = target - usual
    late_room = sum(
        stretch.most_frames - stretch.usual_frames for stretch in stretches if stretch.rest and stretch.late
    )
    other_room = sum(stretch.most_frames - stretch.usual_frames for stretch in stretches) - late_room
    for_late = max(min(Fraction(late_room), LATE_SHARE * extra), Fraction(extra - other_room))
    late, other = _of(for_late, late_room), _of(extra - for_late, other_room)
    return [
        stretch.usual + (late if stretch.rest and stretch.late else other) * (stretch.most - stretch.usual)
        for stretch in stretches
    ]


def _of(amount: Fraction | int, room: int) -> Fraction:
    return Fraction(amount) / room if room else Fraction(0)


def _fits(
    stretches: Sequence[ElasticSpan], units: dict[int, int], target: int, room: tuple[int, int]
) -> bool:
    left = target - sum(count * stretches[index].unit_frames for index, count in units.items())
    return room[0] <= left <= room[1]


def _search(
    stretches: Sequence[ElasticSpan], ideal: dict[int, Fraction], target: int, room: tuple[int, int]
) -> dict[int, int] | None:
    """Whole units near the ideal ones that leave the loose stretches something they can take.

    Finds a way whenever there is one: reachable sums are kept as the bits of one large number.
    """
    groups: dict[int, list[int]] = {}
    for index in ideal:
        groups.setdefault(stretches[index].unit_frames, []).append(index)
    sizes = sorted(groups, reverse=True)
    least = {size: sum(stretches[i].least for i in groups[size]) for size in sizes}
    most = {size: sum(stretches[i].most for i in groups[size]) for size in sizes}
    grain = math.gcd(*sizes) if sizes else 1
    base = sum(least[size] * size for size in sizes)
    low, high = max(0, -((base + room[1] - target) // grain)), (target - room[0] - base) // grain
    if not sizes or high < low or (high + 1) * len(sizes) > MOST_BITS:
        return None
    mask = (1 << (high + 1)) - 1
    reached = [1]
    for size in reversed(sizes):
        reached.append(_multiples(reached[-1], size // grain, most[size] - least[size], mask))
    reached.reverse()
    units: dict[int, int] = {}
    done = 0
    for position, size in enumerate(sizes):
        wish = round(sum(ideal[i] for i in groups[size])) - least[size]
        for count in _from(wish, most[size] - least[size]):
            so_far = done + count * (size // grain)
            window = mask >> max(low, so_far)
            if so_far <= high and reached[position + 1] >> max(0, low - so_far) & window:
                break
        else:
            return None
        done = so_far
        units |= _share(stretches, ideal, groups[size], least[size] + count)
    return units


def _multiples(sums: int, size: int, most: int, mask: int) -> int:
    """The sums reached with up to `most` more of `size`."""
    step = 1
    while most > 0:
        step = min(step, most)
        sums |= sums << (step * size) & mask
        most -= step
        step *= 2
    return sums


def _from(wish: int, most: int) -> Iterable[int]:
    """Every count up to `most`, the nearest to `wish` first."""
    return sorted(range(most + 1), key=lambda count: (abs(count - wish), count))


def _share(
    stretches: Sequence[ElasticSpan], ideal: dict[int, Fraction], members: list[int], total: int
) -> dict[int, int]:
    """Whole units for stretches of one size, together `total`, each near its ideal."""
    units = {index: round(ideal[index]) for index in members}
    while missing := total - sum(units.values()):
        up = missing > 0
        free = [i for i in members if (units[i] < stretches[i].most if up else units[i] > stretches[i].least)]
        chosen = max(free, key=lambda i: ideal[i] - units[i] if up else units[i] - ideal[i])
        units[chosen] += 1 if up else -1
    return units


def _even_out(stretches: Sequence[ElasticSpan], units: dict[int, int], loose: list[int], target: int) -> None:
    """Brings loose stretches to what the whole ones leave: rests first, speaking turns last of all.

    Alike stretches that are no rests stay alike to the frame: an odd frame is a rest's.
    """
    left = target - sum(units[index] * stretches[index].unit_frames for index in units)
    rests = [index for index in loose if stretches[index].rest]
    others = [index for index in loose if not stretches[index].rest]
    for indexes in ([index for index in rests if stretches[index].late], rests) if left > 0 else (rests,):
        left -= _pour(stretches, units, indexes, left)
    if left:
        room = _room(stretches, units, others, left)
        parts = {index: math.ceil(_of(abs(left) * room[index], sum(room.values()))) for index in others}
        over = (sum(parts.values()) - abs(left)) * (1 if left > 0 else -1)
        if abs(over) <= sum(_room(stretches, units, rests, -over).values()):
            for index, part in parts.items():
                units[index] += part if left > 0 else -part
            _pour(stretches, units, rests, -over)
        else:
            _pour(stretches, units, others, left)


def _room(
    stretches: Sequence[ElasticSpan], units: dict[int, int], indexes: list[int], amount: int
) -> dict[int, int]:
    """How far each can go towards its most, or its least when the amount is negative."""
    if amount > 0:
        return {index: stretches[index].most - units[index] for index in indexes}
    return {index: units[index] - stretches[index].least for index in indexes}


def _pour(stretches: Sequence[ElasticSpan], units: dict[int, int], indexes: list[int], amount: int) -> int:
    """Adds as much of `amount` as these can take, by their room; returns how much that was."""
    room = _room(stretches, units, indexes, amount)
    total = sum(room.values())
    taken = min(abs(amount), total)
    exact, given = Fraction(0), 0
    for index in indexes:
        exact += _of(taken * room[index], total)
        part = math.floor(exact) - given
        given += part
        units[index] += part if amount > 0 else -part
    return given if amount > 0 else -given

"""Solves how long each elastic span lasts, so that a practice lasts exactly as long as was asked.

Below the usual length every span shrinks by the same share of its range.  Above it, two thirds of the
extra time go to the rests of the second half, as far as they can take it, and the other spans share the
remainder.  Breaths stay whole; what whole breaths leave over goes to rests before anything else.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

LATE_SHARE: Final = Fraction(2, 3)
"""The share of the extra time that goes to late rests."""

MAX_SEARCH_BITS: Final = 400_000_000
"""The search for whole breaths gives up above this: 50 MB, far beyond what any real script needs."""

MAX_SUMS: Final = 1_000_000
"""The most sums of whole breaths that are searched for the nearest length: some milliseconds."""

SEARCH_RADIUS_S: Final = 90
"""How far around an impossible length others are tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ElasticSpan:
    """A length that can vary, in units of `unit_frames`: 1 for a rest, a whole cycle for breaths."""

    least: int
    usual: int
    most: int
    unit_frames: int = 1

    rest: bool = False
    """Whether it is silence, which takes what the others leave over."""

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
    """Returns the units of each span, together exactly `target_frames`; None when that is impossible."""
    least = sum(stretch.least_frames for stretch in stretches)
    most = sum(stretch.most_frames for stretch in stretches)
    if not least <= target_frames <= most:
        return None
    ideal = _ideal(stretches, target_frames)
    unit_indexes = [index for index, stretch in enumerate(stretches) if stretch.unit_frames > 1]
    frame_indexes = [index for index, stretch in enumerate(stretches) if stretch.unit_frames == 1]
    room = (sum(stretches[i].least for i in frame_indexes), sum(stretches[i].most for i in frame_indexes))
    units = {index: round(ideal[index]) for index in unit_indexes}
    if not _fits(stretches, units, target_frames, room):
        searched = _search(stretches, {index: ideal[index] for index in unit_indexes}, target_frames, room)
        if searched is None:
            return None
        units = searched
    units |= {index: math.floor(ideal[index]) for index in frame_indexes}
    _distribute_remainder(stretches, units, frame_indexes, target_frames)
    return tuple(units[index] for index in range(len(stretches)))


def nearest(stretches: Sequence[ElasticSpan], target_frames: int, *, second_frames: int) -> tuple[int, ...]:
    """Returns units as near to `target_frames` as whole breaths allow; the usual ones if none is near."""
    least = sum(stretch.least_frames for stretch in stretches)
    most = sum(stretch.most_frames for stretch in stretches)
    clamped = max(least, min(target_frames, most))
    for step in range(SEARCH_RADIUS_S):
        for candidate in (clamped - step * second_frames, clamped + step * second_frames):
            if (units := solve(stretches, candidate)) is not None:
                return units
    return tuple(stretch.usual for stretch in stretches)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """All lengths that some spans can take together: sums of whole cycles, and of single frames."""

    least_frames: int
    """The shortest length, in frames."""

    room_frames: int
    """How many frames can be added one by one."""

    grain_frames: int
    """The greatest common divisor of all cycles, in frames."""

    sums: int
    """A bit set for each sum of whole cycles; bit 0 is the shortest, and each bit is a grain more."""

    def upto(self, target_frames: int) -> int | None:
        """Returns the longest length at or below the target; None when there is none."""
        over = target_frames - self.least_frames
        if over < 0:
            return None
        grains = (self.sums & ((1 << (over // self.grain_frames + 1)) - 1)).bit_length() - 1
        return self.least_frames + min(over, grains * self.grain_frames + self.room_frames)

    def beyond(self, target_frames: int) -> int | None:
        """Returns the shortest length at or above the target; None when there is none."""
        over = target_frames - self.least_frames
        grains = max(0, -((self.room_frames - over) // self.grain_frames))
        if not (higher := self.sums >> grains):
            return None
        lowest = grains + (higher & -higher).bit_length() - 1
        return self.least_frames + max(over, lowest * self.grain_frames)


def lengths(stretches: Sequence[ElasticSpan]) -> Lengths | None:
    """Returns all lengths that these can take together; None when there are more than `MAX_SUMS`."""
    rooms: dict[int, int] = {}
    for stretch in stretches:
        if stretch.unit_frames > 1:
            rooms[stretch.unit_frames] = rooms.get(stretch.unit_frames, 0) + stretch.most - stretch.least
    grain = math.gcd(*rooms) or 1
    total = sum(size * room for size, room in rooms.items()) // grain
    if total > MAX_SUMS:
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
    """Returns the units each span would get if breaths could be divided."""
    usual = sum(stretch.usual_frames for stretch in stretches)
    if target <= usual:
        shrink = _ratio(
            target - usual, sum(stretch.usual_frames - stretch.least_frames for stretch in stretches)
        )
        return [stretch.usual + shrink * (stretch.usual - stretch.least) for stretch in stretches]
    extra = target - usual
    late_room = sum(
        stretch.most_frames - stretch.usual_frames for stretch in stretches if stretch.rest and stretch.late
    )
    other_room = sum(stretch.most_frames - stretch.usual_frames for stretch in stretches) - late_room
    late_extra = max(min(Fraction(late_room), LATE_SHARE * extra), Fraction(extra - other_room))
    late, other = _ratio(late_extra, late_room), _ratio(extra - late_extra, other_room)
    return [
        stretch.usual + (late if stretch.rest and stretch.late else other) * (stretch.most - stretch.usual)
        for stretch in stretches
    ]


def _ratio(amount: Fraction | int, room: int) -> Fraction:
    return Fraction(amount) / room if room else Fraction(0)


def _fits(
    stretches: Sequence[ElasticSpan], units: dict[int, int], target: int, room: tuple[int, int]
) -> bool:
    """Returns whether the frame spans, from `room[0]` to `room[1]` together, can fill what is left."""
    remaining = target - sum(count * stretches[index].unit_frames for index, count in units.items())
    return room[0] <= remaining <= room[1]


def _search(
    stretches: Sequence[ElasticSpan], ideal: dict[int, Fraction], target: int, room: tuple[int, int]
) -> dict[int, int] | None:
    """Returns whole units near the ideal ones that leave a remainder which the frame spans can fill.

    Finds a solution whenever there is one: reachable sums are the bits of one large number.
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
    if not sizes or high < low or (high + 1) * len(sizes) > MAX_SEARCH_BITS:
        return None
    mask = (1 << (high + 1)) - 1
    reached = [1]
    for size in reversed(sizes):
        reached.append(_multiples(reached[-1], size // grain, most[size] - least[size], mask))
    reached.reverse()
    units: dict[int, int] = {}
    chosen_grains = 0
    for position, size in enumerate(sizes):
        preferred = round(sum(ideal[i] for i in groups[size])) - least[size]
        for count in _nearest_first(preferred, most[size] - least[size]):
            grains = chosen_grains + count * (size // grain)
            window = mask >> max(low, grains)
            if grains <= high and reached[position + 1] >> max(0, low - grains) & window:
                break
        else:
            return None
        chosen_grains = grains
        units |= _share(stretches, ideal, groups[size], least[size] + count)
    return units


def _multiples(sums: int, size: int, most: int, mask: int) -> int:
    """Returns the sums, as bits, that are reached with up to `most` more of `size`."""
    step = 1
    while most > 0:
        step = min(step, most)
        sums |= sums << (step * size) & mask
        most -= step
        step *= 2
    return sums


def _nearest_first(preferred: int, most: int) -> Iterable[int]:
    """Returns every count up to `most`, the nearest to `preferred` first."""
    return sorted(range(most + 1), key=lambda count: (abs(count - preferred), count))


def _share(
    stretches: Sequence[ElasticSpan], ideal: dict[int, Fraction], members: list[int], total: int
) -> dict[int, int]:
    """Returns whole units for spans of one size, together `total`, each near its ideal."""
    units = {index: round(ideal[index]) for index in members}
    while missing := total - sum(units.values()):
        more = missing > 0
        free = [
            i for i in members if (units[i] < stretches[i].most if more else units[i] > stretches[i].least)
        ]
        furthest = max(free, key=lambda i: ideal[i] - units[i] if more else units[i] - ideal[i])
        units[furthest] += 1 if more else -1
    return units


def _distribute_remainder(
    stretches: Sequence[ElasticSpan], units: dict[int, int], frame_indexes: list[int], target: int
) -> None:
    """Gives the frame spans what the whole units leave over: rests first, speaking turns last.

    Equal spans that are not rests stay equal to the frame: an odd frame goes to a rest.
    """
    remainder = target - sum(units[index] * stretches[index].unit_frames for index in units)
    rests = [index for index in frame_indexes if stretches[index].rest]
    non_rests = [index for index in frame_indexes if not stretches[index].rest]
    for indexes in (
        ([index for index in rests if stretches[index].late], rests) if remainder > 0 else (rests,)
    ):
        remainder -= _pour(stretches, units, indexes, remainder)
    if remainder:
        room = _room(stretches, units, non_rests, remainder)
        parts = {
            index: math.ceil(_ratio(abs(remainder) * room[index], sum(room.values()))) for index in non_rests
        }
        over = (sum(parts.values()) - abs(remainder)) * (1 if remainder > 0 else -1)
        if abs(over) <= sum(_room(stretches, units, rests, -over).values()):
            for index, part in parts.items():
                units[index] += part if remainder > 0 else -part
            _pour(stretches, units, rests, -over)
        else:
            _pour(stretches, units, non_rests, remainder)


def _room(
    stretches: Sequence[ElasticSpan], units: dict[int, int], indexes: list[int], amount: int
) -> dict[int, int]:
    """Returns how far each is from its most, or from its least when the amount is negative."""
    if amount > 0:
        return {index: stretches[index].most - units[index] for index in indexes}
    return {index: units[index] - stretches[index].least for index in indexes}


def _pour(stretches: Sequence[ElasticSpan], units: dict[int, int], indexes: list[int], amount: int) -> int:
    """Adds as much of `amount` as these can take, in proportion to their room; returns how much that was."""
    room = _room(stretches, units, indexes, amount)
    total = sum(room.values())
    amount_to_pour = min(abs(amount), total)
    exact, poured = Fraction(0), 0
    for index in indexes:
        exact += _ratio(amount_to_pour * room[index], total)
        part = math.floor(exact) - poured
        poured += part
        units[index] += part if amount > 0 else -part
    return poured if amount > 0 else -poured

"""How often elastic repeats go round, and with that how long everything lasts."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product, takewhile
from typing import Final, Literal

from practice_player.lib.errors import PracticeError
from practice_player.lib.units import frames
from practice_player.script import model
from practice_player.script.choices import Choices
from practice_player.script.durations import ElasticCount
from practice_player.script.expand import elastic, expand
from practice_player.script.steps import row_of
from practice_player.timeline.parts import Finders, Part, Reach, fixed_frames, measure, reach, stretches
from practice_player.timeline.solver import Lengths, lengths, solve

MOST_TRIED: Final = 256
"""Ways to go round that are tried for one length."""


MOST_STAIRS: Final = 32
"""Ways to go round that are looked at for a list of lengths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """A practice at one length."""

    counts: tuple[int, ...]
    """Passes of each elastic repeat."""

    parts: tuple[Part, ...]
    units: tuple[int, ...]
    """For each part that stretches, in order."""


class Plan:
    """A script and what was chosen, ready to be given a length."""

    def __init__(self, script: model.Script, finders: Finders, choices: Choices) -> None:
        self.script = script
        self.finders = finders
        self.choices = choices
        self.repeats = elastic(script)
        """Those that may go round more often or less."""

        self._limits = [step.passes for step in self.repeats]
        self._stairs = list(_staircase(self._limits))
        self._parts: dict[tuple[int, ...], tuple[Part, ...]] = {}
        self._reaches: dict[tuple[int, ...], Reach] = {}
        self._lengths: dict[tuple[int, ...], Lengths | None] = {}

    @property
    def reach(self) -> Reach:
        """What the practice can be stretched to."""
        least, usual, most = (
            self._reach(tuple(getattr(count, which) for count in self._limits))
            for which in ("least", "usual", "most")
        )
        return Reach(
            least_frames=least.least_frames,
            usual_frames=usual.usual_frames,
            most_frames=most.most_frames,
            whole_seconds=least.whole_seconds and most.whole_seconds,
        )

    def choosing(self, choices: Choices) -> "Plan":
        """The same script with other choices."""
        return Plan(self.script, self.finders, choices)

    def parts(self, counts: tuple[int, ...]) -> tuple[Part, ...]:
        """The practice measured, with these passes of its elastic repeats.

        Raises:
            PracticeError: nothing is left that lasts.
        """
        if counts not in self._parts:
            by_id = {id(step): count for step, count in zip(self.repeats, counts, strict=True)}
            parts = measure(expand(self.script, self.choices, by_id), self.finders)
            if not any(row_of(part.step).lasts for part in parts):
                raise PracticeError(
                    f"nothing is left of {self.script.title}", fix="leave less of it out, or none"
                )
            self._parts[counts] = parts
        return self._parts[counts]

    def at(self, target_frames: int) -> Solution | None:
        """The practice at exactly this length; None when it cannot be had."""
        for counts in self._tries(target_frames):
            parts = self.parts(counts)
            units = solve(stretches(parts), target_frames - fixed_frames(parts))
            if units is not None:
                return Solution(counts=counts, parts=parts, units=units)
        return None

    def near(self, target_frames: int) -> tuple[int | None, int | None]:
        """The lengths nearest to this one that can be had: up to it, and from there on."""
        low, half = self._first_longer(target_frames), MOST_TRIED // 2
        below: int | None = None
        above: int | None = None
        for counts in (*self._stairs[low : low + half], *reversed(self._stairs[max(0, low - half) : low])):
            reach = self._reach(counts)
            if reach.least_frames <= target_frames and (below is None or reach.most_frames > below):
                below = max(filter(None, (below, self._had(counts, "upto", target_frames))), default=None)
            if reach.most_frames >= target_frames and (above is None or reach.least_frames < above):
                above = min(filter(None, (above, self._had(counts, "beyond", target_frames))), default=None)
        return below, above

    def nearest(self, target_frames: int) -> int | None:
        """The length nearest to this one that can be had; None when too many would have to be looked at."""
        near = [at for at in self.near(target_frames) if at is not None]
        return min(near, key=lambda at: abs(at - target_frames), default=None)

    def minutes(self) -> tuple[int, ...]:
        """Lengths near whole minutes that can be had, in frames; none when passes make them too many."""
        if len(self._stairs) > MOST_STAIRS:
            return ()
        minute, reach = frames(60), self.reach
        wanted = range(reach.least_frames // minute + 1, reach.most_frames // minute + 1)
        near = {self.nearest(number * minute) for number in wanted}
        return tuple(sorted(at for at in near if at is not None))

    def _had(
        self, counts: tuple[int, ...], direction: Literal["upto", "beyond"], target_frames: int
    ) -> int | None:
        parts = self.parts(counts)
        if counts not in self._lengths:
            self._lengths[counts] = lengths(stretches(parts))
        fixed, had = fixed_frames(parts), self._lengths[counts]
        length = getattr(had, direction)(target_frames - fixed) if had else None
        return None if length is None else length + fixed

    def _reach(self, counts: tuple[int, ...]) -> Reach:
        if counts not in self._reaches:
            self._reaches[counts] = reach(self.parts(counts))
        return self._reaches[counts]

    def _first_longer(self, target: int) -> int:
        """The first of the stairs whose usual length is the target or more; the last when none is."""
        low, high = 0, len(self._stairs) - 1
        while low < high:
            middle = (low + high) // 2
            if self._reach(self._stairs[middle]).usual_frames < target:
                low = middle + 1
            else:
                high = middle
        return low

    def _tries(self, target: int) -> Iterator[tuple[int, ...]]:
        """Passes that may reach the target, likely ones first.

        A pass is added when it fits at its usual length, and left out in the same way: in a longer
        practice nothing has to shrink, in a shorter one nothing has to stretch.
        """
        steps, low = self._stairs, self._first_longer(target)
        below = takewhile(lambda counts: self._reach(counts).most_frames >= target, reversed(steps[:low]))
        above = takewhile(lambda counts: self._reach(counts).least_frames <= target, steps[low:])
        half = MOST_TRIED // 2
        yield from self._reaching((*islice(below, half), *islice(above, half)), target)
        several = len(self._limits) > 1  # of one repeat, the staircase has every count
        if several and math.prod(count.most - count.least + 1 for count in self._limits) <= MOST_TRIED:
            ways = product(*(range(count.least, count.most + 1) for count in self._limits))
            yield from self._reaching(ways, target)

    def _reaching(self, tries: Iterable[tuple[int, ...]], target: int) -> Iterator[tuple[int, ...]]:
        longer = target >= self.reach.usual_frames
        able = []
        for counts in tries:
            reach = self._reach(counts)
            if reach.least_frames <= target <= reach.most_frames:
                beyond = reach.usual_frames - target if longer else target - reach.usual_frames
                able.append((beyond > 0, abs(beyond), counts))
        for _, _, counts in sorted(able):
            yield counts


def _staircase(limits: list[ElasticCount]) -> Iterator[tuple[int, ...]]:
    """From the fewest passes to the most, one pass at a time, every repeat keeping its share."""
    ups: list[tuple[Fraction, int]] = []
    for number, count in enumerate(limits):
        below, above = count.usual - count.least, count.most - count.usual
        ups += [(Fraction(2 * step + 1, 2 * below) - 1, number) for step in range(below)]
        ups += [(Fraction(2 * step + 1, 2 * above), number) for step in range(above)]
    now = [count.least for count in limits]
    yield tuple(now)
    for _, number in sorted(ups):
        now[number] += 1
        yield tuple(now)

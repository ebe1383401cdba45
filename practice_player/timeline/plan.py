"""Chooses how many passes elastic repeats take, and how long everything else lasts."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain, islice, product, repeat, takewhile
from typing import Final, Literal

from practice_player.lib.errors import PracticeError
from practice_player.lib.units import frames
from practice_player.script import model
from practice_player.script.durations import ElasticCount
from practice_player.script.expand import RepeatCounts, elastic_repeats, expand_by_step, section_numbers
from practice_player.script.practice_choices import Choices
from practice_player.script.steps import row_of
from practice_player.timeline.finders import Finders
from practice_player.timeline.parts import Part, Reach, fixed_frames, measure, reach, stretches
from practice_player.timeline.solver import Lengths, lengths, solve

MAX_COMBINATIONS: Final = 256
"""The most combinations of passes that are tried for one length."""


MAX_LISTED_COMBINATIONS: Final = 32
"""The most combinations of passes for which the possible lengths are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """A practice solved for one length."""

    counts: tuple[int, ...]
    """The number of passes of each elastic repeat."""

    parts: tuple[Part, ...]
    units: tuple[int, ...]
    """How many units each part that stretches takes, in order."""


class Plan:
    """A script and the choices made for it; finds what fills a given length."""

    def __init__(self, script: model.Script, finders: Finders, choices: Choices) -> None:
        self.script = script
        self.finders = finders
        self.choices = choices
        self.repeats = elastic_repeats(script)
        """The repeats whose number of passes can vary."""

        self._pass_limits = [step.passes for step in self.repeats]
        self._staircase = list(_pass_staircase(self._pass_limits))
        self._parts: dict[tuple[int, ...], tuple[Part, ...]] = {}
        self._reaches: dict[tuple[int, ...], Reach] = {}
        self._lengths: dict[tuple[int, ...], Lengths | None] = {}

    @property
    def reach(self) -> Reach:
        """The lengths the practice can take."""
        least, usual, most = (
            self._reach(tuple(getattr(count, which) for count in self._pass_limits))
            for which in ("least", "usual", "most")
        )
        return Reach(
            least_frames=least.least_frames,
            usual_frames=usual.usual_frames,
            most_frames=most.most_frames,
            whole_seconds=least.whole_seconds and most.whole_seconds,
        )

    def choosing(self, choices: Choices) -> "Plan":
        """Returns a plan of the same script with other choices."""
        return Plan(self.script, self.finders, choices)

    def parts(self, counts: tuple[int, ...]) -> tuple[Part, ...]:
        """Returns the measured parts, with this many passes of each elastic repeat.

        Raises:
            PracticeError: no step with a length is left.
        """
        if counts not in self._parts:
            parts = self._measured(counts)
            if not any(row_of(part.step).lasts for part in parts):
                raise PracticeError(
                    f"nothing is left of {self.script.title}", fix="leave less of it out, or none"
                )
            self._parts[counts] = parts
        return self._parts[counts]

    def _measured(self, counts: tuple[int, ...]) -> tuple[Part, ...]:
        by_step = expand_by_step(self.script, self.choices, self.passes(counts))
        sections = chain.from_iterable(
            repeat(section, len(steps))
            for section, steps in zip(section_numbers(self.script), by_step, strict=True)
        )
        parts = measure(tuple(chain.from_iterable(by_step)), self.finders)
        return tuple(replace(part, section=section) for part, section in zip(parts, sections, strict=True))

    def passes(self, counts: tuple[int, ...]) -> RepeatCounts:
        """Returns how often each elastic repeat goes round, by the repeat."""
        return {id(step): count for step, count in zip(self.repeats, counts, strict=True)}

    def at(self, target_frames: int) -> Solution | None:
        """Returns the practice at exactly this length; None when that is impossible."""
        for counts in self._candidates(target_frames):
            parts = self.parts(counts)
            units = solve(stretches(parts), target_frames - fixed_frames(parts))
            if units is not None:
                return Solution(counts=counts, parts=parts, units=units)
        return None

    def near(self, target_frames: int) -> tuple[int | None, int | None]:
        """Returns the possible lengths nearest to this one: at or below it, and at or above it."""
        low, half = self._first_longer(target_frames), MAX_COMBINATIONS // 2
        below: int | None = None
        above: int | None = None
        for counts in (
            *self._staircase[low : low + half],
            *reversed(self._staircase[max(0, low - half) : low]),
        ):
            reach = self._reach(counts)
            if reach.least_frames <= target_frames and (below is None or reach.most_frames > below):
                below = max(
                    filter(None, (below, self._nearest_with(counts, "upto", target_frames))), default=None
                )
            if reach.most_frames >= target_frames and (above is None or reach.least_frames < above):
                above = min(
                    filter(None, (above, self._nearest_with(counts, "beyond", target_frames))), default=None
                )
        return below, above

    def nearest(self, target_frames: int) -> int | None:
        """Returns the possible length nearest to this one; None when there are too many to search."""
        candidates = [length for length in self.near(target_frames) if length is not None]
        return min(candidates, key=lambda length: abs(length - target_frames), default=None)

    def minutes(self) -> tuple[int, ...]:
        """Returns the possible lengths near whole minutes, in frames; none if they are too many to search."""
        if len(self._staircase) > MAX_LISTED_COMBINATIONS:
            return ()
        minute, reach = frames(60), self.reach
        whole_minutes = range(reach.least_frames // minute + 1, reach.most_frames // minute + 1)
        candidates = {self.nearest(number * minute) for number in whole_minutes}
        return tuple(sorted(length for length in candidates if length is not None))

    def _nearest_with(
        self, counts: tuple[int, ...], direction: Literal["upto", "beyond"], target_frames: int
    ) -> int | None:
        parts = self.parts(counts)
        if counts not in self._lengths:
            self._lengths[counts] = lengths(stretches(parts))
        fixed, possible = fixed_frames(parts), self._lengths[counts]
        length = getattr(possible, direction)(target_frames - fixed) if possible else None
        return None if length is None else length + fixed

    def _reach(self, counts: tuple[int, ...]) -> Reach:
        if counts not in self._reaches:
            self._reaches[counts] = reach(self.parts(counts))
        return self._reaches[counts]

    def _first_longer(self, target: int) -> int:
        """Returns the first index of the staircase whose usual length reaches the target, or the last."""
        low, high = 0, len(self._staircase) - 1
        while low < high:
            middle = (low + high) // 2
            if self._reach(self._staircase[middle]).usual_frames < target:
                low = middle + 1
            else:
                high = middle
        return low

    def _candidates(self, target: int) -> Iterator[tuple[int, ...]]:
        """Yields combinations of passes that may reach the target, likely ones first.

        A pass is added when it fits at its usual length, and removed in the same way: in a longer
        practice nothing has to shrink, in a shorter one nothing has to stretch.
        """
        steps, low = self._staircase, self._first_longer(target)
        below = takewhile(lambda counts: self._reach(counts).most_frames >= target, reversed(steps[:low]))
        above = takewhile(lambda counts: self._reach(counts).least_frames <= target, steps[low:])
        half = MAX_COMBINATIONS // 2
        yield from self._reaching((*islice(below, half), *islice(above, half)), target)
        several = len(self._pass_limits) > 1  # of one repeat, the staircase has every count
        if (
            several
            and math.prod(count.most - count.least + 1 for count in self._pass_limits) <= MAX_COMBINATIONS
        ):
            combinations = product(*(range(count.least, count.most + 1) for count in self._pass_limits))
            yield from self._reaching(combinations, target)

    def _reaching(self, combinations: Iterable[tuple[int, ...]], target: int) -> Iterator[tuple[int, ...]]:
        longer = target >= self.reach.usual_frames
        reachable = []
        for counts in combinations:
            reach = self._reach(counts)
            if reach.least_frames <= target <= reach.most_frames:
                overshoot = reach.usual_frames - target if longer else target - reach.usual_frames
                reachable.append((overshoot > 0, abs(overshoot), counts))
        for _, _, counts in sorted(reachable):
            yield counts


def _pass_staircase(limits: list[ElasticCount]) -> Iterator[tuple[int, ...]]:
    """Yields passes from the fewest to the most, one pass at a time; every repeat grows by the same share."""
    increments: list[tuple[Fraction, int]] = []
    for number, count in enumerate(limits):
        below, above = count.usual - count.least, count.most - count.usual
        increments += [(Fraction(2 * step + 1, 2 * below) - 1, number) for step in range(below)]
        increments += [(Fraction(2 * step + 1, 2 * above), number) for step in range(above)]
    passes = [count.least for count in limits]
    yield tuple(passes)
    for _, number in sorted(increments):
        passes[number] += 1
        yield tuple(passes)

"""Compiles a script and the choices of today into a timeline.

Words never stretch; rests, holds, turns, the number of breaths and the number of passes of a repeat do.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal

from practice_player.lib.errors import ClipError, LengthError
from practice_player.lib.units import exact_clock, frames, length_range, seconds
from practice_player.script import model
from practice_player.script.choices import Choices
from practice_player.script.expand import every_way
from practice_player.script.steps import row_of
from practice_player.timeline.layout import lay_out
from practice_player.timeline.model import ClipFinder, FileFinder, Timeline, no_files
from practice_player.timeline.parts import Finders, Part, Reach, fixed_frames, stretches
from practice_player.timeline.plan import Plan, Solution
from practice_player.timeline.solver import SEARCH_RADIUS_S, nearest

__all__ = ["Arrangement", "Reach", "arrange", "compile_timeline", "length_reach", "spoken"]

NO_CHOICES = Choices()

LENGTH_TOLERANCE_S = Decimal("0.05")
"""Half a tenth of a second: lengths are shown in tenths where a script has none in whole seconds."""

BEDTIME_DB = -4.0
"""Practices for the edge of sleep lie at -22 LUFS, the others at -18 (content 3.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """A timeline that can be compiled anew when an `agree` is answered, or another voice is chosen."""

    timeline: Timeline
    _plan: Plan
    _solution: Solution
    _bed: str | None
    _planned_frames: int
    """The length that was asked for, before any answer."""

    def answered(self, number: int, *, shift: bool) -> "Arrangement":
        """Returns the arrangement after an answer to the `agree` with this number, counted from 0.

        `shift` chooses its gentler way.  Everything up to the end of the question stays as it is; what
        follows fills the time that is left as nearly as it can.  Answers to later questions are dropped.
        """
        choices = self._plan.choices
        shifts = frozenset(earlier for earlier in choices.shifts if earlier < number) | (
            {number} if shift else set()
        )
        if shifts == choices.shifts:
            return self
        plan = self._plan.choosing(replace(choices, shifts=shifts))
        parts = plan.parts(self._solution.counts)
        questions = [index for index, part in enumerate(parts) if isinstance(part.step, model.Agree)]
        past_count = questions[number] + 1
        past_units = self._solution.units[: len(stretches(parts[:past_count]))]
        following = parts[past_count:]
        remaining_frames = self._planned_frames - _length(parts[:past_count], past_units)
        tail = nearest(
            stretches(following), remaining_frames - fixed_frames(following), second_frames=frames(1)
        )
        solution = Solution(counts=self._solution.counts, parts=parts, units=past_units + tail)
        return _arrangement(plan, solution, self._bed, self._planned_frames)

    def said_by(self, find_clip: ClipFinder) -> "Arrangement":
        """Returns the same arrangement in another voice, as near to the planned length as possible.

        Every recording is looked up before the first is needed, so that new ones are measured in parallel.

        Raises:
            ClipError: a recording cannot be read, or is not known yet.
        """
        for text in spoken(self._plan.script):
            with suppress(ClipError):
                find_clip(text)
        plan = Plan(self._plan.script, replace(self._plan.finders, phrase=find_clip), self._plan.choices)
        parts = plan.parts(self._solution.counts)
        target = self._planned_frames - fixed_frames(parts)
        units = nearest(stretches(parts), target, second_frames=frames(1))
        solution = Solution(counts=self._solution.counts, parts=parts, units=units)
        return _arrangement(plan, solution, self._bed, self._planned_frames)


def length_reach(
    script: model.Script,
    find_clip: ClipFinder,
    *,
    choices: Choices = NO_CHOICES,
    find_file: FileFinder = no_files,
) -> Reach:
    """Returns the lengths a script can take with these recordings and choices."""
    plan = Plan(script, Finders(phrase=find_clip, file=find_file), choices)
    reach = plan.reach
    return reach if reach.whole_seconds else replace(reach, minutes_frames=plan.minutes())


def compile_timeline(
    script: model.Script,
    find_clip: ClipFinder,
    *,
    length_s: Decimal | None = None,
    bed: str | None = None,
    choices: Choices = NO_CHOICES,
    find_file: FileFinder = no_files,
) -> Timeline:
    """Returns the timeline of a script; `length_s` of None is its usual length, `bed` of None its own.

    Raises:
        LengthError: the length is outside the script's range, or falls between two whole breaths.
    """
    return arrange(
        script, find_clip, length_s=length_s, bed=bed, choices=choices, find_file=find_file
    ).timeline


def arrange(
    script: model.Script,
    find_clip: ClipFinder,
    *,
    length_s: Decimal | None = None,
    bed: str | None = None,
    choices: Choices = NO_CHOICES,
    find_file: FileFinder = no_files,
) -> Arrangement:
    """Returns the timeline of a script, which answers and another voice can change on the way.

    Lengths are shown in tenths of a second: when one in whole tenths is impossible, the nearest length
    that is shown the same is taken.

    Raises:
        LengthError: as `compile_timeline`.
    """
    plan = Plan(script, Finders(phrase=find_clip, file=find_file), choices)
    target = plan.reach.usual_frames if length_s is None else frames(length_s)
    solution = plan.at(target)
    if solution is None and length_s is not None and length_s * 10 % 1 == 0:
        nearest_frames = plan.nearest(target)  # a length is typed as it was shown: in tenths
        if nearest_frames is not None and abs(nearest_frames - target) <= frames(LENGTH_TOLERANCE_S):
            target, solution = nearest_frames, plan.at(nearest_frames)
    if solution is None:
        raise _refusal(plan, target)
    return _arrangement(plan, solution, bed, target)


def spoken(script: model.Script) -> Iterable[str]:
    """Yields every phrase a voice may say, on every way through the script, with repeats of the same phrase.

    Words with a recording of their own are left out.
    """
    for step in every_way(script):
        yield from (phrase.text for phrase in row_of(step).says(step))


def _arrangement(plan: Plan, solution: Solution, bed: str | None, planned_frames: int) -> Arrangement:
    timeline = lay_out(solution.parts, solution.units, plan.finders, own_bed=plan.script.bed, bed=bed)
    if "bedtime" in plan.script.care:
        timeline = replace(timeline, level_db=BEDTIME_DB)
    return Arrangement(
        timeline=timeline, _plan=plan, _solution=solution, _bed=bed, _planned_frames=planned_frames
    )


def _length(parts: tuple[Part, ...], units: tuple[int, ...]) -> int:
    remaining = iter(units)
    return sum(part.length_frames(next(remaining) if part.stretch else 0) for part in parts)


def _refusal(plan: Plan, target: int) -> LengthError:
    reach = plan.reach
    problem = f"{plan.script.title} cannot last {exact_clock(seconds(target))}"
    if not reach.least_frames <= target <= reach.most_frames:
        lengths = length_range(
            seconds(reach.least_frames), seconds(reach.most_frames), whole=reach.whole_seconds
        )
        only_length = f"{lengths}, the only length it has; or leave the length out"
        return LengthError(problem, fix=f"a length from {lengths}" if " to " in lengths else only_length)
    fix = " or ".join(near for direction in (-1, 1) if (near := _near(plan, target, direction)))
    if "." in fix or not fix:
        room = "give the script a rest that stretches, such as `rest: 5/10/30s`"
        fix = f"{fix or 'leave the length out'}; or {room}"
    whole = "breaths and passes" if plan.repeats else "breaths"
    return LengthError(f"{problem} in whole {whole}", fix=fix)


def _near(plan: Plan, target: int, direction: int) -> str:
    """Returns the nearest length below the target or above it, as a clock time; empty when there is none.

    A length in whole seconds is preferred where it is less than a second further away.
    """
    first = target // frames(1) + (direction > 0)
    candidates_s = range(first, first + direction * SEARCH_RADIUS_S, direction)
    whole = next(
        (second * frames(1) for second in candidates_s if plan.at(second * frames(1)) is not None), None
    )
    exact = plan.near(target)[direction > 0]
    if whole is not None and (exact is None or abs(whole - exact) < frames(1)):
        exact = whole
    return "" if exact is None else exact_clock(seconds(exact))

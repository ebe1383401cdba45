"""Compiles a script and the choices of today into a timeline.

Words never stretch; rests, holds, turns, the number of breaths and the number of passes of a repeat do.
"""

from dataclasses import replace
from decimal import Decimal

from practice_player.lib.errors import LengthError
from practice_player.lib.units import exact_clock, frames, length_range, seconds
from practice_player.script import model
from practice_player.script.practice_choices import Choices
from practice_player.timeline.arrangement import Arrangement
from practice_player.timeline.finders import Finders
from practice_player.timeline.model import ClipFinder, FileFinder, Timeline, no_files
from practice_player.timeline.parts import Reach
from practice_player.timeline.plan import Plan
from practice_player.timeline.solver import SEARCH_RADIUS_S

NO_CHOICES = Choices()

LENGTH_TOLERANCE_S = Decimal("0.05")
"""Half a tenth of a second: lengths are shown in tenths where a script has none in whole seconds."""


def length_reach(
    script: model.Script,
    find_clip: ClipFinder,
    *,
    choices: Choices = NO_CHOICES,
    find_file: FileFinder = no_files,
) -> Reach:
    """Returns the lengths a script can take with these recordings and choices."""
    plan = Plan(script, Finders(phrase=find_clip, file=find_file, lang=script.lang), choices)
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
    plan = Plan(script, Finders(phrase=find_clip, file=find_file, lang=script.lang), choices)
    target = plan.reach.usual_frames if length_s is None else frames(length_s)
    solution = plan.at(target)
    if solution is None and length_s is not None and length_s * 10 % 1 == 0:
        nearest_frames = plan.nearest(target)  # a length is typed as it was shown: in tenths
        if nearest_frames is not None and abs(nearest_frames - target) <= frames(LENGTH_TOLERANCE_S):
            target, solution = nearest_frames, plan.at(nearest_frames)
    if solution is None:
        raise _refusal(plan, target)
    return Arrangement.of(plan, solution, bed=bed, planned_frames=target)


def _refusal(plan: Plan, target: int) -> LengthError:
    reach = plan.reach
    problem = f"{plan.script.title} cannot last {exact_clock(seconds(target))}"
    if not reach.least_frames <= target <= reach.most_frames:
        lengths = length_range(
            seconds(reach.least_frames), seconds(reach.most_frames), whole=reach.whole_seconds
        )
        only_length = f"{lengths}, the only length it has; or leave the length out"
        return LengthError(problem, fix=f"a length from {lengths}" if " to " in lengths else only_length)
    fix = " or ".join(near for direction in (-1, 1) if (near := _nearest_clock(plan, target, direction)))
    if "." in fix or not fix:
        room = "give the script a rest that stretches, such as `rest: 5/10/30s`"
        fix = f"{fix or 'leave the length out'}; or {room}"
    whole = "breaths and passes" if plan.repeats else "breaths"
    return LengthError(f"{problem} in whole {whole}", fix=fix)


def _nearest_clock(plan: Plan, target: int, direction: int) -> str:
    """Returns the nearest length below the target or above it, as a clock time; empty when there is none.

    A length in whole seconds is preferred where it is less than a second further away.
    """
    first = target // frames(1) + (direction > 0)
    candidates_s = range(first, first + direction * SEARCH_RADIUS_S, direction)
    nearest_whole = next(
        (second * frames(1) for second in candidates_s if plan.at(second * frames(1)) is not None), None
    )
    nearest_length = plan.near(target)[direction > 0]
    if nearest_whole is not None and (
        nearest_length is None or abs(nearest_whole - nearest_length) < frames(1)
    ):
        nearest_length = nearest_whole
    return "" if nearest_length is None else exact_clock(seconds(nearest_length))

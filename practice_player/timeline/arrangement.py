"""Changes a timeline during the practice: for an answer, more time, another voice, or a gentler way on."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Final

from practice_player.lib.errors import ClipError
from practice_player.lib.units import frames
from practice_player.script import model
from practice_player.script.expand import expand_by_step, gentler_without
from practice_player.script.practice_choices import Choices
from practice_player.timeline.layout import lay_out
from practice_player.timeline.model import ClipFinder, Timeline
from practice_player.timeline.parts import Part, fixed_frames, stretches
from practice_player.timeline.phrases import spoken_by
from practice_player.timeline.plan import Plan, Solution
from practice_player.timeline.solver import nearest
from practice_player.timeline.turns import (
    MAX_TIMES,
    AddedPart,
    Additions,
    LongerPart,
    add,
    additions_for,
    can_be_longer,
    longer_parts,
)

BEDTIME_DB: Final = -4.0
"""Practices for the edge of sleep lie at -22 LUFS, the others at -18 (content 3.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """A timeline that can be compiled anew; everything up to the moment of a change stays as it is."""

    timeline: Timeline
    _plan: Plan
    _solution: Solution
    _bed: str | None
    _planned_frames: int
    """The length that was asked for, before any answer or addition."""

    _additions: Additions = field(default_factory=Additions)
    _added: tuple[AddedPart, ...] = ()
    """The parts of the timeline in order, including those that were added."""

    settled: bool = False
    """True once it took a gentler way: answers and voices change nothing more."""

    @classmethod
    def of(
        cls,
        plan: Plan,
        solution: Solution,
        *,
        bed: str | None,
        planned_frames: int,
        additions: Additions | None = None,
        settled: bool = False,
    ) -> "Arrangement":
        """Lays out a solved practice; a `bed` of None is the script's own."""
        additions = additions or Additions()
        added = tuple(add(solution.parts, additions, plan.finders))
        parts = [added_part.part for added_part in added]
        timeline = lay_out(parts, solution.units, plan.finders, script=plan.script, bed=bed)
        if "bedtime" in plan.script.care:
            timeline = replace(timeline, level_db=BEDTIME_DB)
        return cls(
            timeline=timeline,
            _plan=plan,
            _solution=solution,
            _bed=bed,
            _planned_frames=planned_frames,
            _additions=additions,
            _added=added,
            settled=settled,
        )

    @property
    def without(self) -> frozenset[str]:
        """What was left out from the start."""
        return self._plan.choices.without

    @property
    def stays(self) -> frozenset[int]:
        """The questions that were answered with *stay*, counted from 0."""
        return self._plan.choices.stays

    @property
    def longer(self) -> tuple[LongerPart, ...]:
        """The parts that were made longer."""
        return longer_parts(self._solution.parts, self._additions)

    def with_longer(self, longer: Sequence[LongerPart]) -> "Arrangement":
        """Returns it with parts that were made longer in an earlier timeline, as far as it has them."""
        return self._compile_anew(self._plan, self._solution, additions_for(self._solution.parts, longer))

    def with_answer(self, number: int, *, stay: bool) -> "Arrangement":
        """Returns the arrangement after an answer to the `agree` with this number, counted from 0.

        Without `stay` it takes the gentler way, as it does without any answer.  What follows the question
        fills the time that is left as nearly as it can.  Answers to later questions are dropped.
        """
        choices = self._plan.choices
        stays = frozenset(earlier for earlier in choices.stays if earlier < number) | (
            {number} if stay else set()
        )
        if stays == choices.stays or self.settled:
            return self
        plan = self._plan.choosing(replace(choices, stays=stays))
        parts = plan.parts(self._solution.counts)
        questions = [index for index, part in enumerate(parts) if isinstance(part.step, model.Agree)]
        past_count = questions[number] + 1
        past_units = self._solution.units[: len(stretches(parts[:past_count]))]
        tail = self._tail(parts[past_count:], _length(parts[:past_count], past_units))
        solution = Solution(counts=self._solution.counts, parts=parts, units=past_units + tail)
        return self._compile_anew(plan, solution, self._additions.up_to(past_count))

    def with_voice(self, find_clip: ClipFinder) -> "Arrangement":
        """Returns the same arrangement in another voice, as near to the planned length as possible.

        Every recording is looked up before the first is needed, so that new ones are measured in parallel.

        Raises:
            ClipError: a recording cannot be read, or is not known yet.
        """
        finders = replace(self._plan.finders, phrase=find_clip)
        for voice, text in spoken_by(self._plan.script):
            with suppress(ClipError):
                finders.by(voice)(text)
        plan = Plan(self._plan.script, finders, self._plan.choices)
        parts = plan.parts(self._solution.counts)
        solution = Solution(counts=self._solution.counts, parts=parts, units=self._tail(parts, 0))
        return self._compile_anew(plan, solution, self._additions)

    def with_more_time(self, step: int) -> "Arrangement":
        """Returns the arrangement with 30 s more in a step, counted from 0 in the timeline.

        In a turn, the other of the two gets the same.  The same arrangement comes back where a step cannot be
        longer, or has become so often enough.
        """
        added_part = self._part(step)
        times = (
            self._additions.times.get(added_part.origin, 0) if added_part.origin is not None else MAX_TIMES
        )
        if added_part.origin is None or times >= MAX_TIMES or not can_be_longer(added_part.part.step):
            return self
        return self._compile_anew(self._plan, self._solution, self._additions.with_longer(added_part.origin))

    def with_grace(self, step: int) -> "Arrangement":
        """Returns it with up to 20 s after a turn, counted from 0 in the timeline, to finish a sentence.

        The same arrangement comes back where there is no turn, or one that has had it.
        """
        added_part = self._part(step)
        if added_part.origin is None or not isinstance(added_part.part.step, model.Turn):
            return self
        return self._compile_anew(self._plan, self._solution, self._additions.with_grace(added_part.origin))

    def gentler(self, step: int) -> tuple["Arrangement", int]:
        """Returns it without what can be left out from a step on, and the frame at which it continues.

        Where the step under way belongs to something with another way, that other way begins; else the step
        begins anew.

        Raises:
            PracticeError: nothing would be left.
        """
        gentle = self._plan.choosing(
            Choices(without=self._plan.choices.without | gentler_without(self._plan.script))
        )
        position = [index for index, added_part in enumerate(self._added) if added_part.is_step][step]
        past = tuple(added_part.part for added_part in self._added[:position])
        past_units = self._solution.units[: len(stretches(past))]
        past_frames = _length(past, past_units)
        following = gentle.parts(self._solution.counts)[self._resume_index(gentle, position) :]
        solution = Solution(
            counts=self._solution.counts,
            parts=past + following,
            units=past_units + self._tail(following, past_frames),
        )
        settled = Arrangement.of(
            gentle, solution, bed=self._bed, planned_frames=self._planned_frames, settled=True
        )
        return settled, past_frames

    def _resume_index(self, gentle: Plan, position: int) -> int:
        """Returns the index of the part of the gentler plan that follows on the part at this position."""
        counts = self._solution.counts
        origins = [
            added_part.origin for added_part in self._added[: position + 1] if added_part.origin is not None
        ]
        plain, gentler = (
            expand_by_step(plan.script, plan.choices, plan.passes(counts)) for plan in (self._plan, gentle)
        )
        ends = list(accumulate(len(steps) for steps in plain))
        step_number = next(index for index, end in enumerate(ends) if origins[-1] < end)
        resume_index = sum(len(steps) for steps in gentler[:step_number])
        if plain[step_number] != gentler[step_number]:
            return resume_index
        return resume_index + origins[-1] - (ends[step_number] - len(plain[step_number]))

    def _part(self, step: int) -> AddedPart:
        return [added_part for added_part in self._added if added_part.is_step][step]

    def _tail(self, following: tuple[Part, ...], past_frames: int) -> tuple[int, ...]:
        """Returns the units of each part that stretches, to end as near to the planned length as possible."""
        target = self._planned_frames - past_frames - fixed_frames(following)
        return nearest(stretches(following), target, second_frames=frames(1))

    def _compile_anew(self, plan: Plan, solution: Solution, additions: Additions) -> "Arrangement":
        if plan is self._plan and additions == self._additions:
            return self
        return Arrangement.of(
            plan,
            solution,
            bed=self._bed,
            planned_frames=self._planned_frames,
            additions=additions,
            settled=self.settled,
        )


def _length(parts: tuple[Part, ...], units: tuple[int, ...]) -> int:
    remaining = iter(units)
    return sum(part.length_frames(next(remaining) if part.stretch else 0) for part in parts)

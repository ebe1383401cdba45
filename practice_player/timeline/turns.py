"""More time in a turn, the same for the other; and a little grace at its end.  Pure.

Additions come after a practice was given its length: nothing else moves for them, it lasts longer.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from practice_player.lib.units import frames
from practice_player.script import model
from practice_player.script.steps import row_of
from practice_player.timeline.parts import Finders, Part, measure_step

MORE_S: Final = Decimal(30)
"""How much longer a turn becomes, for each of the two."""

GRACE_S: Final = Decimal(20)
"""How long somebody may finish their sentence after the end of a turn."""

MAX_TIMES: Final = 10
"""How often one turn can be made longer."""

_OTHER: Final = {"first": "second", "second": "first"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Additions:
    """What was added on the way; parts are counted from 0, as they were before anything was added."""

    times: Mapping[int, int] = field(default_factory=dict)
    """How often a part was made longer."""

    graces: frozenset[int] = frozenset()
    """The turns after which somebody finishes their sentence."""

    def longer(self, part: int) -> "Additions":
        return replace(self, times=dict(Counter(self.times) + Counter({part: 1})))

    def with_grace(self, part: int) -> "Additions":
        return replace(self, graces=self.graces | {part})

    def until(self, part_count: int) -> "Additions":
        """Those to the first parts only."""
        return Additions(
            times={part: times for part, times in self.times.items() if part < part_count},
            graces=frozenset(part for part in self.graces if part < part_count),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedPart:
    """A part as it will happen."""

    part: Part

    origin: int | None
    """Which part it was before anything was added; None for one that was added."""

    @property
    def is_step(self) -> bool:
        """Whether it is a step of the timeline: a change of background is none."""
        return not isinstance(self.part.step, model.Background)


def can_be_longer(step: model.SimpleStep) -> bool:
    """Whether 30 s more make sense here: in a turn, a rest or a position held."""
    return isinstance(step, model.Turn | model.Rest | model.Stay)


def add(parts: Sequence[Part], additions: Additions, finders: Finders) -> list[AddedPart]:
    """The parts with what was added.

    When a turn is made longer, so is the other's turn that belongs to it; when that one is over, the other
    gets as much right after, with two bell strokes between.
    """
    pairs = _pairs(parts)
    longer = Counter(additions.times)
    afterwards: dict[int, int] = {}
    for index, times in additions.times.items():
        step = parts[index].step
        if isinstance(step, model.Turn) and step.turn in _OTHER:
            other = pairs.get(index)
            if other is not None and other > index:
                longer[other] += times
            else:
                afterwards[index] = times
    added: list[AddedPart] = []
    for index, part in enumerate(parts):
        extra = frames(MORE_S) * longer[index]
        lengthened = replace(part, fixed_frames=part.fixed_frames + extra, extra_frames=extra)
        added.append(AddedPart(part=lengthened, origin=index))
        if index in additions.graces and isinstance(part.step, model.Turn):
            grace = replace(_turn(part.step, part.step.turn, GRACE_S), grace=True)
            added.append(AddedPart(part=grace, origin=None))
        if times := afterwards.get(index, 0):
            assert isinstance(part.step, model.Turn)  # noqa: S101 - only turns are paired
            bell = _bells(finders)
            turn = _turn(part.step, _OTHER[part.step.turn], MORE_S * times)
            added += [AddedPart(part=bell, origin=None), AddedPart(part=turn, origin=None)]
    return added


def _pairs(parts: Sequence[Part]) -> dict[int, int]:
    """For each turn, the turn of the other that belongs to it: the first with the first, and so on."""
    turns: dict[str, list[int]] = {"first": [], "second": []}
    for index, part in enumerate(parts):
        if isinstance(part.step, model.Turn) and part.step.turn in turns:
            turns[part.step.turn].append(index)
    pairs = list(zip(turns["first"], turns["second"], strict=False))
    return dict(pairs) | {second: first for first, second in pairs}


def _bells(finders: Finders) -> Part:
    """Two strokes: the turn changes over."""
    step = model.BellStep(bell="2")
    fixed, stretch = measure_step(step, finders)
    return Part(step=step, lead_frames=0, fixed_frames=fixed, stretch=stretch)


def _turn(like: model.Turn, who: str, length_s: Decimal) -> Part:
    """A turn of a fixed length, with the prompt of another."""
    step = like.model_copy(update={"turn": who})
    return Part(step=step, lead_frames=0, fixed_frames=frames(row_of(step).fixed_s + length_s), stretch=None)

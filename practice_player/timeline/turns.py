"""Adds time to a turn, and as much to the other person's; and time to finish a sentence after a turn.  Pure.

Additions are made after the length was solved: the practice becomes longer, and no other part is shortened.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from practice_player.lib.units import frames
from practice_player.script import model
from practice_player.script.steps import row_of
from practice_player.timeline.finders import Finders
from practice_player.timeline.parts import Part, measure_step

MORE_S: Final = Decimal(30)
"""How much longer a turn becomes, for each of the two."""

GRACE_S: Final = Decimal(20)
"""How long somebody may finish their sentence after the end of a turn."""

MAX_TIMES: Final = 10
"""How often one turn can be made longer."""

_OTHER_PERSON: Final = {"first": "second", "second": "first"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Additions:
    """What was added during the practice; parts are counted from 0, as they were before any addition."""

    times: Mapping[int, int] = field(default_factory=dict)
    """How often a part was made longer."""

    graces: frozenset[int] = frozenset()
    """The turns after which somebody finishes their sentence."""

    def with_longer(self, part: int) -> "Additions":
        return replace(self, times=dict(Counter(self.times) + Counter({part: 1})))

    def with_grace(self, part: int) -> "Additions":
        return replace(self, graces=self.graces | {part})

    def up_to(self, part_count: int) -> "Additions":
        """Returns only the additions to the first `part_count` parts."""
        return Additions(
            times={part: times for part, times in self.times.items() if part < part_count},
            graces=frozenset(part for part in self.graces if part < part_count),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LongerPart:
    """A part that was made longer, named so that other choices and another length know it too."""

    section: int
    """The section of the script, as `section_numbers` counts them."""

    number: int
    """Which part of its section it is, counted from 0."""

    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedPart:
    """A part of the practice, with what was added to it, or a part that was added as a whole."""

    part: Part

    origin: int | None
    """Its index before any addition; None for a part that was added."""

    @property
    def is_step(self) -> bool:
        """Whether it is a step of the timeline; what takes no time, such as a heading, is not."""
        return row_of(self.part.step).lasts


def can_be_longer(step: model.SimpleStep) -> bool:
    """Returns whether 30 s more make sense in a step: it is a turn, a rest or a position that is held."""
    return isinstance(step, model.Turn | model.Rest | model.Stay)


def longer_parts(parts: Sequence[Part], additions: Additions) -> tuple[LongerPart, ...]:
    """Returns the parts that were made longer, in a form that `additions_for` reads."""
    places = list(_places(parts))
    return tuple(
        LongerPart(section=places[index][0], number=places[index][1], times=times)
        for index, times in additions.times.items()
    )


def additions_for(parts: Sequence[Part], longer: Sequence[LongerPart]) -> Additions:
    """Returns the same additions for other parts, as far as there are such parts that can be longer."""
    indices = {place: index for index, place in enumerate(_places(parts))}
    stored = [(indices.get((part.section, part.number)), part.times) for part in longer]
    return Additions(
        times={
            index: min(times, MAX_TIMES)
            for index, times in stored
            if index is not None and times > 0 and can_be_longer(parts[index].step)
        }
    )


def _places(parts: Sequence[Part]) -> Iterator[tuple[int, int]]:
    """Yields the section of each part, and its number within that section."""
    counts: Counter[int] = Counter()
    for part in parts:
        yield part.section, counts[part.section]
        counts[part.section] += 1


def add(parts: Sequence[Part], additions: Additions, finders: Finders) -> list[AddedPart]:
    """Returns the parts with the additions.

    When a turn is made longer, so is the other person's matching turn; if that one is over, the other person
    gets as much right after, with two bell strokes between.
    """
    pairs = _pairs(parts)
    times_longer = Counter(additions.times)
    compensation: dict[int, int] = {}
    for index, times in additions.times.items():
        step = parts[index].step
        if isinstance(step, model.Turn) and step.turn in _OTHER_PERSON:
            paired_index = pairs.get(index)
            if paired_index is not None and paired_index > index:
                times_longer[paired_index] += times
            else:
                compensation[index] = times
    added: list[AddedPart] = []
    for index, part in enumerate(parts):
        extra = frames(MORE_S) * times_longer[index]
        lengthened = replace(part, fixed_frames=part.fixed_frames + extra, extra_frames=extra)
        added.append(AddedPart(part=lengthened, origin=index))
        if index in additions.graces and isinstance(part.step, model.Turn):
            grace = replace(_fixed_turn(part.step, part.step.turn, GRACE_S), grace=True, section=part.section)
            added.append(AddedPart(part=grace, origin=None))
        if times := compensation.get(index, 0):
            assert isinstance(part.step, model.Turn)  # noqa: S101 - only turns are paired
            bell = _changeover_bell(finders)
            turn = _fixed_turn(part.step, _OTHER_PERSON[part.step.turn], MORE_S * times)
            added += [
                AddedPart(part=replace(new_part, section=part.section), origin=None)
                for new_part in (bell, turn)
            ]
    return added


def _pairs(parts: Sequence[Part]) -> dict[int, int]:
    """Returns the other person's matching turn of each turn: the first with the first, and so on."""
    turns: dict[str, list[int]] = {"first": [], "second": []}
    for index, part in enumerate(parts):
        if isinstance(part.step, model.Turn) and part.step.turn in turns:
            turns[part.step.turn].append(index)
    pairs = list(zip(turns["first"], turns["second"], strict=False))
    return dict(pairs) | {second: first for first, second in pairs}


def _changeover_bell(finders: Finders) -> Part:
    """Returns the two strokes between turns."""
    step = model.BellStep(bell="2")
    fixed, stretch = measure_step(step, finders)
    return Part(step=step, lead_frames=0, fixed_frames=fixed, stretch=stretch)


def _fixed_turn(template: model.Turn, person: str, length_s: Decimal) -> Part:
    """Returns a turn of a fixed length with the prompt of `template`, and nothing said along it."""
    step = template.model_copy(update={"turn": person, "along": ()})
    return Part(step=step, lead_frames=0, fixed_frames=frames(row_of(step).fixed_s + length_s), stretch=None)

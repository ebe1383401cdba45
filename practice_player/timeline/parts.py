"""Measures steps: how much of each is fixed, and how far it can stretch."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from practice_player.lib.units import frames
from practice_player.script import model
from practice_player.script.durations import ElasticCount, ElasticLength
from practice_player.script.sentences import split_utterances
from practice_player.script.steps import row_of
from practice_player.timeline.finders import Finders
from practice_player.timeline.gaps import closing_pause
from practice_player.timeline.solver import ElasticSpan

MISSING_SOUND_S: Final = Decimal(5)
"""How long the silence is in place of a sound whose file is not there."""

LEAD_IN_S: Final = Decimal("0.5")
"""Silence before the first words, so that the key press that starts the practice does not cover them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The lengths a practice can take, in frames."""

    least_frames: int
    usual_frames: int
    most_frames: int

    whole_seconds: bool = True
    """False when almost only whole breaths and passes can be added: few lengths are whole seconds then."""

    minutes_frames: tuple[int, ...] = ()
    """The possible lengths nearest to whole minutes, when `whole_seconds` is False."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One step of the practice, measured, before its final length is known."""

    step: model.SimpleStep
    lead_frames: int
    """Silence before it, in frames; part of `fixed_frames`."""

    fixed_frames: int
    stretch: ElasticSpan | None
    """What is added to the fixed frames; None when it cannot stretch."""

    extra_frames: int = 0
    """How much of the fixed frames somebody asked for on the way."""

    grace: bool = False
    """Whether it was added for somebody to finish a sentence."""

    section: int = 0
    """The section of the script that it belongs to, as `section_numbers` counts them."""

    @property
    def reach(self) -> Reach:
        stretch = self.stretch or ElasticSpan(least=0, usual=0, most=0)
        return Reach(
            least_frames=self.fixed_frames + stretch.least_frames,
            usual_frames=self.fixed_frames + stretch.usual_frames,
            most_frames=self.fixed_frames + stretch.most_frames,
        )

    def length_frames(self, units: int) -> int:
        return self.fixed_frames + (units * self.stretch.unit_frames if self.stretch else 0)


def measure(steps: Sequence[model.SimpleStep], finders: Finders) -> tuple[Part, ...]:
    """Measures every step; a part in the second half of the practice, at its usual length, is late."""
    parts: list[Part] = []
    lead = frames(LEAD_IN_S)
    for index, step in enumerate(steps):
        fixed, stretch = measure_step(step, finders, following=steps[index + 1 :])
        lead_here = lead if row_of(step).lasts else 0
        parts.append(Part(step=step, lead_frames=lead_here, fixed_frames=fixed + lead_here, stretch=stretch))
        lead -= lead_here
    half = reach(parts).usual_frames / 2
    start = 0
    for index, part in enumerate(parts):
        length = part.reach.usual_frames
        if part.stretch and start + length / 2 >= half:
            parts[index] = replace(part, stretch=replace(part.stretch, late=True))
        start += length
    return tuple(parts)


def reach(parts: Sequence[Part]) -> Reach:
    """Returns the lengths these parts can take together."""
    return Reach(
        least_frames=sum(part.reach.least_frames for part in parts),
        usual_frames=sum(part.reach.usual_frames for part in parts),
        most_frames=sum(part.reach.most_frames for part in parts),
        whole_seconds=_frame_by_frame_range(parts) >= frames(1),
    )


def _frame_by_frame_range(parts: Sequence[Part]) -> int:
    """Returns how many frames can be added one by one, between the shortest length and the longest."""
    frame_spans = [stretch for stretch in stretches(parts) if stretch.unit_frames == 1]
    return sum(stretch.most_frames - stretch.least_frames for stretch in frame_spans)


def stretches(parts: Sequence[Part]) -> list[ElasticSpan]:
    return [part.stretch for part in parts if part.stretch]


def fixed_frames(parts: Sequence[Part]) -> int:
    return sum(part.fixed_frames for part in parts)


def measure_step(
    step: model.SimpleStep, finders: Finders, *, following: Sequence[model.SimpleStep] = ()
) -> tuple[int, ElasticSpan | None]:
    """Returns the fixed frames of a step, and how it stretches; None when it does not.

    What follows decides whether a question at the end of its words has to wait for an answer.
    """
    row = row_of(step)
    fixed = frames(row.fixed_s)
    if isinstance(step, model.Say | model.Agree):
        fixed += max(phrase.end_frame for phrase in finders.phrases(step, start_frame=0))
    if isinstance(step, model.Sound):
        clip = finders.own_sound(step)
        fixed = clip.length_frames if clip else frames(MISSING_SOUND_S)
    if not row.elastic_key:
        return fixed, None
    elastic: ElasticLength | ElasticCount | None = getattr(step, row.elastic_key)
    if elastic is None:
        elastic = closing_pause(
            split_utterances(getattr(step, row.spoken_key)),
            lang=finders.lang,
            is_answered_next=_gives_time(following),
        )
    if isinstance(elastic, ElasticLength):
        least, usual, most = (
            frames(length_s) for length_s in (elastic.least_s, elastic.usual_s, elastic.most_s)
        )
        return fixed, ElasticSpan(least=least, usual=usual, most=most, rest=row.is_rest)
    unit_frames = frames(row.unit_s(step)) if row.unit_s else 1
    return fixed, ElasticSpan(
        least=elastic.least, usual=elastic.usual, most=elastic.most, unit_frames=unit_frames
    )


def _gives_time(following: Sequence[model.SimpleStep]) -> bool:
    """Whether the first step that is neither a bell nor a sound leaves time to think or to speak."""
    heard = (model.BellStep, model.Sound)
    first = next((step for step in following if row_of(step).lasts and not isinstance(step, heard)), None)
    return isinstance(first, model.Rest | model.Stay | model.Wait | model.Turn | model.Breathe)

"""Simple steps, measured: what of each is fixed, and what can stretch."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from practice_player.lib.units import frames
from practice_player.script import model
from practice_player.script.durations import ElasticLength
from practice_player.script.expand import Simple
from practice_player.script.sentences import split
from practice_player.timeline.model import ClipFinder, FileFinder, Phrase
from practice_player.timeline.phrases import place_phrases, place_recording
from practice_player.timeline.solver import ElasticSpan

LEAD_IN_S: Final = Decimal("0.5")
"""Quiet before the first words, so that a key press does not run into them."""

USUAL_PAUSE_S: Final = Decimal(2)
"""Silence after words whose script names no pause."""

BELL_S: Final = Decimal(5)
"""How long a bell is left to ring (content: decay 4-8 s)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What a practice can be stretched to, in frames."""

    least_frames: int
    usual_frames: int
    most_frames: int

    whole_seconds: bool = True
    """False where little but whole breaths and passes stretches: few lengths in whole seconds can be had."""

    minutes_frames: tuple[int, ...] = ()
    """The lengths nearest to whole minutes, where whole seconds cannot be had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finders:
    """Where recordings come from."""

    phrase: ClipFinder
    file: FileFinder

    def phrases(self, step: model.Say, *, start_frame: int) -> list[Phrase]:
        """The words of a step, by its own recording when it has one that is there."""
        texts = split(step.say)
        own = self.file(step.audio_path) if step.audio_path else None
        if own:
            return place_recording(texts, own, start_frame=start_frame)
        return place_phrases(texts, self.phrase, start_frame=start_frame)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One step of the practice before its length is known."""

    step: Simple
    lead_frames: int
    """Quiet before it, part of `fixed_frames`."""

    fixed_frames: int
    stretch: ElasticSpan | None

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


def measure(steps: Sequence[Simple], finders: Finders) -> tuple[Part, ...]:
    """The parts, each knowing in which half of the usual practice it lies."""
    parts: list[Part] = []
    lead = frames(LEAD_IN_S)
    for step in steps:
        timed = not isinstance(step, model.Background)
        fixed, stretch = _measured(step, finders)
        lead_here = lead if timed else 0
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
    """The lengths these parts can take together."""
    reaches = [part.reach for part in parts]
    return Reach(
        least_frames=sum(one.least_frames for one in reaches),
        usual_frames=sum(one.usual_frames for one in reaches),
        most_frames=sum(one.most_frames for one in reaches),
        whole_seconds=_room_frames(parts) >= frames(1),
    )


def _room_frames(parts: Sequence[Part]) -> int:
    """How much of it can be given out frame by frame."""
    loose = [one for one in stretches(parts) if one.unit_frames == 1]
    return sum(one.most_frames - one.least_frames for one in loose)


def stretches(parts: Sequence[Part]) -> list[ElasticSpan]:
    return [part.stretch for part in parts if part.stretch]


def fixed_frames(parts: Sequence[Part]) -> int:
    return sum(part.fixed_frames for part in parts)


def _measured(step: Simple, finders: Finders) -> tuple[int, ElasticSpan | None]:
    """Fixed frames, and what stretches."""
    fixed = 0
    stretch: ElasticSpan | None = None
    match step:
        case model.Say():
            fixed = max(phrase.end_frame for phrase in finders.phrases(step, start_frame=0))
            pause = step.pause or ElasticLength(
                least_s=USUAL_PAUSE_S, usual_s=USUAL_PAUSE_S, most_s=USUAL_PAUSE_S
            )
            stretch = _stretch(pause, rest=True)
        case model.Agree():
            fixed = place_phrases(split(step.agree), finders.phrase, start_frame=0)[-1].end_frame
            stretch = _stretch(step.for_)
        case model.Rest():
            stretch = _stretch(step.rest, rest=True)
        case model.Stay():
            stretch = _stretch(step.stay)
        case model.Wait():
            stretch = _stretch(step.wait)
        case model.Turn():
            stretch = _stretch(step.for_)
        case model.Breathe():
            count, unit = step.cycles, frames(step.breathe.cycle_s)
            stretch = ElasticSpan(least=count.least, usual=count.usual, most=count.most, unit_frames=unit)
        case model.BellStep():
            fixed = frames(BELL_S)
        case model.Background():
            pass
    return fixed, stretch


def _stretch(span: ElasticLength, *, rest: bool = False) -> ElasticSpan:
    return ElasticSpan(
        least=frames(span.least_s), usual=frames(span.usual_s), most=frames(span.most_s), rest=rest
    )

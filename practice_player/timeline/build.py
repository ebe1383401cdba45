"""A session and a length become a timeline.

Words never stretch; rests, holds, turns and breaths do.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from practice_player.errors import LengthError
from practice_player.script import model
from practice_player.script.sentences import split
from practice_player.script.spans import Span
from practice_player.timeline.breaths import CUES, place_breaths
from practice_player.timeline.cue import Bell, Breath, ClipFinder, Kind, Phrase, Step, Tick, Timeline
from practice_player.timeline.fit import Stretch, solve
from practice_player.timeline.phrases import place_phrases
from practice_player.timeline.ticks import place_ticks
from practice_player.units import clock, frames, seconds

LEAD_IN_S = Decimal("0.5")
"""Quiet before the first words, so that a key press does not run into them."""

USUAL_PAUSE_S = Decimal(2)
"""Silence after words whose script names no pause."""

BELL_S = Decimal(5)
"""How long a bell is left to ring (content: decay 4-8 s)."""


BEDTIME_DB = -4.0
"""Practices for the edge of sleep lie at -22 LUFS, the others at -18 (content 3.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """What a practice can be stretched to, in frames."""

    least_frames: int
    usual_frames: int
    most_frames: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    step: model.Step
    fixed_frames: int
    stretch: Stretch | None


def span_of(session: model.Session, find_clip: ClipFinder) -> Range:
    """The lengths a session can take with these recordings."""
    return _range(_parts(session, find_clip))


def build(
    session: model.Session, find_clip: ClipFinder, *, length_s: Decimal | None = None, bed: str | None = None
) -> Timeline:
    """The timeline of a session; `length_s` of None is its usual length, `bed` of None its own.

    Raises:
        LengthError: the length is outside the session's range.
    """
    parts = _parts(session, find_clip)
    reach = _range(parts)
    target = reach.usual_frames if length_s is None else frames(length_s)
    if not reach.least_frames <= target <= reach.most_frames:
        raise LengthError(
            f"{session.title} cannot last {clock(seconds(target))}",
            fix=f"a length from {_up(reach.least_frames)} to {clock(reach.most_frames // frames(1))}",
        )
    stretches = [part.stretch for part in parts if part.stretch]
    units = solve(stretches, target - sum(part.fixed_frames for part in parts))
    if units is None:
        raise LengthError(
            f"{session.title} cannot last {clock(seconds(target))} in whole breaths",
            fix="a few seconds more or less, or leave the length out",
        )
    timeline = _lay_out(parts, list(units), find_clip, bed or session.bed)
    return replace(timeline, level_db=BEDTIME_DB) if "bedtime" in session.care else timeline


def spoken(session: model.Session) -> Iterable[str]:
    """Every phrase a session says, in order, repeats included."""
    for step in session.steps:
        if isinstance(step, model.Say):
            yield from split(step.say)
        elif isinstance(step, model.Breathe):
            if step.cue == "voice-then-tone":
                yield from CUES.values()
            for along in step.along:
                yield from split(along.say)


def _parts(session: model.Session, find_clip: ClipFinder) -> list[_Part]:
    parts = []
    for number, step in enumerate(session.steps):
        lead = frames(LEAD_IN_S) if number == 0 else 0
        match step:
            case model.Say():
                said = place_phrases(split(step.say), find_clip, start_frame=0)
                pause = step.pause or Span(least_s=USUAL_PAUSE_S, usual_s=USUAL_PAUSE_S, most_s=USUAL_PAUSE_S)
                parts.append(
                    _Part(step=step, fixed_frames=lead + said[-1].end_frame, stretch=_stretch(pause))
                )
            case model.Rest():
                parts.append(_Part(step=step, fixed_frames=lead, stretch=_stretch(step.rest)))
            case model.Stay():
                parts.append(_Part(step=step, fixed_frames=lead, stretch=_stretch(step.stay)))
            case model.Turn():
                parts.append(_Part(step=step, fixed_frames=lead, stretch=_stretch(step.for_)))
            case model.Breathe():
                count = step.cycles
                stretch = Stretch(
                    least=count.least,
                    usual=count.usual,
                    most=count.most,
                    unit_frames=frames(step.breathe.cycle_s),
                )
                parts.append(_Part(step=step, fixed_frames=lead, stretch=stretch))
            case model.BellStep():
                parts.append(_Part(step=step, fixed_frames=lead + frames(BELL_S), stretch=None))
    return parts


def _stretch(span: Span) -> Stretch:
    return Stretch(least=frames(span.least_s), usual=frames(span.usual_s), most=frames(span.most_s))


def _range(parts: list[_Part]) -> Range:
    fixed = sum(part.fixed_frames for part in parts)
    stretches = [part.stretch for part in parts if part.stretch]
    return Range(
        least_frames=fixed + sum(stretch.least_frames for stretch in stretches),
        usual_frames=fixed + sum(stretch.usual_frames for stretch in stretches),
        most_frames=fixed + sum(stretch.most_frames for stretch in stretches),
    )


def _lay_out(parts: list[_Part], units: list[int], find_clip: ClipFinder, bed: str) -> Timeline:
    steps: list[Step] = []
    phrases: list[Phrase] = []
    breaths: list[Breath] = []
    bells: list[Bell] = []
    ticks: list[Tick] = []
    start = 0
    for number, part in enumerate(parts):
        count = units.pop(0) if part.stretch else 0
        length = part.fixed_frames + (count * part.stretch.unit_frames if part.stretch else 0)
        begin = start + (frames(LEAD_IN_S) if number == 0 else 0)
        kind, text, who = _described(part.step)
        steps.append(Step(start_frame=start, length_frames=length, kind=kind, text=text, who=who))
        match part.step:
            case model.Say():
                phrases += place_phrases(split(part.step.say), find_clip, start_frame=begin)
            case model.Breathe():
                paced, said = place_breaths(part.step, find_clip, start_frame=begin, cycles=count)
                breaths += paced
                phrases += said
            case model.BellStep():
                ring = start + length - begin
                bells.append(Bell(start_frame=begin, length_frames=ring, strokes=int(part.step.bell)))
            case model.Turn():
                ticks += place_ticks(start_frame=begin, end_frame=start + length)
        start += length
    return Timeline(
        length_frames=start,
        steps=tuple(steps),
        phrases=tuple(phrases),
        breaths=tuple(breaths),
        bells=tuple(bells),
        ticks=tuple(ticks),
        bed=bed,
    )


def _described(step: model.Step) -> tuple[Kind, str, str]:
    match step:
        case model.Say():
            return Kind.SAY, step.say, ""
        case model.Rest():
            return Kind.REST, "", ""
        case model.Stay():
            return Kind.STAY, step.caption or "", ""
        case model.Turn():
            return Kind.TURN, step.prompt or "", step.turn
        case model.Breathe():
            return Kind.BREATHE, "", ""
        case model.BellStep():
            return Kind.BELL, "", ""


def _up(frame_count: int) -> str:
    """A length as a clock that, typed in, is not below it."""
    return clock(-(-frame_count // frames(1)))

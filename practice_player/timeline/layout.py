"""Places measured parts one after another, at their final lengths: the result is the timeline."""

from collections.abc import Sequence
from typing import assert_never

from practice_player.lib.units import frames
from practice_player.script import model
from practice_player.script.pauses import without_pauses
from practice_player.script.steps import row_of
from practice_player.script.tree import texts
from practice_player.timeline.breaths import place_breaths
from practice_player.timeline.model import Bell, Breath, Phrase, Tick, Timeline, TimelineStep
from practice_player.timeline.parts import Finders, Part
from practice_player.timeline.phrases import place_in_time
from practice_player.timeline.ticks import place_ticks


def lay_out(
    parts: Sequence[Part], units: Sequence[int], finders: Finders, *, own_bed: str, bed: str | None
) -> Timeline:
    """Returns the timeline of parts; those that stretch take `units` in order.

    `own_bed` is the script's background, and `bed` the one that was chosen; None keeps the script's.
    """
    steps: list[TimelineStep] = []
    phrases: list[Phrase] = []
    breaths: list[Breath] = []
    bells: list[Bell] = []
    ticks: list[Tick] = []
    moments: list[tuple[int, model.SimpleStep]] = []
    remaining_units = iter(units)
    start = 0
    for part in parts:
        step = part.step
        if not row_of(step).lasts:
            moments.append((start, step))
            continue
        count = next(remaining_units) if part.stretch else 0
        begin, length = start + part.lead_frames, part.length_frames(count)
        steps.append(_timeline_step(part, start, length))
        match step:
            case model.Say() | model.Agree():
                phrases += finders.phrases(step, start_frame=begin)
            case model.Breathe():
                phases, spoken = place_breaths(
                    step, finders.phrase, start_frame=begin, cycles=count, lang=finders.lang
                )
                breaths += phases
                phrases += spoken
            case model.Count():
                phrases += _numbers(step, finders, start_frame=begin)
            case model.BellStep():
                ring_frames = start + length - begin
                bells.append(Bell(start_frame=begin, length_frames=ring_frames, strokes=int(step.bell)))
            case model.Turn():
                end = start + length
                ticks += place_ticks(start_frame=begin, end_frame=end, extra_frames=part.extra_frames)
            case model.Rest() | model.Stay() | model.Wait() | model.Background() | model.Heading():
                pass
            case _:
                assert_never(step)
        start += length
    moments = [(frame, step) for frame, step in moments if frame < start]
    changes = [(frame, step.background) for frame, step in moments if isinstance(step, model.Background)]
    first_bed, bed_changes = _beds([(0, own_bed), *changes], chosen=bed)
    headings = {frame: step.heading for frame, step in moments if isinstance(step, model.Heading)}
    return Timeline(
        length_frames=start,
        steps=tuple(steps),
        phrases=tuple(phrases),
        breaths=tuple(breaths),
        bells=tuple(bells),
        ticks=tuple(ticks),
        bed=first_bed,
        bed_changes=bed_changes,
        headings=tuple(headings.items()),
    )


def _numbers(step: model.Count, finders: Finders, *, start_frame: int) -> list[Phrase]:
    numbers = [phrase.text for phrase in row_of(step).spoken_phrases(step)]
    beat_frames = frames(step.beat_s)
    return place_in_time(
        numbers, finders.phrase, start_frame=start_frame, beat_frames=beat_frames, lang=finders.lang
    )


def _timeline_step(part: Part, start: int, length: int) -> TimelineStep:
    text = next((text for _, text in texts(part.step)), "")
    answers = (
        (part.step.staying or "", part.step.shifting or "")
        if isinstance(part.step, model.Agree)
        else ("", "")
    )
    who = part.step.turn if isinstance(part.step, model.Turn) else ""
    return TimelineStep(
        start_frame=start,
        length_frames=length,
        kind=row_of(part.step).kind,
        text=without_pauses(text) if row_of(part.step).spoken_key else text,
        who=who,
        least_frames=part.reach.least_frames,
        most_frames=part.reach.most_frames,
        grace=part.grace,
        section=part.section,
        until_enter=isinstance(part.step, model.Breathe) and part.step.until == "enter",
        answers=answers,
    )


def _beds(
    changes: Sequence[tuple[int, str]], *, chosen: str | None
) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Returns the bed at the start, and the changes that can be heard.

    A chosen bed replaces every bed of the script; where the script has `none`, it stays silent.
    """
    by_frame = dict(changes)
    if chosen is not None and chosen != changes[0][1]:
        by_frame = {frame: "none" if name == "none" else chosen for frame, name in by_frame.items()}
    first = current = by_frame.pop(0)
    audible_changes = []
    for frame, name in by_frame.items():
        if name != current:
            audible_changes.append((frame, name))
        current = name
    return first, tuple(audible_changes)

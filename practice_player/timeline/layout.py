"""Places measured parts one after another, at their final lengths: the result is the timeline."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from practice_player.lib.units import frames
from practice_player.script import model
from practice_player.script.pauses import without_pauses
from practice_player.script.steps import row_of
from practice_player.script.tree import texts
from practice_player.timeline.beds import place_beds
from practice_player.timeline.breaths import place_breaths
from practice_player.timeline.finders import Finders
from practice_player.timeline.model import Bell, Breath, Phrase, SoundCue, Tick, Timeline, TimelineStep
from practice_player.timeline.parts import Part
from practice_player.timeline.phrases import place_in_time
from practice_player.timeline.silences import place_along
from practice_player.timeline.ticks import place_ticks


def lay_out(
    parts: Sequence[Part], units: Sequence[int], finders: Finders, *, script: model.Script, bed: str | None
) -> Timeline:
    """Returns the timeline of parts of a script; those that stretch take `units` in order.

    `bed` is the background that was chosen; None keeps the script's.
    """
    cues = _Cues(finders)
    moments: list[tuple[int, model.SimpleStep]] = []
    remaining_units = iter(units)
    start = 0
    for part in parts:
        step = part.step
        if not row_of(step).lasts:
            moments.append((start, step))
            continue
        count = next(remaining_units) if part.stretch else 0
        length = part.length_frames(count)
        cues.steps.append(_timeline_step(part, start, length))
        cues.place(part, start_frame=start + part.lead_frames, end_frame=start + length, count=count)
        start += length
    backgrounds = [(frame, step) for frame, step in moments if isinstance(step, model.Background)]
    beds = place_beds([(0, script), *backgrounds], finders, end_frame=start, chosen=bed)
    headings = {
        frame: step.heading for frame, step in moments if isinstance(step, model.Heading) and frame < start
    }
    return Timeline(
        length_frames=start,
        steps=tuple(cues.steps),
        phrases=tuple(cues.phrases),
        breaths=tuple(cues.breaths),
        bells=tuple(cues.bells),
        ticks=tuple(cues.ticks),
        sounds=tuple(cues.sounds),
        bed=beds.first,
        bed_changes=beds.changes,
        own_beds=tuple(beds.own.items()),
        missing_sounds=tuple(dict.fromkeys((*cues.missing_sounds, *beds.missing))),
        headings=tuple(headings.items()),
    )


@dataclass(slots=True)
class _Cues:
    """Everything that is placed along the steps, as it grows."""

    finders: Finders
    steps: list[TimelineStep] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    breaths: list[Breath] = field(default_factory=list)
    bells: list[Bell] = field(default_factory=list)
    ticks: list[Tick] = field(default_factory=list)
    sounds: list[SoundCue] = field(default_factory=list)
    missing_sounds: list[str] = field(default_factory=list)

    def place(self, part: Part, *, start_frame: int, end_frame: int, count: int) -> None:
        """Adds what is heard during a step; `count` is the units that it takes of what stretches."""
        step = part.step
        match step:
            case model.Say() | model.Agree():
                self.phrases += self.finders.phrases(step, start_frame=start_frame)
            case model.Breathe():
                phases, spoken = place_breaths(step, self.finders, start_frame=start_frame, cycles=count)
                self.breaths += phases
                self.phrases += spoken
            case model.Count():
                self.phrases += _numbers(step, self.finders, start_frame=start_frame)
            case model.BellStep():
                ring_frames = end_frame - start_frame
                self.bells.append(
                    Bell(start_frame=start_frame, length_frames=ring_frames, strokes=int(step.bell))
                )
            case model.Sound():
                self._place_sound(step, start_frame)
            case model.Rest() | model.Stay() | model.Wait() | model.Turn():
                words, soft_bells = place_along(
                    step,
                    self.finders,
                    start_frame=start_frame,
                    end_frame=end_frame,
                    extra_frames=part.extra_frames,
                )
                self.phrases += words
                self.bells += soft_bells
                if isinstance(step, model.Turn):
                    self.ticks += place_ticks(
                        start_frame=start_frame, end_frame=end_frame, extra_frames=part.extra_frames
                    )
            case model.Background() | model.Heading():
                pass
            case _:
                assert_never(step)

    def _place_sound(self, step: model.Sound, start_frame: int) -> None:
        clip = self.finders.own_sound(step)
        if clip is None:
            self.missing_sounds.append(step.file_name or step.sound)
            return
        clip = replace(clip, gain_db=clip.gain_db + step.gain)
        self.sounds.append(
            SoundCue(
                start_frame=start_frame, length_frames=clip.length_frames, name=step.file_name, clip=clip
            )
        )


def _numbers(step: model.Count, finders: Finders, *, start_frame: int) -> list[Phrase]:
    numbers = [phrase.text for phrase in row_of(step).spoken_phrases(step, finders.lang)]
    return place_in_time(
        numbers,
        finders.by(step.voice),
        start_frame=start_frame,
        beat_frames=frames(step.beat_s),
        voice=step.voice or "first",
        lang=finders.lang,
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

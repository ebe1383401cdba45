"""What happens in a timeline as JSON objects, with all that a program needs to show it and to draw a pacer.

Pure.  Times are seconds from the start of the practice; docs/json.md has every key.
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from practice_player.lib.units import seconds
from practice_player.script.kinds import StepKind
from practice_player.timeline.export.chapters import chapters
from practice_player.timeline.export.webvtt import captions
from practice_player.timeline.model import Breath, OutlineEntry, Timeline, TimelineStep

JsonObject: TypeAlias = dict[str, Any]


def cue_objects(timeline: Timeline, cues: Sequence[tuple[OutlineEntry, str | None]]) -> list[JsonObject]:
    """Returns an object for each cue of the timeline's outline; with each comes the name of its speaker."""
    steps = {step.start_frame: step for step in timeline.steps}
    by_end = {(step.kind, step.end_frame): step for step in timeline.steps}
    return [
        _common_keys(cue, speaker)
        | _own_keys(cue, steps.get(cue.start_frame) or by_end.get((cue.kind, cue.end_frame)), timeline)
        for cue, speaker in cues
    ]


def part_objects(timeline: Timeline) -> list[JsonObject]:
    """Returns an object for each part that one may want to go to: as in chapters."""
    return [
        {"start_s": seconds(chapter.start_frame), "title": chapter.title} for chapter in chapters(timeline)
    ]


def caption_objects(timeline: Timeline) -> list[JsonObject]:
    """Returns an object for each caption, from when on and until when it is to be shown."""
    return [
        {"start_s": seconds(start), "length_s": seconds(end - start), "text": text}
        for start, end, text in captions(timeline)
    ]


def _common_keys(cue: OutlineEntry, speaker: str | None) -> JsonObject:
    return {
        "start_s": seconds(cue.start_frame),
        "length_s": seconds(cue.length_frames),
        "least_s": seconds(cue.least_frames),
        "most_s": seconds(cue.most_frames),
        "kind": str(cue.kind),
        "text": cue.text,
        "clip": cue.clip,
        "voice": cue.voice,
        "speaker": speaker,
    }


def _own_keys(cue: OutlineEntry, step: TimelineStep | None, timeline: Timeline) -> JsonObject:
    """Returns the keys that cues of this kind have besides the common ones."""
    if step is None or step.kind is not cue.kind:
        return {}
    match cue.kind:
        case StepKind.TURN:
            return {"who": step.who}
        case StepKind.AGREE:
            staying, shifting = step.answers
            return {"staying": staying, "shifting": shifting}
        case StepKind.BREATHE:
            inside = (
                each for each in timeline.breaths if cue.start_frame <= each.start_frame < cue.end_frame
            )
            return {"until_enter": step.until_enter, "phases": _phase_objects(inside)}
        case _:
            return {}


def _phase_objects(phases: Iterable[Breath]) -> list[JsonObject]:
    return [
        {
            "start_s": seconds(phase.start_frame),
            "length_s": seconds(phase.length_frames),
            "breath": phase.cycle,
            "phase": phase.word,
            "name": phase.name or None,
            "counted": phase.counted,
            "from_fullness": round(phase.from_fullness, 4),
            "to_fullness": round(phase.to_fullness, 4),
        }
        for phase in phases
    ]

"""A timeline as values that JSON can hold, and back: of each part a row of its fields, in their order."""

from dataclasses import fields
from typing import Any, Final

from practice_player.script.kinds import StepKind
from practice_player.timeline.model import (
    Bell,
    Breath,
    Clip,
    Phase,
    Phrase,
    SoundCue,
    Tick,
    Timeline,
    TimelineStep,
)

_PARTS: Final[dict[str, type[Any]]] = {
    "steps": TimelineStep,
    "phrases": Phrase,
    "breaths": Breath,
    "bells": Bell,
    "ticks": Tick,
    "sounds": SoundCue,
}
"""The class of the parts in each of these fields of a timeline."""

_CLIPS: Final = frozenset({"clip", "inside"})


def timeline_as_json(timeline: Timeline) -> dict[str, Any]:
    """Returns the timeline as dictionaries, lists, texts and numbers; a clip with samples loses them."""
    clips: dict[Clip, int] = {}

    def number_of(clip: Clip | None) -> int | None:
        return None if clip is None else clips.setdefault(clip, len(clips))

    def row(part: Any) -> list[Any]:
        values = {field.name: getattr(part, field.name) for field in fields(part)}
        return [number_of(value) if name in _CLIPS else value for name, value in values.items()]

    values = {field.name: getattr(timeline, field.name) for field in fields(timeline)}
    for name in _PARTS:
        values[name] = [row(part) for part in values[name]]
    values["own_beds"] = [(name, number_of(clip)) for name, clip in timeline.own_beds]
    rows = [
        [getattr(clip, field.name) for field in fields(clip) if field.name != "samples"] for clip in clips
    ]
    return {"timeline": values, "clips": rows}


def timeline_from_json(value: dict[str, Any]) -> Timeline:
    """Returns the timeline that `timeline_as_json` was given."""
    clips = [Clip(**dict(zip(_clip_fields(), row, strict=True))) for row in value["clips"]]
    values = dict(value["timeline"])
    for name, part_class in _PARTS.items():
        part_names = [field.name for field in fields(part_class)]
        values[name] = tuple(
            part_class(**_restored(dict(zip(part_names, row, strict=True)), clips)) for row in values[name]
        )
    values["own_beds"] = tuple((name, clips[number]) for name, number in values["own_beds"])
    for name in ("bed_changes", "headings"):
        values[name] = tuple((frame, text) for frame, text in values[name])
    values["missing_sounds"] = tuple(values["missing_sounds"])
    return Timeline(**values)


def _clip_fields() -> list[str]:
    return [field.name for field in fields(Clip) if field.name != "samples"]


def _restored(fields_of_part: dict[str, Any], clips: list[Clip]) -> dict[str, Any]:
    """Gives a part's fields their own types again."""
    for name, value in fields_of_part.items():
        if name in _CLIPS and value is not None:
            fields_of_part[name] = clips[value]
        elif name == "kind":
            fields_of_part[name] = StepKind(value)
        elif name == "phase":
            fields_of_part[name] = Phase(value)
        elif name == "answers":
            fields_of_part[name] = tuple(value)
    return fields_of_part

"""What a page knows of a practice, as JSON: the objects of `show --json`, and the roads that answers lead to.

Pure.  Nothing of the machine it is made on is in it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from practice_player.lib.units import seconds
from practice_player.script.steps import ROWS
from practice_player.script.turn_labels import TURNS
from practice_player.timeline.export.cue_objects import (
    JsonObject,
    caption_objects,
    cue_objects,
    part_objects,
)
from practice_player.timeline.model import Timeline
from practice_player.timeline.outline import outline
from practice_player.timeline.roads import Road

_AT_HOME: Final = ("clip", "speaker", "voice", "least_s", "most_s")
"""The keys of a cue that are of use, and of concern, only where the recordings are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What a page says before the practice begins."""

    title: str
    summary: str
    lang: str
    """A tag of BCP 47."""

    length: str
    """How long it lasts, in words."""

    care: tuple[str, ...]
    """Sentences to read first."""


def page_json(facts: PageFacts, roads: Sequence[Road], *, silence_frames: int) -> str:
    """Returns the data of a page; `silence_frames` lie in its sound between one road and the next."""
    road_objects, sound_frame = [], 0
    for road in roads:
        road_objects.append(_road_object(road, sound_frame))
        sound_frame += road.timeline.length_frames - road.start_frame + silence_frames
    data: JsonObject = {
        "title": facts.title,
        "summary": facts.summary,
        "length": facts.length,
        "care": list(facts.care),
        "places": {str(kind): row.player_label for kind, row in ROWS.items() if row.player_label},
        "turns": {
            who: {"label": labels.player_label, "listening": labels.listening}
            for who, labels in TURNS.items()
        },
        "roads": road_objects,
    }
    return json.dumps(data, ensure_ascii=True, separators=(",", ":"))


def _road_object(road: Road, sound_frame: int) -> JsonObject:
    timeline = road.timeline
    return {
        "sound_s": seconds(sound_frame),
        "start_s": seconds(road.start_frame),
        "leaves": road.leaves,
        "length_s": timeline.length_s,
        "forks": [{"at_s": seconds(fork.frame), "road": fork.road} for fork in road.forks],
        "parts": part_objects(timeline),
        "captions": caption_objects(timeline),
        "cues": [_without_home(cue) for cue in _cues(timeline)],
    }


def _cues(timeline: Timeline) -> list[JsonObject]:
    return cue_objects(timeline, [(cue, None) for cue in outline(timeline)])


def _without_home(cue: JsonObject) -> JsonObject:
    return {key: value for key, value in cue.items() if key not in _AT_HOME}

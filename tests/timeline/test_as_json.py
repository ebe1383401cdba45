"""A timeline that was kept is the timeline that was made."""

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest

from practice_player.core.request import PracticeRequest
from practice_player.core.shelf_bootstrap import create_shelf
from practice_player.script.library import Library
from practice_player.settings import shipped_dir
from practice_player.timeline.as_json import timeline_as_json, timeline_from_json
from practice_player.timeline.compiler import compile_timeline
from practice_player.timeline.model import Clip, SoundCue, Timeline
from tests.fakes import clips_in, script_of

NAMES = [file.name for file in Library((shipped_dir("sessions"),)).files()]


def kept(timeline: Timeline) -> Timeline:
    return timeline_from_json(json.loads(json.dumps(timeline_as_json(timeline))))


@pytest.mark.parametrize("name", NAMES)
def test_each_practice(name: str) -> None:
    shelf = create_shelf(log=False)
    timeline = shelf.timeline(shelf.open(name), PracticeRequest(name=name))

    assert kept(timeline) == timeline


def test_every_field_of_a_timeline_with_all_there_can_be(tmp_path: Path) -> None:
    script = script_of(
        "  - {heading: First}\n  - say: Hello there.\n  - bell: 2\n  - background: rain\n"
        "  - {breathe: 4-1-6-1, cycles: 3, cue: count}\n"
        "  - {turn: first, for: 60s, prompt: Your day.}\n"
        "  - agree: Shall we go on?\n    for: 20s\n    staying: On\n    shifting: Rest\n"
        "    then: [rest: 20s]\n    shift: [rest: 30s]\n",
        practice="partner",
        more="bed: sea",
    )
    clip = Clip(path="a\udcffb.wav", length_frames=9, gain_db=-1.25, loudness_lufs=-16.75)
    cue = SoundCue(start_frame=4, length_frames=9, name="ä.wav", clip=clip)
    timeline = replace(
        compile_timeline(script, clips_in(tmp_path)),
        sounds=(cue,),
        own_beds=(("own.flac", clip),),
        missing_sounds=("gone.wav",),
        level_db=-3.5,
    )
    unset = [field.name for field in fields(timeline) if getattr(timeline, field.name) in ((), 0, "")]

    assert unset == []
    assert kept(timeline) == timeline
    assert [type(step.kind) for step in kept(timeline).steps] == [type(step.kind) for step in timeline.steps]
    assert {type(breath.phase) for breath in kept(timeline).breaths} == {type(timeline.breaths[0].phase)}

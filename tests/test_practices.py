"""Every shipped practice, whole, at its least, usual and most length."""

from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest

from practice_player.recordings.pages import Pages
from practice_player.script.library import Library
from practice_player.settings import sessions_dirs
from practice_player.sound.captions import webvtt
from practice_player.sound.limiter import DELAY_FRAMES
from practice_player.sound.mixer import Mixer
from practice_player.sound.player import Player
from practice_player.sound.shelf import Shelf
from practice_player.timeline.build import build, span_of
from practice_player.timeline.cue import Timeline
from practice_player.timeline.outline import outline
from practice_player.voice.voices import find_voice

LIBRARY = Library(sessions_dirs()[1:])
NAMES = [script.name for script in LIBRARY.scripts()]
BEDS, PAGES = Shelf(), Pages()


def timeline_of(name: str, which: str) -> Timeline:
    script, find = LIBRARY.find(name).playable(), find_voice().find
    reach = span_of(script, find)
    count = {"least": reach.least_frames, "usual": reach.usual_frames, "most": reach.most_frames}[which]
    timeline = build(script, find, length_s=Decimal(count) / 48_000)
    assert timeline.length_frames == count
    return timeline


@pytest.mark.parametrize("name", NAMES)
def test_a_practice_is_whole(name: str) -> None:
    timeline = timeline_of(name, "usual")
    player = Player(BEDS.bed, PAGES)
    player.load(timeline)
    player.playing = True
    player.render(np.empty((DELAY_FRAMES, 2), np.float32))
    block, loudest = np.empty((48_000, 2), np.float32), []
    for start in range(0, timeline.length_frames, len(block)):
        part = block[: min(len(block), timeline.length_frames - start)]
        player.render(part)
        loudest.append(float(np.abs(part).max()))

    assert np.isfinite(loudest).all()
    assert max(loudest) <= 0.892
    assert not player.lost, "every recording can be read"
    assert player.ended
    for phrase in timeline.phrases:
        said = loudest[phrase.start_frame // 48_000 : -(-phrase.end_frame // 48_000)]
        assert max(said) > 0.05, f"not heard: {phrase.text}"


@pytest.mark.parametrize("which", ["least", "most"])
@pytest.mark.parametrize("name", NAMES)
def test_every_phrase_is_heard_at_any_length(name: str, which: str) -> None:
    timeline = timeline_of(name, which)
    mixer = Mixer(timeline, PAGES)
    for phrase in timeline.phrases:
        assert phrase.clip, f"no recording says: {phrase.text}"
        block = np.empty((phrase.length_frames, 2), np.float32)
        mixer.voices(phrase.start_frame, block)
        assert np.isfinite(block).all()
        assert np.abs(block).max() > 0.05, f"not heard: {phrase.text}"


@pytest.mark.parametrize("which", ["least", "usual", "most"])
@pytest.mark.parametrize("name", NAMES)
def test_cues_and_captions_are_in_order_and_say_everything(name: str, which: str) -> None:
    timeline = timeline_of(name, which)
    cues = outline(timeline)
    captions = webvtt(timeline)

    assert all(one.start_frame <= two.start_frame for one, two in pairwise(cues))
    assert all(one.end_frame <= two.start_frame for one, two in pairwise(timeline.phrases))
    assert sum(step.length_frames for step in timeline.steps) == timeline.length_frames
    at = 0
    for phrase in timeline.phrases:
        at = captions.index(f"\n{phrase.text}\n", at) + 1
    assert captions.count("-->") == len(timeline.phrases)

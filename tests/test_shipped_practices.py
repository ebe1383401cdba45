"""Every shipped practice is rendered at three lengths and checked with its cues and captions."""

from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from multiprocessing import get_context

import numpy as np
import pytest

from practice_player.clips.reader import ClipReader
from practice_player.script.choices import INSTRUCTIONS
from practice_player.script.expand import can_leave_out
from practice_player.script.kinds import StepKind
from practice_player.script.library import Library
from practice_player.script.practice_choices import Choices
from practice_player.settings import shipped_dir
from practice_player.sound.bed_cache import BedCache
from practice_player.sound.limiter import DELAY_FRAMES
from practice_player.sound.player import Player
from practice_player.timeline.compiler import compile_timeline, length_reach
from practice_player.timeline.export.breath_captions import breath_captions
from practice_player.timeline.export.webvtt import webvtt
from practice_player.timeline.model import Timeline
from practice_player.timeline.outline import outline
from practice_player.voice.lookup import find_voice

LIBRARY = Library((shipped_dir("sessions"),))
NAMES = [script.name for script in LIBRARY.scripts()]
BED_CACHE, CLIP_READER = BedCache(), ClipReader()
LENGTH_NAMES = ("least", "usual", "most")


def timeline_of(name: str, length_name: str) -> Timeline:
    script, find = LIBRARY.find(name).playable(), find_voice().find
    reach = length_reach(script, find)
    count = {"least": reach.least_frames, "usual": reach.usual_frames, "most": reach.most_frames}[length_name]
    timeline = compile_timeline(script, find, length_s=Decimal(count) / 48_000)
    assert timeline.length_frames == count
    return timeline


@dataclass(frozen=True, slots=True)
class RenderedPractice:
    """The result of rendering a whole practice: the highest sample of each second, and how it ended."""

    loudest: list[float]
    unreadable_phrases: set[str]
    has_ended: bool


def play(name: str, length_name: str) -> RenderedPractice:
    timeline = timeline_of(name, length_name)
    player = Player(BED_CACHE.bed, CLIP_READER)
    player.load(timeline)
    player.playing = True
    player.render(np.empty((DELAY_FRAMES, 2), np.float32))
    block, loudest = np.empty((48_000, 2), np.float32), []
    for start in range(0, timeline.length_frames, len(block)):
        part = block[: min(len(block), timeline.length_frames - start)]
        player.render(part)
        loudest.append(float(np.abs(part).max()))
    return RenderedPractice(loudest, player.unreadable, player.ended)


@pytest.fixture(scope="module")
def played() -> Iterator[dict[tuple[str, str], "Future[RenderedPractice]"]]:
    """Renders every practice at every length, on all processors: a day of sound."""
    pool = ProcessPoolExecutor(mp_context=get_context("spawn"))
    yield {
        (name, length_name): pool.submit(play, name, length_name)
        for name in NAMES
        for length_name in LENGTH_NAMES
    }
    pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize("length_name", LENGTH_NAMES)
@pytest.mark.parametrize("name", NAMES)
def test_a_practice_is_whole_at_any_length(
    name: str, length_name: str, played: dict[tuple[str, str], "Future[RenderedPractice]"]
) -> None:
    timeline, rendered = timeline_of(name, length_name), played[name, length_name].result()

    assert np.isfinite(rendered.loudest).all()
    assert max(rendered.loudest) <= 0.892
    assert not rendered.unreadable_phrases, "every recording can be read"
    assert rendered.has_ended
    for phrase in timeline.phrases:
        assert phrase.clip, f"no recording says: {phrase.text}"
        loudness = rendered.loudest[phrase.start_frame // 48_000 : -(-phrase.end_frame // 48_000)]
        assert max(loudness) > 0.05, f"not heard: {phrase.text}"


@pytest.mark.parametrize(
    "name", [name for name in NAMES if INSTRUCTIONS in can_leave_out(LIBRARY.find(name).playable())]
)
def test_without_its_instructions_a_practice_is_shorter_and_all_of_it_is_recorded(name: str) -> None:
    script, find = LIBRARY.find(name).playable(), find_voice().find
    known = Choices(without=frozenset({INSTRUCTIONS}))
    reach, brief_reach = length_reach(script, find), length_reach(script, find, choices=known)

    assert brief_reach.least_frames < reach.least_frames
    assert brief_reach.usual_frames < reach.usual_frames
    for length_frames in (brief_reach.least_frames, brief_reach.usual_frames, brief_reach.most_frames):
        length_s = Decimal(length_frames) / 48_000
        timeline = compile_timeline(script, find, length_s=length_s, choices=known)
        assert timeline.length_frames == length_frames
        assert all(phrase.clip for phrase in timeline.phrases)


@pytest.mark.parametrize("length_name", LENGTH_NAMES)
@pytest.mark.parametrize("name", NAMES)
def test_cues_and_captions_are_in_order_and_say_everything(name: str, length_name: str) -> None:
    timeline = timeline_of(name, length_name)
    cues = outline(timeline)
    captions = webvtt(timeline)

    assert all(previous.start_frame <= following.start_frame for previous, following in pairwise(cues))
    assert all(
        previous.end_frame <= following.start_frame for previous, following in pairwise(timeline.phrases)
    )
    assert sum(step.length_frames for step in timeline.steps) == timeline.length_frames
    search_start = 0
    for phrase in timeline.phrases:
        search_start = captions.index(f"\n{phrase.text}\n", search_start) + 1
    silent = [
        step for step in timeline.steps if step.text and step.kind not in (StepKind.SAY, StepKind.AGREE)
    ]
    breathed = list(breath_captions(timeline))
    along = [
        phrase
        for step in silent
        for phrase in timeline.phrases
        if step.start_frame <= phrase.start_frame < step.end_frame
    ]
    assert all(f"\n{step.text}\n" in captions for step in silent)
    expected = len(timeline.phrases) + len(silent) + len(breathed)
    assert expected <= captions.count("-->") <= expected + len(along), "again after each phrase along a step"

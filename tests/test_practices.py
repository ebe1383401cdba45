"""Every shipped practice, whole, at its least, usual and most length."""

from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from multiprocessing import get_context

import numpy as np
import pytest

from practice_player.clips.reader import ClipReader
from practice_player.script.kinds import StepKind
from practice_player.script.library import Library
from practice_player.settings import sessions_dirs
from practice_player.sound.bed_cache import BedCache
from practice_player.sound.limiter import DELAY_FRAMES
from practice_player.sound.player import Player
from practice_player.timeline.compiler import compile_timeline, length_reach
from practice_player.timeline.export.webvtt import webvtt
from practice_player.timeline.model import Timeline
from practice_player.timeline.outline import outline
from practice_player.voice.lookup import find_voice

LIBRARY = Library(sessions_dirs()[1:])
NAMES = [script.name for script in LIBRARY.scripts()]
BEDS, PAGES = BedCache(), ClipReader()
LENGTHS = ("least", "usual", "most")


def timeline_of(name: str, which: str) -> Timeline:
    script, find = LIBRARY.find(name).playable(), find_voice().find
    reach = length_reach(script, find)
    count = {"least": reach.least_frames, "usual": reach.usual_frames, "most": reach.most_frames}[which]
    timeline = compile_timeline(script, find, length_s=Decimal(count) / 48_000)
    assert timeline.length_frames == count
    return timeline


@dataclass(frozen=True, slots=True)
class Heard:
    """What came out of a whole practice: the greatest sample of each second, and how it ended."""

    loudest: list[float]
    lost: set[str]
    ended: bool


def play(name: str, which: str) -> Heard:
    timeline = timeline_of(name, which)
    player = Player(BEDS.bed, PAGES)
    player.load(timeline)
    player.playing = True
    player.render(np.empty((DELAY_FRAMES, 2), np.float32))
    block, loudest = np.empty((48_000, 2), np.float32), []
    for start in range(0, timeline.length_frames, len(block)):
        part = block[: min(len(block), timeline.length_frames - start)]
        player.render(part)
        loudest.append(float(np.abs(part).max()))
    return Heard(loudest, player.unreadable, player.ended)


@pytest.fixture(scope="module")
def played() -> Iterator[dict[tuple[str, str], "Future[Heard]"]]:
    """Every practice at every length, on all processors: a day of sound."""
    pool = ProcessPoolExecutor(mp_context=get_context("spawn"))
    yield {(name, which): pool.submit(play, name, which) for name in NAMES for which in LENGTHS}
    pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize("which", LENGTHS)
@pytest.mark.parametrize("name", NAMES)
def test_a_practice_is_whole_at_any_length(
    name: str, which: str, played: dict[tuple[str, str], "Future[Heard]"]
) -> None:
    timeline, heard = timeline_of(name, which), played[name, which].result()

    assert np.isfinite(heard.loudest).all()
    assert max(heard.loudest) <= 0.892
    assert not heard.lost, "every recording can be read"
    assert heard.ended
    for phrase in timeline.phrases:
        assert phrase.clip, f"no recording says: {phrase.text}"
        said = heard.loudest[phrase.start_frame // 48_000 : -(-phrase.end_frame // 48_000)]
        assert max(said) > 0.05, f"not heard: {phrase.text}"


@pytest.mark.parametrize("which", LENGTHS)
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
    silent = [
        step for step in timeline.steps if step.text and step.kind not in (StepKind.SAY, StepKind.AGREE)
    ]
    assert captions.count("-->") == len(timeline.phrases) + len(silent)

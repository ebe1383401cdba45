"""Properties of the sound of any timeline, tested on random timelines."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import cycle

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from practice_player.clips.reader import ClipReader
from practice_player.sound.bed_cache import BedCache
from practice_player.sound.block import Block
from practice_player.sound.limiter import DELAY_FRAMES, HALF_ATTACK_FRAMES, RELEASE_STEPS
from practice_player.sound.outputs.manual import ManualOutput
from practice_player.sound.player import FADE_FRAMES, Player
from practice_player.timeline.model import Timeline
from tests.sound.timelines import timelines, true_peak_of

BED_CACHE = BedCache()
CLIP_READER = ClipReader(max_pages=60)
SETTLED_FRAMES = FADE_FRAMES + DELAY_FRAMES + 2**RELEASE_STEPS + 4 * HALF_ATTACK_FRAMES
"""How long a jump affects the sound: its fade, and the limiter's memory."""

few_examples = settings(max_examples=25, deadline=None)


def play(timeline: Timeline, sizes: Sequence[int], *, voice_db: float = 0.0, from_frame: int = 0) -> Block:
    """Plays a timeline from a frame on to its end, in blocks of these sizes in turn."""
    player, output = Player(BED_CACHE.bed, CLIP_READER), ManualOutput()
    player.load(timeline)
    if from_frame:
        player.seek(from_frame)
    player.voice_db = voice_db
    player.playing = True
    output.start(player.render)
    output.pull(DELAY_FRAMES)
    blocks, remaining_frames = [], timeline.length_frames - from_frame
    next_sizes: Iterator[int] = cycle(sizes)
    while remaining_frames > 0:
        blocks.append(output.pull(min(next(next_sizes), remaining_frames)))
        remaining_frames -= len(blocks[-1])
    return np.concatenate(blocks) if blocks else np.zeros((0, 2), np.float32)


@few_examples
@given(timelines(), st.sampled_from((0.0, 6.0)))
def test_there_is_no_nan_and_no_true_peak_over_minus_one_decibel(timeline: Timeline, voice_db: float) -> None:
    block = play(timeline, (4800,), voice_db=voice_db)

    assert np.isfinite(block).all()
    assert true_peak_of(block) <= -1.0


@few_examples
@given(timelines())
def test_where_nothing_is_scheduled_there_is_silence(timeline: Timeline) -> None:
    timeline = replace(timeline, bed="none")
    block = play(timeline, (4800,))
    scheduled = np.zeros(timeline.length_frames, np.bool_)
    for span in (*timeline.phrases, *timeline.breaths, *timeline.bells, *timeline.ticks):
        scheduled[span.start_frame : span.end_frame] = True

    assert not block[~scheduled].any()


@few_examples
@given(timelines(), st.lists(st.integers(1, 9600), min_size=1, max_size=6))
def test_the_size_of_the_blocks_never_changes_a_sample(timeline: Timeline, sizes: list[int]) -> None:
    sizes = [*sizes, 4800]  # so that blocks of one frame do not take for ever

    assert np.array_equal(play(timeline, (timeline.length_frames,)), play(timeline, sizes))


@few_examples
@given(timelines(), st.floats(0, 1))
def test_what_is_heard_after_a_jump_is_what_is_heard_there_anyway(timeline: Timeline, share: float) -> None:
    from_frame = int(share * (timeline.length_frames - 1))

    jumped = play(timeline, (1920,), from_frame=from_frame)
    straight = play(timeline, (1920,))[from_frame:]

    assert np.array_equal(jumped[SETTLED_FRAMES:], straight[SETTLED_FRAMES:])

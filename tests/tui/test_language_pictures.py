"""What scripts can say about breath, counting and silence, as a person sees it; the moments are real ones."""

from collections.abc import Callable
from typing import TypeAlias

import pytest

from practice_player.playback.session import PlaybackSession
from practice_player.playback.snapshot import PlaybackSnapshot
from practice_player.timeline.compiler import compile_timeline
from tests.fakes import SteppedSound, no_clips, script_of
from tests.tui.fakes import playing, pressing

SnapCompare: TypeAlias = Callable[..., bool]

MOMENTS = {
    "second-sip": ("{breathe: 2+1-0-7-1, cycles: 5}", 3.0),
    "name-in-the-first-breath": ("{breathe: 4-0-6-0, cycles: 6, in: left / right, out: right / left}", 2.0),
    "name-in-the-second-breath": ("{breathe: 4-0-6-0, cycles: 6, in: left / right, out: right / left}", 12.0),
    "longest-name": ("{breathe: 4-0-6-0, cycles: 6, in: sixteen letters}", 0.7),
    "name-and-voice": ("{breathe: 4-0-6-0, cycles: 6, in: left, out: right, cue: voice-then-tone}", 5.5),
    "ramp": ("{breathe: 3-0-4-0, to: 4-0-6-0, cycles: 6}", 9.0),
    "hum": ("{breathe: 4-0-8-0, cycles: 6, hum: true}", 6.0),
    "spoken-count": ("{breathe: 4-0-6-0, cycles: 6, cue: count}", 2.6),
    "until-enter": ("{breathe: 5-0-5-0, cycles: 60, until: enter}", 4.0),
    "along-a-silence": (
        "{rest: 60s, caption: Only sounds., along: [{at: 5s, bell: 1, say: 'Wandered? Come back.'}]}",
        9.0,
    ),
    "before-what-is-along": (
        "{rest: 60s, caption: Only sounds., along: [{at: 5s, say: 'If you have wandered, come back.'}]}",
        4.0,
    ),
    "count": ("{count: 10, each: 4s, down: true}", 9.0),
}
"""A step, and how many seconds after the start it is looked at."""


def snapshot_of(step: str, at_s: float) -> PlaybackSnapshot:
    sound = SteppedSound()
    session = PlaybackSession(
        compile_timeline(script_of(f"  - {step}\n  - say: That is all.\n"), no_clips), sound, None
    )
    session.start(sound.now_s)
    sound.advance(at_s)
    return session.snapshot(sound.now_s)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=["80x24", "40x12"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_step(snap_compare: SnapCompare, size: tuple[int, int], moment: str) -> None:
    app = playing(snapshot_of(*MOMENTS[moment]))
    assert snap_compare(app, run_before=pressing(), terminal_size=size)

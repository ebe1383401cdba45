"""Snapshots of a practice, for what a desktop is told of it."""

from dataclasses import replace

from practice_player.mpris.player_state import PlayerState
from practice_player.playback.snapshot import PlaybackSnapshot, PlaybackState

BEGIN = PlaybackSnapshot(
    state=PlaybackState.PLAYING,
    elapsed_s=0.0,
    length_s=120.0,
    practised_s=0.0,
    caption="",
    speaking=False,
    place="A rest",
    place_left_s=10.0,
    step=1,
    steps=3,
    breath=None,
    notice="",
    voice_db=0.0,
    bed_db=0.0,
    bed_on=True,
    bed="none",
    bed_chosen=False,
    voices=0,
)
ENDED = replace(BEGIN, state=PlaybackState.ENDED, elapsed_s=120.0)

STATE = PlayerState(
    status="Playing", track=3, title="Soft Sighs", length_us=120_000_000, position_us=5_000_000, volume=1.0
)


def at(elapsed_s: float, *, paused: bool = False, voice_db: float = 0.0) -> PlaybackSnapshot:
    state = PlaybackState.PAUSED if paused else PlaybackState.PLAYING
    return replace(BEGIN, state=state, elapsed_s=elapsed_s, voice_db=voice_db)

"""What a desktop is told of a practice, made from what the player shows.  Pure."""

import math
from dataclasses import dataclass, replace
from typing import Final

from practice_player.lib.plain_text import one_line
from practice_player.playback.levels import MAX_DB, MIN_DB
from practice_player.playback.snapshot import PlaybackSnapshot, PlaybackState

PLAYING, PAUSED, STOPPED = "Playing", "Paused", "Stopped"

UNNAMED: Final = "A practice"
"""The title of a practice that leaves no trace: a desktop, or what listens to it, may keep titles."""

MAX_TITLE_LETTERS: Final = 200

BACK_JUMP_US: Final = 200_000
ON_JUMP_US: Final = 1_000_000
"""A larger way than this between two snapshots, back or on, was a jump."""

_DB_PER_DECADE: Final = 60.0
"""The cube of a volume is the amplitude, as for the desktop's own controls, so their sliders feel alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayerState:
    """One practice at one instant, in the terms of MPRIS."""

    status: str
    """`Playing`, `Paused` or `Stopped`."""

    track: int
    """Which practice of this run of the program it is, counted from 1."""

    title: str
    artist: str = ""
    """Whose voice speaks; empty where that is not told."""

    length_us: int
    position_us: int
    volume: float
    """Of the voice: 1 is as recorded, and 0 or more."""

    jumps: int = 0
    """How often the position has jumped so far."""


def player_state(
    snapshot: PlaybackSnapshot, *, track: int, title: str, artist: str = "", before: PlayerState | None = None
) -> PlayerState:
    """Returns the state that a snapshot shows; `before` is that of the snapshot before it."""
    state = PlayerState(
        status=PLAYING if snapshot.state is PlaybackState.PLAYING else PAUSED,
        track=track,
        title=one_line(title, MAX_TITLE_LETTERS),
        artist=one_line(artist, MAX_TITLE_LETTERS),
        length_us=round(snapshot.length_s * 1e6),
        position_us=round(snapshot.elapsed_s * 1e6),
        volume=volume_of(snapshot.voice_db),
    )
    if before is None:
        return state
    way_us = state.position_us - before.position_us
    return replace(state, jumps=before.jumps + (not -BACK_JUMP_US <= way_us <= ON_JUMP_US))


def volume_of(level_db: float) -> float:
    """Returns the volume of MPRIS for a level: 1 for 0 dB."""
    return round(math.pow(10.0, level_db / _DB_PER_DECADE), 4)


def level_db_of(volume: float) -> float:
    """Returns the level for a volume, to a tenth of a dB and within what the voice can be turned to.

    Raises:
        ValueError: the volume is not a number.
    """
    if math.isnan(volume):
        raise ValueError("a volume has to be a number")
    if volume <= 0:
        return MIN_DB
    if math.isinf(volume):
        return MAX_DB
    return max(MIN_DB, min(round(_DB_PER_DECADE * math.log10(volume), 1), MAX_DB))

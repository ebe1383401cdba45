"""When words and bells along a silence are due.  Pure; in frames, so that no time is rounded twice."""

from fractions import Fraction
from typing import Final

from practice_player.lib.units import frames
from practice_player.script import model

QUIET_END_S: Final = 5
"""Nothing is said or rung in the last seconds of a silence: its end comes by itself."""

_SHARES: Final = {"third": Fraction(1, 3), "half": Fraction(1, 2), "two-thirds": Fraction(2, 3)}


def due_frames(along: model.AlongSilence, length_frames: int, *, extra_frames: int = 0) -> tuple[int, ...]:
    """Returns when something along a silence is due, from the silence's start, before its last seconds.

    `extra_frames` of the length were added on the way: they do not move a share of it, which may be over.
    """
    last_frame = length_frames - frames(QUIET_END_S)
    if along.every is not None:
        interval = frames(along.every)
        return tuple(range(interval, last_frame + 1, interval))
    if along.at in _SHARES:
        return (round(_SHARES[str(along.at)] * (length_frames - extra_frames)),)
    at_frame = frames(along.at) if not isinstance(along.at, str | None) else last_frame + 1
    return (at_frame,) if at_frame <= last_frame else ()

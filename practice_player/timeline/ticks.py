"""Places the soft ticks of a speaking turn: before its end, and half-way through a long one."""

from decimal import Decimal

from practice_player.lib.units import frames
from practice_player.timeline.model import Tick

TICK_S = Decimal("0.6")
"""How long a tick rings."""

END_WARNING_S = Decimal(20)
"""How long before the end of a turn it ticks (content 3.4)."""

MIN_WARNED_TURN_S = Decimal(60)
"""A shorter turn has no tick: it would come in the middle of the first words."""

MIN_HALFWAY_TURN_S = Decimal(180)
"""A turn of this length or longer also ticks half-way (content 3.4: long turns)."""


def place_ticks(*, start_frame: int, end_frame: int, extra_frames: int = 0) -> list[Tick]:
    """Returns the ticks of one turn, in order of time.

    `extra_frames` of it were added on the way: they do not move the tick half-way, which may be over.
    """
    length = end_frame - start_frame
    if length < frames(MIN_WARNED_TURN_S):
        return []
    starts = [end_frame - frames(END_WARNING_S)]
    if length - extra_frames >= frames(MIN_HALFWAY_TURN_S):
        starts.insert(0, start_frame + (length - extra_frames) // 2)
    return [Tick(start_frame=start, length_frames=frames(TICK_S)) for start in starts]

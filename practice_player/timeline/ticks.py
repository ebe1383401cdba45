"""Where soft ticks sound in a speaking turn: before its end, and in a long one half-way."""

from decimal import Decimal

from practice_player.lib.units import frames
from practice_player.timeline.model import Tick

TICK_S = Decimal("0.6")

WARNING_S = Decimal(20)
"""Before the end (content 3.4)."""

SHORT_S = Decimal(60)
"""A turn shorter than this has no warning: it would come in the middle of the first words."""

LONG_S = Decimal(180)
"""A turn this long or longer is also tapped half-way (content 3.4: long turns)."""


def place_ticks(*, start_frame: int, end_frame: int) -> list[Tick]:
    """The ticks of one turn, in order of time."""
    length = end_frame - start_frame
    if length < frames(SHORT_S):
        return []
    starts = [end_frame - frames(WARNING_S)]
    if length >= frames(LONG_S):
        starts.insert(0, start_frame + length // 2)
    return [Tick(start_frame=start, length_frames=frames(TICK_S)) for start in starts]

"""How far a recording that is read for the first time has been read."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from practice_player.lib.units import clock

MOST_SHARE: Final = 0.99
"""What a header says may be too little, and a damaged recording is gone through twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A recording that is being read."""

    path: Path
    decoded_s: float = 0.0
    share: float | None = None
    """Of the whole, 0 to `MOST_SHARE`; None when nobody knows how long it is."""

    @property
    def so_far(self) -> str:
        if self.share is not None:
            return f"{self.share:.0%} so far"
        return f"{clock(self.decoded_s)} so far" if self.decoded_s >= 1.0 else "just begun"

    @property
    def tenths(self) -> int:
        return int(10 * (self.share or 0.0))


Told: TypeAlias = Callable[[float, float | None], None]
"""Told now and then how many seconds were decoded, and of how many, None when that is not known."""


def advanced(before: Reading, decoded_s: float, of_s: float | None) -> Reading:
    """The same recording, read on; never less than before."""
    share = min(decoded_s / of_s, MOST_SHARE) if of_s else None
    return Reading(
        path=before.path,
        decoded_s=max(before.decoded_s, decoded_s),
        share=before.share if share is None else max(share, before.share or 0.0),
    )

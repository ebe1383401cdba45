"""The progress of recordings that are read for the first time."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from practice_player.lib.units import clock

MAX_SHARE: Final = 0.99
"""Never the whole: a header may announce too little, and a damaged recording is decoded twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A recording that is being read, and how much of it has been."""

    path: Path
    decoded_s: float = 0.0
    share: float | None = None
    """The share of the whole, 0 to `MAX_SHARE`; None when its length is not known."""

    @property
    def so_far(self) -> str:
        """The progress in words."""
        if self.share is not None:
            return f"{self.share:.0%} so far"
        return f"{clock(self.decoded_s)} so far" if self.decoded_s >= 1.0 else "just begun"

    @property
    def tenths(self) -> int:
        """The share in tenths, 0 when it is not known."""
        return int(10 * (self.share or 0.0))


ProgressCallback: TypeAlias = Callable[[float, float | None], None]
"""Called now and then with the seconds decoded, and the seconds in all, None when that is not known."""


def advanced(reading: Reading, decoded_s: float, total_s: float | None) -> Reading:
    """Returns the progress after more was decoded; it never goes back."""
    share = min(decoded_s / total_s, MAX_SHARE) if total_s else None
    return Reading(
        path=reading.path,
        decoded_s=max(reading.decoded_s, decoded_s),
        share=reading.share if share is None else max(share, reading.share or 0.0),
    )

"""The moment at which a practice begins, by the wall clock.  Nothing here is converted to another clock.

The monotonic clock does not go by while a machine sleeps, and has another beginning on each; so all that two
machines have in common is read from the wall clock each time.  A clock that is set meanwhile counts at once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from practice_player.lib.moments import local_words
from practice_player.lib.units import frames


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """When a practice begins, and whether somebody else hears it at the same time."""

    begins_at: datetime
    """Aware."""

    clock: Callable[[], datetime]
    """The wall clock: what time it is now, aware."""

    together: bool = False
    """Whether another machine plays the same: then it counts on while it is not heard here."""

    @property
    def left_s(self) -> float:
        """The seconds until it begins; negative once it has begun."""
        return (self.begins_at - self.clock()).total_seconds()

    @property
    def due_frame(self) -> int:
        """The frame that is due now; 0 before it begins."""
        return max(0, frames(-self.left_s))

    @property
    def begins(self) -> str:
        """A sentence that says when it begins."""
        return f"Begins at {local_words(self.begins_at, self.clock())}."

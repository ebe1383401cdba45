"""When two who took space come back to each other: kept in a small file until then, and no longer.

The time and the practice's name; nothing says whose wish it was, or why.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from practice_player.lib.atomic_files import write_atomically
from practice_player.lib.folders import make_private

FILE_NAME: Final = "return.json"
MAX_BYTES: Final = 10_000
OFFERED_AFTER: Final = timedelta(minutes=10)
"""So long after the time it is still offered: people are late."""

MAX_AHEAD: Final = timedelta(hours=2)
"""Anything later was not agreed here, or the clock was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedReturn:
    """A time that two agreed on."""

    at: datetime
    """Aware, in UTC."""

    practice: str
    """The name of the practice that they left."""


class ReturnTimes:
    """The agreed time, if there is one; without a path nothing is kept."""

    def __init__(self, path: Path | None, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._path = path
        self._clock = clock

    def agree(self, minutes: int, practice: str) -> AgreedReturn:
        """Agrees to come back in so many minutes; it holds even if it cannot be written down."""
        agreed = AgreedReturn(at=self._clock() + timedelta(minutes=minutes), practice=practice)
        if self._path:
            content = json.dumps({"at": agreed.at.isoformat(), "practice": practice})
            with suppress(OSError):
                make_private(self._path.parent)
                write_atomically(self._path, content.encode(errors="replace"))
        return agreed

    def agreed(self) -> AgreedReturn | None:
        """The time that was agreed on, up to ten minutes after it; then it is forgotten."""
        if self._path is None:
            return None
        try:
            if not self._path.is_file() or self._path.stat().st_size > MAX_BYTES:
                return None
            written = json.loads(self._path.read_bytes())
            agreed = AgreedReturn(
                at=datetime.fromisoformat(written["at"]).astimezone(UTC), practice=str(written["practice"])
            )
        except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
            return None
        if -OFFERED_AFTER <= agreed.at - self._clock() <= MAX_AHEAD:
            return agreed
        self.forget()
        return None

    def forget(self) -> None:
        """Forgets the time."""
        if self._path:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)

"""The time at which two people who took space meet again, stored in a small file until then.

The file holds the time and the practice's name; nothing says whose wish it was, or why.
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
MAX_FILE_BYTES: Final = 10_000
MAX_LATE: Final = timedelta(minutes=10)
"""How long after the time it is still offered: people are late."""

MAX_AHEAD: Final = timedelta(hours=2)
"""A time further ahead was not agreed here, or the clock was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedReturn:
    """A time at which two people agreed to meet."""

    at: datetime
    """Aware, in UTC."""

    practice: str
    """The name of the practice that they left."""


class ReturnTimes:
    """Stores the agreed time; without a path, nothing is stored."""

    def __init__(self, path: Path | None, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._path = path
        self._clock = clock

    def agree(self, minutes: int, practice: str) -> AgreedReturn:
        """Agrees to meet in `minutes`; returns the time even if it cannot be stored."""
        agreed = AgreedReturn(at=self._clock() + timedelta(minutes=minutes), practice=practice)
        if self._path:
            content = json.dumps({"at": agreed.at.isoformat(), "practice": practice})
            with suppress(OSError):
                make_private(self._path.parent)
                write_atomically(self._path, content.encode(errors="replace"))
        return agreed

    def agreed(self) -> AgreedReturn | None:
        """Returns the agreed time until ten minutes after it, then forgets it; None if there is none."""
        if self._path is None:
            return None
        try:
            if not self._path.is_file() or self._path.stat().st_size > MAX_FILE_BYTES:
                return None
            content = json.loads(self._path.read_bytes())
            agreed = AgreedReturn(
                at=datetime.fromisoformat(content["at"]).astimezone(UTC), practice=str(content["practice"])
            )
        except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
            return None
        if -MAX_LATE <= agreed.at - self._clock() <= MAX_AHEAD:
            return agreed
        self.forget()
        return None

    def forget(self) -> None:
        """Forgets the time."""
        if self._path:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)

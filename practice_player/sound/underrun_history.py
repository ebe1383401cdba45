"""Records how often the sound card ran dry in the latest practices: written after each, read by `doctor`.

A small private file of JSON lines, one for each practice: `{"ended_at": "2026-11-26T19:00:00+00:00",
"underruns": 2}`.  Errors with this file are logged and have no other effect.
"""

import json
import logging
from datetime import datetime
from pathlib import Path
from typing import Final

from practice_player.lib.atomic_files import write_atomically
from practice_player.lib.folders import make_private
from practice_player.lib.plain_files import UnusableFileError, read_bytes

MAX_PRACTICES: Final = 20
"""How many practices are kept; the oldest goes first."""

log = logging.getLogger(__name__)


def append(path: Path, underruns: int, ended_at: datetime) -> None:
    """Adds the practice that ended at a time of day, and drops what is too old; never raises.

    The file is replaced in one step.  Of two programs that end at once, one may lose its line.
    """
    lines = [line for line in _lines(path) if _underruns(line) is not None]
    lines.append(json.dumps({"ended_at": ended_at.isoformat(), "underruns": underruns}).encode())
    try:
        make_private(path.parent)
        write_atomically(path, b"".join(line + b"\n" for line in lines[-MAX_PRACTICES:]))
    except (OSError, ValueError) as exc:
        log.warning("the underruns of a practice cannot be kept: %s", exc)


def total(path: Path) -> int:
    """Returns the underruns of all recorded practices; a damaged line counts as none."""
    return sum(_underruns(line) or 0 for line in _lines(path))


class UnderrunTotal:
    """Adds up a count that begins anew whenever the card is opened again."""

    def __init__(self) -> None:
        self.total = 0
        """Underruns since this object was made, however often the card was opened."""

        self._count = 0

    def update(self, count: int) -> None:
        """Adds the underruns that are new; `count` is their number since the card was last opened."""
        self.total += count - self._count if count >= self._count else count
        self._count = count


def _lines(path: Path) -> list[bytes]:
    try:
        return read_bytes(path).splitlines()
    except UnusableFileError as exc:
        if not isinstance(exc.__cause__, FileNotFoundError):
            log.warning("the underruns of earlier practices cannot be read: %s", exc)
        return []


def _underruns(line: bytes) -> int | None:
    """Returns the count in a line; None if the line is damaged."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    match record:
        case {"underruns": int(underruns)} if underruns >= 0 and underruns is not True:
            return underruns
        case _:
            return None

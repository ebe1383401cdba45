"""What was found out about files, kept until they change.

JSON, for other programs can write here too: whatever is not as it should be counts as not kept.
A memory that cannot be read or written costs time and nothing else.
"""

import contextlib
import hashlib
import json
import logging
import os
import tempfile
from pathlib import Path
from typing import Any, Final, Self

from practice_player import __version__
from practice_player.folders import make_private

MOST_BYTES: Final = 64_000_000
MOST_KEPT: Final = 20_000

log = logging.getLogger(__name__)


class Memory:
    """Facts about files, each with the stamp of what it followed from; the caller compares stamps."""

    def __init__(self, path: Path, kept: dict[str, Any]) -> None:
        self._path = path
        self._kept = kept
        self._news = False

    @classmethod
    def open(cls, path: Path) -> Self:
        """What another run of this very program kept; nothing when it was another, or cannot be read."""
        try:
            if path.stat().st_size <= MOST_BYTES:
                found = json.loads(path.read_bytes())
                if found["program"] == program() and isinstance(found["kept"], dict):
                    return cls(path, found["kept"])
        except (OSError, ValueError, TypeError, KeyError, RecursionError) as exc:
            log.info("nothing is remembered: %s", exc)
        return cls(path, {})

    def recall(self, key: str) -> tuple[str, Any] | None:
        """The stamp and the value that were kept under a key."""
        match self._kept.get(key):
            case [str(stamp), value]:
                return stamp, value
            case _:
                return None

    def keep(self, key: str, stamp: str, value: Any) -> None:
        """Puts aside what JSON can say."""
        self._kept.pop(key, None)
        self._kept[key] = [stamp, value]
        self._news = True

    def save(self) -> None:
        """Writes it in one step: another run meets the old memory or the new one, never half."""
        if not self._news:
            return
        latest = dict(list(self._kept.items())[-MOST_KEPT:])
        with contextlib.suppress(OSError, ValueError):
            make_private(self._path.parent)
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=".", suffix=".part")
            part = Path(name)
            try:
                with os.fdopen(handle, "w", encoding="ascii") as file:
                    json.dump({"program": program(), "kept": latest}, file)
                part.replace(self._path)
                self._news = False
            finally:
                part.unlink(missing_ok=True)


def program() -> str:
    """This version of the program, down to its files: one who works on the rules is told by the new ones."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(package.rglob("*.py")):
        found = path.stat()
        digest.update(f"{path.relative_to(package)}|{found.st_size}|{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()

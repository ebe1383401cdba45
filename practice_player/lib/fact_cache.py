"""What was found out about files, kept until they change.

JSON under a checksum: whatever is not as this very program wrote it counts as not kept.
A memory that cannot be read or written costs time and nothing else.
"""

import contextlib
import hashlib
import json
import logging
from pathlib import Path
from typing import Any, Final, Self

import practice_player
from practice_player import __version__
from practice_player.lib.atomic_files import write_atomically
from practice_player.lib.folders import make_private
from practice_player.lib.plain_files import UnusableFileError, read_bytes

MOST_BYTES: Final = 64_000_000
MOST_KEPT: Final = 20_000

SETTLED_S: Final = 2.0
"""A file changed less than this ago can change again without another date."""

log = logging.getLogger(__name__)


class FactCache:
    """Facts about files, each with the stamp of what it followed from; the caller compares stamps."""

    def __init__(self, path: Path | None, kept: dict[str, Any]) -> None:
        self._path = path
        self._kept = kept
        self._news = False

    @classmethod
    def open(cls, path: Path | None) -> Self:
        """What another run of this very program kept; nothing when it was another, or cannot be read.

        Without a path, nothing outlasts this run.
        """
        kept: dict[str, Any] = {}
        try:
            if path:
                kept = _unsealed(read_bytes(path, most_bytes=MOST_BYTES))
        except (UnusableFileError, OSError, ValueError, RecursionError) as exc:
            log.info("nothing is remembered: %s", exc)
        return cls(path, kept)

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
        if not self._news or self._path is None:
            return
        latest = dict(list(self._kept.items())[-MOST_KEPT:])
        with contextlib.suppress(OSError, ValueError):
            make_private(self._path.parent)
            write_atomically(self._path, _sealed(latest))
            self._news = False


def program() -> str:
    """This version of the program, down to its files: one who works on the rules is told by the new ones."""
    package = Path(practice_player.__file__).parent
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(package.rglob("*.py")):
        found = path.stat()
        digest.update(f"{path.relative_to(package)}|{found.st_size}|{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def state(path: Path) -> str:
    """Differs when a file was written to or another put in its place; empty when it is gone.

    A link stands for what it leads to.  The system itself keeps the time of the last change (`ctime`): an
    editor that gives a file back its old date still differs.
    """
    try:
        found = path.stat()
    except (OSError, ValueError):
        return ""
    return f"{found.st_size}|{found.st_mtime_ns}|{found.st_ctime_ns}|{found.st_dev}|{found.st_ino}"


def settled(path: Path, now_s: float) -> bool:
    """Whether the file cannot change any more without another date; one that is not there can come.

    `now_s` is the time of day.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        return True
    except (OSError, ValueError):
        return False
    return max(found.st_mtime, found.st_ctime) < now_s - SETTLED_S


def _sealed(kept: dict[str, Any]) -> bytes:
    body = json.dumps(kept).encode("ascii")
    return _seal(body) + b"\n" + body


def _unsealed(raw: bytes) -> dict[str, Any]:
    """What was kept.

    Raises:
        ValueError, RecursionError: it is damaged, or of another program.
    """
    seal, _, body = raw.partition(b"\n")
    if seal != _seal(body):
        raise ValueError("of another program, or damaged")
    found = json.loads(body)
    if not isinstance(found, dict):
        raise ValueError("no table")  # noqa: TRY004 - as any other damage
    return found


def _seal(body: bytes) -> bytes:
    return f"{program()} {hashlib.sha256(body).hexdigest()}".encode("ascii")

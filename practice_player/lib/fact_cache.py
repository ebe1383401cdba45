"""Caches facts that were worked out from files, until those files change.

The cache file is JSON after a checksum: whatever this exact version of the program did not write is
discarded.  A cache that cannot be read or written costs time and nothing else.
"""

import contextlib
import hashlib
import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Self

import practice_player
from practice_player import __version__
from practice_player.lib.atomic_files import write_atomically
from practice_player.lib.folders import make_private
from practice_player.lib.plain_files import UnusableFileError, read_bytes

MAX_CACHE_BYTES: Final = 64_000_000
MAX_FACTS: Final = 20_000

SETTLED_S: Final = 2.0
"""A file changed less than this ago may change again without getting another timestamp."""

_NO_MODULES: Final = frozenset({"__pycache__", "shipped"})

log = logging.getLogger(__name__)


class FactCache:
    """Facts by key, each with a stamp of the files it was worked out from; the caller compares stamps."""

    def __init__(self, path: Path | None, facts: dict[str, Any], *, max_facts: int = MAX_FACTS) -> None:
        self._path = path
        self._max_facts = max_facts
        self._facts = facts
        self._changed = False

    @classmethod
    def open(cls, path: Path | None, *, max_facts: int = MAX_FACTS) -> Self:
        """Reads the cache that an earlier run of this exact version saved; empty if there is none.

        Without a path, the cache lasts only for this run.  Of more than `max_facts`, those kept last are
        saved.
        """
        facts: dict[str, Any] = {}
        try:
            if path:
                facts = _parse(read_bytes(path, max_bytes=MAX_CACHE_BYTES))
        except (UnusableFileError, OSError, ValueError, RecursionError) as exc:
            log.info("nothing is remembered: %s", exc)
        return cls(path, facts, max_facts=max_facts)

    def recall(self, key: str) -> tuple[str, Any] | None:
        """Returns the stamp and the value that were kept under a key."""
        match self._facts.get(key):
            case [str(stamp), value]:
                return stamp, value
            case _:
                return None

    def keep(self, key: str, stamp: str, value: Any) -> None:
        """Stores a value, which must be serialisable as JSON."""
        self._facts.pop(key, None)
        self._facts[key] = [stamp, value]
        self._changed = True

    def save(self) -> None:
        """Writes the cache in one step: another run reads the old file or the new one, never half of it."""
        if not self._changed or self._path is None:
            return
        latest = dict(list(self._facts.items())[-self._max_facts :])
        with contextlib.suppress(OSError, ValueError):
            make_private(self._path.parent)
            write_atomically(self._path, _serialize(latest))
            self._changed = False


def package_stamp() -> str:
    """Returns a hash of the program's version and of the size and time of its files.

    So a developer who changes a rule gets results of the changed rule.
    """
    digest = hashlib.sha256(__version__.encode())
    for line in sorted(_modules(os.path.dirname(practice_player.__file__))):  # noqa: PTH120 - as below
        digest.update(line.encode(errors="surrogateescape"))
    return digest.hexdigest()


def _modules(folder: str) -> Iterator[str]:
    """Yields a line for each module below a folder: its path, size and time."""
    with os.scandir(folder) as entries:  # making a Path of each would take longer than all the rest
        for entry in entries:
            if entry.name.endswith(".py"):
                status = entry.stat()
                yield f"{entry.path}|{status.st_size}|{status.st_mtime_ns}\n"
            elif "." not in entry.name and entry.name not in _NO_MODULES and entry.is_dir():
                yield from _modules(entry.path)


def file_stamp(path: Path) -> str:
    """Returns a text that changes when a file is written to or replaced; empty when it does not exist.

    Links are followed.  The text includes `ctime`, which the system sets itself: a change is noticed even
    if an editor gives the file back its old date.
    """
    try:
        return stamp_of(path.stat())
    except (OSError, ValueError):
        return ""


def is_settled(path: Path, now_s: float) -> bool:
    """Returns whether a further change of the file would show in its timestamps; True if it does not exist.

    `now_s` is the time of day.
    """
    return settled_stamp(path, now_s) is not None


def settled_stamp(path: Path | str, now_s: float) -> str | None:
    """Returns the stamp of a file; None while it may change again without another stamp.

    As `file_stamp` and `is_settled`, with one question to the system.
    """
    try:
        status = os.stat(path)  # noqa: PTH116 - for a text, of which no Path is made
    except FileNotFoundError:
        return ""
    except (OSError, ValueError):
        return None
    return stamp_of(status) if max(status.st_mtime, status.st_ctime) < now_s - SETTLED_S else None


def stamp_of(status: os.stat_result) -> str:
    """Returns a text of a file's size, both dates, device and inode."""
    return f"{status.st_size}|{status.st_mtime_ns}|{status.st_ctime_ns}|{status.st_dev}|{status.st_ino}"


def _serialize(facts: dict[str, Any]) -> bytes:
    body = json.dumps(facts).encode("ascii")
    return _seal_line(body) + b"\n" + body


def _parse(raw: bytes) -> dict[str, Any]:
    """Returns the facts in a cache file.

    Raises:
        ValueError, RecursionError: it is damaged, or another version of the program wrote it.
    """
    seal, _, body = raw.partition(b"\n")
    if seal != _seal_line(body):
        raise ValueError("of another program, or damaged")
    facts = json.loads(body)
    if not isinstance(facts, dict):
        raise ValueError("no table")  # noqa: TRY004 - as any other damage
    return facts


def _seal_line(body: bytes) -> bytes:
    return f"{package_stamp()} {hashlib.sha256(body).hexdigest()}".encode("ascii")

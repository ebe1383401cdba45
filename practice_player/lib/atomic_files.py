"""Writes files under a temporary name and renames them when they are complete.

A reader sees the old file or the new one, never half of it.  Every file that replaces another is written
here.  Written elsewhere are files that are appended to (the log, the cache of clip measures), files that
must not replace another (`new`), the journal, which SQLite writes, and the clean copies of recordings,
which a decoding process writes (`clips/transcode_cache.py`).

An unfinished file is locked while it is written.  If it is not locked, the program that wrote it was
killed; the next write to the same target removes it.
"""

import contextlib
import errno
import os
import re
import sys
from pathlib import Path
from typing import BinaryIO, Final

from practice_player.lib.errors import DiskFullError, OutputError

DISK_FULL: Final = "the disk is full"
MAKE_ROOM: Final = "make room on this disk, and try again"
"""What helps when the disk is full; any other remedy beside it would only confuse."""

PROBE_BYTES: Final = 65_536
"""Written to learn from the system why nothing can be written; libsndfile does not say."""

_DISK_FULL: Final = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))

_UNFINISHED_NAME: Final = re.compile(r"\.[0-9a-f]{12}-[0-9a-f]{16}\.part")


class UnfinishedFile:
    """A file that will be renamed to `target`: for content that takes long, or that a library writes.

    Its suffix differs from the target's, so that no search for such files finds it.
    """

    def __init__(self, target: Path, *, final_target: Path | None = None, mode: int | None = None) -> None:
        """Creates it, empty and locked, in the folder of `target`.

        If `target` is an unfinished file itself, `final_target` is the name it will get, in the same folder.
        With a `mode` of None the umask decides on the permissions.

        Raises:
            OSError: it cannot be created.
        """
        self._target = target
        self._prefix = _prefix(final_target or target)
        self._mode = mode
        self._descriptor = -1
        self.path = target
        remove_abandoned(final_target or target)
        try:
            self._create()
        except BaseException:
            self.drop()
            raise

    def open(self) -> BinaryIO:
        """Opens it for writing, even if the umask denies its owner to write."""
        return os.fdopen(os.dup(self._descriptor), "wb")

    def probe(self, missing_bytes: int = 0) -> OSError | None:
        """Returns the error of writing more to it; None if that succeeds, with room for all that is missing.

        For libraries whose errors do not say why they cannot write.  Another program may have given up in
        the same moment, and have left some room.
        """
        from shutil import disk_usage  # late, as in `_create`

        try:
            with self.path.open("ab", buffering=0) as file:
                file.write(bytes(PROBE_BYTES))
                os.fsync(file.fileno())
            if disk_usage(self.path.parent).free < missing_bytes:
                return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        except OSError as exc:
            return exc
        return None

    def finish(self) -> None:
        """Renames it to its target in one step; a link of that name is replaced, not followed.

        Raises:
            OSError: it cannot be renamed.
        """
        self.path.replace(self._target)
        self._close()

    def drop(self) -> None:
        """Removes it unless it was finished; may be called twice."""
        if self.path != self._target:
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)
        self._close()

    def _create(self) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        while True:
            import secrets  # late, as in `_prefix`: most runs write nothing before the first frame

            self.path = self._target.with_name(f"{self._prefix}{secrets.token_hex(8)}.part")
            self._descriptor = os.open(self.path, flags, 0o666 if self._mode is None else self._mode)
            _lock(self._descriptor)
            if self.path.exists():  # else another process removed it as abandoned, before it was locked
                break
            self._close()
        if self._mode is not None:
            self.path.chmod(self._mode)  # the umask may have removed some permissions

    def _close(self) -> None:
        self.path = self._target
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def write_atomically(path: Path, content: bytes, *, mode: int | None = 0o600, durable: bool = False) -> None:
    """Replaces a file in one step, or creates it.

    A link of that name is replaced, not followed.  With a `mode` of None the umask decides on the
    permissions.  A `durable` file survives a power cut.

    Raises:
        OSError: it cannot be written; the unfinished file is removed.
    """
    unfinished = UnfinishedFile(path, mode=mode)
    try:
        with unfinished.open() as file:
            file.write(content)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        unfinished.finish()
    finally:
        unfinished.drop()


def is_disk_full(exc: BaseException) -> bool:
    """Whether a file cannot be written for want of space."""
    return isinstance(exc, OSError) and exc.errno in _DISK_FULL


def write_failure(exc: OSError, needed_bytes: int = 0) -> str:
    """Returns why a file cannot be written, in the system's words; for a full disk, also the space needed."""
    if not is_disk_full(exc):
        return exc.strerror or str(exc)
    return DISK_FULL + (f"; about {-(-needed_bytes // 1_000_000)} MB are needed" if needed_bytes else "")


def write_remedy(exc: BaseException, otherwise: str) -> str:
    """Returns what helps against a file that cannot be written: room on a full disk, or else `otherwise`."""
    return MAKE_ROOM if is_disk_full(exc) else otherwise


def unwritten_output_error(
    exc: OSError, problem: str, *, otherwise: str, place: Path | str, needed_bytes: int = 0
) -> OutputError:
    """Returns the error for a file that cannot be written; `otherwise` helps if the disk is not full."""
    kind = DiskFullError if is_disk_full(exc) else OutputError
    reason = write_failure(exc, needed_bytes)
    return kind(f"{problem} ({reason})", fix=write_remedy(exc, otherwise), place=str(place))


def remove_abandoned(target: Path) -> None:
    """Removes the unfinished files of this target that killed programs left behind."""
    with contextlib.suppress(OSError):
        for name in os.listdir(target.parent):  # noqa: PTH208 - names, to be compared as they are
            if name.startswith(_prefix(target)):
                _remove_if_abandoned(target.with_name(name))


def remove_all_abandoned(folder: Path) -> None:
    """Removes the unfinished files of every target in a folder that killed programs left behind."""
    with contextlib.suppress(OSError):
        for name in os.listdir(folder):  # noqa: PTH208 - as above
            if _UNFINISHED_NAME.match(name):
                _remove_if_abandoned(folder / name)


def _remove_if_abandoned(path: Path) -> None:
    flags = os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with contextlib.suppress(OSError):
        descriptor = os.open(path, flags)
        try:
            if _lock(descriptor, wait=False):
                path.unlink()
        finally:
            os.close(descriptor)


def _lock(descriptor: int, *, wait: bool = True) -> bool:
    """Locks a file for as long as it is open; returns False if it is locked already, or cannot be locked."""
    if sys.platform == "win32":  # Windows does not remove open files anyway
        return False
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _prefix(target: Path) -> str:
    """Returns the beginning of the names of a target's unfinished files; short enough for any file system."""
    import hashlib

    return f".{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:12]}-"

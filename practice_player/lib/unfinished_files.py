"""Files that take long to write: beside their place, under a name of their own, until they are whole.

Such a file is locked while somebody writes it.  One that nobody holds was left behind by a program that was
killed; whoever writes to the same place next removes it.
"""

import contextlib
import errno
import hashlib
import os
import secrets
import sys
from pathlib import Path
from typing import Final

_FULL: Final = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


class UnfinishedFile:
    """A file that is to become `goal`; with the mode that the umask gives to any file."""

    def __init__(self, goal: Path, *, on_the_way_to: Path | None = None) -> None:
        """Makes it, empty; a `goal` that is unfinished itself is `on_the_way_to` another in the same folder.

        Raises:
            OSError: it cannot be made.
        """
        self._goal = goal
        self._begin = _begin(on_the_way_to or goal)
        self._handle = -1
        self.path = goal
        remove_abandoned(on_the_way_to or goal)
        try:
            self._make()
        except BaseException:
            self.drop()
            raise

    def finish(self) -> None:
        """Gives it its name in one step; a link of that name gives way.

        Raises:
            OSError: it cannot have that name.
        """
        self.path.replace(self._goal)
        self._let_go()

    def drop(self) -> None:
        """Removes it, unless it is finished; twice is fine."""
        if self.path != self._goal:
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)
        self._let_go()

    def _make(self) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        while True:
            self.path = self._goal.with_name(f"{self._begin}{secrets.token_hex(8)}{self._goal.suffix}")
            self._handle = os.open(self.path, flags, 0o666)
            _locked(self._handle)
            if self.path.exists():  # else somebody took it for an abandoned one just before it was locked
                return
            self._let_go()

    def _let_go(self) -> None:
        self.path = self._goal
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def why(exc: OSError, needs_bytes: int = 0) -> str:
    """Why something cannot be written, in the system's words; of a full disk, how much room is needed."""
    if exc.errno not in _FULL:
        return exc.strerror or str(exc)
    return "the disk is full" + (
        f"; about {-(-needs_bytes // 1_000_000)} MB are needed" if needs_bytes else ""
    )


def remove_abandoned(goal: Path) -> None:
    """Removes what was begun for this place by programs that are gone."""
    with contextlib.suppress(OSError):
        for one in os.listdir(goal.parent):  # noqa: PTH208 - names, to be compared as they are
            if one.startswith(_begin(goal)):
                _remove_if_abandoned(goal.with_name(one))


def _remove_if_abandoned(path: Path) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        try:
            if _locked(handle, wait=False):
                path.unlink()
        finally:
            os.close(handle)


def _locked(handle: int, *, wait: bool = True) -> bool:
    """Locks a file for as long as it is open; False when somebody else has, or nobody can."""
    if sys.platform == "win32":  # it removes no file that is open
        return False
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _begin(goal: Path) -> str:
    """What the names of unfinished files for this place begin with: no longer than any name may be."""
    return f".{hashlib.sha256(os.fsencode(goal.name)).hexdigest()[:12]}-"

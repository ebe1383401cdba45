"""Where the clean copies of recordings are kept, each under a name that follows from its recording.

A changed recording has no copy.  A cache that cannot be written costs time and nothing else.
"""

import atexit
import contextlib
import hashlib
import os
import secrets
import shutil
import stat
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Final

from practice_player import settings

ENDING: Final = ".flac"
HALF_MADE: Final = ".part"
ABANDONED_S: Final = 24 * 3600.0
"""A copy that was begun so long ago and never finished is removed."""


def key(path: Path) -> str:
    """Names this file as it is now.

    Raises:
        OSError: there is no such file, or it is none that can be read twice.
    """
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise FileNotFoundError(f"{path} is no plain file")
    return f"{path.resolve()}|{found.st_size}|{found.st_mtime_ns}"


def copy_of(path: Path) -> Path | None:
    """The clean copy of a recording as it is now; None when there is none.

    Raises:
        OSError: there is no such recording.
    """
    name = _name(path)
    folders = [settings.cache_dir() / "converted"]
    if _temporary.cache_info().currsize:
        folders.append(_temporary())
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


def new_copy(path: Path, *, lasting: bool) -> tuple[Path, Path]:
    """Where a clean copy is to be made, and where it is then moved to; makes neither.

    One that is not `lasting` goes with this run of the program, and so does one that the cache cannot take.

    Raises:
        OSError: there is no such recording.
    """
    folder = settings.cache_dir() / "converted"
    if not (lasting and _can_be_written(folder)):
        folder = _temporary()
    name = _name(path)
    # Under a name that nobody can put a link in the place of, should others write to the folder too.
    return folder / f".{name}.{secrets.token_hex(8)}{HALF_MADE}", folder / name


def _can_be_written(folder: Path) -> bool:
    there = next(one for one in (folder, *folder.parents) if one.exists())
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def remove_abandoned(now_s: float | None = None) -> None:
    """Removes copies that another run began and never finished; `now_s` is the time of day."""
    now_s = time.time() if now_s is None else now_s
    with contextlib.suppress(OSError):
        for half_made in (settings.cache_dir() / "converted").glob(f".*{HALF_MADE}"):
            if half_made.stat().st_mtime < now_s - ABANDONED_S:
                half_made.unlink(missing_ok=True)


@cache
def _temporary() -> Path:
    """A folder of this run's own, when the cache cannot be written; it goes with the program."""
    folder = Path(tempfile.mkdtemp(prefix=f"{settings.APP_NAME}-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _name(path: Path) -> str:
    return hashlib.sha256(key(path).encode(errors="surrogateescape")).hexdigest()[:32] + ENDING

"""Where the clean copies of recordings are stored, each under a name derived from its recording.

A recording that was changed has no copy.  A cache that cannot be written only costs time.
"""

import atexit
import contextlib
import hashlib
import os
import secrets
import shutil
import stat
import tempfile
import threading
import time
from pathlib import Path
from typing import Final

from practice_player import settings
from practice_player.clips.decoding_process import TransientClipError
from practice_player.lib.fact_cache import stamp_of
from practice_player.lib.folders import no_place_error

SUFFIX: Final = ".flac"
UNFINISHED_SUFFIX: Final = ".part"
ABANDONED_S: Final = 24 * 3600.0
"""An unfinished copy of this age was abandoned, and is removed."""

_temporary_folders: Final[list[Path]] = []
"""The folder of this run, once there is one."""

_temporary_folder_lock: Final = threading.Lock()


def file_key(path: Path) -> str:
    """Returns a key of this file in its present state: its path, size, both dates, device and inode.

    A program that gives the file its old date back cannot give back the date of that change.

    Raises:
        OSError: there is no such file, or it is not a regular file.
    """
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise FileNotFoundError(f"{path} is no plain file")
    return f"{path.resolve()}|{stamp_of(status)}"


def copy_of(path: Path) -> Path | None:
    """Returns the clean copy of a recording as it is now; None when there is none.

    Raises:
        OSError: there is no such recording.
    """
    name = _name(path)
    folders = [settings.cache_dir() / "converted"]
    if _temporary_folders:
        folders.append(_temporary_folder())
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


def new_copy(path: Path, *, lasting: bool) -> tuple[Path, Path]:
    """Returns where to write a clean copy, and where to move it when it is finished; creates neither.

    `lib/atomic_files.py` would create a file at once: here only the decoding process finds out whether a
    recording needs a copy, and most need none.
    A copy that is not `lasting`, or that the cache folder cannot hold, is removed at the end of this run.

    Raises:
        OSError: there is no such recording.
        TransientClipError: there is no place for temporary files.
    """
    folder = settings.cache_dir() / "converted"
    if not (lasting and _is_writable(folder)):
        folder = _temporary_folder()
    name = _name(path)
    # The name cannot be guessed, so nobody who can write to the folder can put a link there first.
    return folder / f".{name}.{secrets.token_hex(8)}{UNFINISHED_SUFFIX}", folder / name


def _is_writable(folder: Path) -> bool:
    existing = next(ancestor for ancestor in (folder, *folder.parents) if ancestor.exists())
    return existing.is_dir() and os.access(existing, os.W_OK | os.X_OK)


def remove_abandoned(now_s: float | None = None) -> None:
    """Removes copies that another run never finished; `now_s` is the time of day, None for now."""
    now_s = time.time() if now_s is None else now_s
    with contextlib.suppress(OSError):
        for unfinished_copy in (settings.cache_dir() / "converted").glob(f".*{UNFINISHED_SUFFIX}"):
            if unfinished_copy.stat().st_mtime < now_s - ABANDONED_S:
                unfinished_copy.unlink(missing_ok=True)


def _temporary_folder() -> Path:
    """Returns a folder of this run, used when the cache cannot be written; removed when the program ends.

    Several threads may ask for it at once, and get the same.
    """
    with _temporary_folder_lock:
        if not _temporary_folders:
            try:
                folder = Path(tempfile.mkdtemp(prefix=f"{settings.APP_NAME}-"))
            except OSError as exc:
                raise no_place_error(TransientClipError, exc) from exc
            atexit.register(shutil.rmtree, folder, ignore_errors=True)
            _temporary_folders.append(folder)
        return _temporary_folders[0]


def _name(path: Path) -> str:
    return hashlib.sha256(file_key(path).encode(errors="surrogateescape")).hexdigest()[:32] + SUFFIX

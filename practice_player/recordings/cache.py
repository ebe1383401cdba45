"""Things worked out from a file and kept beside its size and date: a changed file has nothing kept.

A cache that cannot be written costs time and nothing else.
"""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from practice_player import settings
from practice_player.errors import ClipError


def key(path: Path) -> str:
    """Names this file as it is now.

    Raises:
        OSError: there is no such file.
    """
    found = path.stat()
    return f"{path.resolve()}|{found.st_size}|{found.st_mtime_ns}"


def cached_file(path: Path, ending: str, make: Callable[[Path], None]) -> Path:
    """The file that `make` writes for `path`: made once, then kept.

    Raises:
        ClipError: it cannot be kept anywhere.
    """
    name = hashlib.sha256(key(path).encode()).hexdigest()[:32] + ending
    for folder in (settings.cache_dir() / "converted", Path(tempfile.gettempdir()) / settings.APP_NAME):
        kept = folder / name
        if kept.is_file() and kept.stat().st_uid == _own_id(kept):
            return kept
        with contextlib.suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, part = tempfile.mkstemp(prefix=".", suffix=ending, dir=folder)
            os.close(handle)
            try:
                make(Path(part))
                Path(part).replace(kept)
            finally:
                Path(part).unlink(missing_ok=True)
            return kept
    raise ClipError(
        f"this format is turned into another first, and {settings.cache_dir()} cannot be written",
        fix="allow writing there, or save the recording as wav, flac, ogg, opus or mp3",
        place=str(path),
    )


def _own_id(kept: Path) -> int:
    """Whose files are trusted: a temporary folder is shared with others."""
    return os.getuid() if hasattr(os, "getuid") else kept.stat().st_uid

"""The folders that the program writes to, their permissions, and the room in them."""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from practice_player import settings
from practice_player.cli.diagnosis.finding import Check, Finding
from practice_player.lib.atomic_files import DISK_FULL, MAKE_ROOM
from practice_player.lib.errors import PracticeError
from practice_player.lib.folders import disk_of, find_obstacle
from practice_player.lib.paths import is_folder

FOLDERS: Final[tuple[tuple[str, Callable[[], Path]], ...]] = (
    ("home", settings.data_dir),
    ("own", settings.own_sessions_dir),
    ("voices", lambda: settings.voices_dirs()[0]),
    ("choices", lambda: settings.preferences_path().parent),
    ("log", lambda: settings.log_path().parent),
    ("cache", settings.cache_dir),
)

LITTLE_ROOM_BYTES: Final = 20_000_000
"""With less room than this a recording or a copy of one may not fit any more."""


def folder_checks() -> Iterator[tuple[str, Check]]:
    """Yields a check for each folder, and one of the room where the journal is."""
    for name, find in FOLDERS:
        yield name, partial(folder, find)
    yield "room", room


def folder(find: Callable[[], Path]) -> Finding:
    """Whether a folder can be written to, and what its permissions are."""
    path = find()
    if obstacle := find_obstacle(path):
        place, reason = obstacle
        if reason == DISK_FULL:
            raise _full_disk_error(place)
        raise PracticeError(
            f"what is kept here cannot be written ({reason}); practices play, but are not kept",
            fix=f"make it a folder that you may write to, or name another in {settings.HOME_VARIABLE}",
            place=str(place),
        )
    try:
        permissions = stat.filemode(path.stat().st_mode)
    except OSError:
        return Finding(text=f"{path}, made when it is needed", facts={"path": str(path), "exists": False})
    shown = f", {permissions[1:]}" if os.name == "posix" else ""
    return Finding(
        text=f"{path}{shown}", facts={"path": str(path), "exists": True, "permissions": permissions[1:]}
    )


def room(find: Callable[[], Path] = settings.data_dir) -> Finding:
    """How much room there is on the disk of the journal."""
    folder_path = find()
    existing = next(filter(is_folder, (folder_path, *folder_path.parents)), folder_path)
    try:
        free_bytes = shutil.disk_usage(existing).free
    except OSError as exc:
        return Finding(text=f"not known ({exc.strerror})")
    if (obstacle := find_obstacle(existing)) and obstacle[1] == DISK_FULL:
        raise _full_disk_error(existing)
    if free_bytes < LITTLE_ROOM_BYTES:
        raise PracticeError(
            f"only {free_bytes / 1e6:.0f} MB are free", fix="make room on this disk", place=str(existing)
        )
    size = f"{free_bytes / 1e9:.0f} GB" if free_bytes >= 1e9 else f"{free_bytes / 1e6:.0f} MB"  # noqa: PLR2004 - a GB
    return Finding(text=f"{size} free where the journal is", facts={"free_bytes": free_bytes})


def _full_disk_error(folder_path: Path) -> PracticeError:
    """Returns the same error for every folder on a disk, so that it is told once."""
    return PracticeError(
        f"{DISK_FULL}; practices play, but are not kept", fix=MAKE_ROOM, place=str(disk_of(folder_path))
    )

"""Finds other programs, such as `ffmpeg`, where the system keeps them, and never in the current folder.

Scripts and recordings come from elsewhere: a folder that somebody unpacked may hold a file called `ffmpeg`
too.  `shutil.which` looks in the current folder first on Windows, and wherever `PATH` has a `.` or an empty
entry.
"""

import os
from pathlib import Path
from typing import Final

from practice_player.lib.paths import is_file

_SUFFIX: Final = ".exe" if os.name == "nt" else ""

_paths: dict[tuple[str, tuple[str, ...]], Path] = {}
"""The programs found so far, by name and the folders of `PATH`."""


def find_program(name: str) -> Path | None:
    """Returns the absolute path of a program, or None if it is not installed.

    Only absolute entries of `PATH` are searched.  A program that was found is cached; a missing one is
    looked for again each time, since somebody may install it meanwhile.
    """
    folders = tuple(os.get_exec_path())
    key = (name, folders)
    if key not in _paths:
        for folder in folders:
            path = Path(folder) / (name + _SUFFIX)
            if path.is_absolute() and is_file(path) and os.access(path, os.X_OK):
                _paths[key] = path
                break
    return _paths.get(key)


def program_stamp(name: str) -> str:
    """Returns a text that changes when a program is installed, replaced or removed; empty without it."""
    path = find_program(name)
    try:
        status = path.stat() if path else None
    except OSError:
        status = None
    return f"{path}|{status.st_size}|{status.st_mtime_ns}" if status else ""

"""Finds other programs, such as `ffmpeg`, where the system keeps them, and never where one happens to stand.

Scripts and recordings come from elsewhere: a folder that somebody unpacked may hold a file called `ffmpeg`
too.  `shutil.which` looks in the current folder first on Windows, and wherever `PATH` has a `.` or an empty
entry.
"""

import os
from pathlib import Path
from typing import Final

from practice_player.lib.paths import is_file

_ENDING: Final = ".exe" if os.name == "nt" else ""

_found: dict[tuple[str, tuple[str, ...]], Path] = {}


def find_program(name: str) -> Path | None:
    """The absolute path of a program, None when there is none.

    Only absolute entries of `PATH` are searched.  What was found is kept; what was not is looked for
    again, so that somebody may install it meanwhile.
    """
    folders = tuple(os.get_exec_path())
    place = (name, folders)
    if place not in _found:
        for folder in folders:
            path = Path(folder) / (name + _ENDING)
            if path.is_absolute() and is_file(path) and os.access(path, os.X_OK):
                _found[place] = path
                break
    return _found.get(place)


def program_state(name: str) -> str:
    """Differs when a program was installed, replaced or removed; empty when there is none."""
    path = find_program(name)
    try:
        found = path.stat() if path else None
    except OSError:
        found = None
    return f"{path}|{found.st_size}|{found.st_mtime_ns}" if found else ""

"""Looks for files by names that came from outside: typed, or written in a script.

Such a name may be longer than any file's, go round in links, or be spelt in another Unicode form
than the disk has it (a Mac writes `é` as two characters): each is an answer here, never an exception.
"""

import os
import unicodedata
from pathlib import Path


def is_file(path: Path) -> bool:
    """Whether there is such a file; False for a name that no file can have."""
    try:
        return path.is_file()
    except (OSError, ValueError):  # too long, links that go round, a folder one may not search; a zero byte
        return False


def is_folder(path: Path) -> bool:
    """Whether there is such a folder; False for a name that no folder can have."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def same_form(name: str) -> str:
    """The name in the one form in which names are compared: NFC, whatever disk or keyboard made it."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def spelt(path: Path) -> Path:
    """The path as the disk spells it, when it has the same name in another Unicode form; else as it is."""
    if str(path).isascii() or _there(path):
        return path
    found = Path(path.anchor)
    for part in path.parts[1 if path.anchor else 0 :]:
        found = found / part if part.isascii() or _there(found / part) else found / _alike(found, part)
    return found


def _alike(folder: Path, name: str) -> str:
    wanted = same_form(name)
    try:
        with os.scandir(folder) as entries:
            return min((one.name for one in entries if same_form(one.name) == wanted), default=name)
    except (OSError, ValueError):
        return name


def _there(path: Path) -> bool:
    return os.path.lexists(path)

"""Looks for files by names that came from outside: typed, or written in a script.

Such a name may be longer than any file's, go round in links, or be spelt in another Unicode form
than the disk has it (a Mac writes `é` as two characters): each is an answer here, never an exception.
"""

import errno
import os
import stat
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


def what_stands_at(path: Path) -> str:
    """What is there in place of a file, in words; empty when there is nothing, or a file."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as exc:
        return "a link that leads back to itself" if getattr(exc, "errno", 0) == errno.ELOOP else ""
    if stat.S_ISDIR(mode):
        return "a folder"
    return "" if stat.S_ISREG(mode) else "a pipe or a device"


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

"""Finds files by names that came from outside: typed, or written in a script.

Such a name may be too long for any file, lead round in a circle of links, or have another Unicode form
than on the disk (a Mac writes `é` as two characters).  None of these raises an exception here.
"""

import errno
import os
import stat
import unicodedata
from pathlib import Path


def is_file(path: Path) -> bool:
    """Returns whether there is such a file; False for a name that no file can have."""
    try:
        return path.is_file()
    except (OSError, ValueError):  # too long, circular links, a folder one may not search; a zero byte
        return False


def is_folder(path: Path) -> bool:
    """Returns whether there is such a folder; False for a name that no folder can have."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def describe_non_file(path: Path) -> str:
    """Describes what the path leads to if it is no regular file; empty if it is one, or there is nothing."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as exc:
        return "a link that leads back to itself" if getattr(exc, "errno", 0) == errno.ELOOP else ""
    if stat.S_ISDIR(mode):
        return "a folder"
    return "" if stat.S_ISREG(mode) else "a pipe or a device"


def find_obstacle_to(path: Path) -> str:
    """Returns why nobody can see what is at a path; empty if one can, and if there is nothing."""
    try:
        path.stat()
    except FileNotFoundError:
        return "the link leads nowhere" if path.is_symlink() else ""
    except NotADirectoryError:
        return "a file is where a folder should be"
    except ValueError:  # no file can have this name
        return ""
    except OSError as exc:
        if exc.errno == errno.ENAMETOOLONG:
            return ""
        return "the link leads back to itself" if exc.errno == errno.ELOOP else exc.strerror or str(exc)
    return ""


def describe_non_folder(path: Path) -> str:
    """Returns why a path leads to no folder; empty if it does, and if there is nothing."""
    return find_obstacle_to(path) or ("it is no folder" if _exists(path) and not is_folder(path) else "")


def to_nfc(name: str) -> str:
    """Returns the name in Unicode form NFC, in which names are compared: disks and keyboards differ."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def disk_spelling(path: Path) -> Path:
    """Returns the path as it is on the disk, if it is there in another Unicode form; else unchanged."""
    if str(path).isascii() or _exists(path):
        return path
    spelling = Path(path.anchor)
    for part in path.parts[1 if path.anchor else 0 :]:
        spelling = (
            spelling / part
            if part.isascii() or _exists(spelling / part)
            else spelling / _name_in_folder(spelling, part)
        )
    return spelling


def _name_in_folder(folder: Path, name: str) -> str:
    """Returns the folder's entry with the same NFC form as `name`, or `name` if there is none."""
    nfc_name = to_nfc(name)
    try:
        with os.scandir(folder) as entries:
            return min((entry.name for entry in entries if to_nfc(entry.name) == nfc_name), default=name)
    except (OSError, ValueError):
        return name


def _exists(path: Path) -> bool:
    return os.path.lexists(path)

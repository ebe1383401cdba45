"""Folders that only their owner may look into, and paths that are no text."""

import os
import tempfile
from pathlib import Path

from practice_player.lib.paths import is_file


def make_private(folder: Path) -> None:
    """Makes a folder and those above it that are missing, each for the owner alone, whatever the umask.

    `mkdir(parents=True)` would let others read the ones it makes on the way, such as the folder that
    the journal comes to lie in.  A folder that is there already is left as its owner has it.

    Raises:
        OSError: it cannot be made.
    """
    for one in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        try:
            one.mkdir(mode=0o700)
        except FileExistsError:
            if not one.is_dir():  # another process may have made it a moment ago
                raise
        else:
            one.chmod(0o700)  # a umask such as 0777 takes from the owner too


def for_libraries(path: Path) -> str | bytes:
    """A path for a library that encodes a text strictly: a name need not be UTF-8, where names are bytes."""
    return os.fsencode(path) if os.name == "posix" else str(path)


def unusable(folder: Path) -> tuple[Path, str] | None:
    """What keeps a folder from being used, and why; None when all is well.  Leaves nothing behind.

    One that is not there yet is as good as the folder that it will be made in.
    """
    there = folder
    for there in (folder, *folder.parents):
        try:
            there.stat()
            with tempfile.TemporaryFile(dir=there) as file:
                file.write(bytes(4096))
            break
        except (FileNotFoundError, NotADirectoryError) as exc:
            if os.path.lexists(there):
                return there, "it is no folder" if is_file(there) else exc.strerror or str(exc)
        except (OSError, ValueError) as exc:
            return there, getattr(exc, "strerror", None) or str(exc)
    if os.name == "posix" and there == folder and there.stat().st_uid != os.geteuid():
        return there, "it belongs to somebody else"
    return None

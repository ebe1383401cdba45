"""Makes private folders, finds out why a folder cannot be used, and passes paths to libraries."""

import os
from pathlib import Path

from practice_player.lib.paths import is_file


def make_private(folder: Path) -> None:
    """Makes a folder and its missing parents, each for the owner alone, whatever the umask.

    `mkdir(parents=True)` would let others read the parents it makes, such as the folder of the journal.
    A folder that exists keeps its permissions.

    Raises:
        OSError: it cannot be made.
    """
    for missing_folder in reversed([path for path in (folder, *folder.parents) if not path.exists()]):
        try:
            missing_folder.mkdir(mode=0o700)
        except FileExistsError:
            if not missing_folder.is_dir():  # another process may have made it a moment ago
                raise
        else:
            missing_folder.chmod(0o700)  # a umask such as 0777 takes permissions from the owner too


def library_path(path: Path) -> str | bytes:
    """Returns the path as bytes on POSIX, for libraries that refuse to encode a name that is not UTF-8."""
    return os.fsencode(path) if os.name == "posix" else str(path)


def find_obstacle(folder: Path) -> tuple[Path, str] | None:
    """Returns the path that keeps a folder from being used, and why; None if the folder can be used.

    A folder that does not exist is judged by the nearest existing one above it.  Leaves no file behind.
    """
    import tempfile  # half a megabyte, with what it imports

    ancestor = folder
    for ancestor in (folder, *folder.parents):
        try:
            ancestor.stat()
            with tempfile.TemporaryFile(dir=ancestor) as file:
                file.write(bytes(4096))
            break
        except (FileNotFoundError, NotADirectoryError) as exc:
            if os.path.lexists(ancestor):
                return ancestor, "it is no folder" if is_file(ancestor) else exc.strerror or str(exc)
        except (OSError, ValueError) as exc:
            return ancestor, getattr(exc, "strerror", None) or str(exc)
    if os.name == "posix" and ancestor == folder and ancestor.stat().st_uid != os.geteuid():
        return ancestor, "it belongs to somebody else"
    return None

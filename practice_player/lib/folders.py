"""Makes private folders, finds out why a folder cannot be used, and passes paths to libraries."""

import os
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from practice_player.lib.atomic_files import DISK_FULL, MAKE_ROOM, write_failure
from practice_player.lib.errors import PracticeError
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
        except OSError as exc:
            return ancestor, write_failure(exc)
        except ValueError as exc:
            return ancestor, str(exc)
    if os.name == "posix" and ancestor == folder and ancestor.stat().st_uid != os.geteuid():
        return ancestor, "it belongs to somebody else"
    return None


def disk_of(path: Path) -> Path:
    """Returns where the disk of a path begins: its mount point, or its drive."""
    return next(filter(os.path.ismount, (path, *path.parents)), path)


@contextmanager
def temporary_folder(error: Callable[..., PracticeError]) -> Generator[Path, None, None]:
    """Makes a private folder that is removed at the end.

    Raises:
        PracticeError: an `error`, if there is no place for one.
    """
    try:
        folder = tempfile.TemporaryDirectory(prefix="practice-player-", ignore_cleanup_errors=True)
    except OSError as exc:
        raise no_place_error(error, exc) from exc
    with folder as name:
        Path(name).chmod(0o700)  # the umask may have removed some permissions
        yield Path(name)


def no_place_error(error: Callable[..., PracticeError], exc: OSError) -> PracticeError:
    """Finds out why there is no temporary folder; `tempfile` says only that none can be written to."""
    place = Path(os.environ.get("TMPDIR") or "/tmp")  # noqa: S108 - what `tempfile` looks at, too
    obstacle = find_obstacle(place)
    if obstacle and obstacle[1] == DISK_FULL:
        return error(f"no room for temporary files, {DISK_FULL}", fix=MAKE_ROOM, place=str(place))
    reason = exc.strerror or exc
    return error(f"there is no place for temporary files ({reason})", fix="name a folder of yours in TMPDIR")

"""The folder of the added packs, locked while it is changed.

A pack is unpacked in a hidden folder beside the others and gets its name by one renaming, when all of it is
on the disk.  One that it replaces is first set aside as `<name>.old`, which counts as the pack until the
new one is there.  One that is removed first gets a hidden name.  So whenever the program is killed, each
pack is there whole or not at all; hidden folders that are left behind are removed by the next change.
"""

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Self, TypeAlias

from practice_player.lib.atomic_files import write_failure, write_remedy
from practice_player.lib.errors import PackError
from practice_player.lib.folders import make_private
from practice_player.lib.pack_folders import OLD

LOCK_NAME: Final = ".lock"
_NEW: Final = ".new-"
_GONE: Final = ".gone-"

Rename: TypeAlias = Callable[[Path, Path], object]


class PacksFolder:
    """The folder of the added packs; nobody else changes it meanwhile.  `rename` is for tests."""

    def __init__(self, folder: Path, rename: Rename = os.rename) -> None:
        self._folder = folder
        self._rename = rename

    @classmethod
    @contextmanager
    def locked(cls, folder: Path, rename: Rename = os.rename) -> Generator[Self, None, None]:
        """Makes the folder if there is none, locks it, and tidies up after a program that was killed.

        Raises:
            PackError: another command changes the packs now, or the folder cannot be used.
        """
        try:
            make_private(folder)
            descriptor = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o600)
            (folder / LOCK_NAME).chmod(0o600)  # the umask may have removed some permissions
        except (OSError, ValueError) as exc:
            raise _unusable(folder, exc) from exc
        try:
            if not _lock(descriptor):
                raise PackError(
                    "another command changes the packs just now",
                    fix="wait until it has ended, then try again",
                    place=str(folder),
                )
            packs_folder = cls(folder, rename)
            packs_folder._recover()
            yield packs_folder
        finally:
            os.close(descriptor)

    @contextmanager
    def new_folder(self) -> Generator[Path, None, None]:
        """Makes a hidden, private folder to unpack into; what is left in it at the end is removed.

        Raises:
            PackError: it cannot be made.
        """
        try:
            folder = self._hidden_folder(_NEW)
        except OSError as exc:
            raise _unusable(self._folder, exc) from exc
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def install(self, new_folder: Path, name: str) -> None:
        """Makes what is in `new_folder` the pack of this name; another one of this name gives way.

        Raises:
            PackError: it cannot be done; then everything is as it was.
        """
        target, old = self._folder / name, self._folder / f"{name}{OLD}"
        try:
            _sync_folders(new_folder)
            replaces = os.path.lexists(target)
            if replaces:
                self._rename(target, old)
            try:
                self._rename(new_folder, target)
            except OSError:
                if replaces:
                    self._rename(old, target)
                raise
            _sync(self._folder)
        except OSError as exc:
            raise _unusable(self._folder, exc) from exc
        if replaces:
            with contextlib.suppress(OSError):  # the next change tries again
                self._discard(old)

    def remove(self, name: str) -> None:
        """Removes the pack of this name.

        Raises:
            PackError: it cannot be removed; then all of it is still there.
        """
        try:
            self._discard(self._folder / name)
        except OSError as exc:
            raise _unusable(self._folder, exc) from exc

    def _recover(self) -> None:
        with contextlib.suppress(OSError):
            for entry in sorted(self._folder.iterdir()):
                if entry.name.startswith((_NEW, _GONE)):
                    shutil.rmtree(entry, ignore_errors=True)
                elif entry.name.endswith(OLD):
                    current = entry.with_name(entry.name.removesuffix(OLD))
                    if os.path.lexists(current):
                        self._discard(entry)
                    else:
                        self._rename(entry, current)

    def _hidden_folder(self, prefix: str) -> Path:
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=self._folder))
        folder.chmod(0o700)
        return folder

    def _discard(self, folder: Path) -> None:
        """Hides a folder by one renaming, then deletes what is in it; a link is deleted, not followed."""
        if folder.is_symlink():
            folder.unlink()
            return
        hidden_folder = self._hidden_folder(_GONE)
        try:
            self._rename(folder, hidden_folder / folder.name)
            _sync(self._folder)
        finally:
            shutil.rmtree(hidden_folder, ignore_errors=True)


def _lock(descriptor: int) -> bool:
    """Locks a file for as long as it is open; returns False if somebody else has locked it."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a disk without locks
        return True
    return True


def _sync_folders(folder: Path) -> None:
    """Returns once the names of all files below a folder are on the disk."""
    for path, _, _ in os.walk(folder, topdown=False):
        _sync(Path(path))


def _sync(folder: Path) -> None:
    if sys.platform == "win32":  # folders cannot be opened there
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unusable(folder: Path, exc: OSError | ValueError) -> PackError:
    reason = write_failure(exc) if isinstance(exc, OSError) else str(exc)
    return PackError(
        f"the folder of packs cannot be changed ({reason})",
        fix=write_remedy(exc, "allow writing there"),
        place=str(folder),
    )

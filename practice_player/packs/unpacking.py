"""Unpacks a pack into an empty folder, and checks all of it there."""

import os
from collections.abc import Iterable
from pathlib import Path

from practice_player.lib.atomic_files import is_disk_full, write_failure, write_remedy
from practice_player.lib.errors import PackError
from practice_player.lib.folders import make_private
from practice_player.packs.archive import PackArchive
from practice_player.packs.contents import ReadAhead, check_contents
from practice_player.packs.manifest import PackManifest
from practice_player.packs.pack_file import PackFile


def unpack(pack: Path, folder: Path, read_ahead: ReadAhead) -> PackManifest:
    """Unpacks a pack into a private, empty folder; what it leaves there on an error is not to be used.

    Raises:
        PackError: something is wrong with the pack, or it cannot be unpacked.
        ClipError: a recording cannot be read for a reason that may pass.
    """
    with PackFile.open(pack) as file:
        archive = PackArchive(file)
        try:
            archive.extract(_Writer(folder).write)
        except OSError as exc:
            raise PackError(
                f"it cannot be unpacked ({write_failure(exc, archive.manifest.size_bytes)})",
                fix=write_remedy(exc, f"allow writing in {folder.parent}"),
                place=str(folder.parent if is_disk_full(exc) else pack),
            ) from exc
    check_contents(folder, archive.manifest, str(pack), read_ahead)
    return archive.manifest


class _Writer:
    """Writes new files below a folder, for their owner alone; each is on the disk when it is written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, path: str, chunks: Iterable[bytes]) -> None:
        """Writes a file, whose path was judged before; never replaces one, and follows no link."""
        target = self._folder.joinpath(*path.split("/"))
        make_private(target.parent)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(target, flags, 0o600), "wb") as file:
            target.chmod(0o600)  # the umask may have removed some permissions
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())

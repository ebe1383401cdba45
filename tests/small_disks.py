"""Real, small disks for tests that fill them, where the system lets a program mount one."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

FILLING_NAME = "filling"


class SmallDisk:
    """A disk in memory at a folder; it skips the test where nothing can be mounted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)

    def mount(self, size_kb: int) -> None:
        """Puts an empty disk of this size in place of the former one."""
        self.unmount()
        command = ["mount", "-t", "tmpfs", "-o", f"size={size_kb}k", "tmpfs", str(self.folder)]
        if (
            sys.platform == "win32"
            or os.geteuid()
            or subprocess.run(command, check=False, capture_output=True).returncode
        ):
            pytest.skip("no disk can be mounted here, so none is filled")

    def unmount(self) -> None:
        with suppress(FileNotFoundError):
            subprocess.run(["umount", str(self.folder)], check=False, capture_output=True)

    def fill(self, *, free_kb: int = 0) -> None:
        """Leaves no room, or so much."""
        file = self.folder / FILLING_NAME
        with file.open("ab", buffering=0) as filling, suppress(OSError):
            while True:
                filling.write(bytes(4096))
        os.truncate(file, file.stat().st_size - free_kb * 1024)

    def make_room(self) -> None:
        (self.folder / FILLING_NAME).unlink()

    def files(self) -> dict[str, bytes]:
        """What is in every file by its path, but for empty ones and what SQLite may rebuild."""
        return {
            str(path.relative_to(self.folder)): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
            and path.name != FILLING_NAME
            and path.suffix != ".sqlite3-shm"
            and path.stat().st_size
        }

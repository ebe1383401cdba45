"""A pack file that is open for reading, at any place in it."""

import os
import stat
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, NoReturn, Self

from practice_player.lib.errors import PackError

SUFFIX: Final = ".practicepack"
ASK_MAKER: Final = "ask whoever gave it to you for the pack as `practice-player pack make` wrote it"
COPY_AGAIN: Final = "copy or download it again"


class PackFile:
    """The bytes of a file; all that is read is of the file that was opened, whatever its name means later."""

    def __init__(self, file: BinaryIO, place: str) -> None:
        self._file = file
        self.place = place
        self.size_bytes = os.fstat(file.fileno()).st_size

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Generator[Self, None, None]:
        """Opens a regular file.

        Raises:
            PackError: there is no such file, or it cannot be read.
        """
        place = str(path)
        # A pipe would keep an ordinary open waiting for its writer.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        try:
            descriptor = os.open(path, flags)
        except FileNotFoundError as exc:
            raise PackError(
                "there is no file here", fix="check the name and the folder", place=place
            ) from exc
        except (OSError, ValueError) as exc:
            raise _unreadable(place, exc) from exc
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise PackError("this is no file", fix=f"name a file that ends in {SUFFIX}", place=place)
        with os.fdopen(descriptor, "rb") as file:
            yield cls(file, place)

    def read_at(self, start: int, size_bytes: int) -> bytes:
        """Returns so many bytes from a place on, fewer where the file ends.

        Raises:
            PackError: they cannot be read.
        """
        try:
            self._file.seek(start)
            return self._file.read(size_bytes)
        except OSError as exc:
            raise _unreadable(self.place, exc) from exc

    def refuse(self, problem: str, fix: str = ASK_MAKER) -> NoReturn:
        """Raises a `PackError` with this file as its place."""
        raise PackError(problem, fix=fix, place=self.place)


def _unreadable(place: str, exc: OSError | ValueError) -> PackError:
    reason = getattr(exc, "strerror", None) or exc
    return PackError(f"the file cannot be read ({reason})", fix="check its name and permissions", place=place)

"""A stretch of bytes of a file, as a file of its own."""

import errno
import io
import os
from functools import lru_cache
from pathlib import Path
from typing import Final

_CHUNK: Final = bytes(1 << 20)


def data_end(path: Path) -> int:
    """Where the data of a file ends, in bytes: room that was reserved and never used is full of zeros.

    Less than a megabyte of them counts as data.

    Raises:
        OSError: the file cannot be read.
    """
    found = path.stat()
    return _data_end(path, found.st_size, found.st_mtime_ns)


@lru_cache(maxsize=8)
def _data_end(path: Path, size: int, _changed: int) -> int:
    end, piece = size, bytearray(len(_CHUNK))
    with path.open("rb", buffering=0) as file:
        while end >= len(_CHUNK) and _is_empty(file, end - len(_CHUNK), piece):
            end -= len(_CHUNK)
    return end


def _is_empty(file: io.FileIO, start: int, piece: bytearray) -> bool:
    """Whether a chunk holds nothing but zeros; a hole in the file need not be read."""
    if hasattr(os, "SEEK_DATA"):
        try:
            if os.lseek(file.fileno(), start, os.SEEK_DATA) >= start + len(_CHUNK):
                return True
        except OSError as exc:
            if exc.errno == errno.ENXIO:  # there is nothing but a hole from here on
                return True
    file.seek(start)
    return file.readinto(piece) == len(_CHUNK) and piece == _CHUNK


class ByteRange(io.RawIOBase):
    """Reads and seeks between two places of a file, and no further."""

    def __init__(self, path: Path, start: int, end: int) -> None:
        super().__init__()
        self._file = path.open("rb")
        self._start, self._length = start, max(0, end - start)
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        base = (0, self._at, self._length)[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        self._file.seek(self._start + self._at)
        found = self._file.read(max(0, min(len(buffer), self._length - self._at)))
        buffer[: len(found)] = found
        self._at += len(found)
        return len(found)

    def close(self) -> None:
        self._file.close()
        super().close()

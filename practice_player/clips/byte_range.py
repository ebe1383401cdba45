"""A range of bytes of a file, read as a file of its own."""

import errno
import io
import os
from functools import lru_cache
from pathlib import Path
from typing import Final

_ZEROS: Final = bytes(1 << 20)


def data_end(path: Path) -> int:
    """Returns where the data of a file ends, in bytes, without zeros at its end.

    A recorder may reserve room that it never uses, which is full of zeros.  Less than a megabyte of them
    counts as data.

    Raises:
        OSError: the file cannot be read.
    """
    status = path.stat()
    return _data_end(path, status.st_size, (status.st_mtime_ns, status.st_ctime_ns))


@lru_cache(maxsize=8)
def _data_end(path: Path, size: int, _dates_ns: tuple[int, int]) -> int:
    end, buffer = size, bytearray(len(_ZEROS))
    with path.open("rb", buffering=0) as file:
        while end >= len(_ZEROS) and _is_empty(file, end - len(_ZEROS), buffer):
            end -= len(_ZEROS)
    return end


def _is_empty(file: io.FileIO, start: int, buffer: bytearray) -> bool:
    """Returns whether `len(buffer)` bytes from `start` are all zero; a hole in a sparse file is not read."""
    if hasattr(os, "SEEK_DATA"):
        try:
            if os.lseek(file.fileno(), start, os.SEEK_DATA) >= start + len(_ZEROS):
                return True
        except OSError as exc:
            if exc.errno == errno.ENXIO:  # only a hole follows
                return True
    file.seek(start)
    return file.readinto(buffer) == len(_ZEROS) and buffer == _ZEROS


class ByteRange(io.RawIOBase):
    """A read-only, seekable file that is a range of another one."""

    def __init__(self, path: Path, start: int, end: int) -> None:
        super().__init__()
        self._file = path.open("rb")
        self._start, self._length = start, max(0, end - start)
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = 0) -> int:
        base = (0, self._position, self._length)[whence]
        self._position = max(0, base + offset)
        return self._position

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        self._file.seek(self._start + self._position)
        raw = self._file.read(max(0, min(len(buffer), self._length - self._position)))
        buffer[: len(raw)] = raw
        self._position += len(raw)
        return len(raw)

    def close(self) -> None:
        self._file.close()
        super().close()

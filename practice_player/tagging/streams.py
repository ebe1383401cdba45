"""Reads and copies an exact number of bytes, in chunks of bounded size."""

from typing import BinaryIO, Final

CHUNK_BYTES: Final = 1 << 18
"""The most of a file that is in memory at once."""


class MalformedError(Exception):
    """A file does not have the format its ending names; the message says why."""


def read_exactly(source: BinaryIO, count: int) -> bytes:
    """Returns the next `count` bytes.

    Raises:
        MalformedError: the file ends before that.
    """
    raw = source.read(count)
    if len(raw) < count:
        raise MalformedError("it ends too early")
    return raw


def copy(source: BinaryIO, out: BinaryIO, count: int) -> None:
    """Copies the next `count` bytes.

    Raises:
        MalformedError: the file ends before that.
    """
    while count:
        out.write(chunk := read_exactly(source, min(count, CHUNK_BYTES)))
        count -= len(chunk)

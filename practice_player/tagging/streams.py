"""Reads exactly what a file promises, a piece at a time."""

from typing import BinaryIO, Final

PIECE_BYTES: Final = 1 << 18
"""How much of a file is in memory at once."""


class MalformedError(Exception):
    """A file is not what its ending says; the message says how."""


def exactly(source: BinaryIO, count: int) -> bytes:
    """The next `count` bytes.

    Raises:
        MalformedError: the file ends before.
    """
    found = source.read(count)
    if len(found) < count:
        raise MalformedError("it ends too early")
    return found


def copy(source: BinaryIO, out: BinaryIO, count: int) -> None:
    """Copies the next `count` bytes.

    Raises:
        MalformedError: the file ends before.
    """
    while count:
        out.write(piece := exactly(source, min(count, PIECE_BYTES)))
        count -= len(piece)

"""Ogg pages: read, written, numbered and checked."""

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from practice_player.tagging.streams import MalformedError, exactly

SERIAL: Final = 1
"""Of every stream written here: libsndfile draws a new one each time, and the bytes would differ."""

CONTINUED: Final = 1
"""The flag of a page that begins within a packet."""

FIRST: Final = 2
"""The flag of a stream's first page."""

NO_GRANULE: Final = -1
"""The granule of a page on which no packet ends."""

FULL_SEGMENT: Final = 255
"""Bytes in a segment that its packet outlasts; also the most segments on a page."""

_HEADER: Final = struct.Struct("<4sBBqIIIB")
_CHECKSUM_AT: Final = 22
_MIRRORED: Final = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page without its serial, number and checksum: those it gets when it is written."""

    flags: int
    granule: int
    """What the codec counts, at the end of the last packet that ends here; or `NO_GRANULE`."""

    lacing: bytes
    """The length of each segment; up to 255."""

    body: bytes

    def packed(self, number: int) -> bytes:
        """The page as bytes, `number` counted from 0 in its stream."""
        parts = (b"OggS", 0, self.flags, self.granule, SERIAL, number, 0, len(self.lacing))
        page = bytearray(_HEADER.pack(*parts) + self.lacing + self.body)
        page[_CHECKSUM_AT : _CHECKSUM_AT + 4] = checksum(page).to_bytes(4, "little")
        return bytes(page)


def checksum(page: bytes | bytearray) -> int:
    """Of a page whose own checksum is 0.

    Ogg's is the CRC of zlib with every byte mirrored and nothing inverted; in C it is eighty times
    faster than a loop here.
    """
    found = zlib.crc32(page.translate(_MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int.from_bytes(found.to_bytes(4, "little").translate(_MIRRORED), "big")


def read_pages(source: BinaryIO) -> Iterator[Page]:
    """The pages from here to the end of the file, one in memory at a time.

    Raises:
        MalformedError: something else comes, or the file ends within a page.
    """
    while head := source.read(_HEADER.size):
        if len(head) < _HEADER.size or not head.startswith(b"OggS"):
            raise MalformedError("it is not made of Ogg pages")
        _, _, flags, granule, _, _, _, segments = _HEADER.unpack(head)
        lacing = exactly(source, segments)
        yield Page(flags=flags, granule=granule, lacing=lacing, body=exactly(source, sum(lacing)))


def write_pages(pages: Iterable[Page], out: BinaryIO) -> None:
    """Writes a whole stream, numbered from 0 under one serial: the same pages, the same bytes."""
    out.writelines(page.packed(number) for number, page in enumerate(pages))


def header_pages(packets: Iterable[bytes]) -> Iterator[Page]:
    """Pages of packets that come before all sound, each page as full as it can be."""
    lacing = b"".join(_laced(packet) for packet in packets)
    body = b"".join(packets)
    at = 0
    flags = 0
    for start in range(0, len(lacing), FULL_SEGMENT):
        part = lacing[start : start + FULL_SEGMENT]
        size = sum(part)
        granule = 0 if min(part) < FULL_SEGMENT else NO_GRANULE
        yield Page(flags=flags, granule=granule, lacing=part, body=body[at : at + size])
        at += size
        flags = CONTINUED if part[-1] == FULL_SEGMENT else 0


def take_packets(pages: Iterator[Page], count: int) -> list[bytes]:
    """The next `count` packets, the last of which must end with its page.

    Raises:
        MalformedError: the stream ends before, or something follows on their last page.
    """
    packets = [bytearray()]
    while len(packets) <= count:
        page = next(pages, None)
        if page is None:
            raise MalformedError("it ends too early")
        at = 0
        for length in page.lacing:
            packets[-1] += page.body[at : at + length]
            at += length
            if length < FULL_SEGMENT:
                packets.append(bytearray())
    *whole, rest = packets
    if len(whole) > count or rest:
        raise MalformedError("its sound begins on the page of its headers")
    return [bytes(packet) for packet in whole]


def _laced(packet: bytes) -> bytes:
    whole, rest = divmod(len(packet), FULL_SEGMENT)
    return bytes([FULL_SEGMENT] * whole + [rest])

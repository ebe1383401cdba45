"""Reads, numbers, checksums and writes Ogg pages (RFC 3533)."""

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from practice_player.tagging.streams import MalformedError, read_exactly

SERIAL: Final = 1
"""The serial number of every stream written here.

libsndfile draws a random one each time, and the same sound would not give the same bytes."""

CONTINUED_FLAG: Final = 1
"""The header flag of a page that continues a packet of the page before."""

FIRST_PAGE_FLAG: Final = 2
"""The header flag of a stream's first page."""

NO_GRANULE: Final = -1
"""The granule position of a page on which no packet ends."""

FULL_SEGMENT: Final = 255
"""The size in bytes of a segment whose packet goes on in the next; also the most segments on a page."""

_HEADER: Final = struct.Struct("<4sBBqIIIB")
_CHECKSUM_OFFSET: Final = 22
_BIT_REVERSED: Final = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page without serial, sequence number and checksum, which are set when it is written."""

    flags: int
    granule: int
    """The codec's position at the end of the last packet that ends on this page, or `NO_GRANULE`."""

    lacing: bytes
    """The length of each segment in bytes; at most 255 segments."""

    body: bytes

    def to_bytes(self, number: int) -> bytes:
        """Returns the page as bytes; `number` is its sequence number in the stream, from 0."""
        fields = (b"OggS", 0, self.flags, self.granule, SERIAL, number, 0, len(self.lacing))
        page = bytearray(_HEADER.pack(*fields) + self.lacing + self.body)
        page[_CHECKSUM_OFFSET : _CHECKSUM_OFFSET + 4] = checksum(page).to_bytes(4, "little")
        return bytes(page)


def checksum(page: bytes | bytearray) -> int:
    """Returns the checksum of a page whose checksum field is 0.

    Ogg uses the CRC-32 polynomial of zlib with the bits of every byte reversed and without inversion.
    Computed by zlib it is eighty times faster than in a Python loop.
    """
    reversed_crc = zlib.crc32(page.translate(_BIT_REVERSED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int.from_bytes(reversed_crc.to_bytes(4, "little").translate(_BIT_REVERSED), "big")


def read_pages(source: BinaryIO) -> Iterator[Page]:
    """Yields the pages from here to the end of the file, with one page in memory at a time.

    Raises:
        MalformedError: there is something other than a page, or the file ends within one.
    """
    while header := source.read(_HEADER.size):
        if len(header) < _HEADER.size or not header.startswith(b"OggS"):
            raise MalformedError("it is not made of Ogg pages")
        _, _, flags, granule, _, _, _, segments = _HEADER.unpack(header)
        lacing = read_exactly(source, segments)
        yield Page(flags=flags, granule=granule, lacing=lacing, body=read_exactly(source, sum(lacing)))


def write_pages(pages: Iterable[Page], out: BinaryIO) -> None:
    """Writes a whole stream, numbered from 0 under one serial: the same pages give the same bytes."""
    out.writelines(page.to_bytes(number) for number, page in enumerate(pages))


def header_pages(packets: Iterable[bytes]) -> Iterator[Page]:
    """Yields the pages of the header packets, each as full as it can be."""
    lacing = b"".join(_lacing(packet) for packet in packets)
    body = b"".join(packets)
    at = 0
    flags = 0
    for start in range(0, len(lacing), FULL_SEGMENT):
        page_lacing = lacing[start : start + FULL_SEGMENT]
        size = sum(page_lacing)
        granule = 0 if min(page_lacing) < FULL_SEGMENT else NO_GRANULE
        yield Page(flags=flags, granule=granule, lacing=page_lacing, body=body[at : at + size])
        at += size
        flags = CONTINUED_FLAG if page_lacing[-1] == FULL_SEGMENT else 0


def take_packets(pages: Iterator[Page], count: int) -> list[bytes]:
    """Returns the next `count` packets, the last of which must be the last on its page.

    Raises:
        MalformedError: the stream ends before, or another packet begins on the last page.
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
    *complete, unfinished = packets
    if len(complete) > count or unfinished:
        raise MalformedError("its sound begins on the page of its headers")
    return [bytes(packet) for packet in complete]


def _lacing(packet: bytes) -> bytes:
    """Returns the lengths of a packet's segments; the last is always shorter than a full one."""
    full_segments, remainder = divmod(len(packet), FULL_SEGMENT)
    return bytes([FULL_SEGMENT] * full_segments + [remainder])

"""Tags in Ogg Vorbis and Ogg Opus: the second packet, and its pages.

https://xiph.org/vorbis/doc/Vorbis_I_spec.html#x1-610004.2 and RFC 7845, 5.2.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO, Final

from practice_player.tagging.ogg import FIRST, Page, header_pages, read_pages, take_packets, write_pages
from practice_player.tagging.streams import MalformedError
from practice_player.tagging.tags import Tags
from practice_player.tagging.xiph import comment


@dataclass(frozen=True, slots=True, kw_only=True)
class _Codec:
    first: bytes
    """How its first packet begins."""

    second: bytes
    """How its comment begins."""

    end: bytes
    """What follows the comment in its packet."""

    headers: int
    """How many packets come after the first and before the sound."""


_CODECS: Final = (
    _Codec(first=b"\x01vorbis", second=b"\x03vorbis", end=b"\x01", headers=2),
    _Codec(first=b"OpusHead", second=b"OpusTags", end=b"", headers=1),
)


def retag(source: BinaryIO, out: BinaryIO, tags: Tags) -> None:
    """Copies a stream with these tags.

    Raises:
        MalformedError: `source` is no Ogg Vorbis or Ogg Opus, or holds more than one stream.
    """
    write_pages(_retagged(read_pages(source), tags), out)


def _retagged(pages: Iterator[Page], tags: Tags) -> Iterator[Page]:
    first = next(pages, None)
    codec = next((codec for codec in _CODECS if first and first.body.startswith(codec.first)), None)
    if first is None or codec is None:
        raise MalformedError("it is neither Ogg Vorbis nor Ogg Opus")
    told, *others = take_packets(pages, codec.headers)
    if not told.startswith(codec.second):
        raise MalformedError("it has no comment")
    told = codec.second + comment(tags, told.removeprefix(codec.second)) + codec.end
    yield first
    for page in chain(header_pages([told, *others]), pages):
        if page.flags & FIRST:
            raise MalformedError("it holds more than one stream")
        yield page

"""Tags in Ogg Vorbis and Ogg Opus: replaces the comment packet, and renumbers the pages.

https://xiph.org/vorbis/doc/Vorbis_I_spec.html#x1-610004.2 and RFC 7845, 5.2.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO, Final

from practice_player.tagging.ogg import (
    FIRST_PAGE_FLAG,
    Page,
    header_pages,
    read_pages,
    take_packets,
    write_pages,
)
from practice_player.tagging.streams import MalformedError
from practice_player.tagging.tags import Tags
from practice_player.tagging.xiph import comment


@dataclass(frozen=True, slots=True, kw_only=True)
class _Codec:
    identification_magic: bytes
    """How its first packet begins."""

    comment_magic: bytes
    """How its second packet, the comment, begins."""

    comment_end: bytes
    """What follows the comment in its packet: Vorbis ends it with a framing bit."""

    more_headers: int
    """How many header packets come after the first and before the audio."""


_CODECS: Final = (
    _Codec(
        identification_magic=b"\x01vorbis", comment_magic=b"\x03vorbis", comment_end=b"\x01", more_headers=2
    ),
    _Codec(identification_magic=b"OpusHead", comment_magic=b"OpusTags", comment_end=b"", more_headers=1),
)


def retag(source: BinaryIO, out: BinaryIO, tags: Tags) -> None:
    """Copies a stream, replacing its tags with these.

    Raises:
        MalformedError: `source` is neither Ogg Vorbis nor Ogg Opus, or holds more than one stream.
    """
    write_pages(_retagged(read_pages(source), tags), out)


def _retagged(pages: Iterator[Page], tags: Tags) -> Iterator[Page]:
    first_page = next(pages, None)
    codec = next(
        (codec for codec in _CODECS if first_page and first_page.body.startswith(codec.identification_magic)),
        None,
    )
    if first_page is None or codec is None:
        raise MalformedError("it is neither Ogg Vorbis nor Ogg Opus")
    packet, *other_packets = take_packets(pages, codec.more_headers)
    if not packet.startswith(codec.comment_magic):
        raise MalformedError("it has no comment")
    old_comment = packet.removeprefix(codec.comment_magic)
    packet = codec.comment_magic + comment(tags, old_comment) + codec.comment_end
    yield first_page
    for page in chain(header_pages([packet, *other_packets]), pages):
        if page.flags & FIRST_PAGE_FLAG:
            raise MalformedError("it holds more than one stream")
        yield page

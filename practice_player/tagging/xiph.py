"""The Vorbis comment that FLAC, Vorbis and Opus share: a vendor string and a list of `NAME=text` fields.

https://xiph.org/vorbis/doc/v-comment.html; the chapters are https://wiki.xiph.org/Chapter_Extension.
"""

import re
import struct
from io import BytesIO
from typing import BinaryIO, Final

from practice_player.lib.units import timecode
from practice_player.tagging.streams import read_exactly
from practice_player.tagging.tags import Tags

_TAG_FIELDS: Final = re.compile(rb"(TITLE|ARTIST|CHAPTER\d{3}(NAME)?)=", re.IGNORECASE)
_LENGTH: Final = struct.Struct("<I")


def comment(tags: Tags, old_comment: bytes = b"") -> bytes:
    """Returns a comment with these tags; it keeps the vendor and the other fields of `old_comment`.

    Raises:
        MalformedError: `old_comment` is not a comment.
    """
    vendor, *old_fields = _read(BytesIO(old_comment)) if old_comment else [b"practice-player"]
    fields = [field.encode() for field in _fields(tags)]
    fields += [field for field in old_fields if not _TAG_FIELDS.match(field)]
    return _packed(vendor) + _LENGTH.pack(len(fields)) + b"".join(map(_packed, fields))


def _fields(tags: Tags) -> list[str]:
    fields = [f"{name}={text}" for name, text in (("TITLE", tags.title), ("ARTIST", tags.artist)) if text]
    for number, chapter in enumerate(tags.chapters, 1):
        fields += [
            f"CHAPTER{number:03d}={timecode(chapter.start_frame)}",
            f"CHAPTER{number:03d}NAME={chapter.title}",
        ]
    return fields


def _read(packet: BinaryIO) -> list[bytes]:
    """Returns the vendor string and every field."""
    vendor = _text(packet)
    (count,) = _LENGTH.unpack(read_exactly(packet, _LENGTH.size))
    return [vendor, *(_text(packet) for _ in range(count))]


def _text(packet: BinaryIO) -> bytes:
    (length,) = _LENGTH.unpack(read_exactly(packet, _LENGTH.size))
    return read_exactly(packet, length)


def _packed(text: bytes) -> bytes:
    return _LENGTH.pack(len(text)) + text

"""The comment that FLAC, Vorbis and Opus share: a list of `NAME=text`.

https://xiph.org/vorbis/doc/v-comment.html; the chapters are https://wiki.xiph.org/Chapter_Extension.
"""

import re
import struct
from io import BytesIO
from typing import BinaryIO, Final

from practice_player.lib.units import timecode
from practice_player.tagging.streams import exactly
from practice_player.tagging.tags import Tags

_OURS: Final = re.compile(rb"(TITLE|ARTIST|CHAPTER\d{3}(NAME)?)=", re.IGNORECASE)
_LENGTH: Final = struct.Struct("<I")


def comment(tags: Tags, before: bytes = b"") -> bytes:
    """The comment in place of `before`, whose maker and other fields it keeps.

    Raises:
        MalformedError: `before` is no comment.
    """
    maker, *fields = _read(BytesIO(before)) if before else [b"practice-player"]
    kept = [field for field in fields if not _OURS.match(field)]
    told = [field.encode() for field in _fields(tags)]
    return _packed(maker) + _LENGTH.pack(len(told) + len(kept)) + b"".join(map(_packed, told + kept))


def _fields(tags: Tags) -> list[str]:
    fields = [f"{name}={text}" for name, text in (("TITLE", tags.title), ("ARTIST", tags.artist)) if text]
    for number, chapter in enumerate(tags.chapters, 1):
        fields += [
            f"CHAPTER{number:03d}={timecode(chapter.start_frame)}",
            f"CHAPTER{number:03d}NAME={chapter.title}",
        ]
    return fields


def _read(packet: BinaryIO) -> list[bytes]:
    maker = _text(packet)
    (count,) = _LENGTH.unpack(exactly(packet, _LENGTH.size))
    return [maker, *(_text(packet) for _ in range(count))]


def _text(packet: BinaryIO) -> bytes:
    (length,) = _LENGTH.unpack(exactly(packet, _LENGTH.size))
    return exactly(packet, length)


def _packed(text: bytes) -> bytes:
    return _LENGTH.pack(len(text)) + text

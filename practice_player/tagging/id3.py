"""Tags in MP3: ID3 2.3 in front of the sound.

Version 2.3, whose text is UTF-16, is read by more players than 2.4.  https://id3.org/id3v2.3.0 and
https://id3.org/id3v2-chapters-1.0.
"""

import codecs
import os
import struct
from itertools import pairwise
from typing import BinaryIO, Final

from practice_player.lib.units import milliseconds
from practice_player.tagging.streams import MalformedError, copy
from practice_player.tagging.tags import Tags

_HEADER: Final = struct.Struct(">3sBBB4s")
_FRAME: Final = struct.Struct(">4sIH")
_TIMES: Final = struct.Struct(">IIII")
_NO_OFFSET: Final = 0xFFFFFFFF
_TOP_AND_ORDERED: Final = 3
_UTF_16: Final = b"\x01"
_FOOTER: Final = 0x10
_OLD_TAG_BYTES: Final = 128


def retag(source: BinaryIO, out: BinaryIO, tags: Tags) -> None:
    """Copies an MP3 file with these tags, from its first frame of sound on (LAME's notes are in it).

    Raises:
        MalformedError: `source` is no MP3 file.
    """
    end = _end_of_sound(source)
    source.seek(0)
    head = source.read(_HEADER.size)
    while head.startswith(b"ID3"):
        source.seek(_rest_of_tag(head), os.SEEK_CUR)
        head = source.read(_HEADER.size)
    if head[:1] != b"\xff" or head[1:2] < b"\xe0":  # eleven bits set begin a frame
        raise MalformedError("it is not an MP3 file")
    out.write(_packed(tags) + head)
    copy(source, out, max(0, end - source.tell()))


def _end_of_sound(source: BinaryIO) -> int:
    """Where an ID3 1 tag begins, if there is one: it would still have the title of before."""
    length = source.seek(0, os.SEEK_END)
    if length < _OLD_TAG_BYTES:
        return length
    source.seek(length - _OLD_TAG_BYTES)
    return length - _OLD_TAG_BYTES if source.read(3) == b"TAG" else length


def _packed(tags: Tags) -> bytes:
    """The tag; empty when there is nothing to say."""
    frames = _text(b"TIT2", tags.title) + _text(b"TPE1", tags.artist) + _chapters(tags)
    if not frames:
        return b""
    return _HEADER.pack(b"ID3", 3, 0, 0, _seven_bits(len(frames))) + frames


def _chapters(tags: Tags) -> bytes:
    if not tags.chapters:
        return b""
    names = [f"chapter{number}".encode() + b"\0" for number in range(1, len(tags.chapters) + 1)]
    contents = b"contents\0" + bytes([_TOP_AND_ORDERED, len(names)]) + b"".join(names)
    marks = [*(chapter.start_frame for chapter in tags.chapters), tags.length_frames]
    frames = [_frame(b"CTOC", contents)]
    for name, chapter, (start, end) in zip(names, tags.chapters, pairwise(marks), strict=True):
        times = _TIMES.pack(milliseconds(start), milliseconds(end), _NO_OFFSET, _NO_OFFSET)
        frames.append(_frame(b"CHAP", name + times + _text(b"TIT2", chapter.title)))
    return b"".join(frames)


def _text(name: bytes, text: str) -> bytes:
    return _frame(name, _UTF_16 + codecs.BOM_UTF16_LE + text.encode("utf-16-le")) if text else b""


def _frame(name: bytes, body: bytes) -> bytes:
    return _FRAME.pack(name, len(body), 0) + body


def _seven_bits(count: int) -> bytes:
    """A length whose bytes never look like the start of a frame of sound."""
    return bytes(count >> shift & 0x7F for shift in (21, 14, 7, 0))


def _rest_of_tag(head: bytes) -> int:
    if len(head) < _HEADER.size:
        raise MalformedError("it ends too early")
    _, _, _, flags, size = _HEADER.unpack(head)
    length = 0
    for byte in size:
        length = length << 7 | byte
    return length + (_HEADER.size if flags & _FOOTER else 0)

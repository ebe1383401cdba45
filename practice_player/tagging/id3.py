"""Tags in MP3: ID3 2.3 in front of the sound.

Version 2.3, whose text is UTF-16, is supported by more players than 2.4.  https://id3.org/id3v2.3.0 and
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
_CHAPTER_TIMES: Final = struct.Struct(">IIII")
_NO_OFFSET: Final = 0xFFFFFFFF
_CTOC_TOP_LEVEL_ORDERED: Final = 3
_UTF_16_ENCODING: Final = b"\x01"
_FOOTER_FLAG: Final = 0x10
_ID3V1_BYTES: Final = 128


def retag(source: BinaryIO, out: BinaryIO, tags: Tags) -> None:
    """Copies an MP3 file, replacing its tags with these.

    The audio is copied from its first frame on, which may be LAME's Info frame.

    Raises:
        MalformedError: `source` is not an MP3 file.
    """
    end = _audio_end(source)
    source.seek(0)
    header = source.read(_HEADER.size)
    while header.startswith(b"ID3"):
        source.seek(_bytes_after_header(header), os.SEEK_CUR)
        header = source.read(_HEADER.size)
    if header[:1] != b"\xff" or header[1:2] < b"\xe0":  # an MPEG frame begins with eleven set bits
        raise MalformedError("it is not an MP3 file")
    out.write(_tag_bytes(tags) + header)
    copy(source, out, max(0, end - source.tell()))


def _audio_end(source: BinaryIO) -> int:
    """Returns where the audio ends, in bytes: before an ID3v1 tag, which would keep the old title."""
    length = source.seek(0, os.SEEK_END)
    if length < _ID3V1_BYTES:
        return length
    source.seek(length - _ID3V1_BYTES)
    return length - _ID3V1_BYTES if source.read(3) == b"TAG" else length


def _tag_bytes(tags: Tags) -> bytes:
    """Returns the whole tag; empty when there is no title, artist or chapter."""
    frames = _text(b"TIT2", tags.title) + _text(b"TPE1", tags.artist) + _chapters(tags)
    if not frames:
        return b""
    return _HEADER.pack(b"ID3", 3, 0, 0, _synchsafe(len(frames))) + frames


def _chapters(tags: Tags) -> bytes:
    if not tags.chapters:
        return b""
    names = [f"chapter{number}".encode() + b"\0" for number in range(1, len(tags.chapters) + 1)]
    contents = b"contents\0" + bytes([_CTOC_TOP_LEVEL_ORDERED, len(names)]) + b"".join(names)
    times_frames = [*(chapter.start_frame for chapter in tags.chapters), tags.length_frames]
    frames = [_frame(b"CTOC", contents)]
    for name, chapter, (start, end) in zip(names, tags.chapters, pairwise(times_frames), strict=True):
        times = _CHAPTER_TIMES.pack(milliseconds(start), milliseconds(end), _NO_OFFSET, _NO_OFFSET)
        frames.append(_frame(b"CHAP", name + times + _text(b"TIT2", chapter.title)))
    return b"".join(frames)


def _text(name: bytes, text: str) -> bytes:
    return _frame(name, _UTF_16_ENCODING + codecs.BOM_UTF16_LE + text.encode("utf-16-le")) if text else b""


def _frame(name: bytes, body: bytes) -> bytes:
    return _FRAME.pack(name, len(body), 0) + body


def _synchsafe(count: int) -> bytes:
    """Packs a length 7 bits to a byte, so that it never looks like the sync of an MPEG frame."""
    return bytes(count >> shift & 0x7F for shift in (21, 14, 7, 0))


def _bytes_after_header(header: bytes) -> int:
    """Returns how many bytes of an ID3v2 tag follow its header."""
    if len(header) < _HEADER.size:
        raise MalformedError("it ends too early")
    _, _, _, flags, size = _HEADER.unpack(header)
    length = 0
    for byte in size:
        length = length << 7 | byte
    return length + (_HEADER.size if flags & _FOOTER_FLAG else 0)

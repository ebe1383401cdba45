"""Tags in WAV: chunks after the sound.

`LIST INFO` has the title, `cue ` and `LIST adtl` the chapters.  Text is UTF-8, as FFmpeg and libsndfile
read it.  An `id3 ` chunk says nothing here: beside `cue ` FFmpeg mixes the chapters of both.
"""

import os
import struct
from typing import BinaryIO, Final

from practice_player.tagging.streams import MalformedError, copy, exactly
from practice_player.tagging.tags import Tags

MOST_BYTES: Final = 0xFFFFFFFF
"""Lengths have 32 bits; beyond, they are wrong."""

_OUR_LISTS: Final = (b"INFO", b"adtl")
_HEAD: Final = struct.Struct("<4sI")


def has_room(size_bytes: int, tags: Tags) -> bool:
    """Whether a file of this size stays a WAV file with these tags."""
    return size_bytes + len(_chunks(tags)) <= MOST_BYTES


def append(file: BinaryIO, tags: Tags) -> bool:
    """Puts the tags behind the sound of a WAV file that has none yet: nothing is copied.

    False, and nothing written, when it has tags already or is not read to its end.
    """
    head = file.read(12)
    if not head.startswith(b"RIFF") or not head.endswith(b"WAVE"):
        return False
    while head := file.read(_HEAD.size):
        if len(head) < _HEAD.size:
            return False
        name, size = _HEAD.unpack(head)
        if name in (b"cue ", b"LIST"):
            return False
        file.seek(size + size % 2, os.SEEK_CUR)
    end = file.tell()
    if end != file.seek(0, os.SEEK_END):
        return False
    file.write(_chunks(tags))
    size = file.tell() - _HEAD.size
    file.seek(4)
    file.write(size.to_bytes(4, "little"))
    return True


def retag(source: BinaryIO, out: BinaryIO, tags: Tags) -> None:
    """Copies a WAV file with these tags; `out` can be sought in.

    Raises:
        MalformedError: `source` is no WAV file.
    """
    head = source.read(12)
    if not head.startswith(b"RIFF") or not head.endswith(b"WAVE"):
        raise MalformedError("it is not a WAV file")
    out.write(head)
    while head := source.read(_HEAD.size):
        if len(head) < _HEAD.size:
            raise MalformedError("it ends too early")
        name, size = _HEAD.unpack(head)
        size += size % 2
        kind = exactly(source, min(4, size)) if name == b"LIST" else b""
        if name == b"cue " or kind in _OUR_LISTS:
            source.seek(size - len(kind), os.SEEK_CUR)
        else:
            out.write(head + kind)
            copy(source, out, size - len(kind))
    out.write(_chunks(tags))
    size = out.tell() - _HEAD.size
    out.seek(4)
    out.write(size.to_bytes(4, "little"))


def _chunks(tags: Tags) -> bytes:
    info = _text(b"INAM", tags.title) + _text(b"IART", tags.artist)
    points = b"".join(
        struct.pack("<II4sIII", number, chapter.start_frame, b"data", 0, 0, chapter.start_frame)
        for number, chapter in enumerate(tags.chapters, 1)
    )
    labels = b"".join(
        _chunk(b"labl", number.to_bytes(4, "little") + chapter.title.encode() + b"\0")
        for number, chapter in enumerate(tags.chapters, 1)
    )
    chunks = _chunk(b"LIST", b"INFO" + info) if info else b""
    if tags.chapters:
        chunks += _chunk(b"cue ", len(tags.chapters).to_bytes(4, "little") + points)
        chunks += _chunk(b"LIST", b"adtl" + labels)
    return chunks


def _text(name: bytes, text: str) -> bytes:
    return _chunk(name, text.encode() + b"\0") if text else b""


def _chunk(name: bytes, body: bytes) -> bytes:
    return _HEAD.pack(name, len(body)) + body + bytes(len(body) % 2)

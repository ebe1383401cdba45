"""Tags in WAV: RIFF chunks after the sound.

`LIST INFO` holds the title and artist, `cue ` and `LIST adtl` the chapters.  Text is UTF-8, as FFmpeg and
libsndfile read it.  No `id3 ` chunk is written: FFmpeg would mix its chapters with those of `cue `.
"""

import os
import struct
from typing import BinaryIO, Final

from practice_player.tagging.streams import MalformedError, copy, read_exactly
from practice_player.tagging.tags import Tags

MAX_FILE_BYTES: Final = 0xFFFFFFFF
"""RIFF lengths have 32 bits; a larger file would have a wrong one."""

_TAG_LISTS: Final = (b"INFO", b"adtl")
_CHUNK_HEADER: Final = struct.Struct("<4sI")


def has_room(size_bytes: int, tags: Tags) -> bool:
    """Returns whether a file of this size stays within `MAX_FILE_BYTES` with these tags added."""
    return size_bytes + len(_chunks(tags)) <= MAX_FILE_BYTES


def append(file: BinaryIO, tags: Tags) -> bool:
    """Appends the tags to a WAV file that has none yet, without copying its sound.

    Returns False, and writes nothing, when it has tags already or its chunks do not end with the file.
    """
    header = file.read(12)
    if not header.startswith(b"RIFF") or not header.endswith(b"WAVE"):
        return False
    while header := file.read(_CHUNK_HEADER.size):
        if len(header) < _CHUNK_HEADER.size:
            return False
        name, size = _CHUNK_HEADER.unpack(header)
        if name in (b"cue ", b"LIST"):
            return False
        file.seek(size + size % 2, os.SEEK_CUR)
    end = file.tell()
    if end != file.seek(0, os.SEEK_END):
        return False
    file.write(_chunks(tags))
    size = file.tell() - _CHUNK_HEADER.size
    file.seek(4)
    file.write(size.to_bytes(4, "little"))
    return True


def retag(source: BinaryIO, out: BinaryIO, tags: Tags) -> None:
    """Copies a WAV file, replacing its tags with these; `out` must be seekable.

    Raises:
        MalformedError: `source` is not a WAV file.
    """
    header = source.read(12)
    if not header.startswith(b"RIFF") or not header.endswith(b"WAVE"):
        raise MalformedError("it is not a WAV file")
    out.write(header)
    while header := source.read(_CHUNK_HEADER.size):
        if len(header) < _CHUNK_HEADER.size:
            raise MalformedError("it ends too early")
        name, size = _CHUNK_HEADER.unpack(header)
        size += size % 2
        kind = read_exactly(source, min(4, size)) if name == b"LIST" else b""
        if name == b"cue " or kind in _TAG_LISTS:
            source.seek(size - len(kind), os.SEEK_CUR)
        else:
            out.write(header + kind)
            copy(source, out, size - len(kind))
    out.write(_chunks(tags))
    size = out.tell() - _CHUNK_HEADER.size
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
    return _CHUNK_HEADER.pack(name, len(body)) + body + bytes(len(body) % 2)

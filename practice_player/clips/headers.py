"""Reads the kind of a file, its joined parts and the length it claims, before anything is decoded.

Reads a few kB, or scans the whole file for the marks where another recording was joined on.
"""

import re
from enum import Enum, auto
from pathlib import Path
from typing import Final, Literal

from practice_player.clips.byte_range import data_end

HEAD_BYTES: Final = 4096

_PLAYLISTS: Final = (b"#EXTM3U", b"ffconcat", b"[playlist]", b"<asx", b"<?xml", b"<smil", b"#EXTINF", b"<MPD")
_OGG_FIRST: Final = re.compile(rb"OggS\x00[\x02\x03\x06\x07]", re.DOTALL)
"""The header of a page that begins a stream."""

_FLAC_FIRST: Final = re.compile(rb"fLaC[\x00\x80]\x00\x00\x22")

_MP3_TAG: Final = re.compile(rb"Xing|Info|VBRI")
_ID3: Final = re.compile(rb"ID3[\x02-\x04][\x00-\x0f][\x00-\xf0][\x00-\x7f]{4}", re.DOTALL)
"""The header of an ID3v2 tag; its last four bytes are its length, seven bits each."""

_TAG_OFFSETS: Final = (13, 21, 36)
"""The offset of the Xing or Info tag in an mp3 frame, by version and channels; `VBRI` is always at 36."""

_MPEG_SYNC: Final = re.compile(rb"\xff[\xe2-\xff]", re.DOTALL)
MAX_PARTS: Final = 1000
"""A file with more marks than this was not joined: the marks are chance, or made up."""

_ID3_HEADER_BYTES: Final = 10
_MAX_STRAY_BYTES: Final = 32
"""How many bytes may precede the first frame of an mp3 without being a file of their own."""

_SCAN_BYTES: Final = 1 << 20
_OVERLAP: Final = 64

_CHANNEL_FIELDS: Final[tuple[tuple[bytes, Literal["little", "big"], bytes, int], ...]] = (
    (b"fmt ", "little", b"RIFF", 10),
    (b"fmt ", "little", b"RF64", 10),
    (b"fmt ", "big", b"RIFX", 10),
    (b"COMM", "big", b"FORM", 8),
    (b".snd", "big", b".snd", 20),
)
"""Where headers have the number of channels: chunk name, byte order, file magic, offset from the name."""


class FileKind(Enum):
    """Which decoder a file is for."""

    WAV = auto()
    OGG = auto()
    MP3 = auto()
    PLAYLIST = auto()
    """Not a recording: it names others."""

    FLAC = auto()
    OTHER = auto()


def is_playlist(head: bytes) -> bool:
    """Returns whether a file that begins like this is a playlist."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return any(start[: len(mark)].lower() == mark.lower() for mark in _PLAYLISTS)


def kind_of(head: bytes) -> FileKind:
    """Returns the kind of a file, from its first `HEAD_BYTES`."""
    if is_playlist(head):
        return FileKind.PLAYLIST
    if head[:4] in (b"RIFF", b"RIFX") and head[8:12] == b"WAVE":
        return FileKind.WAV
    if head[:4] == b"OggS":
        return FileKind.OGG
    if head[:4] == b"fLaC":
        return FileKind.FLAC
    if head[:3] == b"ID3" or (_MPEG_SYNC.match(head) and head[1] & 0x06):
        return FileKind.MP3
    return FileKind.OTHER


def claimed_channels(head: bytes) -> int | None:
    """Returns how many channels a file claims; None when its first bytes do not say."""
    for name, byte_order, magic, offset in _CHANNEL_FIELDS:
        at = head.find(name)
        if head.startswith(magic) and 0 <= at < len(head) - offset - 4:
            width = 4 if magic == b".snd" else 2
            return int.from_bytes(head[at + offset : at + offset + width], byte_order)
    return None


def ogg_links(path: Path) -> list[int]:
    """Returns where streams begin in an Ogg file, in bytes: more than one when files were joined."""
    return _starts(path, _OGG_FIRST)


def flac_parts(path: Path) -> list[int]:
    """Returns where FLAC files begin, in bytes: more than one when files were joined."""
    return _starts(path, _FLAC_FIRST)


def mp3_parts(path: Path) -> list[int]:
    """Returns where joined mp3 files begin, in bytes: 0, then each later one that has a length tag."""
    starts = [0]
    tags = {start + _ID3_HEADER_BYTES + _tag_bytes(head): start for start, head in _matches(path, _ID3)}
    with path.open("rb") as file:
        head = file.read(_ID3_HEADER_BYTES)
        first_frame_end = (_ID3_HEADER_BYTES + _tag_bytes(head) if _ID3.match(head) else 0) + _MAX_STRAY_BYTES
        for tag_start, tag in _matches(path, _MP3_TAG):
            for offset in (36,) if tag == b"VBRI" else _TAG_OFFSETS:
                frame_start = tag_start - offset
                if frame_start <= first_frame_end:
                    continue
                file.seek(frame_start)
                if _MPEG_SYNC.match(file.read(2)):
                    # A decoder drops the last frame of a part that is followed by a tag.
                    starts.append(tags.get(frame_start, frame_start))
                    break
    return starts if len(starts) <= MAX_PARTS else [0]


def mp3_claims_a_length(head: bytes) -> bool:
    """Returns whether the first frame of an mp3 says how many there are; else players estimate."""
    at = 0
    if _ID3.match(head):
        at = _ID3_HEADER_BYTES + _tag_bytes(head)
    return _MP3_TAG.search(head, at) is not None


def _tag_bytes(head: bytes) -> int:
    return sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))


def _starts(path: Path, mark: "re.Pattern[bytes]") -> list[int]:
    """Returns 0, and each later place where another file begins."""
    later = [start for start, _ in _matches(path, mark) if start]
    return [0, *later] if len(later) < MAX_PARTS else [0]


def _matches(path: Path, pattern: "re.Pattern[bytes]") -> list[tuple[int, bytes]]:
    """Returns every place of a pattern of at most `_OVERLAP` bytes in a file of any size."""
    matches: dict[int, bytes] = {}
    with path.open("rb") as file:
        base, overlap, end = 0, b"", data_end(path)
        while base < end and (chunk := file.read(_SCAN_BYTES)):
            text = overlap + chunk
            start = base - len(overlap)
            matches |= {start + match.start(): match[0] for match in pattern.finditer(text)}
            base += len(chunk)
            overlap = text[-_OVERLAP:]
    return sorted(matches.items())

"""What a file's own bytes say before anything is decoded: its kind, its parts, and how long it claims to be.

Reads a few kB, or looks through the file for the marks where another recording was joined on.
"""

import re
from enum import Enum, auto
from pathlib import Path
from typing import Final, Literal

from practice_player.clips.byte_range import data_end

HEAD_BYTES: Final = 4096

_PLAYLISTS: Final = (b"#EXTM3U", b"ffconcat", b"[playlist]", b"<asx", b"<?xml", b"<smil", b"#EXTINF", b"<MPD")
_OGG_FIRST: Final = re.compile(rb"OggS\x00[\x02\x03\x06\x07]", re.DOTALL)
"""A page that begins a stream."""

_FLAC_FIRST: Final = re.compile(rb"fLaC[\x00\x80]\x00\x00\x22")

_MP3_TAG: Final = re.compile(rb"Xing|Info|VBRI")
_ID3: Final = re.compile(rb"ID3[\x02-\x04][\x00-\x0f][\x00-\xf0][\x00-\x7f]{4}", re.DOTALL)
"""The head of a tag before an mp3 file; its last four bytes are its length, seven bits each."""

_TAG_AFTER: Final = (13, 21, 36)
"""How far into an mp3 frame the tag with its length stands: by version and channels; `VBRI` always at 36."""

_MPEG_SYNC: Final = re.compile(rb"\xff[\xe2-\xff]", re.DOTALL)
MOST_PARTS: Final = 1000
"""Files with more marks than this were not joined: the marks are chance, or made up."""

_ID3_BYTES: Final = 10
_STRAY_BYTES: Final = 32
"""What may lie before the first frame of an mp3 without making it a file of its own."""

_LOOK_BYTES: Final = 1 << 20
_OVERLAP: Final = 64


_CHANNELS: Final[tuple[tuple[bytes, Literal["little", "big"], bytes, int], ...]] = (
    (b"fmt ", "little", b"RIFF", 10),
    (b"fmt ", "little", b"RF64", 10),
    (b"fmt ", "big", b"RIFX", 10),
    (b"COMM", "big", b"FORM", 8),
    (b".snd", "big", b".snd", 20),
)
"""A mark, how numbers are written, what such a file begins with, and how far after the mark they stand."""


class FileKind(Enum):
    """Which decoder a file is for."""

    WAV = auto()
    OGG = auto()
    MP3 = auto()
    PLAYLIST = auto()
    """No recording: it names others."""

    FLAC = auto()
    OTHER = auto()


def is_playlist(head: bytes) -> bool:
    """Whether a file that begins like this names others."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return any(start[: len(mark)].lower() == mark.lower() for mark in _PLAYLISTS)


def kind_of(head: bytes) -> FileKind:
    """What a file is, by its first `HEAD_BYTES`."""
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
    """How many channels a file says that it has; None where that stands elsewhere, or not in its head."""
    for mark, order, holder, after in _CHANNELS:
        at = head.find(mark)
        if head.startswith(holder) and 0 <= at < len(head) - after - 4:
            width = 4 if holder == b".snd" else 2
            return int.from_bytes(head[at + after : at + after + width], order)
    return None


def ogg_links(path: Path) -> list[int]:
    """Where streams begin in an Ogg file, in bytes: more than one when files were joined."""
    return _starts(path, _OGG_FIRST)


def flac_parts(path: Path) -> list[int]:
    """Where FLAC files begin, in bytes: more than one when files were joined."""
    return _starts(path, _FLAC_FIRST)


def mp3_parts(path: Path) -> list[int]:
    """Where mp3 files begin that were joined, in bytes: 0, then each later one that says how long it is."""
    starts = [0]
    tags = {start + _ID3_BYTES + _tag_bytes(head): start for start, head in _matches(path, _ID3)}
    with path.open("rb") as file:
        head = file.read(_ID3_BYTES)
        own = (_ID3_BYTES + _tag_bytes(head) if _ID3.match(head) else 0) + _STRAY_BYTES
        for tag_start, tag in _matches(path, _MP3_TAG):
            for after in (36,) if tag == b"VBRI" else _TAG_AFTER:
                frame_start = tag_start - after
                if frame_start <= own:
                    continue
                file.seek(frame_start)
                if _MPEG_SYNC.match(file.read(2)):
                    # A decoder drops the last frame of a part that has a tag behind it.
                    starts.append(tags.get(frame_start, frame_start))
                    break
    return starts if len(starts) <= MOST_PARTS else [0]


def mp3_claims_a_length(head: bytes) -> bool:
    """Whether the first frame of an mp3 says how many there are; without it players guess."""
    at = 0
    if _ID3.match(head):
        at = _ID3_BYTES + _tag_bytes(head)
    found = _MP3_TAG.search(head, at)
    return found is not None


def _tag_bytes(head: bytes) -> int:
    return sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))


def _starts(path: Path, first: "re.Pattern[bytes]") -> list[int]:
    """The beginning of the file, damaged or not, and each later place where another one begins."""
    later = [start for start, _ in _matches(path, first) if start]
    return [0, *later] if len(later) < MOST_PARTS else [0]


def _matches(path: Path, pattern: "re.Pattern[bytes]") -> list[tuple[int, bytes]]:
    """Every place of a pattern of at most `_OVERLAP` bytes in a file of any size."""
    found: dict[int, bytes] = {}
    with path.open("rb") as file:
        base, before, end = 0, b"", data_end(path)
        while base < end and (piece := file.read(_LOOK_BYTES)):
            text = before + piece
            start = base - len(before)
            found |= {start + one.start(): one[0] for one in pattern.finditer(text)}
            base += len(piece)
            before = text[-_OVERLAP:]
    return sorted(found.items())

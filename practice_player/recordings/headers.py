"""What a file's own bytes say before anything is decoded: its kind, its parts, and how long it claims to be.

Reads a few kB, or looks through the file for the marks where another recording was joined on.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import BinaryIO, Final, Literal

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
_UNKNOWN_BYTES: Final = 0x7FFF0000
"""A wav that says more than this was written without going back to say how long it is."""

MOST_PARTS: Final = 1000
"""Files with more marks than this were not joined: the marks are chance, or made up."""

_CHUNK_HEAD_BYTES: Final = 8
_FMT_BYTES: Final = 16
_FMT_EXTENDED_BYTES: Final = 26
_EXTENSIBLE: Final = 0xFFFE
_ID3_BYTES: Final = 10
_STRAY_BYTES: Final = 32
"""What may lie before the first frame of an mp3 without making it a file of its own."""

_CHUNKS_LOOKED_AT: Final = 64
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


class Kind(Enum):
    """Which decoder a file is for."""

    WAV = auto()
    OGG = auto()
    MP3 = auto()
    PLAYLIST = auto()
    """No recording: it names others."""

    OTHER = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wav:
    """The header of a wav file, as far as its sound."""

    rate_hz: int
    channels: int
    frame_bytes: int
    subtype: str
    """As soundfile names it; empty for an encoding that is not one number after another."""

    data_start: int
    """Where the sound begins, in bytes."""

    claimed_bytes: int | None
    """How much sound there is to be; None when it was never written down."""

    file_bytes: int

    @property
    def unfinished(self) -> bool:
        """Whether a recorder lost its power before it wrote down how much sound there is."""
        return self.claimed_bytes is None and self.file_bytes - self.data_start >= max(1, self.frame_bytes)

    @property
    def claimed_s(self) -> float | None:
        if not self.claimed_bytes or not self.frame_bytes or not self.subtype:
            return None
        return self.claimed_bytes / self.frame_bytes / self.rate_hz if self.rate_hz else None


def is_playlist(head: bytes) -> bool:
    """Whether a file that begins like this names others."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return any(start[: len(mark)].lower() == mark.lower() for mark in _PLAYLISTS)


def kind_of(head: bytes) -> Kind:
    """What a file is, by its first `HEAD_BYTES`."""
    if is_playlist(head):
        return Kind.PLAYLIST
    if head[:4] in (b"RIFF", b"RIFX") and head[8:12] == b"WAVE":
        return Kind.WAV
    if head[:4] == b"OggS":
        return Kind.OGG
    if head[:3] == b"ID3" or (_MPEG_SYNC.match(head) and head[1] & 0x06):
        return Kind.MP3
    return Kind.OTHER


def read_wav(file: BinaryIO, file_bytes: int) -> Wav | None:
    """The header of a little-endian wav file; None when it has none that makes sense."""
    head = file.read(12)
    if head[:4] != b"RIFF":
        return None
    whole_bytes = int.from_bytes(head[4:8], "little")
    fmt = b""
    for _ in range(_CHUNKS_LOOKED_AT):
        chunk = file.read(_CHUNK_HEAD_BYTES)
        if len(chunk) < _CHUNK_HEAD_BYTES:
            return None
        size = int.from_bytes(chunk[4:8], "little")
        if chunk[:4] == b"data":
            data_start = file.tell()
            never_written = size == 0 and abs(whole_bytes + 8 - file_bytes) > 1
            claimed = None if never_written or size > _UNKNOWN_BYTES else size
            return _wav(fmt, data_start, claimed, file_bytes)
        if chunk[:4] == b"fmt ":
            fmt = file.read(min(size, 64))
            file.seek(max(0, size - 64) + size % 2, 1)
        else:
            file.seek(size + size % 2, 1)
    return None


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
    starts = [start for start, _ in _matches(path, _OGG_FIRST)]
    return starts if len(starts) <= MOST_PARTS else starts[:1]


def flac_parts(path: Path) -> list[int]:
    """Where FLAC files begin, in bytes: more than one when files were joined."""
    starts = [start for start, _ in _matches(path, _FLAC_FIRST)]
    return starts if len(starts) <= MOST_PARTS else starts[:1]


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


def _wav(fmt: bytes, data_start: int, claimed_bytes: int | None, file_bytes: int) -> Wav | None:
    if len(fmt) < _FMT_BYTES:
        return None
    tag, bits = int.from_bytes(fmt[:2], "little"), int.from_bytes(fmt[14:16], "little")
    if tag == _EXTENSIBLE and len(fmt) >= _FMT_EXTENDED_BYTES:
        tag = int.from_bytes(fmt[24:26], "little")
    names = {
        (1, 8): "PCM_U8",
        (1, 16): "PCM_16",
        (1, 24): "PCM_24",
        (1, 32): "PCM_32",
        (3, 32): "FLOAT",
        (3, 64): "DOUBLE",
        (6, 8): "ALAW",
        (7, 8): "ULAW",
    }
    channels = int.from_bytes(fmt[2:4], "little")
    return Wav(
        rate_hz=int.from_bytes(fmt[4:8], "little"),
        channels=channels,
        frame_bytes=channels * bits // 8,
        subtype=names.get((tag, bits), ""),
        data_start=data_start,
        claimed_bytes=claimed_bytes,
        file_bytes=file_bytes,
    )


def _matches(path: Path, pattern: "re.Pattern[bytes]") -> list[tuple[int, bytes]]:
    """Every place of a pattern of at most `_OVERLAP` bytes in a file of any size."""
    found: dict[int, bytes] = {}
    with path.open("rb") as file:
        base, before = 0, b""
        while piece := file.read(_LOOK_BYTES):
            text = before + piece
            start = base - len(before)
            found |= {start + one.start(): one[0] for one in pattern.finditer(text)}
            base += len(piece)
            before = text[-_OVERLAP:]
    return sorted(found.items())

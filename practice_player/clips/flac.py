"""Finds how much sound a FLAC file has, from its header and from the number of its last frame.

A recorder that could not seek back, or a program that cut and joined files, leaves a header with too few
frames, and libsndfile stops there.
"""

from dataclasses import dataclass
from typing import Final

from practice_player.clips.byte_range import ByteRange

HEADER_BYTES: Final = 42
TAIL_BYTES: Final = 1 << 17
"""Longer than nearly any block, even of 65,535 stereo frames in 16 bits."""

_MAGIC: Final = b"fLaC"
_STREAMINFO_BYTES: Final = 34
_FIXED, _VARIABLE = 0xF8, 0xF9
_BLOCK_SIZES: Final = {
    1: 192,
    **{n: 576 << (n - 2) for n in range(2, 6)},
    **{n: 1 << n for n in range(8, 16)},
}
_RATE_BYTES: Final = {12: 1, 13: 2, 14: 2}
_SIZE_BYTES: Final = {6: 1, 7: 2}
_MAX_BLOCK_HEADER_BYTES: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamInfo:
    """The STREAMINFO block of a FLAC file."""

    block_frames: int
    """The length of each block, when all have the same."""

    rate_hz: int
    channels: int
    bits: int
    frames: int
    """The length of the file; 0 when the header does not say."""


def stream_info(header: bytes) -> StreamInfo | None:
    """Parses the first `HEADER_BYTES`; None when they do not begin a FLAC file."""
    if (
        len(header) < HEADER_BYTES
        or header[:4] != _MAGIC
        or int.from_bytes(header[5:8], "big") != _STREAMINFO_BYTES
    ):
        return None
    packed = int.from_bytes(header[18:26], "big")
    return StreamInfo(
        block_frames=int.from_bytes(header[10:12], "big"),
        rate_hz=packed >> 44,
        channels=(packed >> 41 & 7) + 1,
        bits=(packed >> 36 & 31) + 1,
        frames=packed & (1 << 36) - 1,
    )


def frames_at_end(part: ByteRange, info: StreamInfo) -> int:
    """Returns the frames up to the end of the last block in a part of a file; 0 when no block is found."""
    length = part.seek(0, 2)
    part.seek(max(0, length - TAIL_BYTES))
    tail = part.read(TAIL_BYTES) or b""
    at = len(tail)
    while (at := tail.rfind(b"\xff", 0, at)) >= 0:
        if (end := _end_of_block(tail[at : at + _MAX_BLOCK_HEADER_BYTES], info)) is not None:
            return end
    return 0


def _end_of_block(head: bytes, info: StreamInfo) -> int | None:
    """Returns the frame after the block with this header; None when it is not the header of a block."""
    if len(head) < _MAX_BLOCK_HEADER_BYTES or head[1] not in (_FIXED, _VARIABLE) or head[3] & 1:
        return None
    size, rate = head[2] >> 4, head[2] & 15
    number, at = _coded_number(head, 4)
    frames = _BLOCK_SIZES.get(size, 0)
    if count := _SIZE_BYTES.get(size, 0):
        frames = int.from_bytes(head[at : at + count], "big") + 1
    at += count + _RATE_BYTES.get(rate, 0)
    if number is None or not frames or _crc8(head[:at]) != head[at]:
        return None
    return frames + (number if head[1] == _VARIABLE else number * info.block_frames)


def _coded_number(head: bytes, at: int) -> tuple[int | None, int]:
    """Reads a number coded like UTF-8; returns it, None when it is malformed, and where it ends."""
    first = head[at]
    length = 0
    while length < 7 and first & 0x80 >> length:  # noqa: PLR2004 - the leading ones give the length in bytes
        length += 1
    if length == 1 or length > 7:  # noqa: PLR2004
        return None, at
    value = first & (0x7F >> length)
    for byte in head[at + 1 : at + max(length, 1)]:
        if byte & 0xC0 != 0x80:  # noqa: PLR2004 - not a continuation byte
            return None, at
        value = value << 6 | byte & 0x3F
    return value, at + max(length, 1)


def _crc8(raw: bytes) -> int:
    crc = 0
    for byte in raw:
        crc ^= byte
        for _ in range(8):
            crc = (crc << 1 ^ 0x07) & 0xFF if crc & 0x80 else crc << 1
    return crc

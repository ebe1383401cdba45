"""How much sound a FLAC file has: what its head says, and what its last frame is numbered.

A recorder that could not go back, or a program that cut and joined, leaves a head that says too little, and
libsndfile stops there.
"""

from dataclasses import dataclass
from typing import Final

from practice_player.clips.byte_range import ByteRange

HEAD_BYTES: Final = 42
TAIL_BYTES: Final = 1 << 17
"""A frame is shorter: 65,535 frames of two channels in 16 bits are seldom one."""

_MARK: Final = b"fLaC"
_STREAMINFO_BYTES: Final = 34
_FIXED, _VARIABLE = 0xF8, 0xF9
_BLOCK_SIZES: Final = {
    1: 192,
    **{n: 576 << (n - 2) for n in range(2, 6)},
    **{n: 1 << n for n in range(8, 16)},
}
_RATE_BYTES: Final = {12: 1, 13: 2, 14: 2}
_SIZE_BYTES: Final = {6: 1, 7: 2}
_MOST_HEAD: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Info:
    """The head of a FLAC file."""

    block_frames: int
    """Of each block, when all are alike."""

    rate_hz: int
    channels: int
    bits: int
    frames: int
    """How many there are; 0 when it does not say."""


def info_of(head: bytes) -> Info | None:
    """What the first `HEAD_BYTES` say; None when they begin no FLAC file."""
    if len(head) < HEAD_BYTES or head[:4] != _MARK or int.from_bytes(head[5:8], "big") != _STREAMINFO_BYTES:
        return None
    packed = int.from_bytes(head[18:26], "big")
    return Info(
        block_frames=int.from_bytes(head[10:12], "big"),
        rate_hz=packed >> 44,
        channels=(packed >> 41 & 7) + 1,
        bits=(packed >> 36 & 31) + 1,
        frames=packed & (1 << 36) - 1,
    )


def frames_at_end(part: ByteRange, info: Info) -> int:
    """How many frames there are up to the end of the last block in a part of a file; 0 when none is found."""
    length = part.seek(0, 2)
    part.seek(max(0, length - TAIL_BYTES))
    tail = part.read(TAIL_BYTES) or b""
    at = len(tail)
    while (at := tail.rfind(b"\xff", 0, at)) >= 0:
        if (end := _end_of_block(tail[at : at + _MOST_HEAD], info)) is not None:
            return end
    return 0


def _end_of_block(head: bytes, info: Info) -> int | None:
    """The frame after the block that begins like this; None when none does."""
    if len(head) < _MOST_HEAD or head[1] not in (_FIXED, _VARIABLE) or head[3] & 1:
        return None
    size, rate = head[2] >> 4, head[2] & 15
    number, at = _number(head, 4)
    frames = _BLOCK_SIZES.get(size, 0)
    if count := _SIZE_BYTES.get(size, 0):
        frames = int.from_bytes(head[at : at + count], "big") + 1
    at += count + _RATE_BYTES.get(rate, 0)
    if number is None or not frames or _crc8(head[:at]) != head[at]:
        return None
    return frames + (number if head[1] == _VARIABLE else number * info.block_frames)


def _number(head: bytes, at: int) -> tuple[int | None, int]:
    """A number as UTF-8 would write it, and where it ends."""
    first = head[at]
    more = 0
    while more < 7 and first & 0x80 >> more:  # noqa: PLR2004 - so many bits can say how many bytes there are
        more += 1
    if more == 1 or more > 7:  # noqa: PLR2004
        return None, at
    value = first & (0x7F >> more)
    for byte in head[at + 1 : at + max(more, 1)]:
        if byte & 0xC0 != 0x80:  # noqa: PLR2004 - a byte that goes on
            return None, at
        value = value << 6 | byte & 0x3F
    return value, at + max(more, 1)


def _crc8(raw: bytes) -> int:
    crc = 0
    for byte in raw:
        crc ^= byte
        for _ in range(8):
            crc = (crc << 1 ^ 0x07) & 0xFF if crc & 0x80 else crc << 1
    return crc

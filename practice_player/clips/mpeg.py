"""Walks over the frames of an mp3 file without decoding them, to find how much sound there really is.

The first frame may say how many there are (a Xing or Info tag), and decoders stop there.  A recording that
was joined on without such a tag would not be heard.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO, Final

MIN_UNCOUNTED_S: Final = 0.1
"""Less than this after the last counted frame is padding."""

_SYNC: Final = 0xFFE
_LAYER_3: Final = 1
_VERSION_1: Final = 3
_RATES_HZ: Final = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
_KBITS_1: Final = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBITS_2: Final = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_MONO: Final = 3
_TAGS: Final = (b"Xing", b"Info")
_DELAYS_OFFSET: Final = 141
"""The offset in the tag of LAME and ffmpeg of the encoder's padding: 12 bits before, 12 bits after."""

_FRAME_COUNT_FLAG: Final = 1
"""The flag of a tag that has a frame count."""

_MAX_STRAY_BYTES: Final = 1 << 16
"""How many bytes, such as a picture, may lie between two frames; a walk ends where there are more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MpegFrame:
    """The header of a frame."""

    length_bytes: int
    samples: int
    rate_hz: int
    tag_offset: int
    """Where in the frame a tag would begin, in bytes."""


def frame_at(head: bytes) -> MpegFrame | None:
    """Parses the four bytes of a frame header; None when they are not one of layer III."""
    bits = int.from_bytes(head[:4], "big")
    version, layer, kbits, rate, padding = (
        bits >> 19 & 3,
        bits >> 17 & 3,
        bits >> 12 & 15,
        bits >> 10 & 3,
        bits >> 9 & 1,
    )
    rates_hz = _RATES_HZ.get(version)
    if bits >> 20 & _SYNC != _SYNC or layer != _LAYER_3 or not rates_hz or rate >= len(rates_hz):
        return None
    is_version_1 = version == _VERSION_1
    table = _KBITS_1 if is_version_1 else _KBITS_2
    if not 0 < kbits < len(table):
        return None
    samples = 1152 if is_version_1 else 576
    mono = bits >> 6 & 3 == _MONO
    side_bytes = (17 if mono else 32) if is_version_1 else (9 if mono else 17)
    length_bytes = samples // 8 * table[kbits] * 1000 // rates_hz[rate] + padding
    return MpegFrame(
        length_bytes=length_bytes, samples=samples, rate_hz=rates_hz[rate], tag_offset=4 + side_bytes
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """The frames between two places of a file."""

    starts: tuple[int, ...]
    """Where decoding has to begin, in bytes, to hear all of it.

    The first is after the tag, when that counts too few frames; another is where the rate changes.
    """

    length_s: float
    """How long the sound is when no frame is damaged."""


def walk(file: BinaryIO, start: int, end: int) -> Walk:
    """Walks over the frames between two places of a file, in bytes."""
    file.seek(start)
    raw = file.read(end - start)
    frames = list(_frames(raw))
    if not frames:
        return Walk(starts=(start,), length_s=0.0)
    first_start, first = frames[0]
    tag_start = first_start + first.tag_offset
    counted = _frame_count(raw, tag_start)
    min_uncounted = MIN_UNCOUNTED_S * first.rate_hz / first.samples
    short = counted is not None and counted > 0 and len(frames) - counted > min_uncounted
    starts = [start + frames[1][0] if short else start]
    for (_, previous), (at, frame) in pairwise(frames):
        if frame.rate_hz != previous.rate_hz and start + at not in starts:
            starts.append(start + at)
    length_s = sum(frame.samples / frame.rate_hz for _, frame in frames)
    return Walk(starts=tuple(starts), length_s=length_s - _padding_s(raw, tag_start, first))


def _padding_s(raw: bytes, tag_start: int, first: MpegFrame) -> float:
    """Returns the length of the tag's frame and of the encoder's padding, which decoders leave out."""
    if raw[tag_start : tag_start + 4] not in _TAGS:
        return 0.0
    delays = int.from_bytes(raw[tag_start + _DELAYS_OFFSET : tag_start + _DELAYS_OFFSET + 3], "big")
    return (first.samples + (delays >> 12) + (delays & 0xFFF)) / first.rate_hz


def _frame_count(raw: bytes, tag_start: int) -> int | None:
    """Returns the frame count of a tag, including its own; None when there is no tag, or no count in it."""
    tag = raw[tag_start : tag_start + 12]
    if tag[:4] not in _TAGS or not tag[7] & _FRAME_COUNT_FLAG:
        return None
    return int.from_bytes(tag[8:12], "big") + 1


def _frames(raw: bytes) -> Iterator[tuple[int, MpegFrame]]:
    """Yields each frame and its place; a single one of another rate is damage, and skipped."""
    rate_hz = 0
    at = _next_frame(raw, 0)
    frame = frame_at(raw[at : at + 4]) if at >= 0 else None
    while frame:
        next_at = at + frame.length_bytes
        following = frame_at(raw[next_at : next_at + 4])
        if frame.rate_hz == rate_hz or (following and following.rate_hz == frame.rate_hz):
            rate_hz = frame.rate_hz
            yield at, frame
        at, frame = next_at, following
        if not frame and (at := _next_frame(raw, at)) >= 0:
            frame = frame_at(raw[at : at + 4])


def _next_frame(raw: bytes, at: int) -> int:
    """Returns the next place where a frame is followed by another; -1 when there is none near."""
    limit = at + _MAX_STRAY_BYTES
    while 0 <= (at := raw.find(b"\xff", at)) < limit:
        frame = frame_at(raw[at : at + 4])
        if frame and frame_at(raw[at + frame.length_bytes : at + frame.length_bytes + 4]):
            return at
        at += 1
    return -1

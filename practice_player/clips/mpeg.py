"""Walks over the frames of an mp3 file without decoding them: how much sound there really is.

The first frame may say how many there are (a Xing or Info tag), and decoders stop there.  A recording that
was joined on without such a tag would be lost.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO, Final

LEAST_LOST_S: Final = 0.1
"""Less than this after the last frame that was counted is padding."""

_SYNC: Final = 0xFFE
_LAYER_3: Final = 1
_VERSION_1: Final = 3
_RATES_HZ: Final = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
_KBITS_1: Final = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBITS_2: Final = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_MONO: Final = 3
_TAGS: Final = (b"Xing", b"Info")
_DELAYS_AT: Final = 141
"""How far into the tag of LAME and ffmpeg the encoder's silence is counted: 12 bits before, 12 after."""

_COUNTED: Final = 1
"""The flag of a tag that says how many frames there are."""

_MOST_STRAY_BYTES: Final = 1 << 16
"""What may lie between two frames, such as a picture; a walk ends where there is more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MpegFrame:
    """The head of a frame."""

    length_bytes: int
    samples: int
    rate_hz: int
    tag_after: int
    """How far into the frame a tag begins."""


def frame_at(head: bytes) -> MpegFrame | None:
    """The frame that four bytes begin; None when they begin none of layer III."""
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
    first = version == _VERSION_1
    table = _KBITS_1 if first else _KBITS_2
    if not 0 < kbits < len(table):
        return None
    samples = 1152 if first else 576
    mono = bits >> 6 & 3 == _MONO
    side_bytes = (17 if mono else 32) if first else (9 if mono else 17)
    length_bytes = samples // 8 * table[kbits] * 1000 // rates_hz[rate] + padding
    return MpegFrame(
        length_bytes=length_bytes, samples=samples, rate_hz=rates_hz[rate], tag_after=4 + side_bytes
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """What was found between two places of a file."""

    starts: tuple[int, ...]
    """Where decoding has to begin, in bytes, to hear all of it.

    After the tag, when it says too little; and anew where the rate changes.
    """

    length_s: float
    """How long it sounds when no frame is damaged."""


def walk(file: BinaryIO, start: int, end: int) -> Walk:
    """Goes over the frames between two places of a file."""
    file.seek(start)
    raw = file.read(end - start)
    frames = list(_frames(raw))
    if not frames:
        return Walk(starts=(start,), length_s=0.0)
    first_at, first = frames[0]
    tag_at = first_at + first.tag_after
    counted = _counted(raw, tag_at)
    least = LEAST_LOST_S * first.rate_hz / first.samples
    short = counted is not None and counted > 0 and len(frames) - counted > least
    found = [start + frames[1][0] if short else start]
    for (_, before), (at, frame) in pairwise(frames):
        if frame.rate_hz != before.rate_hz and start + at not in found:
            found.append(start + at)
    length_s = sum(frame.samples / frame.rate_hz for _, frame in frames)
    return Walk(starts=tuple(found), length_s=length_s - _silent_s(raw, tag_at, first))


def _silent_s(raw: bytes, tag_at: int, first: MpegFrame) -> float:
    """The frame of the tag, and what the encoder put around the sound: decoders leave them out."""
    if raw[tag_at : tag_at + 4] not in _TAGS:
        return 0.0
    delays = int.from_bytes(raw[tag_at + _DELAYS_AT : tag_at + _DELAYS_AT + 3], "big")
    return (first.samples + (delays >> 12) + (delays & 0xFFF)) / first.rate_hz


def _counted(raw: bytes, tag_at: int) -> int | None:
    """How many frames a tag says there are, with its own; None when there is no tag, or it does not count."""
    tag = raw[tag_at : tag_at + 12]
    if tag[:4] not in _TAGS or not tag[7] & _COUNTED:
        return None
    return int.from_bytes(tag[8:12], "big") + 1


def _frames(raw: bytes) -> Iterator[tuple[int, MpegFrame]]:
    """Each frame and its place; a lone one of another rate is damage, and passed over."""
    rate_hz = 0
    at = _next_frame(raw, 0)
    frame = frame_at(raw[at : at + 4]) if at >= 0 else None
    while frame:
        next_at = at + frame.length_bytes
        after = frame_at(raw[next_at : next_at + 4])
        if frame.rate_hz == rate_hz or (after and after.rate_hz == frame.rate_hz):
            rate_hz = frame.rate_hz
            yield at, frame
        at, frame = next_at, after
        if not frame and (at := _next_frame(raw, at)) >= 0:
            frame = frame_at(raw[at : at + 4])


def _next_frame(raw: bytes, at: int) -> int:
    """The next place where a frame begins and another follows it; -1 when there is none near."""
    limit = at + _MOST_STRAY_BYTES
    while 0 <= (at := raw.find(b"\xff", at)) < limit:
        frame = frame_at(raw[at : at + 4])
        if frame and frame_at(raw[at + frame.length_bytes : at + frame.length_bytes + 4]):
            return at
        at += 1
    return -1

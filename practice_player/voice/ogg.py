"""Writes a clip as Ogg Vorbis, the same samples to the same bytes every time."""

import os
import struct
import tempfile
from pathlib import Path
from typing import Final

import numpy as np
import soundfile
from numpy.typing import NDArray

from practice_player.units import RATE_HZ, frames

COMPRESSION: Final = 0.8
"""0.0 is the largest and best, 1.0 the smallest."""

_BLOCK_S: Final = 0.5
"""libsndfile's Vorbis encoder overruns its stack when given a long clip in one go."""

_SERIAL: Final = 1
_SERIAL_AT: Final = 14
_CHECKSUM_AT: Final = 22
_HEADER_BYTES: Final = 27


def write_clip(path: Path, sound: NDArray[np.float32]) -> None:
    """Replace `path` in one step: a reader meets the old clip or the new one, never half."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    os.close(handle)
    part = Path(name)
    try:
        _encode(part, sound)
        part.write_bytes(with_fixed_serial(part.read_bytes()))
        part.chmod(0o644)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _encode(path: Path, sound: NDArray[np.float32]) -> None:
    block = frames(_BLOCK_S)
    with soundfile.SoundFile(
        path, "w", RATE_HZ, 1, subtype="VORBIS", format="OGG", compression_level=COMPRESSION
    ) as file:
        for start in range(0, len(sound), block):
            file.write(sound[start : start + block])


def with_fixed_serial(ogg: bytes) -> bytes:
    """The same stream under one serial number: libsndfile draws a new one each time it writes."""
    stream = bytearray(ogg)
    at = 0
    while at < len(stream):
        segments = stream[at + _HEADER_BYTES - 1]
        lacing_end = at + _HEADER_BYTES + segments
        end = lacing_end + sum(stream[at + _HEADER_BYTES : lacing_end])
        struct.pack_into("<I", stream, at + _SERIAL_AT, _SERIAL)
        struct.pack_into("<I", stream, at + _CHECKSUM_AT, 0)
        struct.pack_into("<I", stream, at + _CHECKSUM_AT, _checksum(stream[at:end]))
        at = end
    return bytes(stream)


def _entry(byte: int) -> int:
    value = byte << 24
    for _ in range(8):
        value = (value << 1) ^ (0x04C11DB7 if value & 0x80000000 else 0)
    return value & 0xFFFFFFFF


_TABLE: Final = tuple(_entry(byte) for byte in range(256))


def _checksum(page: bytes | bytearray) -> int:
    value = 0
    for byte in page:
        value = ((value << 8) & 0xFFFFFFFF) ^ _TABLE[(value >> 24) ^ byte]
    return value

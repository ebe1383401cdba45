"""What the header of a wav file says, as far as its sound, and where the sound really goes on."""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

_UNKNOWN_BYTES: Final = 0x7FFF0000
"""A wav that says more than this was written without going back to say how long it is."""

_RIFF_BYTES: Final = 12
_CHUNK_HEAD_BYTES: Final = 8
_FMT_BYTES: Final = 16
_FMT_EXTENDED_BYTES: Final = 26
_EXTENSIBLE: Final = 0xFFFE
_CHUNKS_LOOKED_AT: Final = 64
_MOST_PARTS: Final = 1000
_LOOKED_AT_BYTES: Final = 4096
_LEAST_MORE_S: Final = 0.1
"""Less than this behind the sound that was announced is no sound."""

_RIFF: Final = b"RIFF"
_NO_SOUND: Final = (_RIFF, b"TAG", b"ID3")


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


def read_wav(file: BinaryIO, file_bytes: int) -> Wav | None:
    """The header of a little-endian wav file; None when it has none that makes sense."""
    head = file.read(_RIFF_BYTES)
    if head[:4] != _RIFF:
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


def wav_parts(path: Path) -> list[int]:
    """Where wav files begin that were joined, in bytes: 0, and each later one."""
    size, starts = path.stat().st_size, [0]
    with path.open("rb") as file:
        while len(starts) <= _MOST_PARTS:
            file.seek(starts[-1])
            wav = read_wav(file, size)
            after = None if wav is None else _behind_the_sound(file, wav)
            if after is None or not after[1].startswith(_RIFF):
                return starts
            starts.append(after[0])
    return [0]


def goes_on(path: Path, wav: Wav) -> bool:
    """Whether there is more sound than the header says: its writer never came back to say how much.

    What can be another chunk, a tag or filling is no sound.
    """
    with path.open("rb") as file:
        after = _behind_the_sound(file, wav)
    least = max(1, round(_LEAST_MORE_S * wav.rate_hz)) * wav.frame_bytes
    if after is None or wav.file_bytes - after[0] < least:
        return False
    at, raw = after
    directly = at <= wav.data_start + (wav.claimed_bytes or 0) + 1
    return directly and any(raw) and not raw.startswith(_NO_SOUND)


def _behind_the_sound(file: BinaryIO, wav: Wav) -> tuple[int, bytes] | None:
    """Where no chunk begins behind the sound, and what stands there; None when nothing does."""
    if wav.claimed_bytes is None:
        return None
    end = wav.data_start + wav.claimed_bytes
    found = [_past_chunks(file, start, wav.file_bytes) for start in (end + end % 2, end)]
    at = next((place for place in found if place > end + 1), found[0])
    if at >= wav.file_bytes:
        return None
    file.seek(at)
    return at, file.read(_LOOKED_AT_BYTES)


def _past_chunks(file: BinaryIO, at: int, file_bytes: int) -> int:
    for _ in range(_CHUNKS_LOOKED_AT):
        file.seek(at)
        head = file.read(_CHUNK_HEAD_BYTES)
        size = int.from_bytes(head[4:8], "little")
        next_at = at + _CHUNK_HEAD_BYTES + size + size % 2
        named = len(head) == _CHUNK_HEAD_BYTES and all(" " <= chr(one) <= "~" for one in head[:4])
        if not named or head.startswith(_NO_SOUND) or next_at > file_bytes + 1:
            return at
        at = next_at
    return at


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

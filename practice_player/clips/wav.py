"""Reads the header of a wav file up to its sound, and finds sound beyond the length it claims."""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

_MAX_CLAIMED_BYTES: Final = 0x7FFF0000
"""A larger length is a placeholder, from a writer that could not seek back."""

_RIFF_BYTES: Final = 12
_CHUNK_HEADER_BYTES: Final = 8
_FMT_BYTES: Final = 16
_FMT_EXTENDED_BYTES: Final = 26
_EXTENSIBLE: Final = 0xFFFE
_MAX_CHUNKS: Final = 64
_MAX_PARTS: Final = 1000
_PROBE_BYTES: Final = 4096
_MIN_EXTRA_S: Final = 0.1
"""Less than this after the announced sound is not sound."""

_RIFF: Final = b"RIFF"
_NOT_SOUND: Final = (_RIFF, b"TAG", b"ID3")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wav:
    """The header of a wav file, up to its sound."""

    rate_hz: int
    channels: int
    frame_bytes: int
    subtype: str
    """The encoding, as soundfile names it; empty for one that is not a plain sequence of samples."""

    data_start: int
    """Where the sound begins in the file, in bytes."""

    claimed_bytes: int | None
    """The length of the sound that the header claims; None when it was never written."""

    file_bytes: int

    @property
    def unfinished(self) -> bool:
        """Whether the length was never written, as when a recorder lost power, and there is sound."""
        return self.claimed_bytes is None and self.file_bytes - self.data_start >= max(1, self.frame_bytes)

    @property
    def claimed_s(self) -> float | None:
        """The length that the header claims; None when it does not tell."""
        if not self.claimed_bytes or not self.frame_bytes or not self.subtype:
            return None
        return self.claimed_bytes / self.frame_bytes / self.rate_hz if self.rate_hz else None


def read_wav(file: BinaryIO, file_bytes: int) -> Wav | None:
    """Reads the header of a little-endian wav file; None when it has no valid one."""
    header = file.read(_RIFF_BYTES)
    if header[:4] != _RIFF:
        return None
    riff_bytes = int.from_bytes(header[4:8], "little")
    fmt = b""
    for _ in range(_MAX_CHUNKS):
        chunk = file.read(_CHUNK_HEADER_BYTES)
        if len(chunk) < _CHUNK_HEADER_BYTES:
            return None
        size = int.from_bytes(chunk[4:8], "little")
        if chunk[:4] == b"data":
            data_start = file.tell()
            never_written = size == 0 and abs(riff_bytes + 8 - file_bytes) > 1
            claimed = None if never_written or size > _MAX_CLAIMED_BYTES else size
            return _parse_format(fmt, data_start, claimed, file_bytes)
        if chunk[:4] == b"fmt ":
            fmt = file.read(min(size, 64))
            file.seek(max(0, size - 64) + size % 2, 1)
        else:
            file.seek(size + size % 2, 1)
    return None


def wav_parts(path: Path) -> list[int]:
    """Returns where joined wav files begin, in bytes: 0, and each later one."""
    size, starts = path.stat().st_size, [0]
    with path.open("rb") as file:
        while len(starts) <= _MAX_PARTS:
            file.seek(starts[-1])
            wav = read_wav(file, size)
            following = None if wav is None else _after_sound(file, wav)
            if following is None or not following[1].startswith(_RIFF):
                return starts
            starts.append(following[0])
    return [0]


def continues_past_header(path: Path, wav: Wav) -> bool:
    """Returns whether there is more sound than the header claims: its writer never updated the length.

    What may be another chunk, a tag or padding is not sound.
    """
    with path.open("rb") as file:
        following = _after_sound(file, wav)
    min_bytes = max(1, round(_MIN_EXTRA_S * wav.rate_hz)) * wav.frame_bytes
    if following is None or wav.file_bytes - following[0] < min_bytes:
        return False
    at, raw = following
    is_adjacent = at <= wav.data_start + (wav.claimed_bytes or 0) + 1
    return is_adjacent and any(raw) and not raw.startswith(_NOT_SOUND)


def _after_sound(file: BinaryIO, wav: Wav) -> tuple[int, bytes] | None:
    """Returns the first place after the sound and its chunks, and the bytes there; None at the end."""
    if wav.claimed_bytes is None:
        return None
    end = wav.data_start + wav.claimed_bytes
    candidates = [_past_chunks(file, start, wav.file_bytes) for start in (end + end % 2, end)]
    at = next((place for place in candidates if place > end + 1), candidates[0])
    if at >= wav.file_bytes:
        return None
    file.seek(at)
    return at, file.read(_PROBE_BYTES)


def _past_chunks(file: BinaryIO, at: int, file_bytes: int) -> int:
    """Returns the first place from `at` on where no chunk begins."""
    for _ in range(_MAX_CHUNKS):
        file.seek(at)
        header = file.read(_CHUNK_HEADER_BYTES)
        size = int.from_bytes(header[4:8], "little")
        next_at = at + _CHUNK_HEADER_BYTES + size + size % 2
        has_name = len(header) == _CHUNK_HEADER_BYTES and all(" " <= chr(byte) <= "~" for byte in header[:4])
        if not has_name or header.startswith(_NOT_SOUND) or next_at > file_bytes + 1:
            return at
        at = next_at
    return at


def _parse_format(fmt: bytes, data_start: int, claimed_bytes: int | None, file_bytes: int) -> Wav | None:
    if len(fmt) < _FMT_BYTES:
        return None
    tag, bits = int.from_bytes(fmt[:2], "little"), int.from_bytes(fmt[14:16], "little")
    if tag == _EXTENSIBLE and len(fmt) >= _FMT_EXTENDED_BYTES:
        tag = int.from_bytes(fmt[24:26], "little")
    subtypes = {
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
        subtype=subtypes.get((tag, bits), ""),
        data_start=data_start,
        claimed_bytes=claimed_bytes,
        file_bytes=file_bytes,
    )

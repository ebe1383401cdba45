"""Finds whether the end of a file is missing, where its container shows that."""

from pathlib import Path
from typing import Final

from practice_player.clips.byte_range import data_end

_OGG: Final = b"OggS"
_OGG_HEAD_BYTES: Final = 27
_LAST_PAGE_FLAG: Final = 4
_TAIL_BYTES: Final = 1 << 17
"""Room for two Ogg pages of the largest size."""

_ASF: Final = bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")
_ASF_PROPERTIES: Final = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")
_ASF_BROADCAST_FLAG: Final = 1
_TICKS_PER_S: Final = 10_000_000


def is_cut_off(path: Path, head: bytes) -> bool:
    """Returns whether the end of the file is missing; False where the container does not show it."""
    size = data_end(path)
    if head.startswith(_OGG):
        with path.open("rb") as file:
            file.seek(max(0, size - _TAIL_BYTES))
            return _has_no_last_page(file.read(size - file.tell()))
    return head[:4] == b"RIFF" and head[8:12] == b"AVI " and int.from_bytes(head[4:8], "little") + 8 > size


def asf_length_s(head: bytes) -> float | None:
    """Returns the length that a Windows Media file announces; None for other files and live broadcasts."""
    at = head.find(_ASF_PROPERTIES) if head.startswith(_ASF) else -1
    if not 0 <= at <= len(head) - 92 or head[at + 88] & _ASF_BROADCAST_FLAG:
        return None
    ticks, preroll_ms = (int.from_bytes(head[at + n : at + n + 8], "little") for n in (64, 80))
    return max(0.0, ticks / _TICKS_PER_S - preroll_ms / 1000) or None


def _has_no_last_page(tail: bytes) -> bool:
    """Returns whether the last page of an Ogg file is cut, or is not marked as the last of its stream."""
    at = tail.rfind(_OGG)
    if at < 0:
        return False  # something else was appended
    page = tail[at:]
    if len(page) < _OGG_HEAD_BYTES:
        return True
    sizes = page[_OGG_HEAD_BYTES : _OGG_HEAD_BYTES + page[26]]
    complete = len(page) >= _OGG_HEAD_BYTES + page[26] + sum(sizes)
    return not complete or not page[5] & _LAST_PAGE_FLAG

"""How long a recording may take before it is given up; used on both sides of the decoding process."""

from typing import Final

PATIENCE_S: Final = 4.0
"""How long the program waits without progress."""

STALLED_S: Final = 2.0
"""This much processor time without a sample is an endless loop, and not a busy machine."""

_MAX_WALKED_BYTES: Final = 64_000_000
_WALKED_BYTES_PER_S: Final = 10_000_000
_SCANNED_BYTES_PER_S: Final = 50_000_000


def scan_limit_s(size_bytes: int) -> float:
    """Returns how long a file may be scanned before decoding; an mp3 is also walked frame by frame."""
    return min(size_bytes, _MAX_WALKED_BYTES) / _WALKED_BYTES_PER_S + size_bytes / _SCANNED_BYTES_PER_S

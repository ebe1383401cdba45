"""How long a recording may take before it is given up, on both sides of the decoding process."""

from typing import Final

PATIENCE_S: Final = 4.0
"""How long a recording may take beyond what is decoded meanwhile."""

STALLED_S: Final = 2.0
"""So much work of the processor without a sample is a loop: then it is the recording, and no busy machine."""

_WALKED_BYTES: Final = 64_000_000
_WALKED_BYTES_A_S: Final = 10_000_000
_BYTES_A_S: Final = 50_000_000


def looking_s(size_bytes: int) -> float:
    """How long a file may be looked through before anything is decoded; mp3 is walked over frame by frame."""
    return min(size_bytes, _WALKED_BYTES) / _WALKED_BYTES_A_S + size_bytes / _BYTES_A_S

"""How much sound files are compressed, in words that people choose by."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """What soundfile is told about a format that loses something."""

    compression_level: float | None = None
    """From 0, the largest file, towards 1; None is what the library does by itself."""

    steady: bool = False
    """Whether each second has as many bytes: players then find any place of an mp3 to the frame."""


USUAL: Final = "usual"
HIGH: Final = "high"
QUALITIES: Final = ("small", USUAL, HIGH)

_ENCODINGS: Final = {
    ("small", ".ogg"): Encoding(compression_level=0.95),
    ("small", ".opus"): Encoding(compression_level=0.92),
    ("small", ".mp3"): Encoding(compression_level=0.95, steady=True),  # 48 kb/s
    (USUAL, ".ogg"): Encoding(compression_level=0.85),
    (USUAL, ".opus"): Encoding(compression_level=0.9),
    (USUAL, ".mp3"): Encoding(compression_level=0.889, steady=True),  # 64 kb/s
}

PAGE: Final = Encoding(compression_level=0.91, steady=True)
"""The mp3 inside a page: 56 kb/s, so that ten minutes, as the text they are written in, stay below 6 MB."""


def encoding_of(quality: str, ending: str) -> Encoding:
    """Returns how a file with this ending is written; what has one quality only, such as wav, as ever."""
    return _ENCODINGS.get((quality, ending.lower()), Encoding())

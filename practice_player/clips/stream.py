"""A recording being decoded: what every decoder gives."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Final, TypeAlias

from practice_player.clips.loudness import Samples

PIECE_SAMPLES: Final = 2**17
"""Of all channels together: half a megabyte."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleStream:
    """A recording being decoded."""

    rate_hz: int
    channels: int
    pieces: Generator[Samples, None, None]
    """Shape (frames, channels), at `rate_hz`; ends or raises where no more can be decoded."""

    frames: int | None = None
    """How many frames its header promises; None when it does not say, or only guesses."""

    least_frames: int = 0
    """Fewer than this are decoded only where there is damage; another decoder may pass over it."""

    late_s: float = 0.0
    """How long its container may wait before the sound begins; nothing is heard of that."""

    in_place: bool = False
    """Whether any part of the file can be read later on without what comes before."""

    fine: bool = False
    """Whether its samples have more than 16 bits."""


Decoder: TypeAlias = Callable[[], SampleStream]
"""Begins to decode; may raise anything when it cannot."""

"""The stream of samples that every decoder returns."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Final, TypeAlias

from practice_player.clips.loudness import Samples

CHUNK_SAMPLES: Final = 2**17
"""The samples of a chunk, of all channels together: half a megabyte."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleStream:
    """The samples of a recording, in order, as they are decoded."""

    rate_hz: int
    channels: int
    chunks: Generator[Samples, None, None]
    """Samples of shape (frames, channels) at `rate_hz`; ends or raises where no more can be decoded."""

    frames: int | None = None
    """How many frames its header announces; None when it does not say, or only estimates."""

    min_frames: int = 0
    """When fewer are decoded, the file is damaged, and another decoder may skip the damage."""

    late_s: float = 0.0
    """How much of the container's length may pass, at most, before the sound begins."""

    seekable: bool = False
    """Whether any frame of the file itself can be sought and read later."""

    over_16_bits: bool = False
    """Whether its samples have more than 16 bits."""


Decoder: TypeAlias = Callable[[], SampleStream]
"""Begins to decode; may raise any exception when it cannot."""

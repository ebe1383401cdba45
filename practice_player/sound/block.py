"""What sound is made of."""

from collections.abc import Callable
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

Block: TypeAlias = npt.NDArray[np.float32]
"""Stereo audio: float32, shape (frames, 2), full scale at -1.0 and 1.0."""

Mono: TypeAlias = npt.NDArray[np.float32]
"""One channel: float32, shape (frames,)."""

Render: TypeAlias = Callable[[Block], None]
"""Fills a block in place.  Runs on the output's thread: never waits, logs or raises."""

_PIECE_FRAMES: Final = 2**14


def made_in_pieces(piece: Callable[[npt.NDArray[np.float64]], Mono], length_frames: int) -> Mono:
    """A sound that is a function of the frame number, made with little memory."""
    whole = np.empty(length_frames, np.float32)
    for start in range(0, length_frames, _PIECE_FRAMES):
        end = min(start + _PIECE_FRAMES, length_frames)
        whole[start:end] = piece(np.arange(start, end, dtype=np.float64))
    return whole

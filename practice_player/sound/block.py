"""What sound is made of."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Block: TypeAlias = npt.NDArray[np.float32]
"""Stereo audio: float32, shape (frames, 2), full scale at -1.0 and 1.0."""

Mono: TypeAlias = npt.NDArray[np.float32]
"""One channel: float32, shape (frames,)."""

Render: TypeAlias = Callable[[Block], None]
"""Fills a block in place.  Runs on the output's thread: never waits, logs or raises."""

"""Writes a clip as Ogg Vorbis, the same samples to the same bytes every time."""

import os
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Final

import numpy as np
import soundfile
from numpy.typing import NDArray

from practice_player.lib.units import RATE_HZ, frames
from practice_player.tagging.ogg import read_pages, write_pages

COMPRESSION: Final = 0.8
"""0.0 is the largest and best, 1.0 the smallest."""

_BLOCK_S: Final = 0.5
"""libsndfile's Vorbis encoder overruns its stack when given a long clip in one go."""


def write_clip(path: Path, sound: NDArray[np.float32], *, mode: int = 0o644) -> None:
    """Replace `path` in one step: a reader meets the old clip or the new one, never half."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    os.close(handle)
    part = Path(name)
    try:
        _encode(part, sound)
        encoded = BytesIO(part.read_bytes())
        with part.open("wb") as file:
            write_pages(read_pages(encoded), file)  # under a serial that is always the same
        part.chmod(mode)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _encode(path: Path, sound: NDArray[np.float32]) -> None:
    block = frames(_BLOCK_S)
    with soundfile.SoundFile(
        path, "w", RATE_HZ, 1, subtype="VORBIS", format="OGG", compression_level=COMPRESSION
    ) as file:
        for start in range(0, len(sound), block):
            file.write(sound[start : start + block])

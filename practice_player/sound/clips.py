"""Recordings, decoded to 48 kHz stereo and kept while they are near."""

from collections import OrderedDict
from contextlib import suppress
from typing import Final

import numpy as np

from practice_player.errors import ClipError
from practice_player.sound.block import Block
from practice_player.timeline.cue import Clip
from practice_player.units import RATE_HZ

KEPT: Final = 8
"""Decoded clips kept at once: memory does not grow with a practice."""


class Clips:
    """Decodes clips on demand; the last few stay decoded."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Block] = OrderedDict()

    def samples(self, clip: Clip) -> Block:
        """The clip, exactly `clip.length_frames` long.

        Raises:
            ClipError: the file is gone or cannot be decoded.
        """
        found = self._kept.get(clip.path)
        if found is None:
            found = self._kept[clip.path] = decode(clip)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        else:
            with suppress(KeyError):  # the thread that reads ahead may just have let it go
                self._kept.move_to_end(clip.path)
        return found


def decode(clip: Clip) -> Block:
    """The whole clip as stereo at `RATE_HZ`, cut or padded to its promised length.

    Raises:
        ClipError: the file is gone or cannot be decoded.
    """
    import soundfile

    try:
        samples, rate_hz = soundfile.read(clip.path, dtype="float32", always_2d=True)
    except (OSError, RuntimeError) as exc:  # soundfile's errors are RuntimeErrors
        raise ClipError(
            "this recording cannot be read", fix="make or record it again", place=clip.path
        ) from exc
    if rate_hz != RATE_HZ:
        import soxr

        samples = soxr.resample(samples, rate_hz, RATE_HZ, quality="VHQ")
    block = np.zeros((clip.length_frames, 2), np.float32)
    count = min(len(samples), clip.length_frames)
    block[:count] = samples[:count, :2]  # one channel fills both
    return block

"""The samples of recordings, a second at a time: memory does not grow with their length.

Reads recordings that were found sound when they were measured, and clean copies of the others.

A page depends on nothing but the file and its number, so that it holds the same samples whether
one plays up to it or jumps there.
"""

from collections import OrderedDict
from contextlib import suppress
from math import gcd
from pathlib import Path
from typing import Any, Final

import numpy as np

from practice_player.clips.loudness import Samples
from practice_player.clips.measurement import RECORD_AGAIN
from practice_player.lib.errors import ClipError
from practice_player.lib.folders import for_libraries
from practice_player.lib.units import RATE_HZ, gain
from practice_player.timeline.model import Clip

PAGE_FRAMES: Final = RATE_HZ
KEPT: Final = 24
"""Pages kept at once: what is read ahead and a little behind, at most 9 MB."""

SLACK_FRAMES: Final = RATE_HZ // 20
"""Between rates, lengths are a few frames apart."""

RUN_UP_S: Final = 0.1
"""Read before each page and thrown away: lossy formats and resampling need what came before."""

EXACT: Final = frozenset({"PCM_16", "PCM_24", "PCM_32", "PCM_S8", "PCM_U8", "FLOAT", "DOUBLE", "VORBIS"})
"""Encodings that can be entered anywhere and give the same samples (measured)."""


class ClipReader:
    """Decodes pages on demand; the last few stay decoded."""

    def __init__(self, *, kept: int = KEPT) -> None:
        self._most = kept
        self._kept: OrderedDict[tuple[Clip, int], Samples] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def add(self, clip: Clip, start_frame: int, out: Samples) -> None:
        """Adds the clip's frames from `start_frame` on to `out`, shape (frames, 2); none beyond its end.

        Raises:
            ClipError: the file is gone or cannot be decoded.
        """
        end_frame = min(start_frame + len(out), clip.length_frames)
        at = start_frame
        while at < end_frame:
            number, offset = divmod(at, PAGE_FRAMES)
            part = self.page(clip, number)[offset : offset + end_frame - at]
            out[at - start_frame : at - start_frame + len(part)] += part
            at += len(part)

    def ready(self, clip: Clip, start_frame: int, end_frame: int) -> None:
        """Decodes what lies between two frames of the clip.

        Raises:
            ClipError: the file is gone or cannot be decoded.
        """
        for number in range(
            start_frame // PAGE_FRAMES, -(-min(end_frame, clip.length_frames) // PAGE_FRAMES)
        ):
            self.page(clip, number)

    def page(self, clip: Clip, number: int) -> Samples:
        """One page, shape (frames, 1 or 2): a second, less at the end, at the clip's corrected level.

        Raises:
            ClipError: the file is gone or cannot be decoded.
        """
        place = (clip, number)
        found = self._kept.get(place)
        if found is None:
            found = self._kept[place] = _decode(clip, number)
            while len(self._kept) > self._most:
                with suppress(KeyError):  # another thread may just have let it go
                    self._kept.popitem(last=False)
        else:
            with suppress(KeyError):
                self._kept.move_to_end(place)
        return found


def _decode(clip: Clip, number: int) -> Samples:
    import soundfile

    start = number * PAGE_FRAMES
    page = np.zeros((min(PAGE_FRAMES, clip.length_frames - start), 1), np.float32)
    try:
        with soundfile.SoundFile(for_libraries(Path(clip.source or clip.path))) as sound:
            samples = _from(sound, number, clip.length_frames)
    except Exception as exc:
        # What is played was decoded once before; whatever a library says of a file that was changed
        # since then, the words pass in silence, and the practice goes on.
        raise ClipError("this recording cannot be read", fix=RECORD_AGAIN, place=clip.path) from exc
    if samples.shape[1] > 1:
        page = np.zeros((len(page), 2), np.float32)
    count = min(len(page), len(samples))
    np.multiply(samples[:count, :2], np.float32(gain(clip.gain_db)), out=page[:count])
    return page


def _from(sound: Any, number: int, length_frames: int) -> Samples:
    """The second `number` of a file at any rate, as frames at `RATE_HZ`; in all there are `length_frames`."""
    rate_hz = int(sound.samplerate)
    if sound.frames < (length_frames - SLACK_FRAMES) * rate_hz // RATE_HZ:
        raise EOFError("it was cut after it was measured")
    start = number * rate_hz
    if rate_hz == RATE_HZ and sound.subtype in EXACT:
        return _read(sound, start, rate_hz)
    unit = rate_hz // gcd(rate_hz, RATE_HZ)  # so many frames are a whole number of frames at our rate
    run_up = -(-round(RUN_UP_S * rate_hz) // unit) * unit
    samples = _read(sound, start - run_up, rate_hz + 2 * run_up)
    if rate_hz != RATE_HZ:
        import soxr

        samples = np.asarray(soxr.resample(samples, rate_hz, RATE_HZ, quality="VHQ"), np.float32)
    begin = run_up // unit * (RATE_HZ // gcd(rate_hz, RATE_HZ))
    return samples[begin : begin + PAGE_FRAMES]


def _read(sound: Any, start: int, count: int) -> Samples:
    """Frames at the file's rate; silence before its start and after its end."""
    out = np.zeros((count, int(sound.channels)), np.float32)
    first, last = max(0, start), min(start + count, int(sound.frames))
    if first < last:
        sound.seek(first)
        read = sound.read(last - first, dtype="float32", always_2d=True)
        if len(read) < last - first:
            raise EOFError("it broke off after it was measured")
        out[first - start : first - start + len(read)] = read
    return out

"""Reads the samples of recordings in pages of a second: memory does not grow with their length.

Reads the recordings that were found undamaged when they were analysed, and the clean copies of the others.

A page depends on nothing but the file and its number, so that it holds the same samples whether playback
runs up to it or jumps there.
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
from practice_player.lib.folders import library_path
from practice_player.lib.units import RATE_HZ, gain
from practice_player.timeline.model import Clip

PAGE_FRAMES: Final = RATE_HZ
MAX_PAGES: Final = 36
"""The most pages in the cache: more than is read ahead of a voice and a background, at most 14 MB."""

SLACK_FRAMES: Final = RATE_HZ // 20
"""After resampling, a length may differ by a few frames."""

RUN_UP_S: Final = 0.1
"""Read before each page and discarded: lossy formats and resampling need what came before."""

EXACT_SEEK_SUBTYPES: Final = frozenset(
    {"PCM_16", "PCM_24", "PCM_32", "PCM_S8", "PCM_U8", "FLOAT", "DOUBLE", "VORBIS"}
)
"""Encodings that give the same samples after a seek to any frame (measured)."""


class ClipReader:
    """Decodes pages on demand, and caches the last few; any thread may ask."""

    def __init__(self, *, max_pages: int = MAX_PAGES) -> None:
        self._max_pages = max_pages
        self._pages: OrderedDict[tuple[Clip, int], Samples] = OrderedDict()
        self._unused: set[tuple[Clip, int]] = set()
        """Those that nobody has asked for since `drop_unused` was last called."""

    def __len__(self) -> int:
        return len(self._pages)

    def add(self, clip: Clip, start_frame: int, out: Samples) -> None:
        """Adds the clip's frames from `start_frame` on to `out`, shape (frames, 2); nothing beyond its end.

        Raises:
            ClipError: the file is gone or cannot be decoded.
        """
        end_frame = min(start_frame + len(out), clip.length_frames)
        at = start_frame
        while at < end_frame:
            number, offset = divmod(at, PAGE_FRAMES)
            samples = self.page(clip, number)[offset : offset + end_frame - at]
            out[at - start_frame : at - start_frame + len(samples)] += samples
            at += len(samples)

    def read_ahead(self, clip: Clip, start_frame: int, end_frame: int) -> None:
        """Decodes and caches the pages between two frames of the clip.

        Raises:
            ClipError: the file is gone or cannot be decoded.
        """
        for number in range(
            start_frame // PAGE_FRAMES, -(-min(end_frame, clip.length_frames) // PAGE_FRAMES)
        ):
            self.page(clip, number)

    def drop_unused(self) -> None:
        """Drops the pages that nobody has asked for since this was last called: what was played."""
        for key in self._unused:
            self._pages.pop(key, None)
        keys = list(self._pages)  # in one step: another thread may add one
        self._unused = set(keys)

    def page(self, clip: Clip, number: int) -> Samples:
        """Returns a page, shape (frames, 1 or 2): a second, or less at the end, with the clip's gain applied.

        Raises:
            ClipError: the file is gone or cannot be decoded.
        """
        key = (clip, number)
        self._unused.discard(key)
        page = self._pages.get(key)
        if page is None:
            page = self._pages[key] = _decode(clip, number)
            while len(self._pages) > self._max_pages:
                with suppress(KeyError):  # another thread may just have removed it
                    self._pages.popitem(last=False)
        else:
            with suppress(KeyError):
                self._pages.move_to_end(key)
        return page


def _decode(clip: Clip, number: int) -> Samples:
    import soundfile

    start = number * PAGE_FRAMES
    if clip.samples:
        samples = np.frombuffer(clip.samples, np.float32)[start : start + PAGE_FRAMES, np.newaxis]
        return np.asarray(samples * np.float32(gain(clip.gain_db)), np.float32)
    try:
        with soundfile.SoundFile(library_path(Path(clip.source or clip.path))) as sound:
            samples = _read_page(sound, number, clip.length_frames)
    except Exception as exc:
        # The recording was decoded once before, so it was changed since.  Whatever a library raises then,
        # the phrase passes in silence, and the practice goes on.
        raise ClipError("this recording cannot be read", fix=RECORD_AGAIN, place=clip.path) from exc
    page = np.zeros((min(PAGE_FRAMES, clip.length_frames - start), min(samples.shape[1], 2)), np.float32)
    count = min(len(page), len(samples))
    np.multiply(samples[:count, :2], np.float32(gain(clip.gain_db)), out=page[:count])
    return page


def _read_page(sound: Any, number: int, length_frames: int) -> Samples:
    """Returns second `number` of a file of any rate, resampled to `RATE_HZ`; `length_frames` is the whole."""
    rate_hz = int(sound.samplerate)
    if sound.frames < (length_frames - SLACK_FRAMES) * rate_hz // RATE_HZ:
        raise EOFError("it was cut after it was analysed")
    start = number * rate_hz
    if rate_hz == RATE_HZ and sound.subtype in EXACT_SEEK_SUBTYPES:
        return _read(sound, start, rate_hz)
    unit = rate_hz // gcd(rate_hz, RATE_HZ)  # this many frames are a whole number of frames at `RATE_HZ`
    run_up = -(-round(RUN_UP_S * rate_hz) // unit) * unit
    samples = _read(sound, start - run_up, rate_hz + 2 * run_up)
    if rate_hz != RATE_HZ:
        import soxr

        samples = np.asarray(soxr.resample(samples, rate_hz, RATE_HZ, quality="VHQ"), np.float32)
    begin = run_up // unit * (RATE_HZ // gcd(rate_hz, RATE_HZ))
    return samples[begin : begin + PAGE_FRAMES]


def _read(sound: Any, start: int, count: int) -> Samples:
    """Returns frames at the file's rate; silence before its start and after its end."""
    out = np.zeros((count, int(sound.channels)), np.float32)
    first, last = max(0, start), min(start + count, int(sound.frames))
    if first < last:
        sound.seek(first)
        samples = sound.read(dtype="float32", out=out[first - start : last - start])
        if len(samples) < last - first:
            raise EOFError("it broke off after it was analysed")
    return out

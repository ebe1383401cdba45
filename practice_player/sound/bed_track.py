"""The background of a timeline: ducked under words, faded at both ends, cross-faded where it changes."""

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np

from practice_player.clips.reader import ClipReader
from practice_player.lib.units import frames
from practice_player.sound.block import Block
from practice_player.sound.ducking import BedLevel
from practice_player.sound.recorded_bed import RecordedBed
from practice_player.sound.synth.beds import Bed
from practice_player.timeline.model import Timeline

CROSSFADE_FRAMES: Final = frames(3.0)
"""How long one background fades into the next where a script changes it."""

NONE: Final = "none"


class BedTrack:
    """The background of the timeline, or the one that the listener chose."""

    def __init__(
        self, timeline: Timeline, find_bed: Callable[[str], Bed | None], clip_reader: ClipReader | None = None
    ) -> None:
        self._find_bed = find_bed
        reader = ClipReader() if clip_reader is None else clip_reader  # an empty one is false
        self._recorded = {name: RecordedBed(clip, reader) for name, clip in timeline.own_beds}
        self._level = BedLevel(timeline)
        starts = [0, *(frame for frame, _ in timeline.bed_changes)]
        ends = [*starts[1:], timeline.length_frames]
        self._spans = tuple(zip(starts, ends, timeline.beds, strict=True))
        self._beds: dict[str, Bed | RecordedBed] = dict(self._recorded)
        self.chosen: str | None = None
        """The listener's choice, None for the timeline's own.  Set it only while the background is silent."""

    def names(self, start_frame: int, end_frame: int) -> set[str]:
        """Returns the names of the beds that are heard between two frames, without `none`."""
        return {name for _, _, name in self._spans_between(start_frame, end_frame)} - {NONE}

    def synthesized_names(self, start_frame: int, end_frame: int) -> set[str]:
        """Returns those of the names that are not of recordings, which the timeline brings along."""
        return self.names(start_frame, end_frame) - self._recorded.keys()

    @property
    def unreadable(self) -> set[str]:
        """The names of recorded beds that could not be read."""
        return {name for name, bed in self._recorded.items() if bed.unreadable}

    def read_ahead(self, start_frame: int, end_frame: int) -> None:
        """Decodes the recorded beds that are heard between two frames, so that `read` does not have to."""
        for name in self.names(start_frame, end_frame) & self._recorded.keys():
            self._recorded[name].read_ahead(start_frame, end_frame)

    def ready(self, start_frame: int, end_frame: int) -> bool:
        """Returns False while a bed that is heard between two frames is still being made."""
        return all(self._bed(name) for name in self.names(start_frame, end_frame))

    def read(self, start_frame: int, out: Block) -> None:
        """Fills `out` from `start_frame` on; silence where there is no bed, or while it is being made."""
        end_frame = start_frame + len(out)
        spans = list(self._spans_between(start_frame, end_frame))
        if len(spans) == 1 and spans[0][0] <= start_frame and end_frame <= spans[0][1]:  # as mostly
            self._read_span(spans[0], start_frame, out)
        else:
            out[:] = 0.0
            for start, end, name in spans:
                first, last = max(start_frame, start), min(end_frame, end + CROSSFADE_FRAMES)
                samples = np.empty((last - first, 2), np.float32)
                self._read_span((start, end, name), first, samples)
                out[first - start_frame : last - start_frame] += samples
        out *= self._level.read(start_frame, len(out))

    def _read_span(self, span: tuple[int, int, str], first: int, out: Block) -> None:
        """Fills `out` with one bed from frame `first` on, faded where it begins or ends; or with silence."""
        start, end, name = span
        bed = None if name == NONE else self._bed(name)
        if bed is None:
            out[:] = 0.0
            return
        bed.read(first, out)
        if first < start + CROSSFADE_FRAMES and start > 0:
            out *= _fade_in_gain(first - start, len(out))
        if first + len(out) > end:
            out *= 1 - _fade_in_gain(first - end, len(out))

    def _spans_between(self, start_frame: int, end_frame: int) -> Iterator[tuple[int, int, str]]:
        """Yields start, end and name of each bed heard in a range, including one that is fading out."""
        if self.chosen is not None:
            yield 0, end_frame, self.chosen
            return
        for start, end, name in self._spans:
            if start < end_frame and start_frame < end + CROSSFADE_FRAMES:
                yield start, end, name

    def _bed(self, name: str) -> Bed | RecordedBed | None:
        """Returns a bed and holds on to it, for the cache may drop it."""
        if name not in self._beds and (bed := self._find_bed(name)):
            self._beds[name] = bed
        return self._beds.get(name)


def _fade_in_gain(at_frame: int, count: int) -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
    """Returns gains from 0 at frame 0 to 1, shape (count, 1); 1 minus these is the matching fade-out."""
    gains = np.clip((at_frame + np.arange(count)) / CROSSFADE_FRAMES, 0.0, 1.0)
    return np.asarray(gains, np.float32)[:, None]

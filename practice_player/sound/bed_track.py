"""The background of a timeline: ducked under words, faded at both ends, one going over into another."""

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np

from practice_player.lib.units import frames
from practice_player.sound.block import Block
from practice_player.sound.ducking import BedLevel
from practice_player.sound.synth.beds import Bed
from practice_player.timeline.model import Timeline

CROSS_FRAMES: Final = frames(3.0)
"""How long the old background goes and the new one comes, where a script changes it."""

NONE: Final = "none"


class BedTrack:
    """The background, as the timeline has it or as the listener chose."""

    def __init__(self, timeline: Timeline, find_bed: Callable[[str], Bed | None]) -> None:
        self._find_bed = find_bed
        self._level = BedLevel(timeline)
        starts = [0, *(frame for frame, _ in timeline.bed_changes)]
        ends = [*starts[1:], timeline.length_frames]
        self._stretches = tuple(zip(starts, ends, timeline.beds, strict=True))
        self._beds: dict[str, Bed] = {}
        self.chosen: str | None = None
        """What the listener wants instead; whoever sets it has faded the old one out."""

    def names(self, start_frame: int, end_frame: int) -> set[str]:
        """The beds that are heard between two frames, `none` left out."""
        return {name for _, _, name in self._between(start_frame, end_frame)} - {NONE}

    def ready(self, start_frame: int, end_frame: int) -> bool:
        """False while a bed that is heard between two frames is still being made."""
        return all(self._bed(name) for name in self.names(start_frame, end_frame))

    def read(self, start_frame: int, out: Block) -> None:
        """Fills `out` from `start_frame` on; silence without a bed, or while it is being made."""
        out[:] = 0.0
        end_frame = start_frame + len(out)
        for start, end, name in self._between(start_frame, end_frame):
            bed = None if name == NONE else self._bed(name)
            if bed is None:
                continue
            first, last = max(start_frame, start), min(end_frame, end + CROSS_FRAMES)
            part = np.empty((last - first, 2), np.float32)
            bed.read(first, part)
            if first < start + CROSS_FRAMES and start > 0:
                part *= _rise(first - start, len(part))
            if last > end:
                part *= 1 - _rise(first - end, len(part))
            out[first - start_frame : last - start_frame] += part
        out *= self._level.read(start_frame, len(out))

    def _between(self, start_frame: int, end_frame: int) -> Iterator[tuple[int, int, str]]:
        """The stretches of one bed each that reach into a range, the last ones on their way out too."""
        if self.chosen is not None:
            yield 0, end_frame, self.chosen
            return
        for start, end, name in self._stretches:
            if start < end_frame and start_frame < end + CROSS_FRAMES:
                yield start, end, name

    def _bed(self, name: str) -> Bed | None:
        """Once found it is held: another background may push it off the shelf."""
        if name not in self._beds and (found := self._find_bed(name)):
            self._beds[name] = found
        return self._beds.get(name)


def _rise(at_frame: int, count: int) -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
    """From 0 at frame 0 to 1, shape (count, 1); in step with what falls meanwhile, their sum is 1."""
    along = np.clip((at_frame + np.arange(count)) / CROSS_FRAMES, 0.0, 1.0)
    return np.asarray(along, np.float32)[:, None]

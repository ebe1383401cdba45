"""The background of a timeline: ducked under words, faded at both ends."""

from collections.abc import Callable

from practice_player.sound.beds import Bed
from practice_player.sound.block import Block
from practice_player.sound.ducking import BedLevel
from practice_player.timeline.cue import Timeline


class Backdrop:
    """The background, as the timeline has it or as the listener chose."""

    def __init__(self, timeline: Timeline, bed: Callable[[str], Bed | None]) -> None:
        self._find = bed
        self._level = BedLevel(timeline)
        self.name = timeline.bed
        self._bed: Bed | None = None

    @property
    def ready(self) -> bool:
        """False while the bed is still being made."""
        if self._bed is None:
            self._bed = self._find(self.name)
        return self._bed is not None or self.name == "none"

    def change(self, name: str) -> None:
        """Another bed from now on; whoever changes it has faded the old one out."""
        self.name, self._bed = name, None

    def read(self, start_frame: int, out: Block) -> None:
        """Fills `out` from `start_frame` on; silence without a bed."""
        if not self.ready or self._bed is None:
            out[:] = 0.0
            return
        self._bed.read(start_frame, out)
        out *= self._level.read(start_frame, len(out))

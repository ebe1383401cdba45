"""The time of a turn or a stay: what it is, how long it is still, and a ring that closes."""

from collections.abc import Sequence
from functools import lru_cache
from typing import ClassVar, Final

from practice_player.lib.letters import shorten
from practice_player.lib.units import clock
from practice_player.playback.snapshot import OwnTime
from practice_player.tui.widgets.paint import Paint
from practice_player.tui.widgets.picture import Line, Picture
from practice_player.tui.widgets.ring import Ring, bar

_RING_LINES: Final = 7
_RING_CELLS: Final = 20
"""With less room than this, a line stands in for the ring."""

_LARGEST: Final = 14.0
"""The largest radius, in pixels: a larger ring would only be further away."""

_LINE_CELLS: Final = 29


@lru_cache(maxsize=4)
def _ring(radius: float) -> Ring:
    return Ring(radius)


class TimeRing(Picture):
    """Shows the time it is given; keeps none."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"time-ring--light", "time-ring--word"}
    DEFAULT_CSS = """
    TimeRing { width: 1fr; height: 1fr; }
    TimeRing .time-ring--light { color: $primary 70%; }
    TimeRing .time-ring--word { color: $foreground 85%; }
    TimeRing.-paused .time-ring--light { color: $primary 70%; }
    TimeRing.-paused .time-ring--word { color: $foreground 60%; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._time: OwnTime | None = None
        self._drawn: tuple[object, ...] = ()

    def show(self, time: OwnTime | None) -> None:
        self._time = time
        if self._looks() != self._drawn:
            self.redraw()

    def brush(self) -> Paint:
        return self.paint_in("time-ring--light", "time-ring--word")

    def lines(self, width: int, height: int) -> Sequence[Line]:
        self._drawn = self._looks()
        if self._time is None:
            return ()
        label, time_left = self._words(self._time)
        if height < _RING_LINES or width < _RING_CELLS:
            words = shorten(f"{label}  ·  {time_left}", width - 2)
            cells = min(_LINE_CELLS, (width - 4) // 2 * 2 + 1)
            line: Line = (bar(max(1, cells), 1 - self._share), "")
            return [((), words), line] if height > 1 else [((), words)]
        ring = _ring(_radius(width, height))
        words_at = {ring.half_lines - 1: shorten(label, ring.width - 6), ring.half_lines: time_left}
        rows = ring.rows(self._step(ring))
        return [(row, words_at.get(number, "")) for number, row in enumerate(rows)]

    @property
    def _share(self) -> float:
        """How much of the time is left, from 0 to 1."""
        time = self._time
        return min(1.0, max(0.0, time.left_s / time.length_s)) if time and time.length_s else 0.0

    def _step(self, ring: Ring) -> int:
        return round(ring.steps * (1 - self._share))

    def _words(self, time: OwnTime) -> tuple[str, str]:
        return time.label, f"{clock(time.left_s)} left"

    def _looks(self) -> tuple[object, ...]:
        """What can be seen of the time in this much room."""
        if self._time is None:
            return ()
        return (*self._words(self._time), self._step(_ring(_radius(*self.size))))


def _radius(width: int, height: int) -> float:
    return max(1.0, min((width - 1) / 2, height // 2 * 2, _LARGEST) - 0.5)

"""A thin line of how far along a practice is, and of its parts."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.content import Content
from textual.widget import Widget

from practice_player.lib.units import clock
from practice_player.tui import untrusted

_DONE, _AHEAD, _GAP = "━─ "

_LEAST_CELLS: Final = 2
"""A part that would be shorter is not told apart from the one before it."""


class ProgressLine(Widget):
    """Elapsed on the left, what is left on the right, a thin bar between them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"passage--done", "passage--ahead", "passage--time"}
    DEFAULT_CSS = """
    ProgressLine { width: 1fr; height: 1; }
    ProgressLine .passage--done { color: $primary; }
    ProgressLine .passage--ahead { color: $foreground 18%; }
    ProgressLine .passage--time { color: $foreground 65%; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._elapsed_s = 0.0
        self._length_s = 1.0
        self._part_starts_s: tuple[float, ...] = ()
        self._shown: tuple[str, str, str] = ("", "", "")

    def show(self, *, elapsed_s: float, length_s: float, part_starts_s: Sequence[float] = ()) -> None:
        """A gap stands where a part begins; the first begins at the start."""
        self._elapsed_s, self._length_s = elapsed_s, max(length_s, 1.0)
        self._part_starts_s = tuple(part_starts_s)
        if self._parts() != self._shown:
            self.refresh()

    def render(self) -> Content:
        elapsed, line, time_left = self._shown = self._parts()
        colours = {
            part: (self.background_colors[1] + self.get_component_styles(f"passage--{part}").color).hex
            for part in ("done", "ahead", "time")
        }
        done_cells = line.rfind(_DONE) + 1
        return Content.assemble(
            untrusted.line(f"{elapsed}  ").stylize(colours["time"]),
            untrusted.line(line).stylize(colours["ahead"]).stylize(colours["done"], 0, done_cells),
            untrusted.line(f"  {time_left}").stylize(colours["time"]),
        )

    def _parts(self) -> tuple[str, str, str]:
        elapsed_s = min(self._elapsed_s, self._length_s)
        elapsed = clock(int(elapsed_s))
        time_left = f"{clock(self._length_s - int(elapsed_s))} left"
        cells = max(0, self.size.width - len(elapsed) - len(time_left) - 4)
        return elapsed, self._line(cells, elapsed_s), time_left

    def _line(self, cells: int, elapsed_s: float) -> str:
        done = round(cells * elapsed_s / self._length_s)
        line = list(_DONE * done + _AHEAD * (cells - done))
        last_gap = 0
        for start_s in self._part_starts_s:
            gap = round(cells * start_s / self._length_s)
            if gap - last_gap > _LEAST_CELLS and gap < cells - _LEAST_CELLS:
                line[gap], last_gap = _GAP, gap
        return "".join(line)

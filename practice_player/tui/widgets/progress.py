"""A thin line of how far along a practice is."""

from typing import ClassVar

from textual.content import Content
from textual.widget import Widget

from practice_player.lib.units import clock
from practice_player.tui import untrusted


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
        self._shown: tuple[str, int, str] = ("", 0, "")

    def show(self, *, elapsed_s: float, length_s: float) -> None:
        self._elapsed_s, self._length_s = elapsed_s, max(length_s, 1.0)
        if self._parts() != self._shown:
            self.refresh()

    def render(self) -> Content:
        elapsed, done, left = self._shown = self._parts()
        ahead = max(0, self._bar_cells(elapsed, left) - done)
        colours = {
            part: (self.background_colors[1] + self.get_component_styles(f"passage--{part}").color).hex
            for part in ("done", "ahead", "time")
        }
        return Content.assemble(
            untrusted.line(f"{elapsed}  ").stylize(colours["time"]),
            ("━" * done, colours["done"]),
            ("─" * ahead, colours["ahead"]),
            untrusted.line(f"  {left}").stylize(colours["time"]),
        )

    def _parts(self) -> tuple[str, int, str]:
        elapsed_s = min(self._elapsed_s, self._length_s)
        elapsed = clock(int(elapsed_s))
        left = f"{clock(self._length_s - int(elapsed_s))} left"
        return elapsed, round(self._bar_cells(elapsed, left) * elapsed_s / self._length_s), left

    def _bar_cells(self, elapsed: str, left: str) -> int:
        return max(0, self.size.width - len(elapsed) - len(left) - 4)

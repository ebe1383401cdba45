"""A widget that is drawn line by line, and sends only the lines that changed.

That is about a tenth of the work of updating a Static thirty times a second (benchmarks/pacer.py).
"""

from collections.abc import Sequence
from typing import cast

from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from practice_player.tui.lifecycle import LifecycleApp
from practice_player.tui.widgets.disc import Row
from practice_player.tui.widgets.paint import Paint, paint

Line = tuple[Row, str]
"""Light levels, and a word in their middle."""

BLANK: Line = ((), "")


class Picture(Widget):
    """Keeps its lines as they were painted; a subclass says what they show."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._strips: list[Strip] = []
        self._drawn_for = Size(0, 0)

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """What is to be seen, in at most `height` lines; fewer stand in the middle."""
        raise NotImplementedError

    def brush(self) -> Paint:
        """The paint for what is to be seen."""
        raise NotImplementedError

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines as they were painted: what Textual makes of them once, it finds in them again.

        Textual's own way makes a new line of each, for borders and padding, which this widget has none of.
        """
        if len(self._strips) != self.size.height or self._drawn_for != self.size:
            self._strips = self._draw()
        background = self.background_colors[1]
        lines = self._strips[crop.y : crop.bottom]
        for line_filter in self.get_line_filters():
            lines = [line.apply_filter(line_filter, background) for line in lines]
        if crop.column_span != (0, self.size.width):
            lines = [line.crop(*crop.column_span) for line in lines]
        return lines

    def render_line(self, y: int) -> Strip:
        return self.render_lines(Region(0, y, self.size.width, 1))[0]

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips = []

    def redraw(self) -> None:
        """Paints anew, and asks for those lines to be sent that are not what they were."""
        before, size_before = self._strips, self._drawn_for
        self._strips = self._draw()
        width = self.size.width
        if not before or size_before != self.size:
            self.refresh()
            return
        changed = [y for y, (old, new) in enumerate(zip(before, self._strips, strict=True)) if old is not new]
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def paint_in(self, light: str, ink: str) -> Paint:
        """The paint in the colours of two of its component classes, on the background that it has."""
        ground = self.background_colors[1]
        app = cast("LifecycleApp", self.app)
        return paint(
            ground,
            ground + self.get_component_styles(light).color,
            ground + self.get_component_styles(ink).color,
            app.glyphs,
        )

    def _draw(self) -> list[Strip]:
        self._drawn_for = self.size
        width, height = self.size
        if not width or not height:
            return []
        shown = list(self.lines(width, height))[:height]
        above = (height - len(shown)) // 2
        shown = [*[BLANK] * above, *shown, *[BLANK] * (height - above - len(shown))]
        brush = self.brush()
        return [brush.strip(row, text, width=width) for row, text in shown]

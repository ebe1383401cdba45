"""The breath, as something to look at: it opens on in, stays on wait, closes on out.

Drawn line by line from cached rows, and only the lines that changed are sent: about a tenth of
the work of updating a Static thirty times a second.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import ClassVar, Final

from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from practice_player.playback.snapshot import BreathSnapshot
from practice_player.tui.widgets.disc import Circle, Row, rows
from practice_player.tui.widgets.paint import paint

_STEPS: Final = 64
"""Sizes between empty and full; a breath of four seconds shows each for two frames."""

_SMALLEST: Final = 0.3
"""The empty breath, as a share of the full one: room for a word."""

_ORB_LINES: Final = 5
"""With fewer lines than this there is no orb, only words."""

_BAR_CELLS: Final = 20
_BAR_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class PacerView:
    """All that the picture depends on; equal views are not drawn again."""

    word: str = ""
    left_s: int = 0
    step: int = -1
    """From 0 to `_STEPS`; -1 when nothing paces the breath."""


@lru_cache(maxsize=2 * _STEPS)
def _orb(width: int, height: int, step: int) -> list[Row]:
    # Between two lines, so that the word and the seconds stand evenly about it.
    middle = height // 2 * 2
    full = min(width / 2, middle) - 0.5
    size = full * (_SMALLEST + (1 - _SMALLEST) * step / _STEPS)
    ring = Circle(x=width / 2, y=middle, radius=full, ring=True)
    return rows(width, height, ring, Circle(x=width / 2, y=middle, radius=size))


def _rest(width: int, height: int) -> list[Row]:
    return rows(width, height, Circle(x=width / 2, y=height, radius=min(2.0, height)))


class Pacer(Widget):
    """Shows one breath; decides nothing and keeps no time."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"pacer--orb", "pacer--rest", "pacer--word"}
    DEFAULT_CSS = """
    Pacer { width: 1fr; height: 1fr; }
    Pacer .pacer--orb { color: $primary; }
    Pacer .pacer--rest { color: $primary 45%; }
    Pacer .pacer--word { color: $foreground; }
    Pacer.-paused .pacer--orb { color: $primary 70%; }
    Pacer.-paused .pacer--word { color: $foreground 65%; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._view = PacerView()
        self._strips: list[Strip] = []
        self._drawn_for = Size(0, 0)

    def show(self, breath: BreathSnapshot | None) -> None:
        """Follow the breath, or rest when there is none."""
        view = PacerView()
        if breath is not None:
            step = round(_STEPS * min(1.0, max(0.0, breath.fullness)))
            view = PacerView(breath.phase, max(1, ceil(breath.left_s - 1e-6)), step)
        if view != self._view:
            self._view = view
            self._redraw()

    def render_line(self, y: int) -> Strip:
        if not self._strips or self._drawn_for != self.size:
            self._strips = self._draw()
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips = []

    def _redraw(self) -> None:
        before, size_before = self._strips, self._drawn_for
        self._strips = self._draw()
        width = self.size.width
        if not before or size_before != self.size:
            self.refresh()
            return
        changed = [y for y, (old, new) in enumerate(zip(before, self._strips, strict=True)) if old != new]
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def _draw(self) -> list[Strip]:
        self._drawn_for = self.size
        width, height = self.size
        view = self._view
        if not width or not height:
            return []
        still = self.app.animation_level == "none"
        if view.step < 0:
            return self._paint("pacer--rest", _rest(width, height), {})
        middle = height // 2
        if still or height < _ORB_LINES or width < 2 * _ORB_LINES:
            words = {middle: f"{view.word}  {view.left_s}"}
            if still and height >= _BAR_LINES:
                lit = round(_BAR_CELLS * view.step / _STEPS)
                words = {middle - 1: words[middle], middle + 1: "━" * lit + "·" * (_BAR_CELLS - lit)}
            return self._paint("pacer--orb", [((0, 0),) * width] * height, words)
        words = {middle - 1: view.word, middle: str(view.left_s)}
        return self._paint("pacer--orb", _orb(width, height, view.step), words)

    def _paint(self, part: str, picture: list[Row], words: dict[int, str]) -> list[Strip]:
        ground = self.background_colors[1]
        light = ground + self.get_component_styles(part).color
        ink = ground + self.get_component_styles("pacer--word").color
        brush = paint(ground, light, ink)
        return [brush.strip(row, words.get(y, "")) for y, row in enumerate(picture)]

"""Light levels into coloured cells, with room for words on top."""

from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from practice_player.lib.letters import split_letters
from practice_player.tui import untrusted
from practice_player.tui.widgets.disc import LEVELS, Row


@lru_cache(maxsize=16)
def paint(ground: Color, light: Color, ink: Color) -> "Paint":
    """The paint for these colours, made once."""
    return Paint(ground=ground, light=light, ink=ink)


class Paint:
    """Turns rows of light into strips, in one pair of colours; styles are made once."""

    def __init__(self, *, ground: Color, light: Color, ink: Color) -> None:
        self._ink = ink
        self._ramp = [ground.blend(light, level / LEVELS).rich_color for level in range(LEVELS + 1)]
        self._ground = ground
        self._light = light
        self._cells: dict[tuple[int, int], Segment] = {}

    def strip(self, row: Row, text: str = "") -> Strip:
        """One line; `text` stands in its middle, on whatever light is there."""
        cells: list[Segment | None] = [self._cells.get(levels) or self._cell(levels) for levels in row]
        text = untrusted.line(text).plain
        at = (len(row) - cell_len(text)) // 2
        for letter in split_letters(text):
            width = cell_len(letter)
            if letter != " " and width and at >= 0 and at + width <= len(row):
                cells[at] = Segment(letter, self._letter(sum(row[at]) / 2))
                cells[at + 1 : at + width] = [None] * (width - 1)  # a wide letter stands on two
            at += width
        return Strip([cell for cell in cells if cell], len(row)).simplify()

    def _cell(self, levels: tuple[int, int]) -> Segment:
        """Shapes hold without colour, too: a block stands only where there is light."""
        upper, lower = levels
        style = Style(color=self._ramp[max(levels)], bgcolor=self._ramp[min(levels)])
        even = "█" if upper > LEVELS // 4 else " "
        block = even if upper == lower else "▀" if upper > lower else "▄"
        cell = self._cells[levels] = Segment(block, style)
        return cell

    def _letter(self, level: float) -> Style:
        ground = self._ground.blend(self._light, level / LEVELS).rich_color
        return Style(color=self._ink.rich_color, bgcolor=ground, bold=True)

"""Light levels into coloured cells, with room for words on top."""

from functools import lru_cache
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from practice_player.lib.letters import split_letters
from practice_player.tui import untrusted
from practice_player.tui.glyphs import Glyphs
from practice_player.tui.widgets.disc import CENTRE_LIGHT, LEVELS, Cell, Row

_QUADRANTS: Final = " ▗▖▄▝▐▞▟▘▚▌▙▀▜▛█"
"""By which quarters are bright: upper left 8, upper right 4, lower left 2, lower right 1."""

_ASCII: Final = " .:oO@"

_MOST_STRIPS: Final = 6_000
"""Enough for all that is seen of a breath, which comes again with the next."""

_DARKEST: Final = round(LEVELS * CENTRE_LIGHT)
"""Words stand on light of at most this level, so that they can be read on the rim too."""


@lru_cache(maxsize=16)
def paint(ground: Color, light: Color, ink: Color, glyphs: Glyphs = Glyphs.QUADRANTS) -> "Paint":
    """The paint for these colours and characters, made once."""
    return Paint(ground=ground, light=light, ink=ink, glyphs=glyphs)


class Paint:
    """Turns rows of light into strips, in one pair of colours; what was made once is kept."""

    def __init__(self, *, ground: Color, light: Color, ink: Color, glyphs: Glyphs) -> None:
        self._glyphs = glyphs
        self._ramp = [ground.blend(light, level / LEVELS).rich_color for level in range(LEVELS + 1)]
        self._words = [
            Style(color=ink.rich_color, bgcolor=self._ramp[min(level, _DARKEST)], bold=True)
            for level in range(LEVELS + 1)
        ]
        if glyphs is Glyphs.ASCII:
            self._words = [self._words[0]] * len(self._words)
        self._ground = Style(bgcolor=self._ramp[0])
        self._cells: dict[Cell, Segment] = {}
        self._strips: dict[tuple[Row, int, str], Strip] = {}

    def strip(self, row: Row, text: str = "", *, width: int | None = None) -> Strip:
        """One line of `width` cells with the row in its middle, and `text` in the middle of that.

        Without a `width` it is as wide as the row.
        """
        width = len(row) if width is None else width
        key = row, width, text
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= _MOST_STRIPS:
                self._strips.clear()
            strip = self._strips[key] = self._made(row, width, text)
        return strip

    def _made(self, row: Row, width: int, text: str) -> Strip:
        cached_cells = self._cells
        cells: list[Segment | None] = [cached_cells.get(cell) or self._cell(cell) for cell in row]
        cells_before = max(0, width // 2 - len(row) // 2)
        empty = Segment(" ", self._ground)
        cells = [*[empty] * cells_before, *cells, *[empty] * (width - cells_before - len(row))][:width]
        if text:
            self._write(cells, row, cells_before, untrusted.line(text).plain)
        return Strip([cell for cell in cells if cell], width).simplify()

    def _write(self, cells: list[Segment | None], row: Row, cells_before: int, text: str) -> None:
        """Puts words in the middle, with a space on either side: without colours, they stand in a gap."""
        at = len(cells) // 2 - cell_len(text) // 2 - 1
        for letter in split_letters(f" {text} "):
            width = cell_len(letter)
            if width and at >= 0 and at + width <= len(cells):
                light = row[at - cells_before] if 0 <= at - cells_before < len(row) else (0, 0, 0, 0)
                cells[at] = Segment(letter, self._words[sum(light) // 4])
                cells[at + 1 : at + width] = [None] * (width - 1)  # a wide letter stands on two
            at += width

    def _cell(self, cell: Cell) -> Segment:
        segment = self._cells[cell] = self._ascii(cell) if self._glyphs is Glyphs.ASCII else self._block(cell)
        return segment

    def _block(self, cell: Cell) -> Segment:
        """The bright quarters in one colour, the others in another, each the mean of what it stands for."""
        if self._glyphs is Glyphs.HALVES:
            upper, lower = (cell[0] + cell[1]) // 2, (cell[2] + cell[3]) // 2
            cell = upper, upper, lower, lower
        brightest, darkest = max(cell), min(cell)
        if brightest == darkest:  # a block only where there is light: shapes hold without colour, too
            style = Style(color=self._ramp[brightest], bgcolor=self._ramp[darkest])
            return Segment("█" if brightest > LEVELS // 4 else " ", style)
        middle = (brightest + darkest) / 2
        bright = [level for level in cell if level > middle]
        dark = [level for level in cell if level <= middle]
        shape = sum(bit for bit, level in zip((8, 4, 2, 1), cell, strict=True) if level > middle)
        style = Style(
            color=self._ramp[round(sum(bright) / len(bright))],
            bgcolor=self._ramp[round(sum(dark) / len(dark))],
        )
        return Segment(_QUADRANTS[shape], style)

    def _ascii(self, cell: Cell) -> Segment:
        level = sum(cell) / 4 / LEVELS
        letter = _ASCII[min(len(_ASCII) - 1, round(level * (len(_ASCII) - 1) + 0.2))]
        return Segment(letter, Style(color=self._ramp[max(*cell, _DARKEST)], bgcolor=self._ramp[0]))

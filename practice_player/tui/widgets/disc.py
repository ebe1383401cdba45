"""Soft discs: a radius in, rows of light levels out.

Pure: no colours, no terminal.  A cell is taken to be twice as high as it is wide.  Lengths are in
pixels: a cell is one pixel wide and two high, and each of its four quarters has a light level, from 0
(the background) to `LEVELS` (the rim at its brightest).
"""

from dataclasses import dataclass
from functools import lru_cache
from math import ceil, hypot
from typing import Final, TypeAlias

LEVELS: Final = 24

Cell: TypeAlias = tuple[int, int, int, int]
"""The levels of its quarters: upper left, upper right, lower left, lower right."""

Row: TypeAlias = tuple[Cell, ...]

EMPTY: Final[Cell] = (0, 0, 0, 0)

CENTRE_LIGHT: Final = 0.34
"""A dark centre keeps the word on it readable; the rim carries the shape."""

TRACK_LIGHT: Final = 0.16
"""How bright the outline of the full breath is, and the way that a ring or a bar has yet to go."""

_EDGE: Final = 1.8
"""Over how many pixels a disc's edge fades: with less, it is seen to move in steps."""

_BINS: Final = 8
"""Distances are told apart to an eighth of a pixel; so are radii: smaller steps are not seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """A place and a size, in pixels."""

    x: float
    y: float
    radius: float


@lru_cache(maxsize=16)
def rows(width: int, height: int, *circles: Circle) -> tuple[Row, ...]:
    """A picture of `width` by `height` cells; where circles overlap, the brighter shows."""

    def level(x: float, y: float) -> int:
        lights = (_light(hypot(x - circle.x, y - circle.y), circle.radius) for circle in circles)
        return round(LEVELS * max(lights))

    def cell(x: int, line: int) -> Cell:
        left, right, upper, lower = x + 0.25, x + 0.75, 2 * line + 0.5, 2 * line + 1.5
        return level(left, upper), level(right, upper), level(left, lower), level(right, lower)

    return tuple(tuple(cell(x, line) for x in range(width)) for line in range(height))


class Disc:
    """A disc of any radius up to a full one, whose faint outline stays.

    Its middle is that of a cell's width, and the border of two lines: so two words of odd lengths stand
    evenly about it, one over the other.
    """

    def __init__(self, full: float) -> None:
        """`full` is the largest radius, in pixels."""
        self.full = full
        self.half_lines = ceil((full + 0.5) / 2)
        self.width = 2 * ceil(full) + 1
        self._distances = tuple(
            tuple(round(_BINS * hypot((x + 0.5) / 2, y + 0.5)) for x in range(self.width))
            for y in range(2 * self.half_lines)
        )
        self._farthest = max(map(max, self._distances))

    def eighths(self, share: float, *, least: float) -> int:
        """The radius at a share of the way from `least` to the full one, in eighths of a pixel."""
        return round(_BINS * (least + (self.full - least) * share))

    def rows(self, eighths: int) -> list[Row]:
        """The lines of the picture, `2 * half_lines` of `width` cells each."""
        levels = _levels(eighths, round(_BINS * self.full), self._farthest)
        quarter = [[levels[distance] for distance in line] for line in self._distances]
        below = []
        for line in range(self.half_lines):
            near, far = ([*half[::-1], *half] for half in quarter[2 * line : 2 * line + 2])
            below.append(tuple(zip(near[::2], near[1::2], far[::2], far[1::2], strict=True)))
        above = [tuple((c, d, a, b) for a, b, c, d in row) for row in reversed(below)]
        return [*above, *below]


@lru_cache(maxsize=512)
def _levels(eighths: int, full_eighths: int, farthest: int) -> tuple[int, ...]:
    """The level at each distance from the centre, in eighths of a pixel."""
    radius, full = eighths / _BINS, full_eighths / _BINS

    def light(away: float) -> float:
        return max(_light(away, radius), TRACK_LIGHT * max(0.0, 1.0 - abs(away - full)))

    return tuple(round(LEVELS * light(distance / _BINS)) for distance in range(farthest + 1))


def _light(away: float, radius: float) -> float:
    """From 0 to 1 at this distance from the middle of a disc, whose edge is soft."""
    cover = min(1.0, max(0.0, (radius - away) / _EDGE + 0.5))
    out = min(1.0, away / radius)
    return cover * (CENTRE_LIGHT + (1.0 - CENTRE_LIGHT) * out**3)

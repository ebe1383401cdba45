"""Soft discs in half blocks: circles in, rows of light levels out.

Pure: no colours, no terminal.  One cell is two pixels high and one wide, which is near enough
square.  Levels run from 0 (the background) to `LEVELS` (the rim at its brightest).
"""

from dataclasses import dataclass
from math import hypot
from typing import Final, TypeAlias

LEVELS: Final = 24

Row: TypeAlias = tuple[tuple[int, int], ...]
"""The upper and the lower light level of each cell, left to right."""

_CENTRE_LIGHT: Final = 0.34
"""A dark centre keeps the word on it readable; the rim carries the shape."""

_RING_LIGHT: Final = 0.16


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """A place and a size, in pixels."""

    x: float
    y: float
    radius: float

    ring: bool = False
    """Only its outline, faint."""

    def light(self, x: float, y: float) -> float:
        """From 0 to 1 at this pixel; edges are smoothed over one pixel."""
        away = hypot(x - self.x, y - self.y)
        if self.ring:
            return _RING_LIGHT * max(0.0, 1.0 - abs(away - self.radius))
        cover = min(1.0, max(0.0, self.radius - away + 0.5))
        if not cover:
            return 0.0
        out = min(1.0, away / self.radius)
        return cover * (_CENTRE_LIGHT + (1.0 - _CENTRE_LIGHT) * out**3)


def rows(width: int, height: int, *circles: Circle) -> list[Row]:
    """A picture of `width` by `height` cells; where circles overlap, the brighter shows."""

    def level(x: int, y: int) -> int:
        return round(LEVELS * max(circle.light(x + 0.5, y + 0.5) for circle in circles))

    return [
        tuple((level(x, 2 * line), level(x, 2 * line + 1)) for x in range(width)) for line in range(height)
    ]

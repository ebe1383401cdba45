"""A ring that closes, and a bar that fills: how far along in, light levels out.  Pure, as discs are."""

from math import atan2, ceil, hypot, pi
from typing import Final

from practice_player.tui.widgets.disc import EMPTY, LEVELS, TRACK_LIGHT, Cell, Row

_THICK: Final = 1.4
"""How thick a ring is, in pixels."""


class Ring:
    """A ring that closes clockwise from the top, about the same middle as a disc."""

    def __init__(self, radius: float) -> None:
        """`radius` is that of its outer edge, in pixels."""
        self.radius = radius
        self.half_lines = ceil((radius + 0.5) / 2)
        self.width = 2 * ceil(radius) + 1
        self._middle = radius - _THICK / 2
        self.steps = round(2 * pi * self._middle * 2)
        """How many steps it takes to close: each is half a pixel."""

        self._cells = [
            [self._cell(x, line) for x in range(self.width)] for line in range(2 * self.half_lines)
        ]

    def rows(self, step: int) -> list[Row]:
        """The lines of the picture when it has come to this step."""
        arc = step / 2
        return [tuple(self._lit(cell, arc) if cell else EMPTY for cell in line) for line in self._cells]

    def _cell(self, x: int, line: int) -> tuple[tuple[float, float], ...]:
        """For each quarter how much of it is on the ring, and where along it; empty when none is."""
        quarters = []
        for below, right in ((0, 0), (0, 1), (1, 0), (1, 1)):
            across = x - self.width // 2 - 0.25 + right / 2
            down = 2 * line + below + 0.5 - 2 * self.half_lines
            away = abs(hypot(across, down) - self._middle)
            cover = min(1.0, max(0.0, _THICK / 2 - away + 0.5))
            quarters.append((cover, self._middle * (atan2(across, -down) % (2 * pi))))
        return tuple(quarters) if any(cover for cover, _ in quarters) else ()

    def _lit(self, cell: tuple[tuple[float, float], ...], arc: float) -> Cell:
        upper_left, upper_right, lower_left, lower_right = (
            round(LEVELS * cover * (TRACK_LIGHT + (1 - TRACK_LIGHT) * min(1.0, max(0.0, arc - along))))
            for cover, along in cell
        )
        return upper_left, upper_right, lower_left, lower_right


def bar(width: int, share: float) -> Row:
    """A bar of this many cells, filled from the left."""
    full = 2 * width * share
    halves = [
        round(LEVELS * (TRACK_LIGHT + (1 - TRACK_LIGHT) * min(1.0, max(0.0, full - half))))
        for half in range(2 * width)
    ]
    return tuple((left, right, left, right) for left, right in zip(halves[::2], halves[1::2], strict=True))

"""The breath, as something to look at: it opens on in, stays on wait, closes on out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import ClassVar, Final, cast

from practice_player.lib.letters import split_letters
from practice_player.playback.snapshot import BreathSnapshot
from practice_player.tui.appearance import PacerShape
from practice_player.tui.lifecycle import LifecycleApp
from practice_player.tui.widgets.disc import Disc
from practice_player.tui.widgets.paint import Paint
from practice_player.tui.widgets.picture import BLANK, Line, Picture
from practice_player.tui.widgets.ring import bar

_SMALLEST: Final = 0.3
"""The empty breath, as a share of the full one: room for a word."""

_ROOM_FOR_WORD: Final = 5.0
"""The least radius of the empty breath, in pixels."""

_DISC_LINES: Final = 8
_DISC_CELLS: Final = 16
"""With less room than this, a bar shows more of the breath than a disc does."""

_LARGEST: Final = 28.0
"""The largest radius, in pixels: beyond that, a breath would be a wall of light."""

_BAR_LINES: Final = 3
_BAR_CELLS: Final = 49
_BAR_STEPS_PER_CELL: Final = 8

_MOST_DOTS: Final = 12


@dataclass(frozen=True, slots=True)
class BreathView:
    """All that the picture depends on; equal views are not drawn again."""

    word: str
    plain_word: str
    """The word where no picture shows whether it is in or out."""

    left_s: int
    """Whole seconds left of the phase, 1 or more."""

    length_s: int
    """Whole seconds of the phase; 0 when not known."""

    number: int
    """What is shown of the time: the seconds left, or the one that a voice counts."""

    fullness: float

    @classmethod
    def of(cls, breath: BreathSnapshot) -> "BreathView":
        left_s = max(1, ceil(breath.left_s - 1e-6))
        passed_s = int(breath.length_s - breath.left_s + 1e-6)
        counted_s = max(1, min(passed_s + 1, int(breath.length_s)))
        return cls(
            word=breath.name or breath.word,
            plain_word=f"{breath.word}, {breath.name}" if breath.name else breath.word,
            left_s=left_s,
            length_s=ceil(breath.length_s - 1e-6),
            number=counted_s if breath.counted else left_s,
            fullness=min(1.0, max(0.0, breath.fullness)),
        )


def spaced(text: str) -> str:
    """The letters apart: so any word is of an odd length, and stands evenly about the middle of a cell."""
    return " ".join(split_letters(text))


@lru_cache(maxsize=4)
def _disc(full: float) -> Disc:
    return Disc(full)


class Pacer(Picture):
    """Shows one breath; decides nothing and keeps no time."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"pacer--light", "pacer--word"}
    DEFAULT_CSS = """
    Pacer { width: 1fr; height: 1fr; }
    Pacer .pacer--light { color: $primary; }
    Pacer .pacer--word { color: $foreground; }
    Pacer.-paused .pacer--light { color: $primary 70%; }
    Pacer.-paused .pacer--word { color: $foreground 65%; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._view: BreathView | None = None
        self._drawn: tuple[object, ...] = ()

    def show(self, breath: BreathSnapshot | None) -> None:
        """Follows the breath; shows nothing when there is none."""
        view = BreathView.of(breath) if breath else None
        if view != self._view:
            self._view = view
            if self._looks() != self._drawn:
                self.redraw()

    def brush(self) -> Paint:
        return self.paint_in("pacer--light", "pacer--word")

    def lines(self, width: int, height: int) -> Sequence[Line]:
        self._drawn = self._looks()
        view = self._view
        if view is None:
            return ()
        match self._shape(width, height):
            case "disc":
                return self._disc_lines(view, width, height)
            case "bar":
                return self._bar_lines(view, width, height)
        return self._word_lines(view, height)

    def _looks(self) -> tuple[object, ...]:
        """What can be seen of the view in this much room."""
        view, (width, height) = self._view, self.size
        if view is None:
            return ()
        words = (view.word, view.number)
        match self._shape(width, height):
            case "disc":
                return (*words, self._eighths(view, width, height))
            case "bar":
                return (*words, self._bar_steps(view, width))
        return (*words, view.left_s, view.length_s)

    def _shape(self, width: int, height: int) -> PacerShape:
        app = cast("LifecycleApp", self.app)
        if not app.moves or app.appearance.pacer == "word":
            return "word"
        has_room = height >= _DISC_LINES and width >= _DISC_CELLS
        return "disc" if has_room and app.appearance.pacer == "disc" else "bar"

    def _eighths(self, view: BreathView, width: int, height: int) -> int:
        disc = _disc(_full(width, height))
        return disc.eighths(view.fullness, least=max(_SMALLEST * disc.full, _ROOM_FOR_WORD))

    def _disc_lines(self, view: BreathView, width: int, height: int) -> Sequence[Line]:
        disc = _disc(_full(width, height))
        rows = disc.rows(self._eighths(view, width, height))
        words = {disc.half_lines - 1: spaced(view.word), disc.half_lines: spaced(str(view.number))}
        return [(row, words.get(number, "")) for number, row in enumerate(rows)]

    def _bar_steps(self, view: BreathView, width: int) -> int:
        return round(_bar_cells(width) * _BAR_STEPS_PER_CELL * view.fullness)

    def _bar_lines(self, view: BreathView, width: int, height: int) -> Sequence[Line]:
        cells = _bar_cells(width)
        filled = bar(cells, self._bar_steps(view, width) / (cells * _BAR_STEPS_PER_CELL))
        if height < _BAR_LINES:
            return (((), f"{spaced(view.word)}   {view.number}"),)
        gap = [BLANK] * (height > 2 * _BAR_LINES)
        return [((), spaced(view.word)), *gap, (filled, ""), *gap, ((), spaced(str(view.number)))]

    def _word_lines(self, view: BreathView, height: int) -> Sequence[Line]:
        """The word, its seconds, and a dot for each: nothing moves, and once a second one more is full."""
        if height < _BAR_LINES:
            return (((), f"{spaced(view.plain_word)}   {view.number}"),)
        passed = view.length_s - view.left_s + 1
        dots = "●" * passed + "○" * (view.left_s - 1) if 0 < view.length_s <= _MOST_DOTS else ""
        return [((), spaced(view.plain_word)), ((), spaced(str(view.number))), BLANK, ((), spaced(dots))]


def _full(width: int, height: int) -> float:
    """The radius of the full breath: an even number of lines, since its middle is between two."""
    return min((width - 1) / 2, height // 2 * 2, _LARGEST) - 0.5


def _bar_cells(width: int) -> int:
    """An odd number, so that the word stands in its middle."""
    return max(1, min(_BAR_CELLS, (width - 4) // 2 * 2 + 1))

"""How loud a microphone hears somebody: a bar with a mark for too quiet, and one for too loud."""

from typing import ClassVar, Final

from textual.content import Content
from textual.widget import Widget

from practice_player.tui import untrusted

LEAST_DB: Final = -60.0
"""The level at the left end of the bar."""

_FILLED, _EMPTY, _MARK = "━", "─", "│"
_WORD_CELLS: Final = 13
_MAX_CELLS: Final = 46


class LevelBar(Widget):
    """A bar, and a word beside it for whoever sees no colour."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"level--quiet", "level--good", "level--loud", "level--mark"}
    DEFAULT_CSS = """
    LevelBar { width: 1fr; height: 1; text-align: center; }
    LevelBar .level--quiet { color: $foreground 65%; }
    LevelBar .level--good { color: $secondary; }
    LevelBar .level--loud { color: $warning; }
    LevelBar .level--mark { color: $foreground 50%; }
    """

    def __init__(
        self,
        *,
        quiet_db: float,
        loud_db: float,
        id: str | None = None,  # noqa: A002 - Textual's name for it
    ) -> None:
        """The marks stand at these levels."""
        super().__init__(id=id)
        self._quiet_db, self._loud_db = quiet_db, loud_db
        self._level_db, self._word = LEAST_DB, ""
        self._shown: tuple[int, str] = (-1, "")

    def show(self, level_db: float, word: str) -> None:
        """Shows a level, in dB relative to full scale, and a word on it."""
        self._level_db, self._word = level_db, word
        if (self._filled(self._cells), word) != self._shown:
            self.refresh()

    def render(self) -> Content:
        cells = self._cells
        filled = self._filled(cells)
        self._shown = filled, self._word
        quiet, loud = self._cell(self._quiet_db, cells), self._cell(self._loud_db, cells)
        line = [_FILLED] * filled + [_EMPTY] * (cells - filled)
        for mark in (quiet, loud):
            line[min(mark, cells - 1)] = _MARK
        colour = self._colour("loud" if filled > loud else "good" if filled > quiet else "quiet")
        before = " " * _WORD_CELLS if self.size.width >= cells + 2 * _WORD_CELLS else ""
        return Content.assemble(
            untrusted.line(before),  # the bar stands in the middle
            untrusted.line("".join(line)).stylize(self._colour("mark")).stylize(colour, 0, filled),
            untrusted.line(f"  {self._word}".ljust(_WORD_CELLS)).stylize(colour),
        )

    @property
    def _cells(self) -> int:
        return max(4, min(_MAX_CELLS, self.size.width - _WORD_CELLS))

    def _filled(self, cells: int) -> int:
        return self._cell(self._level_db, cells)

    def _cell(self, level_db: float, cells: int) -> int:
        return round(cells * min(1.0, max(0.0, 1.0 - level_db / LEAST_DB)))

    def _colour(self, name: str) -> str:
        return (self.background_colors[1] + self.get_component_styles(f"level--{name}").color).hex

"""The line at the top: which practice this is, and where in it."""

from typing import Final

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from practice_player.tui import untrusted

_APART_CELLS: Final = 5
_LEAST_CELLS: Final = 10
"""How much is seen of a title at least, however much there is to say beside it."""


class QuietLine(Horizontal):
    """Cuts the title rather than the place, where there is no room for both."""

    DEFAULT_CSS = """
    QuietLine { width: 1fr; height: 1; align-horizontal: center; color: $foreground 60%; }
    QuietLine Static { width: auto; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    QuietLine #apart { width: 5; text-align: center; }
    """

    def __init__(self, title: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._title = title
        self._words = ""
        self._heading = Static(untrusted.line(title), id="name", markup=False)
        self._apart = Static("·", id="apart", markup=False)
        self._apart.display = False
        self._place = Static(id="place", markup=False)

    def compose(self) -> ComposeResult:
        yield self._heading
        yield self._apart
        yield self._place

    def show(self, place: str) -> None:
        shown = untrusted.line(place)
        if shown.plain != self._words:
            self._words = shown.plain
            self._place.update(shown)
            self._apart.display = bool(shown.plain)
            self._share()

    def on_resize(self) -> None:
        self._share()

    def _share(self) -> None:
        """Gives each as much room as it has to have."""
        width, place = self.size.width, cell_len(self._words)
        if width:
            least = min(_LEAST_CELLS, cell_len(self._title)) + _APART_CELLS
            self._place.styles.max_width = max(0, width - least)
            self._heading.styles.max_width = max(0, width - _APART_CELLS - min(place, width - least))

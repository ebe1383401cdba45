"""A list that its screen moves."""

from textual import events
from textual.widgets import OptionList


class Listed(OptionList, can_focus=False):
    """Takes no keys: its screen does, and keeps those that come before it is filled.

    With `opens_lit_only`, a click lights a line, and only a click on the line that is lit opens it.
    """

    def __init__(self, *, id: str | None = None, opens_lit_only: bool = False) -> None:  # noqa: A002
        super().__init__(id=id, markup=False)
        self._opens_lit_only = opens_lit_only

    async def _on_click(self, event: events.Click) -> None:
        """What was clicked may have gone since it was painted, which Textual does not look for."""
        clicked = event.style.meta.get("option", -1)
        if clicked >= self.option_count:
            event.prevent_default()
        elif self._opens_lit_only and clicked >= 0 and clicked != self.highlighted:
            event.prevent_default()
            if not self.get_option_at_index(clicked).disabled:
                self.highlighted = clicked

    def move(self, steps: int) -> None:
        """Lights the line so many steps on, counting only those that can be lit."""
        open_lines = self.open_lines
        if not open_lines:
            return
        at = open_lines.index(self.highlighted) if self.highlighted in open_lines else 0
        self.highlighted = open_lines[min(max(0, at + steps), len(open_lines) - 1)]
        if self.highlighted == open_lines[0]:
            self.scroll_home(animate=False)  # the name of the first group stands above it

    @property
    def open_lines(self) -> list[int]:
        """The numbers of the lines that can be lit."""
        return [number for number, option in enumerate(self.options) if not option.disabled]

    @property
    def page_lines(self) -> int:
        """How many steps a page is, for lines of two rows."""
        return max(1, self.size.height // 3)

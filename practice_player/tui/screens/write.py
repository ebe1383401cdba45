"""Asks for a line of text; lies over another screen."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from practice_player.tui import untrusted
from practice_player.tui.commands.write import WRITE
from practice_player.tui.screens.screen import StandingScreen
from practice_player.tui.widgets.keys import Keys
from practice_player.tui.widgets.typed_line import TypedLine


class LineField(TypedLine):
    """Takes what is written; its keys are the screen's own, so that the footer says what enter does."""

    BINDINGS: ClassVar[list[BindingType]] = WRITE.bindings


class WriteScreen(StandingScreen[str | None], ModalScreen[str | None]):
    """Returns what was written, without spaces around it; None if it was left."""

    CSS_PATH = "write.tcss"
    BINDINGS: ClassVar[list[BindingType]] = WRITE.bindings
    AUTO_FOCUS = "LineField"

    def __init__(self, question: str, *, text: str = "", max_letters: int) -> None:
        """`text` is what stands in the field at first."""
        super().__init__()
        self._question, self._text, self._max_letters = question, text, max_letters

    def compose(self) -> ComposeResult:
        with Vertical(id="card"):
            yield Label(untrusted.words(self._question), markup=False)
            yield LineField(self._text, max_length=self._max_letters, compact=True, select_on_focus=False)
        yield Keys()

    def action_take(self) -> None:
        if self.is_active:
            self.dismiss(self.query_one(LineField).value.strip())

    def action_close(self) -> None:
        if self.is_active:
            self.dismiss(None)

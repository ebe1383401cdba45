"""What has been practised, newest first."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Label, Static

from practice_player.lib.errors import PracticeError
from practice_player.tui import untrusted
from practice_player.tui.commands.journal import JOURNAL
from practice_player.tui.commands.model import KeySection
from practice_player.tui.screens.screen import CalmScreen
from practice_player.tui.widgets.keys import Keys

_EDGES: Final = 7
"""Cells of a line that are none of the journal's."""

_EMPTY = ["Nothing here yet.", "A practice leaves one line."]


class JournalScreen(CalmScreen):
    """Only for looking."""

    CSS_PATH = "journal.tcss"
    BINDINGS: ClassVar[list[BindingType]] = JOURNAL.bindings
    SECTION: ClassVar[KeySection] = JOURNAL
    AUTO_FOCUS = "#lines"

    class BalanceAsked(Message):
        """To look at time alone and time together."""

    def action_balance(self) -> None:
        self.post_message(self.BalanceAsked())

    def compose(self) -> ComposeResult:
        yield Label("journal", id="where", markup=False)
        with VerticalScroll(id="lines"):
            yield Static("A moment…", id="text", markup=False)
        yield Keys()

    def on_resize(self) -> None:
        self.run_worker(self._fill(), group="journal", exclusive=True)

    async def _fill(self) -> None:
        text = self.query_one("#text", Static)
        width = self.size.width - _EDGES
        try:
            lines = await self.ask(lambda core: core.journal_lines(width))
        except PracticeError as error:
            text.update("The journal cannot be read just now. Practices play all the same.")
            self.app.say(error)
            return
        self.set_class(not lines, "-empty")
        text.update(untrusted.paragraphs(lines or _EMPTY))

"""The first question: alone or together."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Label

from practice_player.tui.commands.home import HOME
from practice_player.tui.commands.model import KeySection
from practice_player.tui.screens.screen import CalmScreen
from practice_player.tui.widgets.choice import Choice
from practice_player.tui.widgets.keys import Keys


class HomeScreen(CalmScreen):
    """Two large choices and nothing to read."""

    BINDINGS: ClassVar[list[BindingType]] = HOME.bindings
    SECTION: ClassVar[KeySection] = HOME
    AUTO_FOCUS = "#solo"

    class JournalAsked(Message):
        """To look at what has been practised."""

    def compose(self) -> ComposeResult:
        with Vertical(id="middle"):
            yield Label("A few minutes, alone or together?", id="question", markup=False)
            with Horizontal(id="choices"):
                yield Choice("solo", title="alone", line="some time of your own", discs=1)
                yield Choice("partner", title="together", line="some time for two", discs=2)
        yield Keys()

    def action_choose(self, practice: str) -> None:
        self.action_aim(practice)
        self.query_one(f"#{practice}", Choice).choose()

    def action_aim(self, practice: str) -> None:
        self.query_one(f"#{practice}", Choice).focus()

    def action_open(self) -> None:
        if isinstance(self.focused, Choice):
            self.focused.choose()

    def action_journal(self) -> None:
        self.post_message(self.JournalAsked())

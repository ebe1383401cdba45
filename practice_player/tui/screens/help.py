"""The keys, from the one list of commands."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Label, Static

from practice_player.tui import untrusted
from practice_player.tui.commands.help import HELP
from practice_player.tui.commands.model import KeyCommand, KeySection
from practice_player.tui.screens.screen import StandingScreen
from practice_player.tui.widgets.keys import Keys


class HelpScreen(StandingScreen[None], ModalScreen[None]):
    """Lies over another screen and stops nothing beneath it."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = HELP.bindings
    AUTO_FOCUS = "#keys"

    def __init__(self, *sections: KeySection, words: tuple[str, ...] = ()) -> None:
        """`words` stand above the keys."""
        super().__init__()
        self._sections = sections
        self._words = words

    def compose(self) -> ComposeResult:
        with Vertical(id="card"), VerticalScroll(id="keys"):
            for paragraph in self._words:
                yield Static(untrusted.words(paragraph), classes="words", markup=False)
            for section in self._sections:
                yield Label(untrusted.line(section.title), classes="section", markup=False)
                for command in filter(self._makes_sense, section.commands):
                    with Horizontal(classes="command"):
                        yield Static(untrusted.line(command.shown), classes="key", markup=False)
                        yield Static(untrusted.words(command.tooltip), classes="what", markup=False)
        yield Keys()

    def _makes_sense(self, command: KeyCommand) -> bool:
        """False for what this terminal does not allow, whatever the screen."""
        return command.action != "app.suspend" or bool(self.app.check_action("suspend", ()))

    def action_close(self) -> None:
        if self.is_active:
            self.dismiss()

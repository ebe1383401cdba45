"""The keys, from the one list of commands."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Label, Static

from practice_player.lib.plain_text import count_cells
from practice_player.tui import untrusted
from practice_player.tui.commands.help import HELP
from practice_player.tui.commands.model import KeySection
from practice_player.tui.commands.sections import EVERY_SECTION
from practice_player.tui.screens.screen import StandingScreen
from practice_player.tui.widgets.keys import Keys

_GAP_CELLS: Final = 2
"""Between a key and what it does."""


class HelpScreen(StandingScreen[None], ModalScreen[None]):
    """Lies over another screen and stops nothing beneath it."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = HELP.bindings
    AUTO_FOCUS = ""

    def __init__(self, sections: tuple[KeySection, ...], *, words: tuple[str, ...] = ()) -> None:
        """The keys that do something now, on the screen beneath and anywhere; `words` stand above them."""
        super().__init__()
        self._sections = sections
        self._words = words
        self._shows_all = False

    def compose(self) -> ComposeResult:
        sections = EVERY_SECTION if self._shows_all else self._sections
        key_cells = max(
            (count_cells(key.shown) for section in sections for key in section.commands), default=0
        )
        with Vertical(id="card"), VerticalScroll(id="keys", can_focus=False):
            for paragraph in () if self._shows_all else self._words:
                yield Static(untrusted.words(paragraph), classes="words", markup=False)
            for section in sections:
                yield Label(untrusted.line(section.title), classes="section", markup=False)
                for command in section.only(self._is_allowed).commands:
                    with Horizontal(classes="command"):
                        key = Static(untrusted.line(command.shown), classes="key", markup=False)
                        key.styles.width = key_cells + _GAP_CELLS
                        yield key
                        yield Static(untrusted.words(command.tooltip), classes="what", markup=False)
        yield Keys()

    async def action_more(self) -> None:
        """Shows the keys of every screen, or only those of the one beneath again."""
        self._shows_all = not self._shows_all
        await self.recompose()
        self.refresh_bindings()  # the footer is a new one, and waits to be told its keys

    def action_scroll(self, lines: int) -> None:
        self.query_one("#keys").scroll_relative(y=lines, animate=False)

    def action_scroll_page(self, pages: int) -> None:
        keys = self.query_one("#keys")
        keys.scroll_relative(y=pages * max(1, keys.size.height - 1), animate=False)

    def _is_allowed(self, action: str) -> bool:
        """False for what this terminal does not allow, whatever the screen."""
        return action != "app.suspend" or bool(self.app.check_action("suspend", ()))

    def action_close(self) -> None:
        if self.is_active:
            self.dismiss()

"""A page to be read: what this program is, and where there is help."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Label, Static

from practice_player.core.safety import Page
from practice_player.tui import untrusted
from practice_player.tui.commands.dialog import PAGE, WELCOME
from practice_player.tui.commands.model import KeySection
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.screens.reading import ReadingScreen
from practice_player.tui.widgets.keys import Keys


class PageScreen(ReadingScreen):
    """Asks the core nothing, so that reading a page leaves nothing behind."""

    CSS_PATH = "page.tcss"
    BINDINGS: ClassVar[list[BindingType]] = PAGE.bindings
    SECTION: ClassVar[KeySection] = PAGE

    def __init__(self, core_proxy: CoreProxy, page: Page) -> None:
        super().__init__(core_proxy)
        self._page = page

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="words", can_focus=False), Vertical(id="page"):
            yield Label(untrusted.line(self._page.title), id="title", markup=False)
            for paragraph in self._page.paragraphs:
                yield Static(untrusted.words(paragraph), classes="paragraph", markup=False)
        yield Keys()


class WelcomeScreen(PageScreen):
    """The page that is shown once, before anything else."""

    BINDINGS: ClassVar[list[BindingType]] = WELCOME.bindings
    SECTION: ClassVar[KeySection] = WELCOME

"""What can be done here, by its name; lies over another screen and stops nothing beneath it.

Textual's own palette ends the program: on page down before its list is there, and on enter pressed
twice.  Here nothing is looked for in the background: the list is always what was typed.
"""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from practice_player.tui import untrusted
from practice_player.tui.commands.palette import PALETTE
from practice_player.tui.palette_items import PaletteItem
from practice_player.tui.screens.screen import StandingScreen
from practice_player.tui.widgets.keys import Keys
from practice_player.tui.widgets.listed import Listed
from practice_player.tui.widgets.typed_line import TypedLine

NOTHING_FITS: Final = "Nothing that can be done here is called that."


class Typed(TypedLine):
    """Takes what is looked for; its keys are the screen's own, so that the footer says what enter does."""

    BINDINGS: ClassVar[list[BindingType]] = PALETTE.bindings


class PaletteScreen(StandingScreen[PaletteItem | None], ModalScreen[PaletteItem | None]):
    """Asks for one of what is offered; None is none of it."""

    CSS_PATH = "palette.tcss"
    BINDINGS: ClassVar[list[BindingType]] = PALETTE.bindings
    AUTO_FOCUS = "Input"

    def __init__(self, offered: list[PaletteItem]) -> None:
        super().__init__()
        self._offered = self._found = offered

    def compose(self) -> ComposeResult:
        with Vertical(id="card"):
            yield Typed(placeholder="Type a few letters", max_length=40, compact=True)
            yield Listed()
            yield Static(NOTHING_FITS, id="nothing", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        self._list()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if not self.stands:
            return
        words = event.value.casefold().split()
        self._found = [
            offer
            for offer in self._offered
            if all(word in f"{offer.name} {offer.about}".casefold() for word in words)
        ]
        self._list()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_take()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()

    def action_move(self, steps: int) -> None:
        self.query_one(Listed).move(steps)

    def action_take(self) -> None:
        at = self.query_one(Listed).highlighted
        if self.is_active and at is not None:
            self.dismiss(self._found[at])

    def action_close(self) -> None:
        if self.is_active:
            self.dismiss(None)

    def _list(self) -> None:
        listed = self.query_one(Listed)
        listed.set_options([Option(_line(offer)) for offer in self._found])
        listed.highlighted = 0 if self._found else None
        listed.display = bool(self._found)
        self.query_one("#nothing").display = not self._found


def _line(offer: PaletteItem) -> Content:
    name = untrusted.line(offer.name)
    return Content.assemble(name, "  ", untrusted.line(offer.about).stylize("$foreground 65%"))

"""After a practice: what was done, and room for one word where it is kept."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Center, Vertical
from textual.message import Message
from textual.widgets import Input, Label

from practice_player.core.preferences import Setting
from practice_player.lib.errors import PracticeError
from practice_player.lib.units import clock
from practice_player.tui import untrusted
from practice_player.tui.commands.close import CLOSE
from practice_player.tui.commands.model import KeySection
from practice_player.tui.core import PracticeCard
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.screens.screen import CalmScreen
from practice_player.tui.widgets.keys import Keys

_KEPT: Final = {
    True: "Practices for two are kept in your journal.  f2 keeps none",
    False: "Practices for two are not kept in the journal.  f2 keeps the next ones",
}


class Word(Input):
    """Holds still; its keys are the screen's own, so that the footer says what enter does."""

    BINDINGS: ClassVar[list[BindingType]] = CLOSE.bindings

    def on_mount(self) -> None:
        self.cursor_blink = False


class CloseScreen(CalmScreen):
    """Says what was done and takes a word; keeps nothing itself."""

    CSS_PATH = "close.tcss"
    BINDINGS: ClassVar[list[BindingType]] = CLOSE.bindings
    IN_PRACTICE: ClassVar[bool] = True
    SECTION: ClassVar[KeySection] = CLOSE
    AUTO_FOCUS = "Input"

    class Left(Message):
        """Home, with a word, once it is kept, or without."""

        def __init__(self, word: str) -> None:
            super().__init__()
            self.word = word

    def __init__(
        self, core_proxy: CoreProxy, card: PracticeCard, *, done_s: float, stopped: bool, logged: bool = True
    ) -> None:
        super().__init__(core_proxy)
        self._logged = logged
        done = clock(done_s)
        kind = "together" if card.practice == "partner" else "of breathing and rest"
        self._done = f"{done} of {card.title}." if stopped else f"{card.title}, {done} {kind}."
        self._after = "Enough for today." if stopped else "There is no hurry."
        self._for_two = card.practice == "partner"
        self._kept = logged
        if self._for_two and not stopped:
            self._after = "Ten minutes to yourselves is a fine way to end, and so is more of each other."

    def compose(self) -> ComposeResult:
        with Vertical(id="middle"):
            yield Label(untrusted.line(self._done), id="done", markup=False)
            yield Label(untrusted.line(self._after), id="after", markup=False)
            if self._logged:
                with Center():
                    yield Word(placeholder="A word, if you like", max_length=32, id="word", compact=True)
            if self._for_two:
                yield Label(untrusted.line(_KEPT[self._kept]), id="kept", markup=False)
        yield Keys()

    def allows(self, action: str) -> bool:
        if action == "toggle_kept":
            return self._for_two
        return self._logged or action != "keep"

    def action_toggle_kept(self) -> None:
        """Takes this practice out of the journal and keeps none for two from now on, or keeps them again."""
        self._kept = not self._kept
        self.query_one("#kept", Label).update(untrusted.line(_KEPT[self._kept]))
        self.run_worker(self._keep_together(kept=self._kept), group="kept")

    async def _keep_together(self, *, kept: bool) -> None:
        try:
            if kept:
                await self.ask(lambda core: core.turn(Setting.TOGETHER_KEPT, on=True))
            else:
                await self.ask(lambda core: core.forget_together())
        except PracticeError as error:
            self.app.say(error)

    def key_enter(self) -> None:
        """Where no word is asked for, it leads home by itself."""
        if not self._logged:
            self.post_message(self.Left(""))

    def action_keep(self) -> None:
        self.post_message(self.Left(self.query_one(Input).value.strip()))

    async def action_back(self) -> None:
        self.post_message(self.Left(""))

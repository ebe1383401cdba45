"""After a practice: what was done, what may follow, and room for a word where it is kept."""

from functools import partial
from typing import ClassVar, Final, Literal, TypeAlias

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Center, Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Label

from practice_player.core.card import PracticeCard
from practice_player.core.preferences import Setting
from practice_player.lib.errors import PracticeError
from practice_player.lib.units import spoken_length
from practice_player.tui import untrusted
from practice_player.tui.commands.close import CLOSE
from practice_player.tui.commands.model import KeySection
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.screens.screen import CalmScreen
from practice_player.tui.widgets.keys import Keys
from practice_player.tui.widgets.offer import Offer
from practice_player.tui.work import start_work

Destination: TypeAlias = Literal["home", "again", "solo", "partner"]
"""Where somebody goes from here: home, the same practice, or the practices for one or for two."""

MAX_NOTE_LETTERS: Final = 500

_KEPT: Final = {
    True: "Practices for two are kept in your journal.  f2 keeps none",
    False: "This practice is taken out of the journal, and none for two is kept.  f2 keeps the next ones",
}
_APART: Final = "Ten minutes to yourselves is a fine way to end, and so is more of each other."
_SOON_LEFT_S: Final = 20.0


class NoteField(Input):
    """Holds still while it is written in."""

    def on_mount(self) -> None:
        self.cursor_blink = False


class CloseScreen(CalmScreen):
    """Says what was done, asks nothing, and says where somebody wants to go."""

    CSS_PATH = "close.tcss"
    BINDINGS: ClassVar[list[BindingType]] = CLOSE.bindings
    IN_PRACTICE: ClassVar[bool] = True
    SECTION: ClassVar[KeySection] = CLOSE
    AUTO_FOCUS = "#done-for-now"

    class Left(Message):
        """Somebody goes on from here."""

        def __init__(self, destination: Destination) -> None:
            super().__init__()
            self.destination = destination

    def __init__(
        self, core_proxy: CoreProxy, card: PracticeCard, *, done_s: float, stopped: bool, logged: bool = True
    ) -> None:
        super().__init__(core_proxy)
        self._logged = logged
        self._for_two = card.practice == "partner"
        self._kept = logged
        self._done = _done(card, done_s, stopped=stopped)
        self._after = "Enough for today." if stopped else _APART if self._for_two else "There is no hurry."

    def compose(self) -> ComposeResult:
        with Vertical(id="middle"):
            yield Label(untrusted.line(self._done), id="done", markup=False)
            yield Label(untrusted.line(self._after), id="after", markup=False)
            if self._logged:
                with Center():
                    yield NoteField(
                        placeholder="A word, for yourself",
                        max_length=MAX_NOTE_LETTERS,
                        id="word",
                        compact=True,
                    )
                yield Label(id="note", markup=False)
            with Horizontal(id="offers"):
                yield Offer("leave('home')", key="enter", words="done", id="done-for-now")
                yield Offer("leave('again')", key="r", words="again", id="again")
                yield Offer("leave('solo')", key="s", words="time alone", id="solo")
                yield Offer("leave('partner')", key="t", words="time together", id="partner")
                if self._logged:
                    yield Offer("write", key="w", words="a word", id="write")
            if self._for_two:
                yield Label(untrusted.line(_KEPT[self._kept]), id="kept", markup=False)
        yield Keys()

    def allows(self, action: str) -> bool:
        if action == "toggle_kept":
            return self._for_two
        return self._logged or action != "write"

    def action_leave(self, destination: Destination) -> None:
        """Goes on; with the answer that is lit, where that is asked for by its key."""
        lit = self.focused
        if destination == "home" and isinstance(lit, Offer) and lit.id != "done-for-now":
            lit.choose()
            return
        self.post_message(self.Left(destination))

    async def on_offer_chosen(self, event: Offer.Chosen) -> None:
        event.stop()
        if not self.stands:
            return
        if event.action == "leave('home')":
            self.post_message(self.Left("home"))
        else:
            await self.run_action(event.action)

    def action_write(self) -> None:
        """Opens the field for a word."""
        field = self.query_one(NoteField)
        field.add_class("-open")
        field.focus()

    async def action_back(self) -> None:
        if self.query("NoteField.-open"):
            self._close_field()
        else:
            self.post_message(self.Left("home"))

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        note = event.value.strip()
        if note:
            start_work(self, partial(self._keep, note), group="note", exclusive=True)
        else:
            self._close_field()

    async def _keep(self, note: str) -> None:
        """Shows the word once it is kept; until then it stands where it was written."""
        try:
            await self.ask(lambda core: core.add_note(note))
        except PracticeError as error:
            self.app.say(error)
            return
        label = self.query_one("#note", Label)
        label.update(untrusted.words(f"Kept: {note}"))
        label.display = True
        self._close_field()

    def _close_field(self) -> None:
        self.query_one(NoteField).remove_class("-open")
        self.query_one("#done-for-now").focus()

    def action_toggle_kept(self) -> None:
        """Takes this practice out of the journal and keeps none for two from now on, or keeps them again."""
        self._kept = not self._kept
        self.query_one("#kept", Label).update(untrusted.line(_KEPT[self._kept]))
        start_work(self, partial(self._keep_together, are_kept=self._kept), group="kept")

    async def _keep_together(self, *, are_kept: bool) -> None:
        try:
            if are_kept:
                await self.ask(lambda core: core.turn(Setting.TOGETHER_KEPT, on=True))
            else:
                await self.ask(lambda core: core.forget_together())
                self.query_one("#note", Label).display = False  # the word has gone with the practice
        except PracticeError as error:
            self.app.say(error)


def _done(card: PracticeCard, done_s: float, *, stopped: bool) -> str:
    """What was done, in a sentence."""
    if stopped:
        return f"{spoken_length(done_s)} of {card.title}." if done_s >= _SOON_LEFT_S else f"{card.title}."
    company = "together" if card.practice == "partner" else "for yourself"
    return f"{card.title}: {spoken_length(done_s)} {company}."

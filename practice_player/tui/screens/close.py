"""After a practice: what was done, what may follow, and room for a word where it is kept."""

from functools import partial
from typing import ClassVar, Final, Literal, TypeAlias

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Center, Horizontal, Vertical
from textual.message import Message
from textual.widgets import Label

from practice_player.core.card import PracticeCard
from practice_player.core.preferences import Setting
from practice_player.journal.entry import MIN_NOTED_S
from practice_player.lib.errors import PracticeError
from practice_player.lib.units import spoken_length
from practice_player.tui import untrusted
from practice_player.tui.commands.close import CLOSE, NOTE
from practice_player.tui.commands.model import KeySection
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.screens.screen import CalmScreen
from practice_player.tui.widgets.keys import Keys
from practice_player.tui.widgets.offer import Offer
from practice_player.tui.widgets.typed_line import TypedLine
from practice_player.tui.work import start_work

Destination: TypeAlias = Literal["home", "again", "solo", "partner"]
"""Where somebody goes from here: home, the same practice, or the practices for one or for two."""

MAX_NOTE_LETTERS: Final = 500

KeptState: TypeAlias = Literal["kept", "asked", "taken out", "not kept", "next kept"]
"""What becomes of practices for two: `asked` waits for a second f2, which takes this one out."""

_KEPT_WORDS: Final[dict[KeptState, str]] = {
    "kept": "Practices for two are kept in your journal.  f2 takes this one out",
    "asked": "f2 again takes this one out, with its word, and keeps none for two from now on.  esc leaves it",
    "taken out": "This one is taken out, and none for two is kept from now on.  f2 brings it back",
    "not kept": "Practices for two are not kept.  f2 keeps the next ones",
    "next kept": "The next practices for two are kept.  f2 keeps none",
}
_UNWRITTEN: Final = "The journal cannot be written just now; practice-player doctor says more."
_JOURNAL_OFF: Final = "The journal is off: nothing of this is kept."
_APART: Final = "Ten minutes to yourselves is a fine way to end, and so is more of each other."
_SOON_LEFT_S: Final = 20.0


class NoteField(TypedLine):
    """Takes a word on the practice; the footer says what its two keys do."""

    BINDINGS: ClassVar[list[BindingType]] = NOTE.bindings


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
        self,
        core_proxy: CoreProxy,
        card: PracticeCard,
        *,
        done_s: float,
        stopped: bool,
        logged: bool = True,
        unwritten: bool = False,
        journal_off: bool = False,
    ) -> None:
        """Without `logged` the journal keeps nothing of it; with `unwritten` because it cannot be written.

        With `journal_off` it keeps nothing at all, of no practice.
        """
        super().__init__(core_proxy)
        self._takes_word = logged and done_s >= MIN_NOTED_S
        self._unwritten = unwritten
        self._for_two = card.practice == "partner"
        self._journal_off = journal_off
        self._kept: KeptState = "kept" if logged else "not kept"
        self._is_changing = False
        self._done = _done(card, done_s, stopped=stopped)
        self._after = "Enough for today." if stopped else _APART if self._for_two else "There is no hurry."

    def compose(self) -> ComposeResult:
        with Vertical(id="middle"):
            yield Label(untrusted.line(self._done), id="done", markup=False)
            yield Label(untrusted.line(self._after), id="after", markup=False)
            if self._takes_word:
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
                if self._takes_word:
                    yield Offer("write", key="w", words="a word", id="write")
            if self._unwritten or self._for_two:
                kept = _JOURNAL_OFF if self._journal_off else _KEPT_WORDS[self._kept]
                words = _UNWRITTEN if self._unwritten else kept
                yield Label(untrusted.line(words), id="kept", markup=False)
        yield Keys()

    @property
    def is_writing(self) -> bool:
        """Whether the field for a word is open."""
        return self.is_mounted and bool(self.query("NoteField.-open"))

    def allows(self, action: str) -> bool:
        if self.is_writing:
            return action in ("back", "keep")
        if action == "toggle_kept":
            return self._for_two and not (self._unwritten or self._journal_off)
        if action == "write":
            return self._takes_word and self._kept != "taken out"
        return action != "keep"

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
        if self._kept == "asked":
            self._show_kept("kept")
        self.add_class("-writing")
        field = self.query_one(NoteField)
        field.add_class("-open")
        field.focus()
        self.refresh_bindings()

    async def action_back(self) -> None:
        """Closes the field, in which what was written stays; or takes a question back; or goes home."""
        if self.is_writing:
            self._close_field()
        elif self._kept == "asked":
            self._show_kept("kept")
        else:
            self.post_message(self.Left("home"))

    def action_keep(self) -> None:
        """Keeps the word that is written."""
        note = self.query_one(NoteField).value.strip()
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
        self.remove_class("-writing")
        self.query_one("#done-for-now").focus()
        self.refresh_bindings()

    def action_toggle_kept(self) -> None:
        """Takes this practice out of the journal, once it was asked for twice; or brings it back.

        Where nothing was kept, it only changes whether the next practices for two are.
        """
        if self._is_changing:
            return
        if self._kept == "kept":
            self._show_kept("asked")
            return
        self._is_changing = True
        start_work(self, self._change_kept, group="kept")

    async def _change_kept(self) -> None:
        try:
            match self._kept:
                case "asked":
                    await self.ask(lambda core: core.forget_together())
                    self._show_kept("taken out")
                case "taken out":
                    await self.ask(lambda core: core.remember_together())
                    self._show_kept("kept")
                case "not kept":
                    await self.ask(lambda core: core.turn(Setting.TOGETHER_KEPT, on=True))
                    self._show_kept("next kept")
                case _:
                    await self.ask(lambda core: core.turn(Setting.TOGETHER_KEPT, on=False))
                    self._show_kept("not kept")
        except PracticeError as error:
            self.app.say(error)
        finally:
            self._is_changing = False

    def _show_kept(self, kept: KeptState) -> None:
        self._kept = kept
        self.set_class(kept == "asked", "-asked")
        self.query_one("#kept", Label).update(untrusted.line(_KEPT_WORDS[kept]))
        if self._takes_word:
            is_there = kept != "taken out"
            note = self.query_one("#note", Label)
            note.display = is_there and bool(str(note.content))
            self.query_one("#write", Offer).display = is_there
        self.refresh_bindings()


def _done(card: PracticeCard, done_s: float, *, stopped: bool) -> str:
    """What was done, in a sentence."""
    if stopped:
        return f"{spoken_length(done_s)} of {card.title}." if done_s >= _SOON_LEFT_S else f"{card.title}."
    company = "together" if card.practice == "partner" else "for yourself"
    return f"{card.title}: {spoken_length(done_s)} {company}."

"""The journal, which its owner may change: words for an entry, erasing one or all, and undoing that."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.message import Message

from practice_player.lib.errors import PracticeError
from practice_player.tui.core import CorePort
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.screens.close import MAX_NOTE_LETTERS
from practice_player.tui.screens.journal_month import JournalMonthScreen
from practice_player.tui.screens.write import WriteScreen
from practice_player.tui.undo import UNDO_S, ErasedEntries
from practice_player.tui.work import Work, start_work

if TYPE_CHECKING:
    from practice_player.journal.editing import ErasedEntry

ERASE_WORD: Final = "erase"
_ERASE_ALL: Final = f"The whole journal goes, for good. Type {ERASE_WORD}, and press enter."

_COPIES: Final = "Copies of the journal go with it, for good: {names}. Type erase, and press enter."
_NOTHING_ERASED: Final = "Nothing was erased."


class JournalScreen(JournalMonthScreen):
    """Changes an entry at a time, or erases everything after a typed word."""

    class BalanceAsked(Message):
        """To look at time alone and time together."""

    def __init__(self, core_proxy: CoreProxy, erased: ErasedEntries) -> None:
        """`erased` is what can still be brought back when the journal is opened again."""
        super().__init__(core_proxy)
        self._erased = erased

    def allows(self, action: str) -> bool:
        if action in ("write", "erase"):
            return self.lit is not None
        if action == "undo":
            return bool(self._erased)
        if action == "erase_all":
            return self.month is not None and not self.month.is_journal_empty
        return super().allows(action)

    def action_balance(self) -> None:
        self.post_message(self.BalanceAsked())

    def action_write(self) -> None:
        """Asks for the words of the lit entry; without any, it has none any more."""
        if self.lit is None:
            return
        entry_id = self.lit.id

        def write(note: str | None) -> None:
            if note is None:
                return
            work = partial(self._set_note, entry_id, note)
            start_work(self, work if note else partial(self._erasing, work), group="change")

        screen = WriteScreen("A word, for yourself", text=self.lit.note, max_letters=MAX_NOTE_LETTERS)
        self.app.push_screen(screen, write)

    async def _set_note(self, entry_id: int, note: str) -> None:
        if await self._change(lambda core: core.journal.set_note(entry_id, note)):
            self.reload(lit_id=entry_id)

    def action_erase(self) -> None:
        if self.lit is not None:
            erase = partial(self._erase, self.lit.id)
            start_work(self, partial(self._erasing, erase), group="change")

    async def _erase(self, entry_id: int) -> None:
        erased: list[ErasedEntry | None] = []
        if await self._change(lambda core: erased.append(core.journal.erase(entry_id))):
            self._remember(*erased)
            self.app.say("Erased. u brings it back, for a minute.")
            self.reload()

    def action_undo(self) -> None:
        """Brings back what was erased last; once more, what was erased before that."""
        if erased := self._erased.take_latest():
            start_work(self, partial(self._restore, erased), group="change")
            self.refresh_bindings()

    async def _restore(self, erased: "ErasedEntry") -> None:
        if await self._change(lambda core: core.journal.restore(erased)):
            left = f" u brings back {len(self._erased)} more." if self._erased else ""
            self.app.say(f"Back again.{left}")
            self.reload(lit_id=erased.id)
        else:
            self._remember(erased)

    def action_erase_all(self) -> None:
        def erase(word: str | None) -> None:
            if word is None:
                return
            if word.casefold() == ERASE_WORD:
                start_work(self, self._erase_all, group="change")
            else:
                self.app.say(_NOTHING_ERASED)

        self.app.push_screen(WriteScreen(_ERASE_ALL, max_letters=len(ERASE_WORD)), erase)

    async def _erase_all(self) -> None:
        counts: list[int] = []
        if await self._change(lambda core: counts.append(core.journal.erase_all())):
            self._erased.clear()
            (count,) = counts
            gone = "1 entry is gone" if count == 1 else f"{count} entries are gone"
            self.app.say(f"The journal is empty now; {gone}.")
            self.reload()

    async def _erasing(self, erase: Work) -> None:
        """Does what erases something; first asks if there are copies of the journal, which go as a whole."""
        names: list[str] = []
        if not await self._change(lambda core: names.extend(core.journal.copies())):
            return
        if not names:
            await erase()
            return

        def answer(word: str | None) -> None:
            if word is not None and word.casefold() == ERASE_WORD:
                start_work(self, erase, group="change")
            else:
                self.app.say(_NOTHING_ERASED)

        question = _COPIES.format(names=", ".join(names))
        self.app.push_screen(WriteScreen(question, max_letters=len(ERASE_WORD)), answer)

    async def _change(self, change: Callable[[CorePort], None]) -> bool:
        """Changes the journal; returns False, after saying why, if it could not be written."""
        try:
            await self.ask(change)
        except PracticeError as error:
            self.app.say(error)
            return False
        return True

    def _remember(self, erased: "ErasedEntry | None") -> None:
        """Keeps what was erased for a minute, also when this screen is left; nothing is kept for longer."""
        if erased:
            self._erased.add(erased)
            self.app.set_timer(UNDO_S, partial(self._erased.remove, erased))
            self.set_timer(UNDO_S, self.refresh_bindings)
        self.refresh_bindings()

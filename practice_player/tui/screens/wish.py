"""What one person would like of a week: two lines and, where there are two people, a switch."""

from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Center, Horizontal, Vertical
from textual.message import Message
from textual.widgets import Label, Static
from textual.worker import Worker

from practice_player.balance.wish import NO_WISH, Amount, Kind, Unit, Wish, stepped
from practice_player.balance.words import amount_label
from practice_player.lib.errors import PracticeError
from practice_player.tui import untrusted
from practice_player.tui.commands.balance import WISH
from practice_player.tui.commands.model import KeySection
from practice_player.tui.core import CorePort
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.screens.screen import CalmScreen
from practice_player.tui.widgets.keys import Keys
from practice_player.tui.work import start_work

_LINES: Final = (Kind.ALONE, Kind.TOGETHER)
_SHOW_LINE: Final = len(_LINES)
_BACK, _ON = "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}", "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
_ARROW_CELLS: Final = 2
_NOTES: Final = {
    False: "A wish is no promise. It can change, or stay unsaid.",
    True: "Your wishes stand side by side once each of you says so.",
}
"""What stands below the lines, and below the switch while it is lit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """What the screen shows and stores."""

    wish: Wish = NO_WISH
    shows: bool = False


class WishValue(Static):
    """What is said on one line; a click changes it."""

    class Clicked(Message):
        """Requests a change by `by` steps."""

        def __init__(self, line: int, by: int) -> None:
            super().__init__()
            self.line, self.by = line, by

    def __init__(self, line: int) -> None:
        super().__init__(markup=False, classes="value")
        self._line = line

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(self.Clicked(self._line, -1 if event.x < _ARROW_CELLS else 1))


class WishScreen(CalmScreen):
    """Each change holds at once, and is written in a thread."""

    CSS_PATH = "wish.tcss"
    BINDINGS: ClassVar[list[BindingType]] = WISH.bindings
    SECTION: ClassVar[KeySection] = WISH

    def __init__(self, core_proxy: CoreProxy, person: str) -> None:
        super().__init__(core_proxy)
        self._person = person
        self._state: _State | None = None
        self._written: _State | None = None
        self._writing: Worker[object] | None = None
        self._at = 0
        self._units = dict.fromkeys(_LINES, Unit.TIMES)
        self._has_others = False

    def compose(self) -> ComposeResult:
        whose = f" for {self._person}" if self._person else ""
        with Vertical(id="middle"):
            yield Label(untrusted.line(f"What would be good in a week{whose}?"), id="question", markup=False)
            for number, name in enumerate((*_LINES, "side by side")):
                with Center(), Horizontal(classes="row", id=f"row-{number}"):
                    yield Label(untrusted.line(str(name)), classes="name", markup=False)
                    yield WishValue(number)
            yield Label(untrusted.line(_NOTES[False]), id="note", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        self.query_one(f"#row-{_SHOW_LINE}").display = False
        start_work(self, self._look, group="look")

    def allows(self, action: str) -> bool:
        return action != "unit" or self._at < _SHOW_LINE

    async def action_back(self) -> None:
        """Goes back once everything is written: what is beneath reads it again."""
        if self._writing is not None:
            await self._writing.wait()
        await super().action_back()

    def action_light(self, rows: int) -> None:
        self._light(self._at + rows)

    def action_change(self, by: int) -> None:
        """Changes the line that is lit."""
        if self._state is None:
            return
        if self._at == _SHOW_LINE:
            self._choose(self._state.wish, shows=not self._state.shows)
            return
        kind = _LINES[self._at]
        self._put(kind, stepped(self._state.wish.of(kind), by, self._units[kind]))

    def action_unit(self) -> None:
        """Counts the line that is lit in minutes, or in times; what was said in the other is gone."""
        if self._state is None or self._at == _SHOW_LINE:
            return
        kind = _LINES[self._at]
        unit = Unit.MINUTES if self._units[kind] is Unit.TIMES else Unit.TIMES
        self._units[kind] = unit
        self._put(kind, stepped(None, 1, unit) if self._state.wish.of(kind) else None)

    def on_wish_value_clicked(self, event: WishValue.Clicked) -> None:
        self._light(event.line)
        self.action_change(event.by)

    def _light(self, at: int) -> None:
        self._at = min(max(0, at), _SHOW_LINE if self._has_others else _SHOW_LINE - 1)
        self._show()
        self.refresh_bindings()

    def _put(self, kind: Kind, amount: Amount | None) -> None:
        if self._state is None:
            return
        wish = self._state.wish
        alone = amount if kind is Kind.ALONE else wish.alone
        together = amount if kind is Kind.TOGETHER else wish.together
        self._choose(Wish(alone=alone, together=together), shows=self._state.shows)

    def _choose(self, wish: Wish, *, shows: bool) -> None:
        self._state = _State(wish=wish, shows=shows)
        self._show()
        if self._writing is None or self._writing.is_finished:
            self._writing = start_work(self.app, self._write, group="wish")

    def _show(self) -> None:
        state = self._state or _State()
        for number, kind in enumerate(_LINES):
            unit = "" if state.wish.of(kind) else f" ({self._units[kind]})"
            self._show_row(number, f"{amount_label(state.wish.of(kind))}{unit}")
        self._show_row(_SHOW_LINE, "yes, if both say so" if state.shows else "no")
        self.query_one("#note", Label).update(untrusted.line(_NOTES[self._at == _SHOW_LINE]))

    def _show_row(self, number: int, value: str) -> None:
        row = self.query_one(f"#row-{number}")
        row.set_class(number == self._at, "-lit")
        row.query_one(WishValue).update(untrusted.line(f"{_BACK} {value} {_ON}"))

    async def _look(self) -> None:
        try:
            state, self._has_others = await self.ask(lambda core: _read(core, self._person))
        except PracticeError as error:
            self.app.say(error)
            return
        self._state = self._written = state
        for kind in _LINES:
            if amount := state.wish.of(kind):
                self._units[kind] = amount.unit
        self.query_one(f"#row-{_SHOW_LINE}").display = self._has_others
        self._show()

    async def _write(self) -> None:
        """Writes until what is written is what was chosen last."""
        try:
            while (state := self._state) is not None and state != self._written:
                self._written = state
                await self.core_proxy.ask(partial(_store, person=self._person, state=state))
        except PracticeError as error:
            self.app.say(error)


def _read(core: CorePort, person: str) -> tuple[_State, bool]:
    """What is stored for a person, and whether there are others."""
    balance = core.balance
    state = _State(wish=balance.wish(person), shows=balance.file.shows(person))
    return state, any(name != person for name in balance.names())


def _store(core: CorePort, *, person: str, state: _State) -> None:
    core.balance.set_wish(person, state.wish)
    core.balance.file.set_shows(person, on=state.shows)

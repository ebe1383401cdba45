"""Time alone and time together: in words first, then drawn where there is room."""

import asyncio
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import Label, Static

from practice_player.balance.changes import SHOWN_CHANGES, change_chart_lines, change_lines
from practice_player.balance.text_chart import chart_lines
from practice_player.balance.wish import Kind
from practice_player.balance.words import NO_WISH_YET, balance_lines, wish_words
from practice_player.lib.errors import PracticeError
from practice_player.tui import untrusted
from practice_player.tui.commands.balance import BALANCE
from practice_player.tui.commands.model import KeySection
from practice_player.tui.core import CorePort
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.glyphs import Glyphs
from practice_player.tui.screens.reading import ReadingScreen
from practice_player.tui.widgets.keys import Keys
from practice_player.tui.work import start_work

if TYPE_CHECKING:
    from practice_player.core.balance import BalanceView
    from practice_player.tui.widgets.week_chart import Chart

_CHARTS: Final = "practice_player.tui.widgets.week_chart"
"""Loaded in a thread, with the plotting library, once there is something to draw."""

_NO_NUMBERS: Final = (
    "No numbers from before and after yet.",
    "“Numbers before and after” in the palette (ctrl+p) has practices for one ask for them.",
)
_NOT_YOURS: Final = ("Numbers are kept for the one whose journal this is, and for nobody else.",)


class BalanceScreen(ReadingScreen):
    """Shows one person's weeks beside their own wish, or their own changes; nobody else's numbers."""

    CSS_PATH = "balance.tcss"
    BINDINGS: ClassVar[list[BindingType]] = BALANCE.bindings
    SECTION: ClassVar[KeySection] = BALANCE

    class WishAsked(Message):
        """To say what a person would like of a week."""

        def __init__(self, person: str) -> None:
            super().__init__()
            self.person = person

    def __init__(self, core_proxy: CoreProxy) -> None:
        super().__init__(core_proxy)
        self._view: BalanceView | None = None
        self._persons: tuple[str, ...] = ()
        self._shows_changes = False

    def compose(self) -> ComposeResult:
        yield Label("balance", id="where", markup=False)
        with VerticalScroll(id="words", can_focus=False):
            yield Static("A moment…", id="text", markup=False)
            yield Static(id="drawn", markup=False)
        yield Horizontal(id="charts")
        yield Keys()

    def on_screen_resume(self) -> None:
        """Looks again, whenever it is shown again: the wish may be another."""
        self._look(self._view.person if self._view else None)

    def allows(self, action: str) -> bool:
        return action != "next_person" or len(self._persons) > 1

    def action_wish(self) -> None:
        if self._view is not None:
            self.post_message(self.WishAsked(self._view.person))

    def action_next_person(self) -> None:
        if self._view is not None and self._view.person in self._persons:
            at = self._persons.index(self._view.person) + 1
            self._look(self._persons[at % len(self._persons)])

    def action_toggle_changes(self) -> None:
        self._shows_changes = not self._shows_changes
        if self._view is not None:
            start_work(self, partial(self._show, self._view), group="balance", exclusive=True)

    async def action_back(self) -> None:
        if self.is_active:
            self.dismiss()

    def _look(self, person: str | None) -> None:
        start_work(self, partial(self._fill, person), group="balance", exclusive=True)

    async def _fill(self, person: str | None) -> None:
        try:
            self._persons, view = await self.ask(lambda core: _read(core, person))
        except PracticeError as error:
            self.query_one("#text", Static).update("The balance cannot be read just now.")
            self.app.say(error)
            return
        if view.damage_notice:
            self.app.say(view.damage_notice)
        self._view = view
        self.refresh_bindings()
        await self._show(view)

    async def _show(self, view: "BalanceView") -> None:
        is_own = view.person == (self._persons[0] if self._persons else "")
        if self._shows_changes:
            words = change_lines(view.changes) or (_NO_NUMBERS if is_own else _NOT_YOURS)
            drawn = change_chart_lines(view.changes) if view.changes else []
        else:
            words = [
                *balance_lines(view.weeks, view.wish),
                *(wish_words(wish, name) for name, wish in view.others),
                *([] if view.wish else [f"{NO_WISH_YET} w writes it down."]),
            ]
            drawn = chart_lines(view.weeks, view.wish)
        heading = "before and after" if self._shows_changes else "balance"
        name = f" · {view.person}" if view.person else ""
        self.query_one("#where", Label).update(untrusted.line(heading + name))
        self.query_one("#text", Static).update(untrusted.paragraphs(words))
        is_ascii = self.app.glyphs is Glyphs.ASCII
        self.query_one("#drawn", Static).update(untrusted.lines("\n".join(["", *drawn] if is_ascii else [])))
        self.query_one("#words", VerticalScroll).scroll_home(animate=False)
        self.set_class(is_ascii or not drawn, "-undrawn")
        await self._draw([] if is_ascii or not drawn else await self._charts(view))

    async def _charts(self, view: "BalanceView") -> "list[Chart]":
        await asyncio.to_thread(import_module, _CHARTS)
        from practice_player.tui.widgets.week_chart import ChangeChart, WeekChart

        if self._shows_changes:
            return [ChangeChart(view.changes[-SHOWN_CHANGES:])]
        return [WeekChart(kind, view.weeks, view.wish) for kind in Kind]

    async def _draw(self, charts: "list[Chart]") -> None:
        if not self.stands:
            return
        place = self.query_one("#charts", Horizontal)
        async with self.batch():
            await place.remove_children()
            await place.mount(*charts)


def _read(core: CorePort, person: str | None) -> "tuple[tuple[str, ...], BalanceView]":
    """The persons to go through, first whose journal this is, and what one of them sees."""
    owner = core.balance.person()
    others = (name for name in core.balance.names() if name != owner)
    return (owner, *others), core.balance.view(owner if person is None else person)

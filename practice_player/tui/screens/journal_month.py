"""A month of the journal: as a calendar, and beside it its entries in words."""

from contextlib import suppress
from datetime import date
from functools import partial
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from practice_player.core.card_building import NAMES
from practice_player.core.journal_access import JournalMonth, earlier_months, next_month, previous_month
from practice_player.journal.entry import JournalEntry
from practice_player.journal.entry_words import entry_sentences
from practice_player.lib.errors import PracticeError
from practice_player.tui import untrusted
from practice_player.tui.commands.journal import JOURNAL
from practice_player.tui.commands.model import KeySection
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.screens.screen import CalmScreen
from practice_player.tui.widgets.entry_filter_bar import EntryFilterBar
from practice_player.tui.widgets.entry_list import EntryList
from practice_player.tui.widgets.keys import Keys
from practice_player.tui.widgets.month_calendar import LEGEND, MonthCalendar
from practice_player.tui.widgets.offer import Offer
from practice_player.tui.work import start_work

_NOTHING_YET: Final = "Nothing here. A practice leaves an entry."
_NOTHING_THEN: Final = "Nothing in this month."
_NOTHING_FITS: Final = "Nothing in this month fits. Backspace shows everything again."
_UNREADABLE: Final = "The journal cannot be read just now. Practices play all the same."
_MONTH_CUT: Final = "There is more in this month than is listed here."


class JournalMonthScreen(CalmScreen):
    """Shows one month at a time, narrowed by a line of choices; changes nothing."""

    CSS_PATH = "journal.tcss"
    BINDINGS: ClassVar[list[BindingType]] = JOURNAL.bindings
    SECTION: ClassVar[KeySection] = JOURNAL
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [*CalmScreen.VERTICAL_BREAKPOINTS, (36, "-high")]  # noqa: RUF012 - typed by Textual

    def __init__(self, core_proxy: CoreProxy) -> None:
        super().__init__(core_proxy)
        self.month: JournalMonth | None = None
        self.lit: JournalEntry | None = None

    def compose(self) -> ComposeResult:
        yield Label("journal", id="where", markup=False)
        yield EntryFilterBar()
        with Horizontal(id="both"):
            with VerticalScroll(id="beside", can_focus=False):
                yield MonthCalendar(id="earliest")
                yield MonthCalendar(id="earlier")
                yield MonthCalendar(id="calendar")
                yield Static(untrusted.line(LEGEND), id="legend", markup=False)
                yield Static(id="detail", markup=False)
            yield EntryList(id="entries")
            yield Static("A moment…", id="nothing", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        self._tell("A moment…")
        start_work(self, self._open, group="month", exclusive=True)

    async def _open(self) -> None:
        """Shows the month of the newest entry, then learns what the choices can be."""
        await self._show_month(None)
        with suppress(PracticeError):  # it was reported
            self.query_one(EntryFilterBar).know(await self.ask(lambda core: core.journal.known_values()))

    async def _show_month(
        self, first: date | None, *, lit_id: int | None = None, day: date | None = None
    ) -> None:
        bar = self.query_one(EntryFilterBar)
        where = bar.entry_filter
        try:
            month = await self.ask(lambda core: core.journal.month(first, where))
        except PracticeError as error:
            self._tell(_UNREADABLE)
            self.app.say(error)
            return
        if month.damage_notice:
            self.app.say(month.damage_notice)
        self.month = month
        entries = self.query_one(EntryList)
        entries.show(month.entries, month.today, lit_id=lit_id)
        if day:
            entries.light_day(day)
        self.lit = entries.lit
        nothing = _NOTHING_YET if month.is_journal_empty else _NOTHING_FITS if bar.words else _NOTHING_THEN
        self._tell("" if self.lit else nothing)
        self._show_lit()

    def reload(
        self, *, month: date | None = None, lit_id: int | None = None, day: date | None = None
    ) -> None:
        """Shows the month anew, or another one; lights an entry, that of a day, or the one lit before."""
        first = month or (self.month.first if self.month else None)
        lit_id = lit_id if lit_id is not None else self.lit.id if self.lit else None
        start_work(
            self, partial(self._show_month, first, lit_id=lit_id, day=day), group="month", exclusive=True
        )

    def _tell(self, sentence: str) -> None:
        """Shows a sentence in place of the list; with an empty one, the list."""
        self.query_one("#nothing", Static).update(untrusted.words(sentence))
        self.set_class(bool(sentence), "-empty")

    def _show_lit(self) -> None:
        """Shows what is known of the lit entry, and where it lies in the month."""
        if self.month is None:
            return
        day = self.lit.local_start(None).date() if self.lit else None
        months = (*earlier_months(self.month.first), self.month.first)
        for calendar, first in zip(self.query(MonthCalendar), months, strict=True):
            calendar.show(
                first,
                self.month.days,
                selected=day,
                today=self.month.today,
                turns=first == self.month.first,
            )
        self.query_one("#detail", Static).update(
            _detail(self.lit, self.month.today, is_whole=self.month.is_whole)
        )
        words = self.query_one(EntryFilterBar).words if self.has_class("-narrow") else ""
        self.query_one("#where", Label).update(untrusted.line(" · ".join(filter(None, ("journal", words)))))
        self.refresh_bindings()

    def on_resize(self) -> None:
        self._show_lit()

    def on_entry_list_lit(self, event: EntryList.Lit) -> None:
        event.stop()
        if self.stands:
            self.lit = event.entry
            self._show_lit()

    def on_month_calendar_day_clicked(self, event: MonthCalendar.DayClicked) -> None:
        event.stop()
        if self.month and event.day.replace(day=1) != self.month.first:
            self.reload(month=event.day.replace(day=1), day=event.day)
        elif self.query_one(EntryList).light_day(event.day):
            self.remove_class("-calendar")

    def on_entry_filter_bar_changed(self, event: EntryFilterBar.Changed) -> None:
        event.stop()
        self.reload()

    async def on_offer_chosen(self, event: Offer.Chosen) -> None:
        event.stop()
        await self.run_action(event.action)

    def allows(self, action: str) -> bool:
        if action == "month_after":
            return self.month is not None and self.month.first < self.month.today.replace(day=1)
        return action != "calendar" or self.has_class("-narrow")

    def action_move(self, steps: int, pages: int = 0) -> None:
        entries = self.query_one(EntryList)
        entries.move(steps + pages * entries.page_lines)

    def action_month_before(self) -> None:
        if self.month:
            self.reload(month=previous_month(self.month.first))

    def action_month_after(self) -> None:
        if self.month:
            self.reload(month=next_month(self.month.first))

    def action_narrow(self, choice: str) -> None:
        self.query_one(EntryFilterBar).narrow(choice)

    def action_calendar(self) -> None:
        """Shows the calendar in place of the list, or the list again."""
        self.toggle_class("-calendar")


def _detail(entry: JournalEntry | None, today: date, *, is_whole: bool) -> Content:
    if entry is None:
        return untrusted.line("")
    names = [NAMES[word] for word in entry.without if word in NAMES]
    parts = [
        untrusted.words(entry.title).stylize("bold"),
        *map(untrusted.words, entry_sentences(entry, names, None, today)),
    ]
    if entry.note:
        parts.append(untrusted.words(f"“{entry.note}”").stylize("italic"))
    if not is_whole:
        parts.append(untrusted.words(_MONTH_CUT).stylize("$foreground 65%"))
    return untrusted.stacked(parts)

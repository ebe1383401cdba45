"""A month as a calendar: each day has a mark for time alone, for time together, or both."""

import calendar
from collections.abc import Mapping
from datetime import date
from typing import Final

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from practice_player.journal.entry_words import DAY_NAMES, month_words
from practice_player.journal.reading import DayCount
from practice_player.tui import untrusted
from practice_player.tui.theme import FEW_COLOURS

ALONE_MARK: Final = "○"
TOGETHER_MARK: Final = "∞"
"""One ring, or two that meet: the shapes differ, not only the colours."""

LEGEND: Final = f"{ALONE_MARK} alone   {TOGETHER_MARK} together"

CELL_COLUMNS: Final = 5
_BEFORE: Final = "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}"
_AFTER: Final = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
_HEAD_LINES: Final = 2
_WEEK_DAYS: Final = 7

_LIT: Final = "$block-cursor-foreground on $block-cursor-background bold"
_LIT_IN_FEW_COLOURS: Final = "$foreground on $background bold reverse"
_NOTHING: Final = DayCount()


class MonthCalendar(Static):
    """Two lines of headings, then a line for each week; a click on a day asks for it."""

    DEFAULT_CSS = """
    MonthCalendar { width: 36; height: 8; }
    """

    class DayClicked(Message):
        """A day of the month was clicked."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id, markup=False)
        self._weeks: list[list[date]] = []

    def show(
        self,
        first: date,
        days: Mapping[date, DayCount],
        *,
        selected: date | None,
        today: date,
        turns: bool = True,
    ) -> None:
        """Shows the month that begins on `first`; the `selected` day is lit.

        With `turns`, marks beside its name say that another month can be turned to.
        """
        self._weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
        heading = f"{_BEFORE} {month_words(first)} {_AFTER}" if turns else month_words(first)
        title = untrusted.line(heading.center(CELL_COLUMNS * _WEEK_DAYS)).stylize("bold")
        names = "".join(f"{name[:2]:<{CELL_COLUMNS}}" for name in DAY_NAMES)
        lit_style = _LIT_IN_FEW_COLOURS if self.app.has_class(FEW_COLOURS) else _LIT
        lines = [title, untrusted.line(names).stylize("$foreground 60%")]
        for week in self._weeks:
            cells = [
                _cell(
                    day, days.get(day, _NOTHING), lit_style if day == selected else "", is_today=day == today
                )
                if day.month == first.month
                else untrusted.line(" " * CELL_COLUMNS)
                for day in week
            ]
            lines.append(untrusted.joined(cells))
        self.styles.height = _HEAD_LINES + len(self._weeks)
        self.update(untrusted.stacked(lines))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        offset = event.get_content_offset(self)
        if offset is None:
            return
        week, column = offset.y - _HEAD_LINES, offset.x // CELL_COLUMNS
        if 0 <= week < len(self._weeks) and column < _WEEK_DAYS:
            self.post_message(self.DayClicked(self._weeks[week][column]))


def marks(count: DayCount) -> str:
    """Returns the marks of a day; empty when nothing was practised on it."""
    return ALONE_MARK * (count.alone > 0) + TOGETHER_MARK * (count.together > 0)


def _cell(day: date, count: DayCount, lit_style: str, *, is_today: bool) -> Content:
    number, day_marks = f"{day.day:>2}", marks(count)
    style = "$foreground" if day_marks else "$foreground 60%"
    cell = untrusted.joined(
        [
            untrusted.line(number).stylize(f"{style} underline" if is_today else style),
            untrusted.line(day_marks.ljust(2)).stylize("bold $accent"),
        ]
    )
    if lit_style:
        cell = cell.stylize(lit_style)
    return untrusted.joined([cell, untrusted.line(" " * (CELL_COLUMNS - cell.cell_length))])

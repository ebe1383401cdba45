"""The entries of a month of the journal, day by day."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from practice_player.journal.entry import JournalEntry
from practice_player.journal.entry_words import DAY_NAMES, brief_words
from practice_player.tui import untrusted
from practice_player.tui.widgets.listed import Listed

NOTE_LETTERS: Final = 60
"""Of a note in the list; the whole stands beside it."""


SPACED_LINES: Final = 20
"""In a window of this height, a free line stands before each day."""


class EntryList(Listed):
    """A line with the name of each day, and two or three for each entry."""

    class Lit(Message):
        """Another entry is lit."""

        def __init__(self, entry: JournalEntry) -> None:
            super().__init__()
            self.entry = entry

    class Chosen(Message):
        """The lit entry was clicked once more."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id, opens_lit_only=True)
        self._entries: list[JournalEntry | None] = []
        """By the number of the line; None for the name of a day."""

    @property
    def lit(self) -> JournalEntry | None:
        """The entry that is lit; None in an empty list."""
        at = self.highlighted
        return self._entries[at] if at is not None and at < len(self._entries) else None

    def show(self, entries: Sequence[JournalEntry], today: date, *, lit_id: int | None) -> None:
        """Shows these entries; that of `lit_id` is lit, or else the nearest to where it was."""
        line_before = self.highlighted or 0
        self._entries = []
        options: list[Option] = []
        day: date | None = None
        for entry in entries:
            start = entry.local_start(None)
            if start.date() != day:
                day = start.date()
                self._entries.append(None)
                heading = untrusted.line(f"{DAY_NAMES[day.weekday()]} {day.day}").stylize("italic $secondary")
                is_spaced = bool(options) and self.app.size.height >= SPACED_LINES
                options.append(Option(Content.assemble("\n" * is_spaced, heading), disabled=True))
            self._entries.append(entry)
            options.append(Option(_entry_lines(entry, today)))
        self.set_options(options)
        ids = [entry.id if entry else None for entry in self._entries]
        open_lines = self.open_lines
        if lit_id is not None and lit_id in ids:
            self.highlighted = ids.index(lit_id)
        else:
            self.highlighted = min(open_lines, key=lambda line: abs(line - line_before), default=None)

    def light_day(self, day: date) -> bool:
        """Lights the first entry of a day; returns whether there is one."""
        for line, entry in enumerate(self._entries):
            if entry and entry.local_start(None).date() == day:
                self.highlighted = line
                return True
        return False

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if self.lit is not None:
            self.post_message(self.Lit(self.lit))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Chosen())


def _entry_lines(entry: JournalEntry, today: date) -> Content:
    lines = [
        untrusted.line(f"{entry.local_start(None):%H:%M}  {entry.title}"),
        untrusted.line(brief_words(entry, None, today)).stylize("$foreground 65%"),
    ]
    if entry.note:
        lines.append(untrusted.line(f"“{entry.note}”", NOTE_LETTERS).stylize("italic $foreground 80%"))
    return untrusted.stacked(lines)

"""What the interface asks of the journal: a month of it, and changes that its owner wishes.

Nothing here is quick: SQLite answers.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from practice_player.journal.entry_filter import EntryFilter
from practice_player.journal.reading import DayCount, KnownValues, count_days, known_values, read_entries
from practice_player.lib.local_time import local_now

if TYPE_CHECKING:
    from practice_player.journal.editing import ErasedEntry
    from practice_player.journal.entry import JournalEntry

MAX_MONTH_ENTRIES: Final = 400
"""A longer month is cut: nobody reads so many, and each is a line to draw."""


MAX_COUNTED_ENTRIES: Final = 2_000
"""So many entries are looked at for the marks of a narrowed calendar, the newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalMonth:
    """The part of the journal that is shown at once."""

    first: date
    """The first day of the month."""

    today: date
    """The local day on which it was asked for."""

    is_journal_empty: bool = False
    """Whether there is no entry in any month."""

    entries: "tuple[JournalEntry, ...]" = ()
    """Newest first, `MAX_MONTH_ENTRIES` at most."""

    days: Mapping[date, DayCount] = field(default_factory=dict)
    """What was practised on each day of this month and of the two before, as far as the filter allows."""

    is_whole: bool = True
    """False when there are more entries than are listed."""

    damage_notice: str = ""


class JournalAccess:
    """Reads and changes one journal; without a path, it is empty."""

    def __init__(self, path: Path | None, clock: Callable[[], datetime] = local_now) -> None:
        """`clock` returns the local time, with its zone."""
        self._path, self._clock = path, clock

    def month(self, first: date | None, where: EntryFilter) -> JournalMonth:
        """Returns the entries of the month that begins on `first`; of the newest entry's month if it is None.

        Raises:
            JournalError: the journal cannot be read.
        """
        now = self._clock()
        today = now.date()
        if self._path is None:
            return JournalMonth(first=(first or today).replace(day=1), today=today, is_journal_empty=True)
        newest = read_entries(self._path, EntryFilter(limit=1), now=now)
        if first is None:
            first = newest.entries[0].local_start(None).date() if newest.entries else today
        first = first.replace(day=1)
        last = next_month(first) - timedelta(days=1)
        bounds = replace(where, since=first, until=last, limit=MAX_MONTH_ENTRIES + 1)
        found = read_entries(self._path, bounds, now=now).entries
        entries, is_whole = found[:MAX_MONTH_ENTRIES], len(found) <= MAX_MONTH_ENTRIES
        return JournalMonth(
            first=first,
            today=today,
            is_journal_empty=not newest.entries,
            entries=entries,
            days=self._days(earlier_months(first)[0], last, where, now),
            is_whole=is_whole,
            damage_notice=newest.damage_notice,
        )

    def _days(self, first: date, last: date, where: EntryFilter, now: datetime) -> Mapping[date, DayCount]:
        if self._path is None:
            return {}
        if where == EntryFilter():
            return count_days(self._path, first, last, now=now)
        bounds = replace(where, since=first, until=last, limit=MAX_COUNTED_ENTRIES)
        return count_entries(read_entries(self._path, bounds, now=now).entries)

    def known_values(self) -> KnownValues:
        """Returns the people, goals and practices that occur.

        Raises:
            JournalError: the journal cannot be read.
        """
        return known_values(self._path, now=self._clock()) if self._path else KnownValues()

    def copies(self) -> tuple[str, ...]:
        """Returns the names of copies beside the journal, which go with whatever is erased."""
        from practice_player.journal.erasing import copies

        return tuple(path.name for path in copies(self._path)) if self._path else ()

    def set_note(self, entry_id: int, note: str) -> None:
        """Replaces the note of an entry; an empty one takes it away.

        Raises:
            JournalError: the entry is not there, or the journal cannot be written.
        """
        from practice_player.journal.editing import set_note

        if self._path:
            set_note(self._path, entry_id, note)

    def erase(self, entry_id: int) -> "ErasedEntry | None":
        """Erases an entry; returns what `restore` needs, for as long as it is wanted.

        Raises:
            JournalError: the entry is not there, or the journal cannot be written.
        """
        from practice_player.journal.editing import erase

        return erase(self._path, entry_id) if self._path else None

    def restore(self, erased: "ErasedEntry") -> None:
        """Brings an erased entry back.

        Raises:
            JournalError: the journal cannot be written.
        """
        from practice_player.journal.editing import restore

        if self._path:
            restore(self._path, erased)

    def erase_all(self) -> int:
        """Erases every entry; returns how many there were.

        Raises:
            JournalError: the journal cannot be written.
        """
        from practice_player.journal.editing import erase_all

        return erase_all(self._path) if self._path else 0


def next_month(first: date) -> date:
    """Returns the first day of the month after that of `first`; at the calendar's end, that month itself."""
    if (first.year, first.month) == (date.max.year, date.max.month):
        return first.replace(day=1)
    return (first.replace(day=1) + timedelta(days=31)).replace(day=1)


def previous_month(first: date) -> date:
    """Returns the first day of the month before that of `first`, or the calendar's first month."""
    if (first.year, first.month) == (date.min.year, date.min.month):
        return first.replace(day=1)
    return (first.replace(day=1) - timedelta(days=1)).replace(day=1)


def earlier_months(first: date) -> tuple[date, date]:
    """Returns the first days of the two months before, the earlier one first."""
    before = previous_month(first)
    return previous_month(before), before


def count_entries(entries: "tuple[JournalEntry, ...]") -> dict[date, DayCount]:
    """Counts entries by their local days."""
    days: dict[date, DayCount] = {}
    for entry in entries:
        day = entry.local_start(None).date()
        before = days.get(day, DayCount())
        if entry.practice == "partner":
            days[day] = replace(
                before, together=before.together + 1, together_s=before.together_s + entry.practised_s
            )
        else:
            days[day] = replace(before, alone=before.alone + 1, alone_s=before.alone_s + entry.practised_s)
    return days

"""A month of the journal, with the marks of the days of that month and the two before."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from practice_player.core import journal_access
from practice_player.core.journal_access import JournalAccess, earlier_months, next_month, previous_month
from practice_player.journal.entry_filter import EVERY_ENTRY, EntryFilter
from practice_player.journal.reading import DayCount
from tests.tui.journals import NOW, SOFT_SIGHS, TWO_GOOD_EARS, journal_of, on_day

NOVEMBER = date(2026, 11, 1)


def test_the_first_month_shown_is_that_of_the_newest_entry(tmp_path: Path) -> None:
    month = journal_of(tmp_path).month(None, EVERY_ENTRY)

    assert (month.first, month.today) == (NOVEMBER, NOW.date())
    assert [entry.started_at.day for entry in month.entries] == [26, 21, 21, 14, 9, 2]


def test_each_day_is_marked_for_time_alone_and_time_together(tmp_path: Path) -> None:
    days = journal_of(tmp_path).month(NOVEMBER, EVERY_ENTRY).days

    assert days[date(2026, 11, 21)] == DayCount(alone=1, together=1, alone_s=420.0, together_s=840.0)
    assert days[date(2026, 10, 30)].together == 1, "the month before is shown too, where there is room"


def test_a_narrowed_month_lists_and_marks_only_what_fits(tmp_path: Path) -> None:
    month = journal_of(tmp_path).month(NOVEMBER, EntryFilter(kind="partner"))

    assert {entry.name for entry in month.entries} == {"two-good-ears"}
    assert set(month.days) == {date(2026, 10, 30), date(2026, 11, 14), date(2026, 11, 21)}


def test_a_month_without_entries_is_not_an_empty_journal(tmp_path: Path) -> None:
    month = journal_of(tmp_path).month(date(2026, 8, 1), EVERY_ENTRY)

    assert (month.entries, month.is_journal_empty) == ((), False)


def test_a_journal_that_is_not_there_is_empty_and_stays_away(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    month = JournalAccess(path, lambda: NOW).month(None, EVERY_ENTRY)

    assert (month.first, month.entries, month.is_journal_empty) == (NOVEMBER, (), True)
    assert not path.exists()


def test_a_very_full_month_is_cut_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_access, "MAX_MONTH_ENTRIES", 3)

    month = journal_of(tmp_path).month(NOVEMBER, EVERY_ENTRY)

    assert (len(month.entries), month.is_whole) == (3, False)
    assert month.days[date(2026, 11, 2)].alone == 1, "the calendar has all of it"


def test_an_erased_entry_comes_back_as_it_was(tmp_path: Path) -> None:
    journal = journal_of(tmp_path)
    entry = journal.month(NOVEMBER, EVERY_ENTRY).entries[0]

    erased = journal.erase(entry.id)
    assert entry.id not in {left.id for left in journal.month(NOVEMBER, EVERY_ENTRY).entries}
    assert erased is not None
    journal.restore(erased)

    assert journal.month(NOVEMBER, EVERY_ENTRY).entries[0] == entry


def test_words_can_be_changed_and_taken_away(tmp_path: Path) -> None:
    journal = journal_of(tmp_path)
    entry = journal.month(NOVEMBER, EVERY_ENTRY).entries[0]

    for note in ("other words", ""):
        journal.set_note(entry.id, note)
        assert journal.month(NOVEMBER, EVERY_ENTRY).entries[0] == replace(entry, note=note)


def test_everything_can_be_erased(tmp_path: Path) -> None:
    journal = journal_of(tmp_path, [on_day(SOFT_SIGHS, 1, 7), on_day(TWO_GOOD_EARS, 2, 7)])

    assert journal.erase_all() == 2
    assert journal.month(None, EVERY_ENTRY).is_journal_empty


@pytest.mark.parametrize(
    ("first", "before", "after"),
    [
        (date(2026, 1, 1), date(2025, 12, 1), date(2026, 2, 1)),
        (date(2026, 12, 1), date(2026, 11, 1), date(2027, 1, 1)),
        (date(2024, 2, 1), date(2024, 1, 1), date(2024, 3, 1)),
        (date.min, date.min, date(1, 2, 1)),
        (date(9999, 12, 1), date(9999, 11, 1), date(9999, 12, 1)),
    ],
)
def test_months_follow_each_other_to_the_calendars_ends(first: date, before: date, after: date) -> None:
    assert (previous_month(first), next_month(first)) == (before, after)
    assert earlier_months(first)[1] == before

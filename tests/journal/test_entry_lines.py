"""Journal entries as lines of text."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from practice_player.journal.entry import Ended, JournalEntry
from practice_player.journal.entry_lines import entry_line, fitting_title_cells

FINISHED = JournalEntry(
    id=12,
    name="soft-sighs",
    title="Soft Sighs",
    practice="solo",
    started_at=datetime(2026, 11, 23, 9, 48, tzinfo=UTC),
    planned_s=420,
    practised_s=419.98,
    ended=Ended.FINISHED,
    note="",
)


def test_a_finished_practice_says_when_what_and_how_long() -> None:
    text = entry_line(FINISHED, UTC)

    assert text == "  12  Mon 23 Nov 2026 09:48  Soft Sighs                   7:00  finished"


def test_a_practice_stopped_early_was_enough_for_today() -> None:
    stopped = replace(FINISHED, practised_s=190, ended=Ended.STOPPED)

    text = entry_line(stopped, UTC)

    assert text.endswith("  3:10 of 7:00  enough for today")


def test_a_practice_under_way_says_so() -> None:
    running = replace(FINISHED, planned_s=3900, practised_s=60, ended=Ended.RUNNING)

    text = entry_line(running, UTC)

    assert text.endswith("  1:00 of 65:00  under way")


def test_what_was_repeated_may_exceed_the_plan() -> None:
    repeated = replace(FINISHED, practised_s=508)

    assert entry_line(repeated, UTC).endswith("  8:28  finished")
    assert entry_line(replace(repeated, ended=Ended.STOPPED), UTC).endswith("  8:28  enough for today")


def test_the_hour_is_the_persons_own() -> None:
    zone = timezone(timedelta(hours=15))

    text = entry_line(FINISHED, zone)

    assert "Tue 24 Nov 2026 00:48" in text


def test_an_entry_keeps_the_hour_of_where_it_was_practised() -> None:
    moved = replace(FINISHED, offset=timedelta(hours=-5))

    text = entry_line(moved, timezone(timedelta(hours=15)))

    assert "Mon 23 Nov 2026 04:48" in text


def test_the_same_day_of_two_years_looks_different() -> None:
    older = replace(FINISHED, started_at=FINISHED.started_at.replace(year=2025))

    assert "23 Nov 2025 09:48" in entry_line(older, UTC)
    assert "23 Nov 2026 09:48" in entry_line(FINISHED, UTC)


def test_a_line_keeps_to_eighty_columns() -> None:
    longest = replace(FINISHED, id=9999, planned_s=5999, practised_s=5000, ended=Ended.STOPPED)

    assert len(entry_line(longest, UTC)) <= 80


@pytest.mark.parametrize(
    "title", ["A", "息を整える", "A very long title that goes on and on", "Two\nlines\x1b[2J"]
)
def test_every_title_keeps_to_one_line_and_its_column(title: str) -> None:
    text = entry_line(replace(FINISHED, title=title), UTC)

    wide_letters = sum(letter in "息を整える" for letter in text)
    assert len(text) + wide_letters == len(entry_line(FINISHED, UTC))
    assert text.isprintable()


def test_a_wide_terminal_shows_longer_titles_and_still_no_wider_line() -> None:
    titled = [replace(FINISHED, title=title) for title in ("Four, Seven, Eight, Halved", "A")]

    for terminal_cells in (40, 80, 84, 100, 200):
        cells = fitting_title_cells(titled, terminal_cells)
        lines = [entry_line(entry, UTC, title_cells=cells) for entry in titled]
        assert len({len(line) for line in lines}) == 1, "the columns stand below each other"
        assert all(len(line) <= max(80, terminal_cells) for line in lines)
        assert ("Four, Seven, Eight, Halved" in lines[0]) == (terminal_cells >= 100)


@pytest.mark.parametrize("ended", list(Ended))
def test_no_word_of_failure_is_ever_said(ended: Ended) -> None:
    text = entry_line(replace(FINISHED, ended=ended), UTC).lower()

    assert not any(word in text for word in ("fail", "incomplete", "abandon", "abort", "interrupt"))

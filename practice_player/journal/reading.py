"""Reads the journal: entries, what was done on each day, and which people, goals and practices occur.

A journal that does not exist is empty, and reading creates no file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from practice_player.journal.entry import JournalEntry, parse_texts_json
from practice_player.journal.entry_filter import EVERY_ENTRY, EntryFilter, select_distinct
from practice_player.journal.erasing import finish_erasing
from practice_player.journal.failures import (
    damaged_error,
    is_unwritable,
    unknown_entry_error,
    unwritable_notice,
)
from practice_player.journal.repairing import open_to_read, read_journal, with_journal
from practice_player.journal.store import Journal
from practice_player.journal.waiting import import_waiting_files, is_absent
from practice_player.lib.errors import JournalError

_DAYS: Final = """
    SELECT day, practice = 'partner', count(*), sum(practised_s) FROM entry
    WHERE day BETWEEN :first AND :last GROUP BY day, practice
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalReading:
    entries: tuple[JournalEntry, ...]
    """Newest first."""

    damage_notice: str
    """What happened to a damaged journal, or that nothing can be written to it; empty if all is well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """What was practised on one local day, under way or ended in any way."""

    alone: int = 0
    together: int = 0
    alone_s: float = 0.0
    together_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownValues:
    """The values that a filter can have, each in alphabetical order."""

    people: tuple[str, ...] = ()
    """Without guests, who have no name."""

    goals: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """The practices, as on the command line."""


def read_entries(path: Path, where: EntryFilter = EVERY_ENTRY, *, now: datetime) -> JournalReading:
    """Reads the wanted entries; a damaged journal is set aside, and a new one begun with what can be read.

    Raises:
        JournalError: the journal cannot be read.
    """
    if is_absent(path):
        return JournalReading(entries=(), damage_notice="")

    def read(journal: Journal) -> list[JournalEntry]:
        import_waiting_files(path, journal)
        finish_erasing(path, journal)
        return journal.entries(where, now=now)

    entries, damage_notice = read_journal(path, read, now=now)
    return JournalReading(entries=tuple(entries), damage_notice=damage_notice)


def read_entry(path: Path, entry_id: int, *, now: datetime) -> JournalReading:
    """Reads one entry, as `read_entries` reads several.

    Raises:
        JournalError: there is no such entry, or the journal cannot be read.
    """
    if is_absent(path):
        raise unknown_entry_error(entry_id, place=str(path))

    def read(journal: Journal) -> JournalEntry:
        import_waiting_files(path, journal)
        finish_erasing(path, journal)
        return journal.entry(entry_id, now=now)

    entry, damage_notice = read_journal(path, read, now=now)
    return JournalReading(entries=(entry,), damage_notice=damage_notice)


def open_to_copy(path: Path, *, now: datetime) -> tuple[Journal, str]:
    """Opens the journal after `repair`, also where nothing can be written; an absent one is empty.

    The text is to be told: what happened to it, or that nothing can be written; empty if all is well.

    Raises:
        JournalError: the journal cannot be read.
    """
    if is_absent(path):
        return Journal.open(None), ""
    try:
        damage_notice = repair(path, now=now)
        return Journal.open(path), damage_notice
    except JournalError as exc:
        if not is_unwritable(exc):
            raise
        try:
            return open_to_read(path), unwritable_notice(exc)
        except JournalError:
            raise exc from None


def repair(path: Path, *, now: datetime) -> str:
    """Sets a damaged journal aside, and takes in what waits beside it; returns what happened, or empty.

    Raises:
        JournalError: the journal cannot be read, or not be written.
    """
    if is_absent(path):
        return ""

    def take_in(journal: Journal) -> None:
        journal.entries(EntryFilter(limit=0), now=now)
        import_waiting_files(path, journal)
        finish_erasing(path, journal)

    _, damage_notice = with_journal(path, take_in, now=now)
    return damage_notice


def count_days(path: Path, first: date, last: date, *, now: datetime) -> Mapping[date, DayCount]:
    """Counts what was practised on each local day from `first` to `last`; a day without any is missing.

    What happened to a damaged journal is only in the log here: call `read_entries` first, which returns it.

    Raises:
        JournalError: the journal cannot be read.
    """
    if is_absent(path):
        return {}
    bounds = {"first": first.isoformat(), "last": last.isoformat()}
    rows, _ = read_journal(path, lambda journal: journal.select(_DAYS, bounds), now=now)
    counts: dict[date, DayCount] = {}
    for day_text, together, count, practised_s in rows:
        try:
            day = date.fromisoformat(day_text)
        except (ValueError, TypeError) as exc:
            raise damaged_error(str(path)) from exc
        before = counts.get(day, DayCount())
        counts[day] = DayCount(
            alone=before.alone + (0 if together else count),
            together=before.together + (count if together else 0),
            alone_s=before.alone_s + (0 if together else practised_s),
            together_s=before.together_s + (practised_s if together else 0),
        )
    return counts


def known_values(path: Path, *, now: datetime) -> KnownValues:
    """Returns the people, goals and practices that occur in the journal; damage is told as by `count_days`.

    Raises:
        JournalError: the journal cannot be read.
    """
    if is_absent(path):
        return KnownValues()
    columns = ("people", "goal", "name")
    values, _ = read_journal(
        path, lambda journal: [_distinct_values(journal, column) for column in columns], now=now
    )
    groups, goals, names = values
    try:
        people = {person for text in groups for person in parse_texts_json(text)}
    except ValueError as exc:
        raise damaged_error(str(path)) from exc
    return KnownValues(
        people=tuple(sorted(people - {""}, key=str.casefold)),
        goals=tuple(sorted(set(goals) - {""})),
        names=tuple(sorted(names)),
    )


def _distinct_values(journal: Journal, column: str) -> list[str]:
    return [str(value) for (value,) in journal.select(select_distinct(column), {})]

"""Sums and short lists from the journal for the picture of balance; reads a few weeks, and writes nothing.

Without a journal, every answer is empty.  The sums use the index over days, so that they stay
quick in a journal of a million practices.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from practice_player.journal.entry import CheckIns, parse_check_ins, parse_texts
from practice_player.journal.repairing import read_journal
from practice_player.journal.store import Journal
from practice_player.lib.local_time import local_now
from practice_player.lib.paths import is_file

RECENT_ROWS: Final = 200
"""So many of the latest practices are looked through for those that were left early."""

CHECK_IN_ROWS: Final = 2_000
"""So many of the latest practices are looked through for check-ins."""

_HEARD_SHARE: Final = 0.9
"""A practice that was heard this far was not left early."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySum:
    """The practices of one local day, of one kind and with the same people."""

    day: date
    practice: str
    """`solo` or `partner`."""

    people: tuple[str, ...]
    """As in `JournalEntry.people`."""

    times: int
    practised_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftEarly:
    """A practice that was stopped or cut off when it was done last."""

    name: str
    title: str
    practice: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedIn:
    """A practice with the numbers before and after it."""

    name: str
    title: str
    day: date
    check_ins: CheckIns


class JournalSums:
    """Queries the journal, opened anew for each of them.

    Each raises `JournalError` if the journal cannot be read.
    """

    def __init__(
        self, path: Path | None, clock: Callable[[], datetime] = local_now, *, repairs: bool = True
    ) -> None:
        """Without `repairs`, a damaged journal stays as it is, for whoever can say so."""
        self._path, self._clock, self._repairs = path, clock, repairs
        self._damage_notice = ""

    def take_damage_notice(self) -> str:
        """Returns, once, what happened to a damaged journal, or that nothing can be written to it."""
        damage_notice, self._damage_notice = self._damage_notice, ""
        return damage_notice

    def days(self, first: date, last: date) -> tuple[DaySum, ...]:
        """Returns the sums of the days from `first` to `last`, both included, in the order of the days."""
        rows = self._select(
            "SELECT day, practice, people, count(*), sum(practised_s) FROM entry"
            " WHERE day BETWEEN :first AND :last GROUP BY day, practice, people ORDER BY day",
            {"first": first.isoformat(), "last": last.isoformat()},
        )
        sums = []
        for day, practice, people, times, practised_s in rows:
            with suppress(ValueError, TypeError):
                sums.append(
                    DaySum(
                        day=date.fromisoformat(day),
                        practice=str(practice),
                        people=parse_texts(json.loads(people)),
                        times=int(times),
                        practised_s=float(practised_s),
                    )
                )
        return tuple(sums)

    def left_early(self) -> tuple[LeftEarly, ...]:
        """Returns what was left early and not done since, the latest first.

        What led to the grounding practice is not among it: that was too much.
        """
        rows = self._select(
            "SELECT name, title, practice, day, ended, practised_s, planned_s FROM entry"
            " ORDER BY started_at DESC, id DESC LIMIT :rows",
            {"rows": RECENT_ROWS},
        )
        latest: dict[str, LeftEarly | None] = {}
        for name, title, practice, day, ended, practised_s, planned_s in rows:
            if name in latest:
                continue
            latest[name] = None
            is_early = ended in ("stopped", "cut-off", "running") and practised_s < _HEARD_SHARE * planned_s
            with suppress(ValueError, TypeError):
                if is_early:
                    latest[name] = LeftEarly(
                        name=str(name),
                        title=str(title),
                        practice=str(practice),
                        day=date.fromisoformat(day),
                    )
        return tuple(left for left in latest.values() if left)

    def has_practised_together(self) -> bool:
        """Whether one of the latest practices was for two."""
        rows = self._select(
            "SELECT 1 FROM (SELECT practice FROM entry ORDER BY started_at DESC LIMIT :rows)"
            " WHERE practice = 'partner' LIMIT 1",
            {"rows": RECENT_ROWS},
        )
        return bool(rows)

    def check_ins(self) -> tuple[CheckedIn, ...]:
        """Returns the practices that have numbers from before and after, the earliest first."""
        rows = self._select(
            "SELECT name, title, day, check_ins FROM (SELECT * FROM entry ORDER BY started_at DESC, id DESC"
            " LIMIT :rows) WHERE check_ins <> '{}' ORDER BY started_at, id",
            {"rows": CHECK_IN_ROWS},
        )
        checked = []
        for name, title, day, numbers in rows:
            with suppress(ValueError, TypeError, RecursionError):
                check_ins = parse_check_ins(json.loads(numbers))
                if {"before", "after"} <= check_ins.keys():
                    checked.append(
                        CheckedIn(
                            name=str(name),
                            title=str(title),
                            day=date.fromisoformat(day),
                            check_ins=check_ins,
                        )
                    )
        return tuple(checked)

    def _select(self, query: str, parameters: dict[str, object]) -> list[tuple[Any, ...]]:
        if self._path is None or not is_file(self._path):
            return []
        if not self._repairs:
            with Journal.open(self._path) as journal:
                return journal.select(query, parameters)
        rows, damage_notice = read_journal(
            self._path, lambda journal: journal.select(query, parameters), now=self._clock()
        )
        self._damage_notice = damage_notice or self._damage_notice
        return rows

"""Reads from the journal who practised together, who went first, and what was finished."""

import json
from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from practice_player.journal.entry import parse_texts_json
from practice_player.journal.erasing import erasing
from practice_player.journal.rows import timestamp
from practice_player.journal.store import Journal
from practice_player.lib.errors import JournalError
from practice_player.lib.paths import is_file

MIN_TURN_S: Final = 60
"""A shorter practice does not count as a turn at going first."""

RECENT_ROWS: Final = 100
"""So many entries are looked through for what was done lately."""

FINISHED_ROWS: Final = 2_000
"""So many of the latest finished practices count on a path."""

_PAIR: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedPractice:
    """A practice that was played to its end."""

    name: str
    people: tuple[str, ...]
    """As in `JournalEntry.people`."""


class PracticeHistory:
    """Queries the journal and writes nothing; without a readable journal, every answer is empty."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def last_pair(self) -> tuple[str, ...]:
        """Returns the names of the two who practised together last; empty if one of them had no name."""
        rows = self._select(
            "SELECT people FROM entry WHERE practice = 'partner' ORDER BY started_at DESC, id DESC LIMIT 1",
            {},
        )
        for (people,) in rows:
            with suppress(ValueError, TypeError):
                names = tuple(json.loads(people))
                if len(names) == _PAIR and all(isinstance(name, str) and name for name in names):
                    return names
        return ()

    def began_last(self, pair: Sequence[str]) -> str | None:
        """Returns which of the two went first last time; None if they never took turns, or without names."""
        if len(pair) != _PAIR or not all(pair):
            return None
        in_order, swapped = (json.dumps(list(order), ensure_ascii=False) for order in (pair, pair[::-1]))
        rows = self._select(
            # The plus leaves the index of people; the other would read all partner practices for a new pair.
            "SELECT first FROM entry WHERE +practice = 'partner' AND first <> '' AND practised_s >= :begun_s"
            " AND people IN (:in_order, :swapped) ORDER BY started_at DESC, id DESC LIMIT 1",
            {"begun_s": MIN_TURN_S, "in_order": in_order, "swapped": swapped},
        )
        return str(rows[0][0]) if rows else None

    def recent(self, practice: str, count: int) -> tuple[str, ...]:
        """The names of the `solo` or `partner` practices done lately, the latest first, each once."""
        rows = self._select(
            "SELECT name FROM entry WHERE practice = :practice ORDER BY started_at DESC, id DESC LIMIT :rows",
            {"practice": practice, "rows": RECENT_ROWS},
        )
        return tuple(dict.fromkeys(str(name) for (name,) in rows))[:count]

    def latest(self) -> tuple[str, float] | None:
        """The name and the planned seconds of the practice that was done last; None when nothing was."""
        rows = self._select("SELECT name, planned_s FROM entry ORDER BY started_at DESC, id DESC LIMIT 1", {})
        return (str(rows[0][0]), float(rows[0][1])) if rows else None

    def finished(self) -> Counter[str]:
        """Counts how often each practice was played to its end, by its name."""
        rows = self._select("SELECT name, count(*) FROM entry WHERE ended = 'finished' GROUP BY name", {})
        return Counter({str(name): int(count) for name, count in rows})

    def finished_since(self, since: datetime) -> tuple[FinishedPractice, ...]:
        """What was begun from then on and played to its end, the earliest first; only the latest, of many."""
        rows = self._select(
            "SELECT name, people FROM entry WHERE ended = 'finished' AND started_at >= :since"
            " ORDER BY started_at DESC, id DESC LIMIT :rows",
            {"since": timestamp(since), "rows": FINISHED_ROWS},
        )
        finished = []
        for name, people in reversed(rows):
            with suppress(ValueError):
                finished.append(FinishedPractice(name=str(name), people=parse_texts_json(people)))
        return tuple(finished)

    def _select(self, query: str, parameters: dict[str, object]) -> list[tuple[Any, ...]]:
        if self._path is None or not is_file(self._path):
            return []
        try:
            with Journal.open(self._path) as journal:
                return journal.select(query, parameters)
        except JournalError:  # reported where the journal itself is opened
            return []


def rename_in_journal(path: Path, name: str, new_name: str) -> None:
    """Replaces a person's name in every entry; an empty `new_name` makes them a guest, and erases the name.

    Raises:
        JournalError: the journal cannot be written.
    """
    if not is_file(path):
        return
    with Journal.open(path) as journal, nullcontext() if new_name else erasing(path, journal):
        rows = journal.select("SELECT id, people, first FROM entry WHERE people <> '[]'", {})
        for entry_id, people, first in rows:
            names = [new_name if person == name else person for person in json.loads(people)]
            new_first = new_name if first == name else first
            journal.rename(entry_id, people=names, first=new_first)

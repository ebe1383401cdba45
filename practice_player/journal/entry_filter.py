"""Which entries of the journal are wanted, and the SQL that selects them.

Pure: no file, no clock.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from practice_player.journal.rows import storable

_MAX_LIMIT: Final = 2**63 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFilter:
    """All that is set must be true of an entry; without anything set, every entry is wanted."""

    person: str = ""
    """Practised in it, under this name; empty for anybody."""

    kind: str = ""
    """`solo` or `partner`; empty for both."""

    goal: str = ""
    name: str = ""
    """The practice's name, as on the command line; empty for any."""

    since: date | None = None
    until: date | None = None
    """The first and the last local day, both included; None for no bound."""

    limit: int | None = None
    """At most so many, the newest; None for all."""


EVERY_ENTRY: Final = EntryFilter()


def select_entries(columns: str, where: EntryFilter) -> tuple[str, dict[str, object]]:
    """Returns the query for these columns of the wanted entries, newest first, and its parameters."""
    conditions: list[str] = []
    parameters: dict[str, object] = {}
    plus = "+" if where.person else ""  # a column with a plus uses no index: few entries have the person
    for column, value in (("practice", where.kind), ("goal", where.goal), ("name", where.name)):
        if value:
            conditions.append(f"{plus}{column} = :{column}")
            parameters[column] = storable(value)
    if where.person:
        groups = select_distinct("people")
        conditions.append(
            f"people IN (SELECT value FROM ({groups}) AS names"  # noqa: S608
            " WHERE EXISTS (SELECT 1 FROM json_each(names.value) AS name WHERE name.value = :person))"
        )
        parameters["person"] = storable(where.person)
    # Clocks are less than a day from UTC; with the bound on `started_at`, the index that sorts is enough.
    if where.since:
        conditions.append("+day >= :since AND started_at >= :started_since")
        parameters |= {"since": where.since.isoformat(), "started_since": _shifted(where.since, -1)}
    if where.until:
        conditions.append("+day <= :until AND started_at < :started_before")
        parameters |= {"until": where.until.isoformat(), "started_before": _shifted(where.until, 2)}
    query = f"SELECT {columns} FROM entry"  # noqa: S608 - our own names
    if conditions:
        query += f" WHERE {' AND '.join(conditions)}"
    query += " ORDER BY started_at DESC, id DESC"
    if where.limit is not None:
        query += " LIMIT :limit"
        parameters["limit"] = min(max(0, where.limit), _MAX_LIMIT)
    return query, parameters


def select_distinct(column: str) -> str:
    """Returns the query for the different values of an indexed column; it jumps from one to the next.

    Its result has a column `value`.  `SELECT DISTINCT` would read the whole index.
    """
    return (
        f"WITH RECURSIVE jump (value) AS (SELECT min({column}) FROM entry UNION ALL"  # noqa: S608
        f" SELECT (SELECT min({column}) FROM entry WHERE {column} > value) FROM jump WHERE value NOT NULL)"
        " SELECT value FROM jump WHERE value NOT NULL"
    )


def _shifted(day: date, days: int) -> str:
    try:
        return (day + timedelta(days=days)).isoformat()
    except OverflowError:  # the calendar's first or last days
        return day.isoformat() if days < 0 else "9999-12-31~"

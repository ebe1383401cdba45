"""Finds the practices that broke off and can go on, and takes one of them up again.

A practice is taken up by one program only: the one that changes its row first.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from practice_player.journal.entry import Ended
from practice_player.journal.record import JournalRecord, parse_record
from practice_player.journal.resume_point import ResumePoint, read_resume_point
from practice_player.journal.rows import SILENT_AFTER_S
from practice_player.journal.store import Journal
from practice_player.lib.errors import JournalError
from practice_player.lib.paths import is_file

OFFERED_FOR: Final = timedelta(hours=12)
"""How long after it broke off a practice can go on."""

MIN_LEFT_S: Final = 60.0
"""With less than this left, a practice is as good as over."""

RECENT_ROWS: Final = 100
"""How many of the latest entries are searched."""

_COLUMNS: Final = (
    "key, name, title, practice, started_at, offset_s, planned_s, last_beat_at, practised_s, ended, note,"
    " people, first, check_ins, goal, script_hash, voice, bed, without, resume"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfinishedPractice:
    """A practice that broke off or was stopped early."""

    record: JournalRecord
    """As it was written last."""

    point: ResumePoint
    last_beat: str
    """The column `last_beat_at` as it was read."""

    is_latest: bool
    """Whether no practice of this name was begun since."""

    def away(self, now: datetime) -> timedelta:
        """Returns how long ago it broke off; a clock that was set back counts the same way."""
        return abs(now - self.record.beaten_at)


def find_unfinished(path: Path, *, now: datetime) -> list[UnfinishedPractice]:
    """Returns the practices that can go on, the one begun last first; of each name only the latest entry.

    Places that are too old to be offered are emptied.  Without a readable journal there are none.
    """
    if not is_file(path):
        return []
    try:
        with Journal.open(path) as journal:
            rows = journal.select(
                f"SELECT {_COLUMNS} FROM entry WHERE key NOT NULL"  # noqa: S608 - our own names
                " ORDER BY started_at DESC, id DESC LIMIT :rows",
                {"rows": RECENT_ROWS},
            )
            practices = list(_read_all(dict(zip(_COLUMNS.split(", "), row, strict=True)) for row in rows))
            for practice in practices:
                if practice.away(now) > OFFERED_FOR:
                    _forget_old(journal, practice)
    except JournalError:  # reported where the journal itself is opened
        return []
    return [practice for practice in practices if practice.is_latest and _can_go_on(practice, now)]


def find_under_way(path: Path, *, now: datetime) -> str:
    """Returns the title of a practice that was written a moment ago and has not ended, or an empty text.

    It goes on in another program, or that program was killed just now: then it can go on
    `SILENT_AFTER_S` after it was last written.
    """
    if not is_file(path):
        return ""
    since, until = (
        (now + timedelta(seconds=away_s)).astimezone(UTC).isoformat(timespec="microseconds")
        for away_s in (-SILENT_AFTER_S, SILENT_AFTER_S)
    )
    try:
        with Journal.open(path) as journal:
            rows = journal.select(
                "SELECT title FROM entry WHERE ended = 'running' AND resume <> ''"
                " AND last_beat_at BETWEEN :since AND :until AND id IN"
                " (SELECT id FROM entry ORDER BY started_at DESC, id DESC LIMIT :rows)"
                " ORDER BY last_beat_at DESC LIMIT 1",
                {"since": since, "until": until, "rows": RECENT_ROWS},
            )
    except JournalError:  # reported where the journal itself is opened
        return ""
    return str(rows[0][0]) if rows else ""


def take_up(path: Path, practice: UnfinishedPractice, *, now: datetime) -> bool:
    """Opens the entry of a practice again; returns False if another program did, or it has been erased.

    Raises:
        JournalError: the journal cannot be written.
    """
    with Journal.open(path) as journal:
        changed = journal.change(
            "UPDATE entry SET ended = 'running', last_beat_at = :now"
            " WHERE key = :key AND last_beat_at = :last_beat AND ended = :ended AND resume <> ''",
            {
                "key": practice.record.key,
                "last_beat": practice.last_beat,
                "ended": practice.record.ended.value,
                "now": now.astimezone(UTC).isoformat(timespec="microseconds"),
            },
        )
    return changed == 1


def forget_unfinished(path: Path) -> None:
    """Empties the place of the latest entries, so that none is offered; the entries stay.

    A practice under way in another program writes its place again.

    Raises:
        JournalError: the journal cannot be written.
    """
    if is_file(path):
        with Journal.open(path) as journal:
            journal.change(
                "UPDATE entry SET resume = '' WHERE resume <> '' AND id IN"
                " (SELECT id FROM entry ORDER BY started_at DESC, id DESC LIMIT :rows)",
                {"rows": RECENT_ROWS},
            )


def _read_all(rows: Iterable[dict[str, Any]]) -> Iterator[UnfinishedPractice]:
    """Yields each practice of these rows, the latest first, that has a place that can be read."""
    names: set[object] = set()
    for values in rows:
        if values["resume"]:
            with suppress(ValueError, TypeError, RecursionError):
                yield _read(values, is_latest=values["name"] not in names)
        names.add(values["name"])


def _forget_old(journal: Journal, practice: UnfinishedPractice) -> None:
    """Empties the place of a practice; a journal that cannot be written now is written the next time."""
    with suppress(JournalError):
        journal.change(
            "UPDATE entry SET resume = '' WHERE key = :key AND last_beat_at = :last_beat",
            {"key": practice.record.key, "last_beat": practice.last_beat},
        )


def _read(values: dict[str, Any], *, is_latest: bool) -> UnfinishedPractice:
    record = parse_record(
        values
        | {"offset": values["offset_s"], "beaten_at": values["last_beat_at"]}
        | {name: json.loads(values[name]) for name in ("people", "check_ins", "without")}
    )
    return UnfinishedPractice(
        record=record,
        point=read_resume_point(record.resume),
        last_beat=values["last_beat_at"],
        is_latest=is_latest,
    )


def _can_go_on(practice: UnfinishedPractice, now: datetime) -> bool:
    away, ended = practice.away(now), practice.record.ended
    has_broken_off = ended is Ended.STOPPED or (
        ended is Ended.RUNNING and away > timedelta(seconds=SILENT_AFTER_S)
    )
    return has_broken_off and away <= OFFERED_FOR and practice.point.left_s >= MIN_LEFT_S

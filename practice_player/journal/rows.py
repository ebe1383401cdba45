"""How a practice stands in the journal's table: the columns, and their values.

Times are ISO 8601 in UTC with a fixed width, so that the table sorts by them; lists and check-ins are JSON.
Pure: no file, no clock.
"""

import json
import math
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final

from practice_player.journal.entry import Ended, JournalEntry, parse_check_ins, parse_texts
from practice_player.journal.record import JournalRecord

SILENT_AFTER_S: Final = 15.0
"""A practice whose last beat is older than this has ended; a paused one continues to beat."""

MAX_PRACTISED_S: Final = 86_400.0
"""A practice of more than a day comes from a wrong clock, not from repeats."""

OVER_PLAN_S: Final = 1.0
"""Such a practice is stored as this much longer than planned."""

ENTRY_COLUMNS: Final = (
    "id, name, title, practice, started_at, offset_s, last_beat_at, planned_s, practised_s, ended, note,"
    " people, first, check_ins, goal, script_hash, voice, bed, without"
)
"""The columns that `entry_of_row` takes, in its order."""

_PRACTISED_S: Final = f"CASE WHEN :done_s > {MAX_PRACTISED_S} THEN planned_s + {OVER_PLAN_S} ELSE :done_s END"

UPDATE: Final = f"""
    UPDATE entry SET
        practised_s = max(practised_s, {_PRACTISED_S}),
        last_beat_at = :at,
        ended = CASE ended WHEN 'running' THEN :ended ELSE ended END,
        note = CASE :note WHEN '' THEN note ELSE :note END,
        check_ins = CASE :check_ins WHEN '{{}}' THEN check_ins ELSE :check_ins END,
        resume = CASE ended WHEN 'running' THEN :resume ELSE resume END
    WHERE key = :key
    """  # noqa: S608 - our own numbers
INSERT: Final = """
    INSERT INTO entry
        (key, name, title, practice, goal, script_hash, started_at, offset_s, day, last_beat_at, planned_s,
         people, first, voice, bed, without)
    SELECT :key, :name, :title, :practice, :goal, :script_hash, :started, :offset_s, :day, :at, :planned_s,
           :people, :first, :voice, :bed, :without
    WHERE NOT EXISTS (SELECT 1 FROM erased WHERE key = :key)
    """


def row_of_record(record: JournalRecord) -> dict[str, object]:
    """Returns the parameters of `INSERT` and `UPDATE`.

    Raises:
        ValueError: a time has no zone.
    """
    return {
        "key": record.key,
        "name": storable(record.name),
        "title": storable(record.title),
        "practice": storable(record.practice),
        "started": timestamp(record.started_at),
        "offset_s": None if record.offset is None else round(record.offset.total_seconds()),
        "at": timestamp(record.beaten_at),
        "planned_s": max(0.0, record.planned_s),
        "done_s": max(0.0, record.practised_s),
        "ended": record.ended.value,
        "note": storable(record.note),
        "people": names_as_json(record.people),
        "first": storable(record.first),
        "check_ins": json.dumps(record.check_ins),
        "day": record.day.isoformat(),
        "without": json.dumps(list(record.without)),
        **{
            name: storable(getattr(record, name))
            for name in ("goal", "script_hash", "voice", "bed", "resume")
        },
    }


def entry_of_row(row: tuple[Any, ...], *, now: datetime) -> JournalEntry:
    """Returns the entry of a row of `ENTRY_COLUMNS`.

    A running practice whose last beat is more than 15 s from `now` is returned as cut off; nothing is
    written, so that a practice on a machine that slept can still continue.

    Raises:
        ValueError: a value is none that the journal writes: it is damaged.
    """
    try:
        return _entry(row, now=now)
    except (TypeError, OverflowError, RecursionError) as exc:
        raise ValueError("a row that no journal writes") from exc


def _entry(row: tuple[Any, ...], *, now: datetime) -> JournalEntry:
    entry_id, name, title, practice, started_at, offset_s, *later_columns = row
    last_beat_at, planned_s, practised_s, ended, note, people, first, check_ins, *added = later_columns
    *texts, without = added
    since_beat_s = abs((now - parse_timestamp(last_beat_at)).total_seconds())
    stored_end = Ended(ended)
    _check_texts(name, title, practice, note, first, *texts)
    goal, script_hash, voice, bed = texts
    _check_lengths(planned_s, practised_s)
    offset = None if offset_s is None else timedelta(seconds=offset_s)
    timezone(offset or timedelta())  # raises ValueError if it is too large for an offset
    silent = stored_end is Ended.RUNNING and since_beat_s > SILENT_AFTER_S
    return JournalEntry(
        id=entry_id,
        name=name,
        title=title,
        practice=practice,
        started_at=parse_timestamp(started_at),
        offset=offset,
        planned_s=planned_s,
        practised_s=practised_s,
        ended=Ended.CUT_OFF if silent else stored_end,
        note=note,
        people=parse_texts(json.loads(people)),
        first=first,
        check_ins=parse_check_ins(json.loads(check_ins)),
        goal=goal,
        script_hash=script_hash,
        voice=voice,
        bed=bed,
        without=parse_texts(json.loads(without)),
    )


def storable(text: str) -> str:
    """Replaces lone surrogates, which stand for invalid UTF-8 on the command line: SQLite refuses them."""
    return text.encode("utf-8", "replace").decode("utf-8")


def names_as_json(names: tuple[str, ...]) -> str:
    return storable(json.dumps(list(names), ensure_ascii=False))


def timestamp(at: datetime) -> str:
    """Formats a time as the table has it.

    Raises:
        ValueError: it has no zone.
    """
    if at.tzinfo is None:
        raise ValueError("the journal needs a time with its zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def parse_timestamp(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("a time without its zone")
    return at.astimezone(UTC)


def _check_texts(*texts: object) -> None:
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("a word that is none")


def _check_lengths(*lengths_s: object) -> None:
    for length_s in lengths_s:
        if not isinstance(length_s, float) or not math.isfinite(length_s) or length_s < 0:
            raise ValueError("a length that is none")

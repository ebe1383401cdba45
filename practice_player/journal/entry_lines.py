"""Writes a journal entry as one line, for `journal list`, or in full, for `journal show`.

Pure: the time zone is an argument.  The hour is that of the place and day of the practice, and the year is
always shown, because two summers look alike without it.  Day and month are English whatever the system's
language, like all other words.
"""

from collections.abc import Iterable, Sequence
from datetime import tzinfo
from typing import Final

from practice_player.journal.entry import Ended, JournalEntry
from practice_player.lib.plain_text import count_cells, fit_to_width, one_line
from practice_player.lib.units import clock

TITLE_CELLS: Final = 17
"""Width of the title column in terminal cells; a longer title is cut, so that a line fits 80."""

LINE_CELLS: Final = 80
MOST_TITLE_CELLS: Final = 60

_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ENDINGS: Final = {
    Ended.RUNNING: "under way",
    Ended.FINISHED: "finished",
    Ended.STOPPED: "enough for today",
    Ended.GROUNDED: "grounded",
    Ended.CUT_OFF: "cut off",
}


def entry_line(entry: JournalEntry, default_zone: tzinfo | None, *, title_cells: int = TITLE_CELLS) -> str:
    """Returns one entry as a line; `default_zone` is as in `JournalEntry.local_start`."""
    day = _day_and_hour(entry, default_zone)
    length = _length(entry)
    title = fit_to_width(one_line(entry.title), title_cells)
    return f"{entry.id:>4}  {day}  {title}  {length:>14}  {_ENDINGS[entry.ended]}"


def fitting_title_cells(entries: Iterable[JournalEntry], terminal_cells: int) -> int:
    """Returns the width of the title column in a terminal: as its longest title is, if there is room."""
    longest = max((count_cells(one_line(entry.title)) for entry in entries), default=0)
    room = TITLE_CELLS + max(0, terminal_cells - LINE_CELLS)
    return max(TITLE_CELLS, min(longest, room, MOST_TITLE_CELLS))


def full_lines(entry: JournalEntry, default_zone: tzinfo | None) -> list[str]:
    """Returns all that is kept of an entry, a line for each part that has something in it."""
    who = "together" if entry.practice == "partner" else "alone"
    if entry.people:
        who += f": {_listed(entry.people)}"
    parts = [
        ("Number", str(entry.id)),
        ("When", _day_and_hour(entry, default_zone).replace("  ", " ")),
        ("Who", who),
        ("First", entry.first),
        ("Length", f"{_length(entry)}, {_ENDINGS[entry.ended]}"),
        ("For", entry.goal),
        ("Voice", entry.voice),
        ("Sound", entry.bed),
        ("Without", ", ".join(entry.without)),
        *(
            (moment.capitalize(), ", ".join(f"{item} {number}" for item, number in numbers.items()))
            for moment, numbers in entry.check_ins.items()
        ),
        ("Note", entry.note),
    ]
    return [f"{entry.title} ({entry.name})", *(f"  {name:<8} {text}" for name, text in parts if text)]


def _day_and_hour(entry: JournalEntry, default_zone: tzinfo | None) -> str:
    start = entry.local_start(default_zone)
    return f"{_DAYS[start.weekday()]} {start.day:>2} {_MONTHS[start.month - 1]} {start.year:04} {start:%H:%M}"


def _length(entry: JournalEntry) -> str:
    length = clock(entry.practised_s)
    if entry.ended is not Ended.FINISHED and entry.practised_s < entry.planned_s:
        return f"{length} of {clock(entry.planned_s)}"
    return length


def _listed(people: Sequence[str]) -> str:
    return " and ".join(person or "a guest" for person in people)

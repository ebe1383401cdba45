"""Writes a journal entry as one line, for `journal list`.

Pure: the time zone is an argument.  The hour is that of the place and day of the practice, and the year is
always shown, because two summers look alike without it.  Day and month are English whatever the system's
language, like all other words.
"""

from datetime import tzinfo
from typing import Final

from practice_player.journal.entry import Ended, JournalEntry
from practice_player.lib.plain_text import fit_to_width, one_line
from practice_player.lib.units import clock

TITLE_CELLS: Final = 17
"""Width of the title column in terminal cells; a longer title is cut, so that a line fits 80."""

_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ENDINGS: Final = {
    Ended.RUNNING: "under way",
    Ended.FINISHED: "finished",
    Ended.STOPPED: "enough for today",
    Ended.GROUNDED: "grounded",
    Ended.CUT_OFF: "cut off",
}


def entry_line(entry: JournalEntry, default_zone: tzinfo | None) -> str:
    """Returns one entry as a line; `default_zone` is as in `JournalEntry.local_start`."""
    start = entry.local_start(default_zone)
    day = f"{_DAYS[start.weekday()]} {start.day:>2} {_MONTHS[start.month - 1]} {start.year:04} {start:%H:%M}"
    length = clock(entry.practised_s)
    if entry.ended is not Ended.FINISHED and entry.practised_s < entry.planned_s:
        length = f"{length} of {clock(entry.planned_s)}"
    title = fit_to_width(one_line(entry.title), TITLE_CELLS)
    return f"{entry.id:>4}  {day}  {title}  {length:>14}  {_ENDINGS[entry.ended]}"

"""An entry as one calm line of `journal list`.

Pure: the zone comes in.  The hour is that of the place and day of practising, and the year is always shown:
two summers look alike without it.  Day and month are English whatever the system's language, like the rest.
"""

from collections.abc import Sequence
from datetime import tzinfo
from typing import Final

from practice_player.journal.entry import Ended, JournalEntry
from practice_player.lib.plain_text import count_cells, fit_to_width, one_line
from practice_player.lib.units import clock

TITLE_CELLS: Final = 17
"""Width of the title in terminal cells; a longer one ends in an ellipsis, so that a line keeps to 80."""

_REST_CELLS: Final = 57
"""Of a line without its number, and without the title."""

_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SAID: Final = {
    Ended.RUNNING: "under way",
    Ended.FINISHED: "finished",
    Ended.STOPPED: "enough for today",
}


def title_cells(entries: Sequence[JournalEntry], width_cells: int) -> int:
    """How wide titles are in lines of this width without a number: as the widest, if there is room."""
    widest = max((count_cells(one_line(entry.title)) for entry in entries), default=0)
    return max(TITLE_CELLS, min(widest, width_cells - _REST_CELLS))


def line(
    entry: JournalEntry, here: tzinfo | None, *, numbered: bool = True, title_cells: int = TITLE_CELLS
) -> str:
    """One line; `here` is for an entry that never knew where it was (see `JournalEntry.local_start`)."""
    at = entry.local_start(here)
    day = f"{_DAYS[at.weekday()]} {at.day:>2} {_MONTHS[at.month - 1]} {at.year:04} {at:%H:%M}"
    done = clock(entry.practised_s)
    if entry.ended is not Ended.FINISHED and entry.practised_s < entry.planned_s:
        done = f"{done} of {clock(entry.planned_s)}"
    number = f"{entry.id:>4}  " if numbered else ""
    return (
        f"{number}{day}  {fit_to_width(one_line(entry.title), title_cells)}  {done:>14}  {_SAID[entry.ended]}"
    )

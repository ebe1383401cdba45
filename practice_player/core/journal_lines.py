"""The journal as the interface shows it: a line for each practice, and one for each word that was kept."""

from datetime import datetime
from pathlib import Path

from practice_player.journal.keeping import read
from practice_player.journal.words import line, title_cells


def journal_lines(path: Path, width_cells: int, *, now: datetime) -> list[str]:
    """What was done, newest first, in words; titles have what room there is, if it is any use to them.

    Raises:
        JournalError: the journal cannot be read.
    """
    reading = read(path, now=now)
    lines = [reading.told] if reading.told else []
    title = title_cells(reading.entries, width_cells)
    for entry in reading.entries:
        lines.append(line(entry, None, numbered=False, title_cells=title))
        if entry.note:
            lines.append(f"      {entry.note}")
    return lines

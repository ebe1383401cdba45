"""The journal as the interface shows it: a line for each practice, and one for each word that was kept."""

from datetime import datetime
from pathlib import Path

from practice_player.journal.entry_lines import entry_line, fit_title_cells
from practice_player.journal.keeping import read_journal


def journal_lines(path: Path, width_cells: int, *, now: datetime) -> list[str]:
    """What was done, newest first, in words; titles have what room there is, if it is any use to them.

    Raises:
        JournalError: the journal cannot be read.
    """
    reading = read_journal(path, now=now)
    lines = [reading.damage_notice] if reading.damage_notice else []
    title = fit_title_cells(reading.entries, width_cells)
    for entry in reading.entries:
        lines.append(entry_line(entry, None, numbered=False, title_cells=title))
        if entry.note:
            lines.append(f"      {entry.note}")
    return lines

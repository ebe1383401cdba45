"""The journal as lines for the interface: one for each practice, and one for each note."""

from datetime import datetime
from pathlib import Path

from practice_player.journal.entry_lines import entry_line, fit_title_cells
from practice_player.journal.reading import read_entries


def journal_lines(path: Path, width_cells: int, *, now: datetime) -> list[str]:
    """Returns the journal as lines, newest first, with titles as wide as `width_cells` allows.

    Raises:
        JournalError: the journal cannot be read.
    """
    journal = read_entries(path, now=now)
    lines = [journal.damage_notice] if journal.damage_notice else []
    column_cells = fit_title_cells(journal.entries, width_cells)
    for entry in journal.entries:
        lines.append(entry_line(entry, None, numbered=False, title_cells=column_cells))
        if entry.note:
            lines.append(f"      {entry.note}")
    return lines

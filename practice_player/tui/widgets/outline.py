"""How a practice goes, step by step."""

from collections.abc import Sequence

from rich.table import Table
from textual.widgets import Static

from practice_player.lib.units import clock, seconds
from practice_player.timeline.model import OutlineEntry
from practice_player.tui import untrusted


class Outline(Static):
    """Times in one column, words in the other, so that long words wrap beside their time."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(markup=False, id=id)

    def show(self, outline: Sequence[OutlineEntry] | str) -> None:
        """Shows what happens and when, or the problem that keeps it from being known."""
        if isinstance(outline, str):
            rows = [("", line.strip()) for line in outline.splitlines()]
        else:
            rows = [(clock(seconds(entry.start_frame)), entry.words) for entry in outline]
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(justify="right")
        table.add_column(overflow="fold")  # a word that fits on no line goes on on the next
        for row in rows:
            table.add_row(*map(untrusted.cell, row))
        self.update(table)

"""How a practice goes, step by step."""

from rich.table import Table
from textual.widgets import Static

from practice_player.tui import untrusted


class Outline(Static):
    """Times in one column, words in the other, so that long words wrap beside their time."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(markup=False, id=id)

    def show(self, lines: list[str]) -> None:
        """Shows lines such as `0:00  Sit, stand or lean`."""
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column()
        table.add_column(overflow="fold")  # a word that fits on no line goes on on the next
        for line in lines:
            at, _, words = line.partition("  ")
            told = (at, words.strip()) if words else ("", at)
            table.add_row(*map(untrusted.cell, told))
        self.update(table)

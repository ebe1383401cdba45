"""`help`: prints the help page.  This leaves no trace: no log, no journal, no cache."""

import argparse
from typing import Final

from practice_player.cli.arguments import AddCommand
from practice_player.cli.printing import say, terminal_cells
from practice_player.core.safety import SAFETY
from practice_player.lib.plain_text import wrap

WIDTH_CELLS: Final = 78


def register(add_command: AddCommand) -> None:
    parser = add_command("help", _run)
    parser.add_argument("page", nargs="?", choices=("safety",), default="safety")
    # No log: that somebody read this is private.
    parser.set_defaults(no_log=True)


def _run(_: argparse.Namespace) -> int:
    return print_safety()


def print_safety() -> int:
    """Prints the page about what helps and where to find help."""
    width_cells = min(WIDTH_CELLS, terminal_cells() or WIDTH_CELLS)
    say(SAFETY.title)
    for paragraph in SAFETY.printed_paragraphs:
        say("")
        for line in wrap(paragraph, width_cells):
            say(line)
    return 0

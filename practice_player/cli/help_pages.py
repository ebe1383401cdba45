"""`help`: prints the help page.  This leaves no trace: no log, no journal, no cache."""

import argparse
import textwrap
from typing import Final

from practice_player.cli.arguments import AddCommand
from practice_player.cli.printing import say
from practice_player.core.safety import SAFETY

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
    say(SAFETY.title)
    for paragraph in SAFETY.printed_paragraphs:
        say("")
        for line in textwrap.wrap(paragraph, WIDTH_CELLS):
            say(line)
    return 0

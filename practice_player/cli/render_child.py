"""One practice of `render --all`: an ordinary `render` that prints the share that is done, one a line."""

from collections.abc import Sequence

from practice_player.cli import main as command_line
from practice_player.cli.progress_bar import report_shares


def main(arguments: Sequence[str]) -> int:
    """Runs the command; returns its exit code."""
    report_shares()
    return command_line.main(arguments)

"""One practice of `render --all`: an ordinary `render` that prints the share that is done, one a line."""

from collections.abc import Sequence
from typing import Final

from practice_player.cli import main as command_line
from practice_player.cli.progress_bar import report_shares
from practice_player.lib.errors import DiskFullError, PracticeError

EXIT_DISK_FULL: Final = 3
"""Says that the disk is full; nothing is printed then, since it is the same for every practice."""


def main(arguments: Sequence[str]) -> int:
    """Runs the command; returns its exit code."""
    report_shares()
    return command_line.main(arguments, on_problem=_exit_code)


def _exit_code(problem: PracticeError) -> int:
    return EXIT_DISK_FULL if isinstance(problem, DiskFullError) else command_line.report_problem(problem)

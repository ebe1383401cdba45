"""The entry point of the command line: parses the arguments and returns an exit code.

Each command's own module adds its arguments and runs it.  Nothing heavy is imported before a command runs.
Exit codes: 0 fine, 1 something in the user's material needs mending, 2 wrong usage, 130 interrupted.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Final, NoReturn

from practice_player import __version__
from practice_player.cli import (
    check,
    doctor,
    help_pages,
    journal,
    list_practices,
    new,
    pack,
    people,
    play,
    render,
    schema,
    settings,
    show,
    voice,
)
from practice_player.cli.arguments import Run, add_motion_argument, add_sessions_argument, reduced_motion
from practice_player.cli.interface import open_interface
from practice_player.cli.printing import discard_output, finish, open_streams, warn_lines
from practice_player.lib.errors import PracticeError, UsageError
from practice_player.lib.paths import disk_spelling, is_folder
from practice_player.lib.plain_text import one_line
from practice_player.settings import SESSIONS_VARIABLE, absolute, log_path

EXIT_PROBLEM, EXIT_USAGE, EXIT_INTERRUPTED = 1, 2, 130

MAX_ERROR_LETTERS: Final = 1000
"""The length to which argparse's messages about wrong usage are cut."""

COMMANDS: Final = (
    list_practices,
    show,
    play,
    render,
    check,
    new,
    schema,
    journal,
    people,
    voice,
    pack,
    settings,
    doctor,
    help_pages,
)
"""The modules of the commands, in the order in which `--help` lists them."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; bad input prints one message, never a traceback."""
    open_streams()
    try:
        args = _parser().parse_args(argv)
        _start_log(write=not getattr(args, "no_log", False))
        if hasattr(args, "sessions"):
            _use_sessions(args.sessions)
        return int(args.run(args))
    except PracticeError as exc:
        warn_lines(str(exc))
        return EXIT_USAGE if isinstance(exc, UsageError) else EXIT_PROBLEM
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        discard_output(sys.stdout)  # nobody reads the output
        return 0


def _start_log(*, write: bool) -> None:
    """Starts the log of internal errors in its file.

    Without `write`, and if the settings turn the journal off, nothing is logged.
    """
    from practice_player.cli.settings import own_preferences
    from practice_player.lib import logs

    try:
        path = log_path() if write and own_preferences().chosen.journal else None
    except UsageError:  # a command that needs the folder reports it; some do not need it
        path = None
    logs.start(path)


def _use_sessions(folder: str) -> None:
    path = disk_spelling(absolute(folder, fix="write the folder from its root on"))
    if not is_folder(path):
        raise UsageError(f"there is no folder `{folder}`", fix="name a folder of scripts after --sessions")
    os.environ[SESSIONS_VARIABLE] = str(path)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Prints the message as one line: it may quote pasted text with line breaks."""
        super().error(one_line(message, MAX_ERROR_LETTERS))

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """Exits, after flushing the output and reporting if it cannot be written, as every command does."""
        finish()
        if message:
            warn_lines(message.rstrip("\n"))
        sys.exit(status)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="practice-player",
        description="Guided breathing and regulation practices, alone or together. "
        "Without a command, the interface opens.",
    )
    parser.add_argument("--version", action="version", version=f"practice-player {__version__}")
    parser.set_defaults(
        run=lambda args: open_interface(solo_only=args.solo, reduced_motion=reduced_motion(args))
    )
    parser.add_argument("--solo", action="store_true", help="practices for one only, this time")
    add_motion_argument(parser)
    add_sessions_argument(parser)
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND")

    def add_command(name: str, run: Run, summary: str) -> argparse.ArgumentParser:
        command_parser = subparsers.add_parser(
            name, help=summary, description=f"{summary[0].upper()}{summary[1:]}."
        )
        command_parser.set_defaults(run=run)
        return command_parser

    for command in COMMANDS:
        command.register(add_command)
    return parser

"""The parser of the command line; the module of each command adds its own arguments.

Only the module of the command that is used is imported, none for `--version`, and all where help may be
printed.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Final, NoReturn

from practice_player import __version__
from practice_player.cli.arguments import (
    Run,
    add_motion_argument,
    add_quiet_argument,
    add_sessions_argument,
    reduced_motion,
)
from practice_player.cli.interface import open_interface
from practice_player.cli.printing import finish, warn_lines
from practice_player.lib.plain_text import one_line

MAX_ERROR_LETTERS: Final = 1000
"""The length to which argparse's messages about wrong usage are cut."""

EXIT_CODES: Final = (
    "Exit codes: 0, it is done; 1, something of yours needs mending; 2, the command is wrong; "
    "130, interrupted; 128 and the number of the signal that ended a practice or a file."
)

COMMANDS: Final = {
    "list": "list_practices",
    "show": "show",
    "play": "play",
    "invite": "invite",
    "join": "join",
    "again": "again",
    "render": "render",
    "check": "check",
    "new": "new",
    "schema": "schema",
    "journal": "journal",
    "people": "people",
    "path": "path",
    "voice": "voice",
    "pack": "pack",
    "settings": "settings",
    "doctor": "doctor",
    "completion": "completion",
    "help": "help_pages",
}
"""The module of each command, in the order in which `--help` lists them."""


def parse_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Returns the arguments, with the function that runs the command as `run`.

    Raises:
        SystemExit: help or the version was printed, or the usage is wrong.
    """
    if argv[:1] == ["--version"]:
        return _parser([]).parse_args(argv)
    is_command = bool(argv) and argv[0] in COMMANDS
    return (_parser([argv[0]]) if is_command else whole_parser()).parse_args(argv)


def whole_parser() -> argparse.ArgumentParser:
    """Returns the parser with every command; the manual and the completion of shells are made from it."""
    return _parser(list(COMMANDS))


class _Parser(argparse.ArgumentParser):
    """Of the program, of each command, and of each command of a command."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        add_quiet_argument(self)

    def error(self, message: str) -> NoReturn:
        """Prints the message as one line: it may quote pasted text with line breaks."""
        super().error(one_line(message, MAX_ERROR_LETTERS))

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """Exits, after flushing the output and reporting if it cannot be written, as every command does."""
        finish()
        if message:
            warn_lines(message.rstrip("\n"))
        sys.exit(status)


def _parser(names: Sequence[str]) -> argparse.ArgumentParser:
    """Returns the parser with these commands."""
    parser = _Parser(
        prog="practice-player",
        description="Guided breathing and regulation practices, alone or together. "
        "Without a command, the interface opens.",
        epilog=EXIT_CODES,
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

    for name in names:
        import_module(f"practice_player.cli.{COMMANDS[name]}").register(add_command)
    return parser

"""The parser of the command line; the module of each command adds its own arguments.

Only the module of the command that is used is imported, and none for `--help`.
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
    "list": ("list_practices", "what there is to practise"),
    "show": ("show", "how one practice goes, cue by cue"),
    "play": ("play", "follow a practice"),
    "invite": ("invite", "a code, to hear a practice in step in two places"),
    "join": ("join", "hear a practice in step with somebody elsewhere, with a code"),
    "again": ("again", "the last practice once more, as it was"),
    "render": ("render", "write a practice to a sound file, or to one page"),
    "check": ("check", "every problem of every script, with a fix"),
    "new": ("new", "write a script to begin with"),
    "schema": ("schema", "the script language for editors, as a JSON Schema"),
    "journal": ("journal", "what was done: list, change, erase, export"),
    "people": ("people", "who practises here: names, and what each leaves out"),
    "path": ("path", "practices in an order, at your own pace"),
    "voice": ("voice", "who speaks"),
    "pack": ("pack", "practices in one file, to give and to receive"),
    "settings": ("settings", "what you chose for every day, and where it is written"),
    "doctor": ("doctor", "what works on this machine, and what to do about the rest"),
    "completion": ("completion", "the file that completes commands and names in a shell"),
    "help": ("help_pages", "where there is help when it is too much"),
}
"""The module of each command, and what it does, in the order in which `--help` lists them."""


def parse_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Returns the arguments, with the function that runs the command as `run`.

    Raises:
        SystemExit: help or the version was printed, or the usage is wrong.
    """
    first = argv[0] if argv else ""
    if first in ("--help", "-h"):
        return _parser([]).parse_args(argv)
    return (_parser([first]) if first in COMMANDS else whole_parser()).parse_args(argv)


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
    """Returns the parser with these commands; without any, it has the names of all, and nothing of them."""
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

    def add_command(name: str, run: Run) -> argparse.ArgumentParser:
        summary = COMMANDS[name][1]
        command_parser = subparsers.add_parser(
            name, help=summary, description=f"{summary[0].upper()}{summary[1:]}."
        )
        command_parser.set_defaults(run=run)
        return command_parser

    for name in names:
        import_module(f"practice_player.cli.{COMMANDS[name][0]}").register(add_command)
    for name, (_, summary) in () if names else COMMANDS.items():
        subparsers.add_parser(name, help=summary)
    return parser

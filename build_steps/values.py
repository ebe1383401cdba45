"""What can stand for each argument of the command line: a file, a folder, a name, a word, or anything.

A shell offers it when the tab key is pressed.  An argument with `choices` needs no row here.
"""

import argparse
from collections.abc import Iterator, Mapping
from typing import Final

from practice_player.script.choices import GOALS, LEAVE_OUT_WORDS, NOTHING, OUTPUTS

FILES: Final = "files"
FOLDERS: Final = "folders"
ANYTHING: Final = "anything"
"""What nobody can know before it is typed: a text, a number, a time."""

LENGTHS: Final = ("3m", "5m", "7m", "10m", "15m", "20m", "30m")
"""Some lengths; which ones a practice can have is said by `show`."""

Value = str | tuple[str, ...]
"""`FILES`, `FOLDERS`, `ANYTHING`, a kind of names (`cli/names.py`), or words of which one is chosen."""

BY_ARGUMENT: Final[Mapping[tuple[str, str], Value]] = {
    ("check", "paths"): "practices",
    ("new", "name"): ANYTHING,
    ("people add", "name"): ANYTHING,
    ("people forget", "name"): "people",
    ("path show", "name"): "paths",
    ("path next", "name"): "paths",
    ("path play", "name"): "paths",
    ("path begin", "name"): "paths",
    ("path leave", "name"): "paths",
    ("pack remove", "name"): "packs",
}
"""By command and attribute, where it differs from what follows."""

BY_NAME: Final[Mapping[str, Value]] = {
    "first": "people",
    "goal": GOALS,
    "length": LENGTHS,
    "person": "people",
    "to": OUTPUTS,
    "voice": "voices",
    "without": (*LEAVE_OUT_WORDS, NOTHING),
}
"""By the attribute that it is parsed into, in every command."""

BY_METAVAR: Final[Mapping[str, Value]] = {
    "DIR": FOLDERS,
    "FILE": FILES,
    "NAME": "practices",
    "OLD": "people",
    "PATH": FILES,
    "PERSON": "people",
    "PRACTICE": "practices",
    "V": "voices",
    "VOICE": "voices",
    **dict.fromkeys(("CODE", "COUNT", "DAY", "ID", "MICROPHONE", "N", "NEW", "TEXT", "WORDS"), ANYTHING),
    **dict.fromkeys(("21:30", "2|40m|none", "2|1h|none"), ANYTHING),
}
"""By what stands for it in the help."""


def value_of(command: str, action: argparse.Action) -> Value:
    """Returns what can stand for an argument of a command, such as `journal list`.

    Raises:
        LookupError: none of the tables says it.
    """
    if (command, action.dest) in BY_ARGUMENT:
        return BY_ARGUMENT[command, action.dest]
    if action.dest in BY_NAME:
        return BY_NAME[action.dest]
    if isinstance(action.metavar, str) and action.metavar in BY_METAVAR:
        return BY_METAVAR[action.metavar]
    raise LookupError(f"build_steps/values.py has no row for `{action.dest}` of `practice-player {command}`")


def parsers(
    parser: argparse.ArgumentParser, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    """Yields a parser and those of all commands below it, each with its command as words."""
    yield path, parser
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to ask
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for name, command_parser in action.choices.items():
                yield from parsers(command_parser, (*path, name))


def open_arguments(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Yields the arguments of a parser that take a value and have no choices."""
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to ask
        if action.nargs != 0 and action.choices is None:
            yield action

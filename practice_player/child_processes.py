"""Builds the commands and variables for processes of this program, which run far from the scripts."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import practice_player
from practice_player import settings

FOLDER: Final = Path(practice_player.__file__).parent
"""The working folder of these processes: nobody keeps scripts here."""

_PATH_VARIABLES: Final = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")


def child_command(module: str, *arguments: str) -> list[str]:
    """Returns the command that runs `main` of a module in a process of its own.

    Raises:
        OSError: there is no Python to run it with.
    """
    if not sys.executable:
        raise OSError("there is no Python to run it with")
    return [sys.executable, *_python_options(), str(FOLDER / "run.py"), module, *arguments]


def child_environment(variables: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yields our environment variables for a process in another folder, with relative paths made absolute."""
    for name, value in variables.items():
        if name == "PYTHONPATH":
            # An empty entry is the current folder, mostly by accident: `$PYTHONPATH:/more`.
            entries = [os.path.abspath(entry) for entry in value.split(os.pathsep) if entry]  # noqa: PTH100
            if entries:
                yield name, os.pathsep.join(entries)
        elif value and (name in _PATH_VARIABLES or name == settings.HOME_VARIABLE):
            with suppress(RuntimeError):  # the home of an unknown user
                yield name, str(Path(value).expanduser().absolute())
        else:
            yield name, value


def _python_options() -> Iterator[str]:
    """Yields Python's options: import from where this process does, and not from the folder of `run.py`."""
    yield "-P"
    if sys.flags.ignore_environment:
        yield "-E"
    if sys.flags.no_user_site:
        yield "-s"

"""How processes of this program are started: from nowhere near the scripts."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import practice_player
from practice_player import settings

FOLDER: Final = Path(practice_player.__file__).parent
"""Where they run: nobody keeps scripts here."""

_PATHS: Final = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")


def command(module: str, *arguments: str) -> list[str]:
    """What runs `main` of a module in a process of its own.

    Raises:
        OSError: there is no Python to run it with.
    """
    if not sys.executable:
        raise OSError("there is no Python to run it with")
    return [sys.executable, *_flags(), str(FOLDER / "run.py"), module, *arguments]


def environment(ours: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Our variables for a process in another folder: paths in them mean what they mean here."""
    for name, value in ours.items():
        if name == "PYTHONPATH":
            # An empty entry is the current folder, mostly by accident: `$PYTHONPATH:/more`.
            entries = [os.path.abspath(one) for one in value.split(os.pathsep) if one]  # noqa: PTH100
            if entries:
                yield name, os.pathsep.join(entries)
        elif value and (name in _PATHS or name == settings.HOME_VARIABLE):
            with suppress(RuntimeError):  # of somebody who is not known here
                yield name, str(Path(value).expanduser().absolute())
        else:
            yield name, value


def _flags() -> Iterator[str]:
    """Nothing is imported from where the file lies, nor from anywhere that this program would not take."""
    yield "-P"
    if sys.flags.ignore_environment:
        yield "-E"
    if sys.flags.no_user_site:
        yield "-s"

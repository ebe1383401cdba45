"""Starts the engine's process: from nowhere near the scripts, with pipes of its own.

Three pipes: commands go to its standard input; reports come through a descriptor that nothing else
knows of; whatever it or a library prints comes through the third.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from practice_player import settings

_PACKAGE: Final = Path(settings.__file__).parent

_PATHS: Final = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """The process, and this side's ends of its pipes."""

    process: "subprocess.Popen[bytes]"
    commands: IO[bytes]
    reports: IO[bytes]
    printed: IO[bytes]
    """Must be read on and on: a library that prints a lot would wait otherwise."""


def start_child(output: str) -> Child:
    """Starts an engine for one of `OUTPUTS`.

    Raises:
        OSError: there is no such program any more, or no process or descriptor to be had.
    """
    if not sys.executable:
        raise OSError("there is no Python to run it with")
    own = os.name == "posix"  # elsewhere only the standard three can be handed down
    reads, writes = os.pipe() if own else (-1, -1)
    try:
        process = subprocess.Popen(
            [sys.executable, *_flags(), str(Path(__file__).with_name("run.py")), output, str(writes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if own else subprocess.PIPE,
            pass_fds=(writes,) if own else (),
            env=dict(environment(os.environ)),
            cwd=_PACKAGE,
            # Linux shares its time out by session: in one of its own, the sound does not have to
            # divide a share with a busy interface.
            start_new_session=True,
        )
    except BaseException:
        if own:
            os.close(reads)
        raise
    finally:
        if own:
            os.close(writes)
    printed = process.stdout if own else process.stderr
    reports = os.fdopen(reads, "rb") if own else process.stdout
    if process.stdin is None or printed is None or reports is None:
        raise OSError("the engine has no pipes")
    return Child(process=process, commands=process.stdin, reports=reports, printed=printed)


def _flags() -> Iterator[str]:
    """Nothing is imported from where the file lies, nor from anywhere that this program would not take."""
    yield "-P"
    if sys.flags.ignore_environment:
        yield "-E"
    if sys.flags.no_user_site:
        yield "-s"


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

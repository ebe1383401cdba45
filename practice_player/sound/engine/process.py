"""Starts the engine's process: from nowhere near the scripts, with pipes of its own.

Three pipes: commands go to its standard input; reports come through a descriptor that nothing else
knows of; whatever it or a library prints comes through the third.
"""

import os
import subprocess
from dataclasses import dataclass
from typing import IO

from practice_player.child_processes import FOLDER, command, environment


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
    own = os.name == "posix"  # elsewhere only the standard three can be handed down
    reads, writes = os.pipe() if own else (-1, -1)
    try:
        process = subprocess.Popen(
            command("practice_player.sound.engine.serve", output, str(writes)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if own else subprocess.PIPE,
            pass_fds=(writes,) if own else (),
            env=dict(environment(os.environ)),
            cwd=FOLDER,
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

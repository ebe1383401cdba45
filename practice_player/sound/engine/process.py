"""Starts the process of the engine, or of a microphone, in a folder without scripts, with three pipes.

Commands go to its standard input; reports come through a descriptor that nothing else uses; whatever it
or a library prints comes through the third.
"""

import os
import subprocess
from dataclasses import dataclass
from typing import IO

from practice_player.child_processes import FOLDER, child_command, child_environment


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """The process, and this side's ends of its pipes."""

    process: "subprocess.Popen[bytes]"
    commands: IO[bytes]
    reports: IO[bytes]
    printed: IO[bytes]
    """Must be read continuously: a library that prints a lot would block otherwise."""


def start_child(output: str) -> Child:
    """Starts an engine for the output of this name, see `registry.py`; raises as `start_module`."""
    return start_module("practice_player.sound.engine.serve", output)


def start_module(module: str, argument: str) -> Child:
    """Starts `main` of a module in a process, with this argument and the descriptor for its reports.

    Raises:
        OSError: the program is gone, or the system has no process or descriptor left.
    """
    passes_pipe = os.name == "posix"  # Windows only passes on the standard three
    read_end, write_end = os.pipe() if passes_pipe else (-1, -1)
    try:
        process = subprocess.Popen(
            child_command(module, argument, str(write_end)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if passes_pipe else subprocess.PIPE,
            pass_fds=(write_end,) if passes_pipe else (),
            env=dict(child_environment(os.environ)),
            cwd=FOLDER,
            # Linux schedules processor time by session: in its own, the sound does not share with a
            # busy interface.
            start_new_session=True,
        )
    except BaseException:
        if passes_pipe:
            os.close(read_end)
        raise
    finally:
        if passes_pipe:
            os.close(write_end)
    printed = process.stdout if passes_pipe else process.stderr
    reports = os.fdopen(read_end, "rb") if passes_pipe else process.stdout
    if process.stdin is None or printed is None or reports is None:
        raise OSError("the engine has no pipes")
    return Child(process=process, commands=process.stdin, reports=reports, printed=printed)

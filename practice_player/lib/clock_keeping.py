"""Whether the system keeps this machine's clock right over the network, as far as it says so without one."""

import os
import re
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from practice_player.lib.programs import find_program

LIMIT_S: Final = 0.4
"""How long one program may take to answer; two of them are asked at most."""

Run: TypeAlias = Callable[[Sequence[str]], str]
"""Runs a program, and returns what it prints; empty if it fails or takes too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A program that knows, and how its answer is read."""

    program: str
    arguments: tuple[str, ...]
    kept: str
    """A pattern for what it prints when the clock is kept."""

    not_kept: str
    """A pattern for what it prints when it is not."""


WITNESSES: Final = (
    Witness(
        program="timedatectl",
        arguments=("show", "--property=NTPSynchronized", "--value"),
        kept=r"yes\s*",
        not_kept=r"no\s*",
    ),
    Witness(
        program="chronyc",
        arguments=("-c", "tracking"),
        kept=r".*,(Normal|Insert second|Delete second)\s*",
        not_kept=r".*,Not synchronised\s*",
    ),
    Witness(
        program="w32tm",
        arguments=("/query", "/status"),
        kept=r"[^\n]*: [012]\b.*",  # the number of the leap indicator, in any language
        not_kept=r"[^\n]*: 3\b.*",
    ),
)


def run_briefly(command: Sequence[str]) -> str:
    """Runs a program, as `Run`."""
    try:
        result = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=LIMIT_S,
            check=False,
            env=os.environ | {"LC_ALL": "C"},
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return result.stdout.decode(errors="replace") if result.returncode == 0 else ""


def clock_is_kept(
    find: Callable[[str], Path | None] = find_program, run: Run = run_briefly
) -> tuple[bool | None, str]:
    """Returns whether the clock is kept, None if nothing can tell, and the program that says so."""
    for witness in WITNESSES:
        if program := find(witness.program):
            printed = run([str(program), *witness.arguments])
            for pattern, is_kept in ((witness.kept, True), (witness.not_kept, False)):
                if re.fullmatch(pattern, printed, re.DOTALL):
                    return is_kept, witness.program
    return None, ""

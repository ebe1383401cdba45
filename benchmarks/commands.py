"""Commands that only print, beside a Python that does nothing: processor time and wall-clock time.

usage: python benchmarks/commands.py [RUNS]

Each command has run before, as it has in daily use, and nothing has changed since.  All run in turn; prints
the least of each, which other programs disturb least.
"""

import os
import sys
import tempfile
import time

from measuring import PLAYER, Run, run

COMMANDS = {
    "empty Python": [sys.executable, "-c", "pass"],
    "--version": [*PLAYER, "--version"],
    "--help": [*PLAYER, "--help"],
    "list": [*PLAYER, "list"],
    "check": [*PLAYER, "check"],
    "show": [*PLAYER, "show", "here-and-now"],
}

SETTLED_S = 2.5
"""A file that was changed less than this ago is read again."""


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    with tempfile.TemporaryDirectory() as home:
        env = os.environ | {"PRACTICE_PLAYER_HOME": home}
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        for command in COMMANDS.values():
            run(command, env=env)
        time.sleep(SETTLED_S)
        taken: dict[str, list[Run]] = {name: [] for name in COMMANDS}
        for _ in range(runs):
            for name, command in COMMANDS.items():
                taken[name].append(run(command, env=env))
    least = {
        name: (min(one.cpu_s for one in done), min(one.wall_s for one in done))
        for name, done in taken.items()
    }
    empty_cpu_s, empty_wall_s = least["empty Python"]
    for name, (cpu_s, wall_s) in least.items():
        print(
            f"{name:<14} {1000 * cpu_s:5.0f} ms CPU {cpu_s / empty_cpu_s:6.1f} x empty"
            f"   {1000 * wall_s:5.0f} ms {wall_s / empty_wall_s:6.1f} x empty"
        )


if __name__ == "__main__":
    main()

"""Tries many changed scripts, or other hostile input, on the program.

usage: python -m tests.fuzz [KIND] [COUNT] [SEED]

KIND is `screens` (hostile texts on every screen), `recordings` (damaged ones), `renders` (at random),
`commands` (in odd places), `kills` (of the program), `journal` (kills of what writes to the journal), `keys`
(on the interface over fakes) or `terminal` (keys, on the real program); without one, scripts are changed.
"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, Phase, given, seed, settings

from practice_player.settings import HOME_VARIABLE
from tests.cli import command_matrix
from tests.fuzz import journal_kills, program_kills
from tests.fuzz.changed_scripts import changed_scripts
from tests.fuzz.damaged_recordings import Attempts
from tests.fuzz.hostile_texts import texts
from tests.fuzz.random_keys import press_on_interface, press_on_program
from tests.fuzz.random_renders import RandomRenders
from tests.fuzz.script_checks import check_script, summary, write_pieces
from tests.tui.hostile import walk

SIZES: Final = ((80, 24), (40, 12), (120, 40), (60, 30))


BATCH: Final = 500
"""Texts that one run of the interface shows, or keys that one seed gives."""


def main() -> None:
    arguments = sys.argv[1:]
    kinds = {
        "screens": _screens,
        "recordings": _recordings,
        "renders": _renders,
        "commands": _commands,
        "kills": _kills,
        "journal": _journal,
        "keys": _keys,
        "terminal": _terminal,
    }
    attempt = kinds.get(arguments[0], _scripts) if arguments else _scripts
    if attempt is not _scripts:
        del arguments[0]
    count = int(arguments[0]) if arguments else 20_000
    began_s = time.monotonic()
    report = attempt(count, int(arguments[1]) if arguments[1:] else 0, lambda: time.monotonic() - began_s)
    print(f"{report}, in {time.monotonic() - began_s:.0f} s.  Every promise held.")


def _scripts(count: int, first_seed: int, elapsed_s: Callable[[], float]) -> str:
    results: list[bool] = []
    with tempfile.TemporaryDirectory() as name:
        write_pieces(Path(name))

        @seed(first_seed)
        @settings(
            max_examples=count,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
        )
        @given(changed_scripts())
        def attempt(text: str) -> None:
            results.append(check_script(text, Path(name)))
            if len(results) % 1000 == 0:
                print(f"{summary(results)}, {elapsed_s():.0f} s", flush=True)

        attempt()
    return summary(results)


def _screens(count: int, first_seed: int, elapsed_s: Callable[[], float]) -> str:
    shown_count = 0
    for first, size in zip(range(0, count, BATCH), cycle(SIZES), strict=False):
        batch = min(BATCH, count - first)
        print(
            f"seed {first_seed + first}, {batch} texts, {size[0]}x{size[1]}, {elapsed_s():.0f} s", flush=True
        )
        asyncio.run(walk(texts(batch, seed=first_seed + first), size=size))
        shown_count += batch
    return f"{shown_count} texts on every screen"


def _keys(count: int, first_seed: int, elapsed_s: Callable[[], float]) -> str:
    opened_count = 0
    for first in range(0, count, BATCH):
        opened_count += asyncio.run(press_on_interface(min(BATCH, count - first), first_seed + first))
        print(f"{first + BATCH} keys, opened {opened_count} times, {elapsed_s():.0f} s", flush=True)
    return f"{count} keys"


def _terminal(count: int, first_seed: int, elapsed_s: Callable[[], float]) -> str:
    start_count = 0
    for first in range(0, count, BATCH):
        with tempfile.TemporaryDirectory() as name:
            start_count += press_on_program(min(BATCH, count - first), first_seed + first, Path(name))
        print(f"{first + BATCH} keys, started {start_count} times, {elapsed_s():.0f} s", flush=True)
    return f"{count} keys on the real program"


def _recordings(count: int, first_seed: int, elapsed_s: Callable[[], float]) -> str:
    with tempfile.TemporaryDirectory() as name:
        attempts = Attempts(Path(name), first_seed)
        try:
            for number in range(count):
                attempts.attempt(number)
                if number % 200 == 199:
                    print(f"{attempts.results}, {elapsed_s():.0f} s", flush=True)
        finally:
            attempts.close()
        return str(attempts.results)


def _commands(count: int, first_seed: int, elapsed_s: Callable[[], float]) -> str:
    pairs = list(islice(command_matrix.pairs(first_seed), count))
    for number, (command, place) in enumerate(pairs, 1):
        with tempfile.TemporaryDirectory() as name:
            problem = command_matrix.run_in_place(Path(name), command, place)
        assert not problem, f"`{command}`, {place}: {problem}"
        if number % 100 == 0:
            print(f"{number} of {len(pairs)} commands, {elapsed_s():.0f} s", flush=True)
    return f"{len(pairs)} commands in odd places"


def _kills(count: int, first_seed: int, _: Callable[[], float]) -> str:
    with tempfile.TemporaryDirectory() as name:
        return str(program_kills.run_kills(Path(name), count, first_seed))


def _journal(count: int, first_seed: int, _: Callable[[], float]) -> str:
    with tempfile.TemporaryDirectory() as name:
        return str(journal_kills.run_kills(Path(name), count, first_seed))


def _renders(count: int, first_seed: int, elapsed_s: Callable[[], float]) -> str:
    with tempfile.TemporaryDirectory() as name:
        home, out = Path(name, "home"), Path(name, "out")
        for folder in (home, out):
            folder.mkdir()
        os.environ[HOME_VARIABLE] = str(home)
        renders = RandomRenders(out)
        for number in range(count):
            renders.attempt(first_seed + number)
            if number % 50 == 49:
                print(f"{renders}, {elapsed_s():.0f} s", flush=True)
    return str(renders)


if __name__ == "__main__":
    main()

"""Tries many changed scripts, or other hostile input, on the program.

usage: python -m tests.fuzz [KIND] [COUNT] [SEED]

KIND is `screens` (hostile texts on every screen), `recordings` (damaged ones), `renders` (at random),
`commands` (in odd places), `kills`, `keys` (on the interface over fakes) or `terminal` (keys, on the real
program); without one, scripts are changed.
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
from tests.fuzz import kills
from tests.fuzz.hostile_texts import texts
from tests.fuzz.keys import press_all, press_for_real
from tests.fuzz.recordings import Attempts
from tests.fuzz.renders import Renders
from tests.fuzz.script_checks import check_script, summary, write_pieces
from tests.fuzz.script_mutations import scripts
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
        @given(scripts())
        def attempt(text: str) -> None:
            results.append(check_script(text, Path(name)))
            if len(results) % 1000 == 0:
                print(f"{summary(results)}, {elapsed_s():.0f} s", flush=True)

        attempt()
    return summary(results)


def _screens(count: int, first_seed: int, elapsed_s: Callable[[], float]) -> str:
    shown = 0
    for step, size in zip(range(0, count, BATCH), cycle(SIZES), strict=False):
        batch = min(BATCH, count - step)
        print(
            f"seed {first_seed + step}, {batch} texts, {size[0]}x{size[1]}, {elapsed_s():.0f} s", flush=True
        )
        asyncio.run(walk(texts(batch, seed=first_seed + step), size=size))
        shown += batch
    return f"{shown} texts on every screen"


def _keys(count: int, first_seed: int, elapsed_s: Callable[[], float]) -> str:
    opened = 0
    for step in range(0, count, BATCH):
        opened += asyncio.run(press_all(min(BATCH, count - step), first_seed + step))
        print(f"{step + BATCH} keys, opened {opened} times, {elapsed_s():.0f} s", flush=True)
    return f"{count} keys"


def _terminal(count: int, first_seed: int, elapsed_s: Callable[[], float]) -> str:
    started = 0
    for step in range(0, count, BATCH):
        with tempfile.TemporaryDirectory() as name:
            started += press_for_real(min(BATCH, count - step), first_seed + step, Path(name))
        print(f"{step + BATCH} keys, started {started} times, {elapsed_s():.0f} s", flush=True)
    return f"{count} keys on the real program"


def _recordings(count: int, first_seed: int, elapsed_s: Callable[[], float]) -> str:
    with tempfile.TemporaryDirectory() as name:
        attempts = Attempts(Path(name), first_seed)
        try:
            for at in range(count):
                attempts.attempt(at)
                if at % 200 == 199:
                    print(f"{attempts.results}, {elapsed_s():.0f} s", flush=True)
        finally:
            attempts.close()
        return str(attempts.results)


def _commands(count: int, first_seed: int, elapsed_s: Callable[[], float]) -> str:
    pairs = list(islice(command_matrix.pairs(first_seed), count))
    for at, (command, place) in enumerate(pairs, 1):
        with tempfile.TemporaryDirectory() as name:
            problem = command_matrix.run_in_place(Path(name), command, place)
        assert not problem, f"`{command}`, {place}: {problem}"
        if at % 100 == 0:
            print(f"{at} of {len(pairs)} commands, {elapsed_s():.0f} s", flush=True)
    return f"{len(pairs)} commands in odd places"


def _kills(count: int, first_seed: int, _: Callable[[], float]) -> str:
    with tempfile.TemporaryDirectory() as name:
        return str(kills.run(Path(name), count, first_seed))


def _renders(count: int, first_seed: int, elapsed_s: Callable[[], float]) -> str:
    with tempfile.TemporaryDirectory() as name:
        home, out = Path(name, "home"), Path(name, "out")
        for folder in (home, out):
            folder.mkdir()
        os.environ[HOME_VARIABLE] = str(home)
        renders = Renders(out)
        for at in range(count):
            renders.attempt(first_seed + at)
            if at % 50 == 49:
                print(f"{renders}, {elapsed_s():.0f} s", flush=True)
    return str(renders)


if __name__ == "__main__":
    main()

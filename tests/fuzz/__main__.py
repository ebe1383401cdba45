"""Tries many changed scripts, and what else can be fed to the program or done to it.

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
from tests.cli import matrix
from tests.fuzz import kills
from tests.fuzz.keys import press_all, press_for_real
from tests.fuzz.mutations import scripts
from tests.fuzz.promise import count, fill, holds
from tests.fuzz.recordings import Attempts
from tests.fuzz.renders import Renders
from tests.fuzz.texts import texts
from tests.tui.hostile import walk

SIZES: Final = ((80, 24), (40, 12), (120, 40), (60, 30))


AT_ONCE: Final = 500
"""Texts that one run of the interface shows, or keys that one seed gives."""


def main() -> None:
    asked = sys.argv[1:]
    kinds = {
        "screens": _screens,
        "recordings": _recordings,
        "renders": _renders,
        "commands": _commands,
        "kills": _kills,
        "keys": _keys,
        "terminal": _terminal,
    }
    attempt = kinds.get(asked[0], _scripts) if asked else _scripts
    if attempt is not _scripts:
        del asked[0]
    number = int(asked[0]) if asked else 20_000
    began_s = time.monotonic()
    told = attempt(number, int(asked[1]) if asked[1:] else 0, lambda: time.monotonic() - began_s)
    print(f"{told}, in {time.monotonic() - began_s:.0f} s.  Every promise held.")


def _scripts(number: int, first: int, taken_s: Callable[[], float]) -> str:
    results: list[bool] = []
    with tempfile.TemporaryDirectory() as name:
        fill(Path(name))

        @seed(first)
        @settings(
            max_examples=number,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
        )
        @given(scripts())
        def attempt(text: str) -> None:
            results.append(holds(text, Path(name)))
            if len(results) % 1000 == 0:
                print(f"{count(results)}, {taken_s():.0f} s", flush=True)

        attempt()
    return count(results)


def _screens(number: int, first: int, taken_s: Callable[[], float]) -> str:
    shown = 0
    for step, size in zip(range(0, number, AT_ONCE), cycle(SIZES), strict=False):
        few = min(AT_ONCE, number - step)
        print(f"seed {first + step}, {few} texts, {size[0]}x{size[1]}, {taken_s():.0f} s", flush=True)
        asyncio.run(walk(texts(few, seed=first + step), size=size))
        shown += few
    return f"{shown} texts on every screen"


def _keys(number: int, first: int, taken_s: Callable[[], float]) -> str:
    opened = 0
    for step in range(0, number, AT_ONCE):
        opened += asyncio.run(press_all(min(AT_ONCE, number - step), first + step))
        print(f"{step + AT_ONCE} keys, opened {opened} times, {taken_s():.0f} s", flush=True)
    return f"{number} keys"


def _terminal(number: int, first: int, taken_s: Callable[[], float]) -> str:
    started = 0
    for step in range(0, number, AT_ONCE):
        with tempfile.TemporaryDirectory() as name:
            started += press_for_real(min(AT_ONCE, number - step), first + step, Path(name))
        print(f"{step + AT_ONCE} keys, started {started} times, {taken_s():.0f} s", flush=True)
    return f"{number} keys on the real program"


def _recordings(number: int, first: int, taken_s: Callable[[], float]) -> str:
    with tempfile.TemporaryDirectory() as name:
        attempts = Attempts(Path(name), first)
        try:
            for at in range(number):
                attempts.attempt(at)
                if at % 200 == 199:
                    print(f"{attempts.results}, {taken_s():.0f} s", flush=True)
        finally:
            attempts.close()
        return str(attempts.results)


def _commands(number: int, first: int, taken_s: Callable[[], float]) -> str:
    some = list(islice(matrix.pairs(first), number))
    for at, (command, place) in enumerate(some, 1):
        with tempfile.TemporaryDirectory() as name:
            wrong = matrix.attempt(Path(name), command, place)
        assert not wrong, f"`{command}`, {place}: {wrong}"
        if at % 100 == 0:
            print(f"{at} of {len(some)} commands, {taken_s():.0f} s", flush=True)
    return f"{len(some)} commands in odd places"


def _kills(number: int, first: int, _: Callable[[], float]) -> str:
    with tempfile.TemporaryDirectory() as name:
        return str(kills.run(Path(name), number, first))


def _renders(number: int, first: int, taken_s: Callable[[], float]) -> str:
    with tempfile.TemporaryDirectory() as name:
        home, out = Path(name, "home"), Path(name, "out")
        for folder in (home, out):
            folder.mkdir()
        os.environ[HOME_VARIABLE] = str(home)
        renders = Renders(out)
        for at in range(number):
            renders.attempt(first + at)
            if at % 50 == 49:
                print(f"{renders}, {taken_s():.0f} s", flush=True)
    return str(renders)


if __name__ == "__main__":
    main()

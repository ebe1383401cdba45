"""A list of a thousand practices in the interface, beside the shipped ones: opening, scrolling, searching.

usage: python benchmarks/shelf.py [COUNT]

The real interface with the real core and its card cache, without a terminal.  A key's time is the processor's
until nothing more happens; the first frame of the list is there before all cards are.
"""

import asyncio
import os
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path

import measuring  # noqa: F401 - finds the package from here
from textual.pilot import Pilot

from practice_player import settings
from practice_player.core.bootstrap import create_core
from practice_player.core.preferences import Preferences
from practice_player.tui.app import PracticeApp

WORDS = "breath"

SETTLED_S = 2.5
"""A file that was changed less than this ago is read again."""


def write_scripts(folder: Path, count: int) -> None:
    """Writes so many scripts: the shipped ones that need no other file, each with a title of its own."""
    folder.mkdir(parents=True)
    texts = [path.read_text() for path in sorted(settings.shipped_dir("sessions").rglob("*.yaml"))]
    texts = [text for text in texts if "\ntitle:" in text and "include:" not in text]
    for number in range(count):
        text = texts[number % len(texts)]
        text = re.sub(r"(?m)^title: (.*)$", rf"title: \1 {number}", text, count=1)
        (folder / f"practice-{number:04}.yaml").write_text(text)


async def key_ms(pilot: Pilot[None], key: str) -> float:
    began_s = time.process_time()
    await pilot.press(key)
    return 1000 * (time.process_time() - began_s)


async def measure(home: Path) -> dict[str, float]:
    preferences = Preferences(home / "preferences.json")
    app = PracticeApp(lambda: create_core(preferences=preferences))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(3.0)
        opening_ms = await key_ms(pilot, "a")
        await pilot.pause(2.0)
        down_ms = [await key_ms(pilot, "down") for _ in range(20)]
        await key_ms(pilot, "/")
        search_ms = [await key_ms(pilot, letter) for letter in WORDS]
        search_ms += [await key_ms(pilot, "backspace") for _ in WORDS]
    return {
        "the list opens": opening_ms,
        "a line down": statistics.median(down_ms),
        "a letter of a search": statistics.median(search_ms),
        "... at most": max(search_ms),
    }


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    taken: list[dict[str, float]] = []
    for size in (0, count):
        with tempfile.TemporaryDirectory() as name:
            home = Path(name)
            os.environ[settings.HOME_VARIABLE] = name
            (home / "preferences.json").write_text('{"welcomed": true}')
            write_scripts(home / "sessions", size)
            time.sleep(SETTLED_S)
            create_core().catalog(lambda _: None)
            taken.append(asyncio.run(measure(home)))
    shipped, many = taken
    print(f"{'':<22} shipped  {count} more")
    for what, ms in many.items():
        print(f"{what:<22} {shipped[what]:5.0f} ms {ms:7.0f} ms  {ms / shipped[what]:4.1f} x")


if __name__ == "__main__":
    main()

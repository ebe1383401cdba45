"""Makes the pictures and the recording of the documents, from the real program, in silence.

The pictures are SVG; the recording is an asciicast (https://docs.asciinema.org/manual/asciicast/v2/), which
`asciinema play docs/practice.cast` shows.
"""

import asyncio
import codecs
import fcntl
import json
import os
import pty
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from textual.pilot import Pilot

from practice_player.core.bootstrap import create_core
from practice_player.core.request import PracticeRequest
from practice_player.lib.units import frames
from practice_player.settings import HOME_VARIABLE
from practice_player.tui.app import PracticeApp
from practice_player.tui.screens.player import PlayerScreen
from practice_player.tui.widgets.pacer import Pacer

DOCS: Final = Path(__file__).parent
SIZE: Final = (80, 24)
RECORDED_S: Final = 60.0


def main() -> None:
    """Makes everything anew."""
    with new_home():
        asyncio.run(picture_screens())
        asyncio.run(picture_player())
        record(DOCS / "practice.cast")


@contextmanager
def new_home() -> Iterator[None]:
    """Lets the program begin as on its first day, but for the page that is shown once."""
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "preferences.json").write_text('{"welcomed": true}')
        os.environ[HOME_VARIABLE] = name
        yield


async def picture_screens() -> None:
    """Pictures home, a list and a card."""
    app = PracticeApp(lambda: create_core(output="silence"))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot, 1.5)
        save(app, "home")
        await pilot.press("a")
        await settled(pilot, 1.5)
        save(app, "list")
        await pilot.press("down", "down", "down", "enter")
        await settled(pilot, 1.5)
        save(app, "card")


async def picture_player() -> None:
    """Pictures a breath."""
    request = PracticeRequest(name="soft-sighs", length_frames=frames(420), output="silence", log=False)
    app = PracticeApp(lambda: create_core(output=request.output, log=request.log), request)
    async with app.run_test(size=SIZE) as pilot:
        while not isinstance(app.screen, PlayerScreen):
            await pilot.pause(0.05)
        while app.screen.query_one(Pacer).size.height == 0:  # to the breathing
            await pilot.press("right")
            await pilot.pause(0.05)
        await settled(pilot, 2.6)
        save(app, "player")


async def settled(pilot: Pilot[Any], wait_s: float) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause(wait_s)


def save(app: PracticeApp, name: str) -> None:
    (DOCS / f"{name}.svg").write_text(app.export_screenshot(), encoding="utf-8")


def record(path: Path) -> None:
    """Records the beginning of a practice, with what is painted and when."""
    command = [sys.executable, "-m", "practice_player", "play", "soft-sighs", "--to", "silence", "--no-log"]
    near, far = pty.openpty()
    width, height = SIZE
    fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
    env = os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    began_s = time.monotonic()
    header = {"version": 2, "width": width, "height": height, "title": "Soft Sighs, the first minute"}
    lines = [json.dumps(header)]
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    with subprocess.Popen(command, stdin=far, stdout=far, stderr=far, env=env) as program:
        os.close(far)
        while (now_s := time.monotonic() - began_s) < RECORDED_S:
            if select.select([near], [], [], 0.1)[0]:
                painted = decoder.decode(os.read(near, 65_536))
                lines.append(json.dumps([round(now_s, 3), "o", painted], ensure_ascii=False))
        os.write(near, b"q\x03")
        with suppress(OSError):  # it has ended, and closed the terminal
            while program.poll() is None:
                if select.select([near], [], [], 0.1)[0]:
                    os.read(near, 65_536)
    os.close(near)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

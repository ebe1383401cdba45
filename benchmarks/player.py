"""The player while a breath is paced: what it takes, how late a frame is, and how soon a key is answered.

First the real screen over a practice that only moves; then the real program over a private sound server.

usage: python benchmarks/player.py [SECONDS [SECONDS WITH SOUND]]
"""

import os
import random
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path, PurePath
from typing import Any, ClassVar

import measuring  # noqa: F401 - finds the package from here
from live import used
from painting import FRAMES_PER_S, PaintingDriver, breath_at
from textual import events

from practice_player import tui
from practice_player.core.card import PracticeCard
from practice_player.core.request import PracticeRequest
from practice_player.playback.snapshot import PlaybackSnapshot
from practice_player.tui.app import PracticeApp
from practice_player.tui.core import CorePort, SessionPort
from tests.sound_server import MISSING, sound_server
from tests.tui.fakes import BREATHING, SOFT_SIGHS, FakeCore, FakePractice

INTERFACE = Path(tui.__file__).parent
WARM_UP_S = 12.0
"""A breath and a little more: what is drawn for the first time is kept for the next."""


@dataclass
class MovingPractice(FakePractice):
    """Breathes by the clock, and notes when it was looked at."""

    looked_s: list[float] = field(default_factory=list)
    paused_s: list[float] = field(default_factory=list)

    def snapshot(self, now_s: float) -> PlaybackSnapshot:
        self.looked_s.append(time.monotonic())
        elapsed_s = self.looked_s[-1] - self.looked_s[0]
        breath = breath_at(now_s)
        return replace(self.now, elapsed_s=elapsed_s, length_s=4000.0, breath=breath, caption="And out.")

    def toggle_pause(self, now_s: float) -> None:
        self.paused_s.append(time.monotonic())
        super().toggle_pause(now_s)


class PlayerApp(PracticeApp):
    """Opens the player at once, and ends by itself."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [INTERFACE / name for name in PracticeApp.CSS_PATH]

    def __init__(self, core: CorePort, card: PracticeCard, session: SessionPort, length_s: float) -> None:
        super().__init__(lambda: core)
        self._shown = card, session
        self._length_s = length_s
        self.began: tuple[float, float] = (0.0, 0.0)
        self.ended: tuple[float, float] = (0.0, 0.0)

    def get_driver_class(self) -> type[PaintingDriver]:
        return PaintingDriver

    async def on_mount(self) -> None:  # type: ignore[override] # Textual awaits it
        await self.show_player(*self._shown)
        self.set_timer(WARM_UP_S, self._begin)
        self.set_timer(WARM_UP_S + self._length_s, self._end)

    def _begin(self) -> None:
        self.began = time.process_time(), time.monotonic()

    def _end(self) -> None:
        self.ended = time.process_time(), time.monotonic()
        self.exit()

    @property
    def cpu_share(self) -> float:
        return (self.ended[0] - self.began[0]) / (self.ended[1] - self.began[1])


def frames_and_keys(length_s: float, keys_every_s: float | None) -> None:
    practice = MovingPractice(now=BREATHING)
    app = PlayerApp(FakeCore(practice=practice), SOFT_SIGHS, practice, length_s)
    pressed_s: list[float] = []
    painted_s: list[float] = []
    done = threading.Event()

    def press() -> None:
        """As the terminal's input thread does: at any moment between two frames."""
        chance = random.Random(1)
        done.wait(WARM_UP_S)
        while keys_every_s and not done.wait(chance.uniform(0.5, 1.5) * keys_every_s):
            if app._driver is None:  # noqa: SLF001 - measured from outside
                return
            before = PaintingDriver.writes
            pressed_s.append(time.monotonic())
            app._driver.send_message(events.Key("space", " "))  # noqa: SLF001
            while len(practice.paused_s) < len(pressed_s) and not done.wait(0.0005):
                pass
            while PaintingDriver.writes == before and not done.wait(0.0005):
                pass
            painted_s.append(PaintingDriver.wrote_s)

    threading.Thread(target=press, daemon=True).start()
    app.run(size=(80, 24))
    done.set()
    since_s = app.began[1]
    looks = [at for at in practice.looked_s if at >= since_s]
    late_ms = sorted(1000 * (after - before - 1 / FRAMES_PER_S) for before, after in pairwise(looks))
    print(
        f"  frames: {len(looks) / length_s:.1f} a second, at most {late_ms[-1]:.0f} ms late, "
        f"{sum(late > 100 for late in late_ms)} over 100 ms;  {app.cpu_share:.1%} of a core"
    )
    if keys_every_s:
        pairs = list(zip(pressed_s, practice.paused_s, painted_s, strict=False))
        for what, taken in (
            ("obeyed", [1000 * (obeyed - at) for at, obeyed, _ in pairs]),
            ("seen", [1000 * (seen - at) for at, _, seen in pairs]),
        ):
            print(
                f"  a key is {what} after {statistics.median(taken):.0f} ms, "
                f"at most {max(taken):.0f} ms (n={len(taken)})"
            )


def with_sound(length_s: float, env: dict[str, str]) -> None:
    os.environ.update(env)
    from practice_player.core.bootstrap import create_core

    core = create_core()
    core.warm_up()
    loaded = core.open("steady-six")
    session = core.prepare(loaded, PracticeRequest(name="steady-six", prepared=True))
    app = PlayerApp(core, core.card(loaded), session, length_s)
    engine: dict[str, Any] = {}

    def watch() -> None:
        began_s = time.monotonic()
        while core._sound._process is None:  # type: ignore[attr-defined] # noqa: SLF001 - measured from outside
            time.sleep(0.01)
        pid = core._sound._process.pid  # type: ignore[attr-defined] # noqa: SLF001
        time.sleep(WARM_UP_S - (time.monotonic() - began_s))
        session.on(time.monotonic())
        engine["before"] = used(pid)[0]
        time.sleep(length_s - 0.5)
        engine["after"] = used(pid)[0]

    threading.Thread(target=watch, daemon=True).start()
    app.run(size=(80, 24))
    share = (engine["after"] - engine["before"]) / (length_s - 0.5)
    print(f"  with sound: {app.cpu_share:.1%} of a core for the interface, {share:.1%} for the engine")


def main() -> None:
    length_s = float(sys.argv[1]) if len(sys.argv) > 1 else 300.0
    sound_s = float(sys.argv[2]) if len(sys.argv) > 2 else 60.0
    print(f"80x24, {length_s:g} s without keys, {length_s / 3:g} s with, {sound_s:g} s with sound")
    frames_and_keys(length_s, None)
    frames_and_keys(length_s / 3, 1.0)
    if MISSING:
        print(f"  {MISSING} is not installed: nothing is measured with sound")
        return
    with tempfile.TemporaryDirectory() as name, sound_server() as rig:
        os.environ["PRACTICE_PLAYER_HOME"] = str(Path(name))
        with_sound(sound_s, rig.env)


if __name__ == "__main__":
    main()

"""The pacer at thirty frames a second, beside the same picture by way of Static.update.

usage: python benchmarks/pacer.py [SECONDS] [COLUMNSxLINES]
"""

import sys
import time

import measuring  # noqa: F401 - finds the package from here
from painting import FRAMES_PER_S, PaintingDriver, breath_at, run
from rich.text import Text
from textual.app import ComposeResult
from textual.color import Color
from textual.strip import Strip
from textual.widgets import Static

from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.lifecycle import LifecycleApp
from practice_player.tui.theme import NIGHT
from practice_player.tui.widgets.disc import Disc
from practice_player.tui.widgets.pacer import Pacer
from practice_player.tui.widgets.paint import paint

GROUND, LIGHT, INK = (
    Color.parse(colour or "black") for colour in (NIGHT.background, NIGHT.primary, NIGHT.foreground)
)


class OnlyPacer(LifecycleApp):
    """One pacer as large as the screen."""

    CSS = "Screen { background: $background; } Static { width: 1fr; height: 1fr; }"

    def __init__(self) -> None:
        super().__init__(CoreProxy(lambda: None))  # type: ignore[arg-type,return-value] # nothing is asked
        self.register_theme(NIGHT)
        self.theme = NIGHT.name
        self.pacer = Pacer()

    def get_driver_class(self) -> type[PaintingDriver]:
        return PaintingDriver

    def compose(self) -> ComposeResult:
        yield self.pacer

    def begin(self) -> None:
        self.set_interval(1 / FRAMES_PER_S, self.frame)

    def frame(self) -> None:
        self.pacer.show(breath_at(time.monotonic()))


class Still(OnlyPacer):
    """What the app costs when nothing moves."""

    def begin(self) -> None:
        self.frame()


class StaticPacer(OnlyPacer):
    """The same picture, given to a Static for each frame."""

    def __init__(self) -> None:
        super().__init__()
        self.static = Static()
        self.disc: Disc | None = None

    def compose(self) -> ComposeResult:
        yield self.static

    def frame(self) -> None:
        width, height = self.size
        disc = self.disc = self.disc or Disc(min((width - 1) / 2, height) - 0.5)
        breath = breath_at(time.monotonic())
        rows = disc.rows(disc.eighths(breath.fullness, least=disc.full * 0.3))
        words = {disc.half_lines - 1: breath.word, disc.half_lines: str(int(breath.left_s) + 1)}
        brush = paint(GROUND, LIGHT, INK)
        self.static.update(
            _text([brush.strip(row, words.get(number, ""), width=width) for number, row in enumerate(rows)])
        )


def _text(lines: list[Strip]) -> Text:
    text = Text(no_wrap=True, end="")
    for number, line in enumerate(lines):
        if number:
            text.append("\n")
        for segment in line:
            text.append(segment.text, segment.style)
    return text


def main() -> None:
    length_s = float(sys.argv[1]) if len(sys.argv) > 1 else 30.0
    columns, lines = sys.argv[2].split("x") if len(sys.argv) > 2 else (40, 20)
    print(f"{columns}x{lines} cells, {FRAMES_PER_S} frames a second, {length_s:g} s each")
    for name, app in (("nothing moves", Still()), ("pacer", OnlyPacer()), ("Static.update", StaticPacer())):
        cost = run(app, (int(columns), int(lines)), length_s, app.begin)
        print(f"  {name:<14} {cost.cpu_share:6.1%} of a core  {cost.bytes_per_s / 1024:6.1f} KB/s")


if __name__ == "__main__":
    main()

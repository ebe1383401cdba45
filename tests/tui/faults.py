"""An interface that breaks where it is told to, by itself or as `python -m tests.tui.faults KIND`."""

import sys
from collections.abc import Callable
from pathlib import PurePath
from typing import ClassVar, Final

from textual.app import ComposeResult, RenderResult
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from practice_player.cli import main as cli
from practice_player.tui import start
from practice_player.tui.app import PracticeApp
from practice_player.tui.palette_items import PaletteItem
from practice_player.tui.screens.palette import PaletteScreen
from practice_player.tui.screens.player import PlayerScreen
from tests.tui.hostile import INTERFACE

FAULT: Final = "this is broken"


def fail(*_: object) -> None:
    raise RuntimeError(FAULT)


class BrokenPicture(Widget):
    def render(self) -> RenderResult:
        fail()
        return ""


class BrokenScreen(Screen[None]):
    def compose(self) -> ComposeResult:
        fail()
        yield Widget()


class FaultyApp(PracticeApp):
    """Breaks in mid-practice, on the key ctrl+b."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [INTERFACE / name for name in PracticeApp.CSS_PATH]
    BINDINGS: ClassVar = [("ctrl+b", "break")]
    kind = ""

    class Broken(Message):
        """What cannot be dealt with."""

    def action_break(self) -> None:
        BREAKS[self.kind](self)

    def action_fail(self) -> None:
        fail()

    def on_faulty_app_broken(self) -> None:
        fail()

    async def fail_later(self) -> None:
        fail()

    async def offer(self) -> None:
        """A palette with one line, which cannot be done."""
        screen = self.screen
        assert isinstance(screen, PlayerScreen)
        await self._offer(screen, [PaletteItem("Break", "", "app.fail")])
        palette = self.screen
        assert isinstance(palette, PaletteScreen)
        palette.call_after_refresh(palette.action_take)


BREAKS: Final[dict[str, Callable[[FaultyApp], object]]] = {
    "a key": fail,
    "a message": lambda app: app.post_message(FaultyApp.Broken()),
    "a timer": lambda app: app.set_timer(0.01, fail),
    "a timer of a screen": lambda app: app.screen.set_interval(0.01, fail),
    "a worker": lambda app: app.run_worker(app.fail_later()),
    "a worker of a screen": lambda app: app.screen.run_worker(app.fail_later()),
    "a thread": lambda app: app.screen.run_worker(fail, thread=True),
    "a picture": lambda app: app.screen.mount(BrokenPicture()),
    "a screen": lambda app: app.push_screen(BrokenScreen()),
    "what comes next": lambda app: app.screen.call_next(fail),
    "what comes after a picture": lambda app: app.screen.call_after_refresh(fail),
    "the palette": lambda app: app.run_worker(app.offer()),
}


def main(kind: str) -> int:
    FaultyApp.kind = kind
    start.PracticeApp = FaultyApp  # type: ignore[attr-defined]
    return cli.main(["play", "two-parts", "--to", "silence"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

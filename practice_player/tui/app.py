"""The interface: which screen follows which.  It paints first, and builds the house afterwards.

Nothing heavy may be imported here: numpy, YAML, SQLite, pydantic and sound come with the house,
in a thread, after the first frame.
"""

import asyncio
import signal
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.driver import Driver
from textual.screen import Screen

from practice_player.errors import PracticeError
from practice_player.plain_text import some_lines
from practice_player.tui import outside
from practice_player.tui.commands import EVERYWHERE, PLAYER
from practice_player.tui.core import House
from practice_player.tui.keeper import Keeper
from practice_player.tui.screens.home import HomeScreen
from practice_player.tui.screens.screen import CalmScreen
from practice_player.tui.theme import EMBER
from practice_player.tui.widgets.choice import Choice

if TYPE_CHECKING:
    from practice_player.tui.screens.close import CloseScreen
    from practice_player.tui.screens.player import PlayerScreen
    from practice_player.tui.screens.practices import PracticesScreen
    from practice_player.tui.screens.prepare import PrepareScreen

SLOW_S: Final = 2.0
"""After so long, a practice that was asked for and has not begun says that it will."""

SLOW: Final = "Getting it ready. A long recording takes a while the first time."
SLOW_SHOWN_S: Final = 12.0

_LEAVE_ON: Final = ("SIGTERM", "SIGHUP")
_KILLED: Final = 128
"""An exit code above this names the signal that ended the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begin:
    """A practice to begin with, chosen before the interface opened."""

    name: str
    length_s: float | None
    """None is its usual length."""

    bed: str | None
    """None is its own."""

    without: frozenset[str]
    """What is left out besides what is remembered; with `none` in it, what is remembered is not."""


class PracticeApp(App[None]):
    """Turns what screens ask into the next screen; however it ends, it ends in silence."""

    TITLE = "practice-player"
    # The first screen is no pushed one, so Textual would not look for its style.
    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "screens/home.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = EVERYWHERE.bindings
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(self, house_factory: Callable[[], House], begin: Begin | None = None) -> None:
        super().__init__()
        self._begin = begin
        self._keeper = Keeper(house_factory)
        self.register_theme(EMBER)
        self.theme = EMBER.name

    def get_driver_class(self) -> type[Driver]:
        chosen = super().get_driver_class()
        if sys.platform != "win32":
            from textual.drivers.linux_driver import LinuxDriver

            if chosen is LinuxDriver:
                from practice_player.tui.driver import PromptDriver

                return PromptDriver
        return chosen

    async def on_event(self, event: events.Event) -> None:
        """What is pasted is drawn as it is typed: with nothing in it that a terminal obeys."""
        if isinstance(event, events.Paste):
            event.text = some_lines(event.text)
        await super().on_event(event)

    def get_default_screen(self) -> Screen[None]:
        return HomeScreen(self._keeper)

    def on_mount(self) -> None:
        loop = asyncio.get_running_loop()
        for name in _LEAVE_ON:
            number = getattr(signal, name, None)
            if number is not None:
                # Windows has no handlers in the loop, and threads have no signals.
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self._leave, _KILLED + number)
        self.screen.call_after_refresh(self._wake)

    def _wake(self) -> None:
        self.run_worker(self._warm_up(), group="wake")
        if self._begin:
            self.run_worker(self._begin_at_once(self._begin), group="begin")

    async def _begin_at_once(self, begin: Begin) -> None:
        """From the command line straight into a practice."""
        from practice_player.tui.screens.prepare import PrepareScreen

        slow = self.set_timer(SLOW_S, partial(self.notify, SLOW, timeout=SLOW_SHOWN_S, markup=False))
        try:
            without = await self._keeper.ask(lambda house: house.left_out(begin.name, begin.without))
            card = await self._keeper.ask(lambda house: house.named(begin.name, without))
            practice = await self._keeper.ask(
                lambda house: house.prepare(
                    begin.name, length_s=begin.length_s, bed=begin.bed, without=without
                )
            )
        except PracticeError as error:
            self._say(error)
            return
        finally:
            slow.stop()
        self.on_prepare_screen_ready(PrepareScreen.Ready(card, practice))

    async def _warm_up(self) -> None:
        await asyncio.to_thread(_load_screens)
        try:
            await self._keeper.ask(lambda house: house.warm_up())
        except PracticeError as error:
            self._say(error)
        # A device that opens may write over the picture.
        self.screen.refresh(layout=True)

    def on_choice_chosen(self, asked: Choice.Chosen) -> None:
        from practice_player.tui.screens.practices import PracticesScreen

        self.push_screen(PracticesScreen(self._keeper, asked.practice))

    def on_home_screen_journal_asked(self) -> None:
        from practice_player.tui.screens.journal import JournalScreen

        self.push_screen(JournalScreen(self._keeper))

    def on_practices_screen_picked(self, asked: "PracticesScreen.Picked") -> None:
        from practice_player.tui.screens.prepare import PrepareScreen

        self.push_screen(PrepareScreen(self._keeper, asked.card))

    def on_prepare_screen_ready(self, ready: "PrepareScreen.Ready") -> None:
        from practice_player.tui.screens.player import PlayerScreen

        if isinstance(self.screen, PlayerScreen):
            return
        self._keeper.practice = ready.practice
        self.push_screen(PlayerScreen(self._keeper, ready.card, ready.practice))

    async def on_player_screen_over(self, over: "PlayerScreen.Over") -> None:
        from practice_player.tui.screens.close import CloseScreen

        self._keeper.practice = None
        await self._go_home()
        self.push_screen(
            CloseScreen(self._keeper, over.card, done_s=over.done_s, stopped=over.stopped, logged=over.logged)
        )

    async def on_player_screen_ground(self) -> None:
        from practice_player.tui.screens.player import GROUND

        self._keeper.practice = None
        await self._go_home()
        self.run_worker(self._ground(GROUND), group="begin")

    async def _ground(self, name: str) -> None:
        """Straight into the grounding practice at its shortest: nothing is asked."""
        from practice_player.tui.screens.prepare import PrepareScreen

        try:
            without = await self._keeper.ask(lambda house: house.left_out(name, frozenset()))
            card = await self._keeper.ask(lambda house: house.named(name, without))
            practice = await self._keeper.ask(
                lambda house: house.prepare(name, length_s=card.least_s, bed=None, without=without)
            )
        except PracticeError as error:
            self._say(error)
            return
        self.on_prepare_screen_ready(PrepareScreen.Ready(card, practice))

    async def on_close_screen_left(self, left: "CloseScreen.Left") -> None:
        if left.word:
            self.run_worker(self._keep(left.word, self.screen), group="note")
        else:
            await self._go_home()

    async def _keep(self, word: str, asked: Screen[object]) -> None:
        """Goes home once the word is kept; until then it stands where it was written."""
        try:
            await self._keeper.ask(lambda house: house.add_note(word))
        except PracticeError as error:
            self._say(error)
            return
        if self.screen is asked:
            await self._go_home()

    async def _go_home(self) -> None:
        while len(self.screen_stack) > 1:
            await self.pop_screen()

    def action_help(self) -> None:
        from practice_player.tui.screens.help import HelpScreen
        from practice_player.tui.screens.player import PlayerScreen

        screen = self.screen
        if isinstance(screen, PlayerScreen):
            self.push_screen(HelpScreen(PLAYER))
        elif isinstance(screen, CalmScreen):
            self.push_screen(HelpScreen(screen.SECTION, PLAYER, EVERYWHERE))

    def action_leave(self) -> None:
        self._leave()

    def _leave(self, code: int = 0) -> None:
        self._keeper.close(time.monotonic())
        self.exit(return_code=code)

    def on_unmount(self) -> None:
        self._keeper.close(time.monotonic())

    def _say(self, error: PracticeError) -> None:
        self.notify(outside.note(error), severity="warning", timeout=12, markup=False)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        sections = (screen.SECTION, EVERYWHERE) if isinstance(screen, CalmScreen) else (EVERYWHERE,)
        for section in sections:
            for command in section.commands:
                yield SystemCommand(command.name, command.tooltip, partial(screen.run_action, command.action))
        yield SystemCommand("Colours", "Choose other colours.", self.search_themes)


def _load_screens() -> None:
    """Loads what comes after the first frame, so that the first key finds it there."""
    for name in ("practices", "prepare", "player", "close", "help", "journal"):
        import_module(f"practice_player.tui.screens.{name}")

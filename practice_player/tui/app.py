"""The interface: which screen follows which.  It paints first, and makes the core afterwards.

Nothing heavy may be imported here: numpy, YAML, SQLite, pydantic and sound come with the core,
in a thread, after the first frame.
"""

import asyncio
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import BindingType
from textual.screen import Screen

from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import PracticeError
from practice_player.tui.commands.everywhere import EVERYWHERE
from practice_player.tui.commands.player import PLAYER
from practice_player.tui.core import CorePort, PracticeCard, SessionPort
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.lifecycle import EndWithin, LifecycleApp, never_end
from practice_player.tui.palette_items import PaletteItem, offers
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


class PracticeApp(LifecycleApp):
    """Turns what screens ask into the next screen."""

    TITLE = "practice-player"
    # The first screen is no pushed one, so Textual would not look for its style.
    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "screens/home.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = EVERYWHERE.bindings

    def __init__(
        self,
        core_factory: Callable[[], CorePort],
        request: PracticeRequest | None = None,
        *,
        end_within: EndWithin = never_end,
    ) -> None:
        super().__init__(CoreProxy(core_factory), end_within)
        self._request = request
        self.register_theme(EMBER)
        self.theme = EMBER.name

    def get_default_screen(self) -> Screen[None]:
        return HomeScreen(self._core_proxy)

    def on_mount(self) -> None:
        self.screen.call_after_refresh(self._wake)

    def _wake(self) -> None:
        self.run_worker(self._warm_up(), group="wake")
        if self._request:
            self.run_worker(self._begin(self._request), group="begin")

    async def _begin(self, request: PracticeRequest | None) -> None:
        """Straight into a practice; into the grounding one when none is named."""
        slow = self.set_timer(SLOW_S, partial(self.say, SLOW))
        try:
            card, practice = await self._core_proxy.ask(
                lambda core: core.begin(core.grounding() if request is None else request)
            )
        except PracticeError as error:
            self.say(error)
            return
        finally:
            slow.stop()
        await self._play(card, practice)

    async def _warm_up(self) -> None:
        await asyncio.to_thread(_load_screens)
        try:
            await self._core_proxy.ask(lambda core: core.warm_up())
        except PracticeError as error:
            self.say(error)
        # A device that opens may write over the picture.
        self.refresh(layout=True)

    async def on_choice_chosen(self, asked: Choice.Chosen) -> None:
        from practice_player.tui.screens.practices import PracticesScreen

        await self._open(PracticesScreen(self._core_proxy, asked.practice), over=HomeScreen)

    async def on_home_screen_journal_asked(self) -> None:
        from practice_player.tui.screens.journal import JournalScreen

        await self._open(JournalScreen(self._core_proxy), over=HomeScreen)

    async def on_practices_screen_picked(self, asked: "PracticesScreen.Picked") -> None:
        from practice_player.tui.screens.practices import PracticesScreen
        from practice_player.tui.screens.prepare import PrepareScreen

        await self._open(PrepareScreen(self._core_proxy, asked.card), over=PracticesScreen)

    async def on_prepare_screen_ready(self, ready: "PrepareScreen.Ready") -> None:
        from practice_player.tui.screens.prepare import PrepareScreen

        if any(isinstance(screen, PrepareScreen) for screen in self.screen_stack):
            await self._play(ready.card, ready.practice)

    async def on_player_screen_over(self, over: "PlayerScreen.Over") -> None:
        from practice_player.tui.screens.close import CloseScreen

        self._core_proxy.practice = None
        await self._go_home()
        await self.push_screen(
            CloseScreen(
                self._core_proxy, over.card, done_s=over.done_s, stopped=over.stopped, logged=over.logged
            )
        )

    async def on_player_screen_ground(self) -> None:
        self._core_proxy.practice = None
        await self._go_home()
        self.run_worker(self._begin(None), group="begin")

    async def _play(self, card: PracticeCard, practice: SessionPort) -> None:
        from practice_player.tui.screens.player import PlayerScreen

        if not any(isinstance(screen, PlayerScreen) for screen in self.screen_stack):
            self._core_proxy.practice = practice
            await self.push_screen(PlayerScreen(self._core_proxy, card, practice))

    async def _open(self, screen: Screen[None], *, over: type[Screen[None]]) -> None:
        """Opens a screen over the one that asked for it; the person may have left that one already."""
        if isinstance(self.screen, over):
            await self.push_screen(screen)

    async def on_close_screen_left(self, left: "CloseScreen.Left") -> None:
        if left.word:
            self.run_worker(self._keep(left.word, self.screen), group="note")
        else:
            await self._go_home()

    async def _keep(self, word: str, asked: Screen[object]) -> None:
        """Goes home once the word is kept; until then it stands where it was written."""
        try:
            await self._core_proxy.ask(lambda core: core.add_note(word))
        except PracticeError as error:
            self.say(error)
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

    async def action_palette(self) -> None:
        """Everything that can be asked for on this screen, to be looked for by its name."""
        asked = self.screen
        if isinstance(asked, CalmScreen):
            await self._offer(asked, offers(asked))

    async def action_colours(self) -> None:
        names = sorted(name for name in self.available_themes if not name.startswith("textual-ansi"))
        asked = self.screen
        if isinstance(asked, CalmScreen):
            await self._offer(asked, [PaletteItem(name, "", f"app.colour('{name}')") for name in names])

    def action_colour(self, name: str) -> None:
        self.theme = name

    async def _offer(self, asked: CalmScreen, offered: list[PaletteItem]) -> None:
        from practice_player.tui.screens.palette import PaletteScreen

        async def do(offer: PaletteItem | None) -> None:
            if offer is not None and self.screen is asked:
                await asked.run_action(offer.action)

        await self.push_screen(PaletteScreen(offered), do)


def _load_screens() -> None:
    """Loads what comes after the first frame, so that the first key finds it there."""
    for name in ("practices", "prepare", "player", "close", "help", "journal", "palette"):
        import_module(f"practice_player.tui.screens.{name}")

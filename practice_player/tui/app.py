"""The interface: which screen follows which.  It paints first, and makes the core afterwards.

Nothing heavy may be imported here: numpy, YAML, SQLite, pydantic and sound come with the core,
in a thread, after the first frame.
"""

import asyncio
import gc
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property, partial
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.screen import Screen

from practice_player.core.preferences import Setting
from practice_player.core.request import PracticeRequest, RecordingRequest
from practice_player.core.settings_file import SettingsFile
from practice_player.lib.errors import PracticeError
from practice_player.tui.appearance import USUAL, Appearance
from practice_player.tui.commands.everywhere import EVERYWHERE
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.lifecycle import EndWithin, never_end
from practice_player.tui.paths_app import PathsApp
from practice_player.tui.screens.home import HomeScreen
from practice_player.tui.undo import ErasedEntries
from practice_player.tui.widgets.choice import Choice
from practice_player.tui.work import start_work

if TYPE_CHECKING:
    from practice_player.core.card import PracticeCard
    from practice_player.tui.core import CorePort, SessionPort
    from practice_player.tui.practising import Practising
    from practice_player.tui.screens.balance import BalanceScreen
    from practice_player.tui.screens.beginning import BeginningScreen
    from practice_player.tui.screens.close import CloseScreen
    from practice_player.tui.screens.player import PlayerScreen
    from practice_player.tui.screens.practices import ListState, PracticesScreen
    from practice_player.tui.screens.prepare import PrepareScreen
    from practice_player.tui.under_way import UnderWay


class PracticeApp(PathsApp):
    """Turns what screens ask into the next screen."""

    TITLE = "practice-player"
    # The first screen is no pushed one, so Textual would not look for its style.
    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "screens/home.tcss", "few_colours.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = EVERYWHERE.bindings

    def __init__(
        self,
        core_factory: "Callable[[], CorePort]",
        request: PracticeRequest | None = None,
        *,
        recording: RecordingRequest | None = None,
        welcome: bool = False,
        solo_only: bool = False,
        appearance: Appearance = USUAL,
        end_within: EndWithin = never_end,
        user_settings: SettingsFile | None = None,
    ) -> None:
        """With `welcome` it first says what it is and is not; `solo_only` hides practices for two."""
        super().__init__(CoreProxy(core_factory), end_within, user_settings)
        if appearance != USUAL:  # it was asked for with this start
            self.appearance = appearance
            self.reduced_motion = not appearance.motion
        self._request = request
        self._recording = recording
        self._welcome, self._solo_only = welcome, solo_only
        self._erased = ErasedEntries()
        self._list_states: dict[tuple[str, str], ListState] = {}
        """By the kind of practices, and the mood that they help with, if they are for one."""

    @cached_property
    def _practising(self) -> "Practising":
        from practice_player.tui.practising import Practising

        return Practising(self, self._core_proxy)

    def get_default_screen(self) -> Screen[None]:
        return HomeScreen(self._core_proxy, solo_only=self._solo_only)

    def on_mount(self) -> None:
        self.screen.call_after_refresh(self._wake)

    def _wake(self) -> None:
        gc.freeze()  # what was loaded before the first frame is never garbage
        gc.enable()
        self.warn_of_settings()
        start_work(self, self._warm_up, group="wake")
        if self._request:
            from practice_player.tui.screens.asked import begin_or_offer

            begin = partial(begin_or_offer, self, self._core_proxy, self._practising, self._request)
            start_work(self, begin, group="begin")
        elif self._recording:
            start_work(self, partial(self.record_voice, self._recording), group="recording")
        elif self._welcome:
            start_work(self, self._show_welcome, group="welcome")

    async def _warm_up(self) -> None:
        await asyncio.to_thread(_load_screens)
        try:
            await self._core_proxy.ask(lambda core: core.warm_up())
        except PracticeError as error:
            self.say(error)
        for screen in self.screen_stack:
            if isinstance(screen, HomeScreen):
                screen.look_for_offers()
        # A device that opens may write over the picture.
        self.refresh(layout=True)

    async def on_choice_chosen(self, event: Choice.Chosen) -> None:
        if isinstance(self.screen, HomeScreen):
            await self.show_practices(event.practice)

    async def on_home_screen_practice_asked(self, event: HomeScreen.PracticeAsked) -> None:
        start_work(self, partial(self._practising.begin, event.request), group="begin")

    async def on_home_screen_grounding_asked(self) -> None:
        start_work(self, self._practising.begin_grounding, group="begin")

    async def on_home_screen_mood_asked(self, event: HomeScreen.MoodAsked) -> None:
        if isinstance(self.screen, HomeScreen):
            await self.show_practices("solo", event.mood)

    async def on_home_screen_journal_asked(self) -> None:
        from practice_player.tui.screens.journal import JournalScreen

        await self.open_over(HomeScreen, JournalScreen(self._core_proxy, self._erased))

    async def on_journal_screen_balance_asked(self) -> None:
        from practice_player.tui.screens.balance import BalanceScreen
        from practice_player.tui.screens.journal import JournalScreen

        await self.open_over(JournalScreen, BalanceScreen(self._core_proxy))

    async def on_balance_screen_wish_asked(self, event: "BalanceScreen.WishAsked") -> None:
        from practice_player.tui.screens.balance import BalanceScreen
        from practice_player.tui.screens.wish import WishScreen

        await self.open_over(BalanceScreen, WishScreen(self._core_proxy, event.person))

    async def on_practices_screen_picked(self, event: "PracticesScreen.Picked") -> None:
        from practice_player.tui.screens.practices import PracticesScreen
        from practice_player.tui.screens.prepare import PrepareScreen

        screen = PrepareScreen(self._core_proxy, event.card, most_frames=event.most_frames)
        await self.open_over(PracticesScreen, screen)

    async def on_prepare_screen_ready(self, ready: "PrepareScreen.Ready") -> None:
        from practice_player.tui.screens.prepare import PrepareScreen

        if any(isinstance(screen, PrepareScreen) for screen in self.screen_stack):
            await self._practising.ask(ready.card, ready.request, ready.dialog)

    def on_beginning_screen_pressed_early(self, pressed: "BeginningScreen.PressedEarly") -> None:
        self._practising.early_keys.press(pressed.key)

    async def on_player_screen_over(self, over: "PlayerScreen.Over") -> None:
        await self._practising.over(
            over.practice,
            done_s=over.done_s,
            stopped=over.stopped,
            finished=over.finished,
            logged=over.logged,
            unwritten=over.unwritten,
        )

    async def on_player_screen_ground(self, ground: "PlayerScreen.Ground") -> None:
        await self._practising.ground(ground.practice)

    async def show_player(self, card: "PracticeCard", session: "SessionPort") -> None:
        """The player of a practice, over whatever is there."""
        from practice_player.tui.screens.player import PlayerScreen

        try:
            session.start(time.monotonic())  # it is heard while the screen is still being built
        except PracticeError as error:
            self.say(error)
        await self.push_screen(PlayerScreen(self._core_proxy, card, session))

    async def show_practices(self, practice: str, mood: str = "") -> None:
        """The list of practices for `solo` or `partner` over home, or of what helps with a mood.

        It is as it was left.
        """
        from practice_player.tui.screens.practices import ListState, PracticesScreen

        await self.go_home()
        state = self._list_states.setdefault((practice, mood), ListState.for_mood(mood))
        await self.push_screen(PracticesScreen(self._core_proxy, practice, state))

    async def close_practice(
        self, practice: "UnderWay", *, done_s: float, stopped: bool, logged: bool, unwritten: bool
    ) -> None:
        """What was done, and room for a word."""
        from practice_player.tui.screens.close import CloseScreen

        await self.push_screen(
            CloseScreen(
                self._core_proxy,
                practice.card,
                done_s=done_s,
                stopped=stopped,
                logged=logged,
                unwritten=unwritten,
                journal_off=not self.user_settings.values.journal
                or bool(self._request and not self._request.log),
            )
        )

    async def _show_welcome(self) -> None:
        """What this is and is not, once."""
        from practice_player.core.safety import FIRST_RUN
        from practice_player.tui.screens.page import WelcomeScreen

        async def read(_: None) -> None:
            with suppress(PracticeError):  # it is shown again the next time
                await self._core_proxy.ask(lambda core: core.turn(Setting.WELCOMED, on=True))

        await self.push_screen(WelcomeScreen(self._core_proxy, FIRST_RUN), read)

    async def on_close_screen_left(self, event: "CloseScreen.Left") -> None:
        if event.destination == "again":
            await self.go_home()
            start_work(self, self._practising.begin_again, group="begin")
        elif event.destination == "home":
            await self.go_home()
        else:
            await self.show_practices(event.destination)

    async def go_home(self) -> None:
        """Back to the first screen; whatever lies over it is closed."""
        while len(self.screen_stack) > 1:
            await self.pop_screen()


def _load_screens() -> None:
    """Loads what comes after the first frame, so that the first key finds it there."""
    names = ("practices", "prepare", "dialog", "player", "close", "help", "journal", "palette", "page")
    for name in (*names, "settings", "write", "balance", "wish", "paths", "path"):
        import_module(f"practice_player.tui.screens.{name}")
    import_module("practice_player.tui.practising")

"""An app whose keys and commands can be looked up: the help, the palette, and other colours."""

from typing import TYPE_CHECKING

from practice_player.core.preferences import Setting
from practice_player.lib.errors import PracticeError
from practice_player.tui.commands.everywhere import EVERYWHERE
from practice_player.tui.palette_items import PaletteItem, offers
from practice_player.tui.screens.screen import CalmScreen
from practice_player.tui.settings_app import SettingsApp

if TYPE_CHECKING:
    from practice_player.core.safety import Page


class PaletteApp(SettingsApp):
    """Lays the help or the palette over the screen that asks for it."""

    def action_help(self) -> None:
        """The keys that do something now on the screen that asks for it."""
        from practice_player.tui.screens.help import HelpScreen

        screen = self.screen
        if isinstance(screen, CalmScreen):
            sections = (screen.SECTION.only(screen.can), EVERYWHERE.only(screen.can))
            self.push_screen(HelpScreen(sections, words=screen.help_words))

    async def action_palette(self) -> None:
        """Everything that can be asked for on this screen, to be looked for by its name."""
        screen = self.screen
        if isinstance(screen, CalmScreen):
            await self._offer(screen, offers(screen))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "balance":
            return not any(getattr(screen, "IN_PRACTICE", False) for screen in self.screen_stack)
        return super().check_action(action, parameters)

    async def action_balance(self) -> None:
        """Time alone and time together; not available while a practice is under way."""
        from practice_player.tui.screens.balance import BalanceScreen

        if isinstance(self.screen, CalmScreen) and not isinstance(self.screen, BalanceScreen):
            await self.push_screen(BalanceScreen(self._core_proxy))

    async def action_colours(self) -> None:
        names = sorted(name for name in self.available_themes if not name.startswith("textual-ansi"))
        screen = self.screen
        if isinstance(screen, CalmScreen):
            await self._offer(screen, [PaletteItem(name, "", f"app.colour('{name}')") for name in names])

    async def show_page(self, page: "Page") -> None:
        """A page to be read, over whatever is there."""
        from practice_player.tui.screens.page import PageScreen

        await self.push_screen(PageScreen(self._core_proxy, page))

    async def action_safety(self) -> None:
        """Where there is help; nothing is kept of it."""
        from practice_player.core.safety import SAFETY
        from practice_player.tui.screens.page import PageScreen

        if not isinstance(self.screen, PageScreen):
            await self.show_page(SAFETY)

    async def _offer(self, screen_beneath: CalmScreen, offered: list[PaletteItem]) -> None:
        from practice_player.tui.screens.palette import PaletteScreen

        async def do(offer: PaletteItem | None) -> None:
            if offer is not None and self.screen is screen_beneath:
                await screen_beneath.run_action(offer.action)

        await self.push_screen(PaletteScreen(offered), do)

    async def action_check_ins(self) -> None:
        """Asks for numbers before and after practices, or no more."""
        on = not await self._core_proxy.ask(lambda core: core.is_on(Setting.CHECK_INS))
        await self.turn(Setting.CHECK_INS, on=on)
        self.say("Before and after, you are asked how you are." if on else "You are not asked how you are.")

    async def turn(self, setting: Setting, *, on: bool) -> None:
        """Changes a setting; one that cannot be remembered is said."""
        try:
            await self._core_proxy.ask(lambda core: core.turn(setting, on=on))
        except PracticeError as error:
            self.say(error)

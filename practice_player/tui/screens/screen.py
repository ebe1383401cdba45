"""What every screen here has in common: the narrow and short shapes, and how a failure is said."""

from typing import ClassVar

from textual.screen import Screen

from practice_player.errors import PracticeError
from practice_player.tui import outside
from practice_player.tui.commands import EVERYWHERE, Section
from practice_player.tui.keeper import Keeper


class CalmScreen(Screen[None]):
    """Shows and asks; what follows is for the app and the practice to decide."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-wide")]  # noqa: RUF012 - typed by Textual
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]  # noqa: RUF012 - typed by Textual

    SECTION: ClassVar[Section] = EVERYWHERE
    """Its own commands, for the help and the palette."""

    def __init__(self, keeper: Keeper) -> None:
        super().__init__()
        self.keeper = keeper

    def say(self, error: PracticeError) -> None:
        """Say a failure calmly; everything else goes on."""
        self.notify(outside.note(error), severity="warning", timeout=12, markup=False)

    async def action_back(self) -> None:
        await self.app.pop_screen()

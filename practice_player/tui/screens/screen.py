"""What every screen has in common: its shapes, and what becomes of work for one that was left."""

import asyncio
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import actions
from textual.events import Resize
from textual.geometry import Offset
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget

from practice_player.lib.errors import PracticeError
from practice_player.tui.commands.everywhere import EVERYWHERE
from practice_player.tui.commands.model import KeySection
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.lifecycle import LifecycleApp

if TYPE_CHECKING:
    from practice_player.tui.core import CorePort

Answer = TypeVar("Answer")

log = logging.getLogger(__name__)


class StandingScreen(Screen[ScreenResultType]):
    """Knows when it was left.  What still comes to it then is not done: there is nothing to draw on."""

    app: LifecycleApp

    @property
    def stands(self) -> bool:
        """False once it was left."""
        return self.is_attached and self in self.app.screen_stack

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        return self.stands and self.allows(action)

    async def _on_resize(self, event: Resize) -> None:
        """Textual answers each size with another event: two sizes at once would go round for ever."""
        if event.size != self.app.size:
            event.prevent_default()  # the window has another size already, which is on its way

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """Returns what lies there; nothing where it was removed since the last layout.

        Textual begins a selection in the parent of what is pressed, and ends with an error where it has none.
        """
        widget, offset = super().get_widget_and_offset_at(x, y)
        return (widget, offset) if widget is self or (widget and widget.is_attached) else (None, None)

    def allows(self, action: str) -> bool:  # noqa: ARG002 - some screens look at it
        """Whether there is something to do for an action now."""
        return True


class CalmScreen(StandingScreen[None]):
    """Shows and asks; what follows is for the app and the practice to decide."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-wide")]  # noqa: RUF012 - typed by Textual
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]  # noqa: RUF012 - typed by Textual

    SECTION: ClassVar[KeySection] = EVERYWHERE
    """Its own commands, for the help and the palette."""

    IN_PRACTICE: ClassVar[bool] = False
    """Whether a practice is under way, or asked about, or a voice is recorded, while this screen is open."""

    help_words: tuple[str, ...] = ()
    """What stands above the keys in its help."""

    def __init__(self, core_proxy: CoreProxy) -> None:
        super().__init__()
        self.core_proxy = core_proxy

    async def ask(self, question: "Callable[[CorePort], Answer]") -> Answer:
        """The core's answer.  Once this screen was left, the work that waits for it is dropped.

        Raises:
            PracticeError: as the core does.
            CancelledError: the screen was left meanwhile.
        """
        try:
            answer = await self.core_proxy.ask(question)
        except Exception as exc:
            if self.stands:
                raise
            if not isinstance(exc, PracticeError):
                log.exception("what was asked for a screen that was left")
        else:
            if self.stands:
                return answer
        raise asyncio.CancelledError

    def can(self, action: str) -> bool:
        """Whether an action can be asked for now."""
        target, name, parameters = actions.parse(action)
        return bool((self.app if target == "app" else self).check_action(name, parameters))

    async def action_back(self) -> None:
        if self.is_active:
            await self.app.pop_screen()

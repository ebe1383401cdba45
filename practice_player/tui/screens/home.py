"""The first question: alone or together; and when two come back to each other, that too."""

from contextlib import suppress
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Label

from practice_player.core.return_time import AgreedReturn
from practice_player.lib.errors import PracticeError
from practice_player.tui import untrusted
from practice_player.tui.commands.home import HOME
from practice_player.tui.commands.model import KeySection
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.screens.screen import CalmScreen
from practice_player.tui.widgets.choice import Choice
from practice_player.tui.widgets.keys import Keys


class HomeScreen(CalmScreen):
    """Two large choices and nothing to read, unless two have agreed to meet."""

    BINDINGS: ClassVar[list[BindingType]] = HOME.bindings
    SECTION: ClassVar[KeySection] = HOME
    AUTO_FOCUS = "#solo"

    class JournalAsked(Message):
        """To look at what has been practised."""

    class ReturnAsked(Message):
        """The two who agreed to meet are back."""

        def __init__(self, agreed: AgreedReturn) -> None:
            super().__init__()
            self.agreed = agreed

    def __init__(self, core_proxy: CoreProxy, *, solo_only: bool = False) -> None:
        super().__init__(core_proxy)
        self._solo_only = solo_only
        self._agreed: AgreedReturn | None = None
        self._is_warm = False

    def compose(self) -> ComposeResult:
        with Vertical(id="middle"):
            yield Label(id="question", markup=False)
            with Horizontal(id="choices"):
                yield Choice("solo", title="alone", line="some time of your own", discs=1)
                yield Choice("partner", title="together", line="some time for two", discs=2)
            yield Label(id="agreed", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        self.hide_together(self._solo_only)

    def on_screen_resume(self) -> None:
        """Looks, whenever it is shown again, whether two have agreed to meet."""
        if self._is_warm:
            self.look_for_return()

    def look_for_return(self) -> None:
        """Shows whether two have agreed to meet; the first time once the core is there."""
        self._is_warm = True
        self.run_worker(self._look_for_return(), group="return", exclusive=True)

    def hide_together(self, hidden: bool) -> None:
        """Shows practices for one only, or for two as well."""
        self._solo_only = hidden
        self.query_one("#partner", Choice).display = not hidden
        question = "A few minutes of your own?" if hidden else "A few minutes, alone or together?"
        self.query_one("#question", Label).update(question)
        if hidden:
            self.query_one("#solo", Choice).focus()
        self.refresh_bindings()

    def allows(self, action: str) -> bool:
        return action not in ("meet", "forget_meeting") or self._agreed is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self._solo_only and "partner" in parameters:
            return False
        return super().check_action(action, parameters)

    def action_choose(self, practice: str) -> None:
        self.action_aim(practice)
        self.query_one(f"#{practice}", Choice).choose()

    def action_aim(self, practice: str) -> None:
        self.query_one(f"#{practice}", Choice).focus()

    def action_open(self) -> None:
        if isinstance(self.focused, Choice):
            self.focused.choose()

    def action_journal(self) -> None:
        self.post_message(self.JournalAsked())

    def action_meet(self) -> None:
        if self._agreed:
            self.post_message(self.ReturnAsked(self._agreed))
            self.action_forget_meeting()

    def action_forget_meeting(self) -> None:
        self._show_agreed(None)
        self.run_worker(self.ask(lambda core: core.returns.forget()), group="return")

    async def _look_for_return(self) -> None:
        with suppress(PracticeError):  # it is said elsewhere
            self._show_agreed(await self.ask(lambda core: core.returns.agreed()))

    def _show_agreed(self, agreed: AgreedReturn | None) -> None:
        self._agreed = agreed
        label = self.query_one("#agreed", Label)
        label.display = agreed is not None
        if agreed:
            label.update(untrusted.line(f"You two meet again at {agreed.at.astimezone():%H:%M}."))
        self.refresh_bindings()

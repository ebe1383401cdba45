"""Which path: each with where one is on it."""

from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Label, Static

from practice_player.core.path_words import state_words
from practice_player.core.preferences import Setting
from practice_player.lib.errors import PracticeError
from practice_player.tui.commands.model import KeySection
from practice_player.tui.commands.paths import PATHS
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.screens.screen import CalmScreen
from practice_player.tui.widgets.keys import Keys
from practice_player.tui.widgets.line_list import FREE_LINE, LineList, ListLine
from practice_player.tui.work import start_work

if TYPE_CHECKING:
    from practice_player.core.practice_paths import PathView

NO_PATHS: Final = "There is no path here yet."


class PathsScreen(CalmScreen):
    """Shows the paths; asks for one of them."""

    CSS_PATH = "paths.tcss"
    BINDINGS: ClassVar[list[BindingType]] = PATHS.bindings
    SECTION: ClassVar[KeySection] = PATHS
    AUTO_FOCUS = ""

    class Picked(Message):
        """To look at one path."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, core_proxy: CoreProxy, *, solo_only: bool = False) -> None:
        super().__init__(core_proxy)
        self._solo_only = solo_only
        self._problems: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        yield Label("paths", id="where", markup=False)
        yield LineList(id="paths")
        yield Static("A moment…", id="nothing", markup=False)
        yield Keys()

    def on_screen_resume(self) -> None:
        """Looks again, whenever it is shown again: one may have been begun meanwhile."""
        start_work(self, self._fill, group="paths", exclusive=True)

    def allows(self, action: str) -> bool:
        return action != "choose" or bool(self.query(LineList) and self.query_one(LineList).lit)

    def action_move(self, steps: int) -> None:
        self.query_one(LineList).move(steps)

    def action_choose(self) -> None:
        self.query_one(LineList).choose()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        if problem := self._problems.get(event.name):
            self.app.say(problem)
        elif self.stands:
            self.post_message(self.Picked(event.name))

    async def _fill(self) -> None:
        nothing = self.query_one("#nothing", Static)
        try:
            views = await self.ask(
                lambda core: core.paths.all(solo_only=self._solo_only or core.is_on(Setting.SOLO_ONLY))
            )
        except PracticeError as error:
            nothing.update("The paths cannot be read just now.")
            self.app.say(error)
            return
        nothing.update("" if views else NO_PATHS)
        nothing.display = not views
        self._problems = {view.name: view.problem for view in views if view.problem}
        lines: list[ListLine] = []
        for view in views:
            if lines and self.has_class("-tall"):
                lines.append(FREE_LINE)
            lines.append(_line(view))
        self.query_one(LineList).show(lines)
        self.refresh_bindings()


def _line(view: "PathView") -> ListLine:
    summary = [(view.summary, "$foreground 65%")] if view.summary else []
    state = (state_words(view), "$foreground 80%" if view.problem else "$accent")
    title = view.title + " (yours)" * bool(view.replaces)
    return ListLine(name=view.name, title=title, details=(*summary, state))

"""One path: what it is, where one is on it, and its practices, each of which can be chosen."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Label, Static

from practice_player.core.card import PracticeCard
from practice_player.core.path_words import guidance, often, practice_words, state_words
from practice_player.lib.errors import PracticeError
from practice_player.tui import untrusted
from practice_player.tui.commands.model import KeySection
from practice_player.tui.commands.paths import PATH
from practice_player.tui.core import CorePort
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.screens.reading import ReadingScreen
from practice_player.tui.widgets.keys import Keys
from practice_player.tui.widgets.line_list import FREE_LINE, LineList, ListLine
from practice_player.tui.work import start_work

if TYPE_CHECKING:
    from practice_player.core.practice_paths import PathStepView, PathView

_CANNOT_BE_READ = "The path cannot be read just now."


class PathScreen(ReadingScreen):
    """Shows one path; asks for one of its practices."""

    CSS_PATH = "path.tcss"
    BINDINGS: ClassVar[list[BindingType]] = PATH.bindings
    SECTION: ClassVar[KeySection] = PATH
    AUTO_FOCUS = ""

    class PracticePicked(Message):
        """To get one of its practices ready."""

        def __init__(self, card: PracticeCard) -> None:
            super().__init__()
            self.card = card

    def __init__(self, core_proxy: CoreProxy, name: str) -> None:
        super().__init__(core_proxy)
        self._path_name = name
        self._view: PathView | None = None

    def compose(self) -> ComposeResult:
        yield Label("a path", id="where", markup=False)
        with VerticalScroll(id="words", can_focus=False):
            yield Static("A moment…", id="text", markup=False)
        yield LineList(id="steps")
        yield Keys()

    def on_screen_resume(self) -> None:
        """Looks again, whenever it is shown again: something may have been finished meanwhile."""
        start_work(self, partial(self._change, lambda _: None), group="path", exclusive=True)

    def allows(self, action: str) -> bool:
        view = self._view
        if view is None:
            return action not in ("next", "choose", "begin", "leave_path", "begin_anew")
        possible = {
            "next": view.next_practice() is not None,
            "choose": bool(self.query_one(LineList).lit),
            "begin": not view.is_followed,
            "leave_path": view.is_followed,
            "begin_anew": view.begun_on is not None,
        }
        return possible.get(action, True)

    def action_move(self, steps: int) -> None:
        self.query_one(LineList).move(steps)

    def action_choose(self) -> None:
        self.query_one(LineList).choose()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        if self.stands:
            start_work(self, partial(self._pick, event.name), group="pick", exclusive=True)

    def action_next(self) -> None:
        practice = self._view.next_practice() if self._view else None
        if practice is not None:
            start_work(self, partial(self._pick, practice.name), group="pick", exclusive=True)

    def action_begin(self) -> None:
        self._start_change(lambda core: core.paths.begin(self._path_name))

    def action_begin_anew(self) -> None:
        self._start_change(lambda core: core.paths.begin(self._path_name, anew=True))

    def action_leave_path(self) -> None:
        self._start_change(lambda core: core.paths.leave(self._path_name))

    async def _pick(self, name: str) -> None:
        try:
            card = await self.ask(lambda core: _begin_with(core, self._path_name, name))
        except PracticeError as error:
            self.app.say(error)
            return
        self.post_message(self.PracticePicked(card))

    def _start_change(self, change: Callable[[CorePort], None]) -> None:
        start_work(self, partial(self._change, change), group="path", exclusive=True)

    async def _change(self, change: Callable[[CorePort], None]) -> None:
        """Makes a change, if there is one to make, and shows the path as it is then."""

        def changed(core: CorePort) -> "PathView":
            change(core)
            return core.paths.one(self._path_name)

        try:
            view = await self.ask(changed)
        except PracticeError as error:
            self.query_one("#text", Static).update(_CANNOT_BE_READ)
            self.app.say(error)
            return
        self._show(view)
        if unwritten := await self.ask(lambda core: core.paths.unwritten):
            self.app.say(unwritten)

    def _show(self, view: "PathView") -> None:
        self._view = view
        self.query_one("#where", Label).update(untrusted.line(view.title))
        state = untrusted.words(state_words(view)).stylize("$accent")
        texts = [view.summary, *guidance(view), view.caution, *view.evidence]
        words = [untrusted.words(text) for text in texts if text]
        self.query_one("#text", Static).update(untrusted.stacked([state, *words]))
        lines, numbers = [], []
        for number, step in enumerate(view.steps):
            step_lines = list(_step_lines(number, step, is_next=number == view.next_step))
            if number and self.has_class("-tall"):
                step_lines.insert(0, FREE_LINE)
            lines += step_lines
            numbers += [number] * len(step_lines)
        first = numbers.index(view.next_step) if view.next_step is not None else 0
        self.query_one(LineList).show(lines, first_lit=first)
        self.refresh_bindings()


def _step_lines(number: int, step: "PathStepView", *, is_next: bool) -> Iterator[ListLine]:
    """One line for the step where it has one practice, else a heading and one for each practice."""
    heading = f"{number + 1}  "
    how_often = often(step)
    times = f"{how_often[0].upper()}{how_often[1:]}." if how_often else ""
    about = [words for words in (step.words, step.plenty, times) if words]
    details = tuple((words, "$foreground 65%") for words in about)
    style = "bold $accent" if is_next else ""
    is_one = len(step.practices) == 1
    if not is_one:
        yield ListLine(title=f"{heading}One of these", title_style="italic $secondary", details=details)
    for practice in step.practices:
        yield ListLine(
            name=practice.name if practice.is_playable else "",
            title=(heading if is_one else "   ") + practice_words(step, practice),
            title_style=style,
            details=details if is_one else (),
        )


def _begin_with(core: CorePort, path: str, practice: str) -> PracticeCard:
    """The card of a practice; its path is begun, or taken up again, with it."""
    card = core.card(core.open(practice))
    core.paths.begin(path)
    return card

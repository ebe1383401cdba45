"""The interface with one dialog over it, or one page."""

from collections.abc import Callable
from pathlib import PurePath
from typing import ClassVar, Generic

from practice_player.core.safety import Page
from practice_player.prompts.before import PreparationQuestions, RememberedFacts
from practice_player.prompts.consent import Answer
from practice_player.prompts.prompt import Dialog, Result, Steps
from practice_player.tui.app import PracticeApp
from practice_player.tui.core import CorePort
from practice_player.tui.screens.dialog import open_dialog
from practice_player.tui.screens.page import PageScreen
from tests.tui.fakes import FakeCore
from tests.tui.hostile import INTERFACE

HANDS: PreparationQuestions = PreparationQuestions(
    title="Hand in Hand",
    for_two=True,
    possible_answers={
        "touch": (Answer.NO, Answer.SOME, Answer.YES),
        "gaze": (Answer.NO, Answer.YES),
    },
    check_in=("tension", "closeness"),
    adaptations={"hold": "breath holds"},
    has_turns=True,
    care=("It goes to what is tender.", "Stop whenever you like; g leads back to the room."),
)
TWO = RememberedFacts(names=("Anna", "Ben"), last_pair=("Anna", "Ben"))


def highest(below: int) -> int:
    """Draws the highest number every time: no gentler evening by itself, and the second of two begins."""
    return below - 1


class DialogApp(PracticeApp, Generic[Result]):
    """Asks one dialog, and keeps what came out."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [INTERFACE / name for name in PracticeApp.CSS_PATH]

    def __init__(self, steps: Steps[Result]) -> None:
        super().__init__(FakeCore)
        self._dialog = Dialog(steps)
        self.over = False
        self.outcome: Result | None = None

    async def on_ready(self) -> None:
        await open_dialog(self, self._core_proxy, self._dialog, self._end)

    async def _end(self, outcome: Result | None) -> None:
        self.outcome, self.over = outcome, True


class PageApp(PracticeApp):
    """Shows one page."""

    CSS_PATH: ClassVar[list[str | PurePath]] = DialogApp.CSS_PATH

    def __init__(self, page: Page, core_factory: Callable[[], CorePort] = FakeCore) -> None:
        super().__init__(core_factory)
        self._page = page

    async def on_ready(self) -> None:
        await self.push_screen(PageScreen(self._core_proxy, self._page))


class WelcomeApp(PracticeApp):
    """Starts for the first time."""

    CSS_PATH: ClassVar[list[str | PurePath]] = DialogApp.CSS_PATH

    def __init__(self) -> None:
        super().__init__(FakeCore, welcome=True)

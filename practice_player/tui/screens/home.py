"""The first question: alone or together; and what may be wanted at once."""

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Label

from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import PracticeError
from practice_player.tui.commands.home import HOME
from practice_player.tui.commands.model import KeySection
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.screens.screen import CalmScreen
from practice_player.tui.widgets.choice import Choice
from practice_player.tui.widgets.day_offers import DayOffers
from practice_player.tui.widgets.keys import Keys
from practice_player.tui.widgets.offer import Offer
from practice_player.tui.work import start_work

if TYPE_CHECKING:
    # What these need is loaded after the first frame.
    from practice_player.core.again import PracticeOffer
    from practice_player.core.resuming import ResumeOffer
    from practice_player.core.return_time import AgreedReturn
    from practice_player.tui.core import CorePort

MOOD_NAMES: Final = {"wound-up": "wound up", "sleepless": "can't sleep", "far-away": "far away"}
"""How somebody may feel, as people say it."""

NOT_TODAY: Final = "x not today"
"""Shown in the line that `x` forgets, where there are two such lines."""


LOOK_AGAIN_S: Final = 16.0
"""A practice of a program that was killed counts as under way for 15 s; then it can go on."""


class HomeScreen(CalmScreen):
    """Two large choices; under them what is offered at once, the way out of too much, and three moods."""

    BINDINGS: ClassVar[list[BindingType]] = HOME.bindings
    SECTION: ClassVar[KeySection] = HOME
    AUTO_FOCUS = "#solo"

    class JournalAsked(Message):
        """To look at what has been practised."""

    class PracticeAsked(Message):
        """To begin a practice at once."""

        def __init__(self, request: PracticeRequest) -> None:
            super().__init__()
            self.request = request

    class GroundingAsked(Message):
        """It is too much right now: the way back to the room."""

    class MoodAsked(Message):
        """To choose among what helps with a mood."""

        def __init__(self, mood: str) -> None:
            super().__init__()
            self.mood = mood

    def __init__(self, core_proxy: CoreProxy, *, solo_only: bool = False) -> None:
        super().__init__(core_proxy)
        self._solo_only = solo_only
        self._agreed: AgreedReturn | None = None
        self._unfinished: ResumeOffer | None = None
        self._again: PracticeOffer | None = None
        self._is_warm = False
        self._later: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="middle"):
            yield Label(id="question", markup=False)
            with Horizontal(id="choices"):
                yield Choice("solo", title="alone", line="some time of your own", discs=1)
                yield Choice("partner", title="together", line="some time for two", discs=2)
            with Vertical(id="offers"):
                yield Offer("meet", key="m", id="agreed")
                yield Offer("resume", key="c", id="unfinished")
                yield DayOffers()
                yield Offer("again", key="r", id="again")
                yield Offer("ground", key="g", words="too much right now: back to the room", id="ground")
            with Horizontal(id="moods"):
                for key, mood in enumerate(MOOD_NAMES, start=1):
                    yield Offer(f"mood('{mood}')", key=str(key), words=MOOD_NAMES[mood], id=mood)
        yield Keys()

    def on_mount(self) -> None:
        self.hide_together(self._solo_only)

    def on_screen_resume(self) -> None:
        """Looks again, whenever it is shown again, at what can be offered; and once something broke off."""
        if self._is_warm and self.is_current:
            self.look_for_offers()

    def look_for_offers(self) -> None:
        """Shows whether two have agreed to meet, and the last practices; the core must be there."""
        self._is_warm = True
        start_work(self, self._look_for_offers, group="offers", exclusive=True)
        self.query_one(DayOffers).look(solo_only=self._solo_only)

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
        if action == "meet":
            return self._agreed is not None
        if action == "resume":
            return self._unfinished is not None
        if action == "not_today":
            return self._agreed is not None or self._unfinished is not None
        return action != "again" or self._again is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self._solo_only and "partner" in parameters:
            return False
        if action == "day" and not self.query_one(DayOffers).can(str(parameters[0])):
            return False
        return super().check_action(action, parameters)

    def action_choose(self, practice: str) -> None:
        choice = self.query_one(f"#{practice}", Choice)
        choice.focus()
        choice.choose()

    def action_move(self, columns: int, rows: int) -> None:
        """Lights the choice beside the one that is lit, or in another row."""
        grid = _grid(self)
        row, column = next(
            ((y, x) for y, line in enumerate(grid) for x, place in enumerate(line) if place is self.focused),
            (0, 0),
        )
        line = grid[min(max(0, row + rows), len(grid) - 1)]
        line[min(max(0, column + columns), len(line) - 1)].focus()

    def action_open(self) -> None:
        if isinstance(self.focused, Choice | Offer):
            self.focused.choose()

    async def on_offer_chosen(self, event: Offer.Chosen) -> None:
        event.stop()
        if self.stands:
            await self.run_action(event.action)

    def action_journal(self) -> None:
        self.post_message(self.JournalAsked())

    def action_again(self) -> None:
        if self._again:
            self.post_message(self.PracticeAsked(self._again.request))

    def action_ground(self) -> None:
        self.post_message(self.GroundingAsked())

    def action_day(self, what: str) -> None:
        """What is planned or suggested for today: begins it, or puts it aside."""
        day = self.query_one(DayOffers)
        if what == "planned" and day.planned:
            self.post_message(Choice.Chosen(day.planned.practice))
        elif what == "suggested" and day.suggestion:
            self.post_message(self.PracticeAsked(day.suggestion.request))
        else:
            day.put_aside(for_good=what == "never")

    def action_mood(self, mood: str) -> None:
        self.post_message(self.MoodAsked(mood))

    def action_resume(self) -> None:
        if self._unfinished:
            self.post_message(self.PracticeAsked(self._unfinished.request))

    def action_meet(self) -> None:
        if self._agreed:
            self.post_message(self.PracticeAsked(PracticeRequest(name=self._agreed.practice)))
            self._forget_meeting()

    def action_not_today(self) -> None:
        """Forgets the upper of what was agreed on and what is unfinished."""
        if self._agreed:
            self._forget_meeting()
        elif self._unfinished:
            self._show_offers(None, None, self._again)
            start_work(self, self._forget_unfinished, group="unfinished")

    def _forget_meeting(self) -> None:
        self._show_offers(None, self._unfinished, self._again)
        start_work(self, partial(self.ask, lambda core: core.returns.forget()), group="return")

    async def _forget_unfinished(self) -> None:
        try:
            await self.ask(lambda core: core.unfinished.forget())
        except PracticeError as error:
            self.app.say(error)

    async def _look_for_offers(self) -> None:
        with suppress(PracticeError):  # it is said elsewhere
            self._show_offers(*await self.ask(_offers))
            if await self.ask(lambda core: core.unfinished.under_way()):
                if self._later:
                    self._later.stop()
                self._later = self.set_timer(LOOK_AGAIN_S, self.on_screen_resume)

    def _show_offers(
        self, agreed: "AgreedReturn | None", unfinished: "ResumeOffer | None", again: "PracticeOffer | None"
    ) -> None:
        self._agreed, self._unfinished, self._again = agreed, unfinished, again
        meeting = ""
        if agreed:
            at = f"{agreed.at.astimezone():%H:%M}"
            meeting = f"meet again at {at} ({NOT_TODAY})" if unfinished else f"you two meet again at {at}"
        words = {
            "agreed": meeting,
            "unfinished": f"go on: {unfinished.title}, {unfinished.left} left" if unfinished else "",
            "again": f"again: {again.title}, {again.length}" if again else "",
        }
        for name, line in words.items():
            offer = self.query_one(f"#{name}", Offer)
            offer.display = bool(line)
            offer.say(line)
        self.refresh_bindings()


def _grid(screen: HomeScreen) -> list[list[Choice | Offer]]:
    """What can be lit, row by row, as it is shown."""
    grid: list[list[Choice | Offer]] = [[choice for choice in screen.query(Choice) if choice.display]]
    grid += [row for place in screen.query_one("#offers").children if (row := _offers_in(place))]
    return [*grid, [*screen.query("#moods > Offer").results(Offer)]]


def _offers_in(place: Widget) -> list[Choice | Offer]:
    """The offers of one row, as far as they are shown."""
    if not place.display:
        return []
    return [place] if isinstance(place, Offer) else [*place.query(Offer).results(Offer)]


def _offers(core: "CorePort") -> "tuple[AgreedReturn | None, ResumeOffer | None, PracticeOffer | None]":
    return core.returns.agreed(), core.unfinished.offer(), core.again()

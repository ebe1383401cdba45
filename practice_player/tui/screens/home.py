"""The first question: alone or together; and what may be wanted at once."""

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Label

from practice_player.core.request import PracticeRequest
from practice_player.core.return_time import AgreedReturn
from practice_player.lib.errors import PracticeError
from practice_player.tui.commands.home import HOME
from practice_player.tui.commands.model import KeySection
from practice_player.tui.core import CorePort
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.screens.screen import CalmScreen
from practice_player.tui.widgets.choice import Choice
from practice_player.tui.widgets.day_offers import DayOffers
from practice_player.tui.widgets.keys import Keys
from practice_player.tui.widgets.offer import Offer

if TYPE_CHECKING:
    from practice_player.core.again import PracticeOffer  # what it needs is loaded after the first frame

MOOD_NAMES: Final = {"wound-up": "wound up", "sleepless": "can't sleep", "far-away": "far away"}
"""How somebody may feel, as people say it."""


class HomeScreen(CalmScreen):
    """Two large choices; under them the last practice once more, the way out of too much, and three moods."""

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
        self._again: PracticeOffer | None = None
        self._is_warm = False

    def compose(self) -> ComposeResult:
        with Vertical(id="middle"):
            yield Label(id="question", markup=False)
            with Horizontal(id="choices"):
                yield Choice("solo", title="alone", line="some time of your own", discs=1)
                yield Choice("partner", title="together", line="some time for two", discs=2)
            with Vertical(id="offers"):
                yield Offer("meet", key="m", id="agreed")
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
        """Looks again, whenever it is shown again, at what can be offered."""
        if self._is_warm:
            self.look_for_offers()

    def look_for_offers(self) -> None:
        """Shows the last practice, and whether two have agreed to meet; the core must be there."""
        self._is_warm = True
        self.run_worker(self._look_for_offers(), group="offers", exclusive=True)
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
        if action in ("meet", "forget_meeting"):
            return self._agreed is not None
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
        grid = self._grid()
        row, column = next(
            ((y, x) for y, line in enumerate(grid) for x, place in enumerate(line) if place is self.focused),
            (0, 0),
        )
        line = grid[min(max(0, row + rows), len(grid) - 1)]
        line[min(max(0, column + columns), len(line) - 1)].focus()

    def _grid(self) -> list[list[Choice | Offer]]:
        """What can be lit, row by row, as it is shown."""
        grid: list[list[Choice | Offer]] = [[choice for choice in self.query(Choice) if choice.display]]
        grid += [row for place in self.query_one("#offers").children if (row := _offers_in(place))]
        return [*grid, [*self.query("#moods > Offer").results(Offer)]]

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

    def action_meet(self) -> None:
        if self._agreed:
            self.post_message(self.PracticeAsked(PracticeRequest(name=self._agreed.practice)))
            self.action_forget_meeting()

    def action_forget_meeting(self) -> None:
        self._show_offers(None, self._again)
        self.run_worker(self.ask(lambda core: core.returns.forget()), group="return")

    async def _look_for_offers(self) -> None:
        with suppress(PracticeError):  # it is said elsewhere
            self._show_offers(*await self.ask(_offers))

    def _show_offers(self, agreed: AgreedReturn | None, again: "PracticeOffer | None") -> None:
        self._agreed, self._again = agreed, again
        meet, once_more = self.query_one("#agreed", Offer), self.query_one("#again", Offer)
        meet.display, once_more.display = agreed is not None, again is not None
        if agreed:
            meet.say(f"you two meet again at {agreed.at.astimezone():%H:%M}")
        if again:
            once_more.say(f"again: {again.title}, {again.length}")
        self.refresh_bindings()


def _offers_in(place: Widget) -> list[Choice | Offer]:
    """The offers of one row, as far as they are shown."""
    if not place.display:
        return []
    return [place] if isinstance(place, Offer) else [*place.query(Offer).results(Offer)]


def _offers(core: CorePort) -> "tuple[AgreedReturn | None, PracticeOffer | None]":
    return core.returns.agreed(), core.again()

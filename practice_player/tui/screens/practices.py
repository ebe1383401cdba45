"""Which practice: a list on the left, and beside it what the one that is lit is like."""

from dataclasses import dataclass, field
from functools import partial
from typing import ClassVar, Final, Self

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Label, Static

from practice_player.core.card import PracticeCard
from practice_player.core.choosing import PracticeFilter, called_so, grouped
from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import PracticeError
from practice_player.lib.units import frames
from practice_player.prompts.before import GATE
from practice_player.timeline.model import OutlineEntry
from practice_player.tui import untrusted
from practice_player.tui.commands.model import KeySection
from practice_player.tui.commands.practices import PRACTICES
from practice_player.tui.core import CorePort
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.screens.home import MOOD_NAMES
from practice_player.tui.screens.watching import WatchingScreen
from practice_player.tui.widgets.filter_bar import FilterBar
from practice_player.tui.widgets.keys import Keys
from practice_player.tui.widgets.practice_list import PracticeList
from practice_player.tui.widgets.preview import PracticePreview, without_folders
from practice_player.tui.work import start_work

TITLES: Final = {"solo": "alone", "partner": "together"}
NOTHING_FITS: Final = "Nothing fits all of this.  Backspace shows everything again."
NOTHING_THERE: Final = "There is no practice here yet."


@dataclass(slots=True)
class ListState:
    """Where somebody was in a list of practices, for when they come back to it."""

    practice_filter: PracticeFilter = field(default_factory=PracticeFilter)
    lit: str = ""
    """The name of the practice that was lit."""

    @classmethod
    def for_mood(cls, mood: str) -> Self:
        """The list of what helps with a mood, or with an empty one the list of everything."""
        return cls(practice_filter=PracticeFilter(mood=mood))


class PracticesScreen(WatchingScreen):
    """Shows the practices of one kind; asks for one of them."""

    CSS_PATH = "practices.tcss"
    BINDINGS: ClassVar[list[BindingType]] = PRACTICES.bindings
    SECTION: ClassVar[KeySection] = PRACTICES
    AUTO_FOCUS = ""

    class Picked(Message):
        """One that can be played was picked."""

        def __init__(self, card: PracticeCard, most_frames: int | None) -> None:
            """`most_frames` is the time that there is for it, if that was said."""
            super().__init__()
            self.card = card
            self.most_frames = most_frames

    class Come(Message):
        """Some practices are there, while others are still being read."""

        def __init__(self, cards: list[PracticeCard]) -> None:
            super().__init__()
            self.cards = cards

    def __init__(self, core_proxy: CoreProxy, practice: str, state: ListState | None = None) -> None:
        super().__init__(core_proxy)
        self._practice = practice
        self._state = state or ListState()
        self.help_words = GATE.lines if practice == "partner" else ()
        self._cards: list[PracticeCard] | None = None
        self._marked: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        """The favourites, and what was done lately."""

        self._filling = True

    def compose(self) -> ComposeResult:
        yield Label(id="where", markup=False)
        yield FilterBar(self._state.practice_filter)
        with Horizontal(id="both"):
            yield PracticeList(id="list")
            yield PracticePreview(id="preview")
        yield Static(id="unsearched", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        self._show_title()
        start_work(self, self._fill, group="cards", exclusive=True)

    async def _fill(self) -> None:
        try:
            self._seen, self._marked = await self.ask(
                lambda core: (core.mark(), _marks(core, self._practice))
            )
            cards, unsearched = await self.ask(
                lambda core: (
                    core.cards(self._practice, lambda cards: self.post_message(self.Come(cards))),
                    core.unsearched(),
                )
            )
        except PracticeError as error:
            self.query_one(PracticePreview).tell("The practices cannot be read just now.")
            self.app.say(error)
            return
        self._filling = False
        self._show(cards, unsearched)

    async def scripts_changed(self) -> None:
        """Shows what is there now; the practice that was lit stays lit."""
        if not self._filling:
            cards, unsearched, self._marked = await self.ask(
                lambda core: (
                    core.cards(self._practice, lambda _: None),
                    core.unsearched(),
                    _marks(core, self._practice),
                )
            )
            self._show(cards, unsearched)

    def on_practices_screen_come(self, event: Come) -> None:
        event.stop()
        self._show(event.cards)

    def _show(self, cards: list[PracticeCard], unsearched: list[str] | None = None) -> None:
        self._cards = cards
        self.query_one(FilterBar).show(cards)
        if unsearched is not None:
            folders = self.query_one("#unsearched", Static)
            folders.update(untrusted.paragraphs(unsearched))
            folders.display = bool(unsearched)
        self._list()

    def _list(self, *, typed: bool = False) -> None:
        """Lists what fits, and lights the practice that was lit before if it is among it.

        Where something else was typed, the first that is called so is lit: enter opens it.
        """
        cards, favourites, recent = self._cards or [], *self._marked
        groups = grouped(cards, self._state.practice_filter, favourites=favourites, recent=recent)
        if typed and groups and (first := called_so(groups[0][1][:1], self._state.practice_filter.text)):
            self._state.lit = first[0].name
        listed = self.query_one(PracticeList)
        listed.show(groups, lit=self._state.lit)
        self.refresh_bindings()
        if listed.lit is None:
            self.query_one(PracticePreview).tell(NOTHING_FITS if cards else NOTHING_THERE)
        else:
            self._state.lit = listed.lit.name
            self._preview(listed.lit)

    def _show_title(self) -> None:
        mood = MOOD_NAMES.get(self._state.practice_filter.mood)
        title = f"{mood}: what may help, shortest first" if mood else TITLES[self._practice]
        words = self.query_one(FilterBar).words if self.has_class("-narrow") else ""
        self.query_one("#where", Label).update(untrusted.line(" · ".join(filter(None, (title, words)))))

    def on_filter_bar_changed(self, event: FilterBar.Changed) -> None:
        event.stop()
        text_before = self._state.practice_filter.text
        self._state.practice_filter = self.query_one(FilterBar).practice_filter
        self._show_title()
        if self._cards is not None:
            self._list(typed=self._state.practice_filter.text != text_before)

    def on_practice_list_lit(self, event: PracticeList.Lit) -> None:
        event.stop()
        if self.stands and event.card.name != self._state.lit:
            self._state.lit = event.card.name
            self._preview(event.card)

    def on_practice_list_chosen(self, event: PracticeList.Chosen) -> None:
        event.stop()
        if not self.stands:
            return
        if not event.card.problem:
            minutes = self._state.practice_filter.max_minutes
            self.post_message(self.Picked(event.card, frames(60 * minutes) if minutes else None))
        elif not self.query_one(PracticePreview).display:
            self.app.say(without_folders(event.card.problem))  # otherwise it is read beside the list

    def allows(self, action: str) -> bool:
        listed = self.query(PracticeList)
        if action in ("choose", "favourite") and self._cards is not None and listed:
            return listed.first().lit is not None
        if action == "show_more":
            return bool(self.query(PracticePreview)) and self.query_one(PracticePreview).display
        return True

    def action_move(self, steps: int, pages: int = 0) -> None:
        listed = self.query_one(PracticeList)
        listed.move(steps + pages * listed.page_lines)

    def action_choose(self) -> None:
        self.query_one(PracticeList).choose()

    def action_narrow(self, choice: str) -> None:
        self.query_one(FilterBar).narrow(choice)

    async def action_back(self) -> None:
        bar = self.query_one(FilterBar)
        if bar.is_searching:
            bar.close_search()
        else:
            await super().action_back()

    def action_show_more(self, part: str) -> None:
        """Shows `caution`, `evidence` or `outline` of the practice that is lit, or hides it again."""
        preview = self.query_one(PracticePreview)
        preview.toggle(part)
        if preview.card is not None:
            self._preview(preview.card)
            preview.reveal(part)

    def action_scroll_preview(self, lines: int) -> None:
        self.query_one(PracticePreview).scroll_relative(y=lines, animate=False)

    async def action_favourite(self) -> None:
        """Makes the practice that is lit a favourite, or no favourite any more."""
        card = self.query_one(PracticeList).lit
        if card is None or card.problem:
            return
        name, (favourites, recent) = card.name, self._marked
        on = name not in favourites
        await self.ask(lambda core: core.memory.set_favourite(name, on=on))
        self._marked = (
            tuple(favourite for favourite in favourites if favourite != name) + (name,) * on,
            recent,
        )
        self._list()

    def _preview(self, card: PracticeCard) -> None:
        preview = self.query_one(PracticePreview)
        preview.show(card)
        if preview.shows_outline and not card.problem:
            start_work(self, partial(self._outline, card), group="outline", exclusive=True)

    async def _outline(self, card: PracticeCard) -> None:
        outline: list[OutlineEntry] | str
        try:
            outline = await self.ask(
                lambda core: core.outline(core.open(card.name), PracticeRequest(name=card.name))
            )
        except PracticeError as error:
            outline = str(error)
        if self._state.lit == card.name:
            self.query_one(PracticePreview).show_outline(outline)


def _marks(core: CorePort, practice: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The favourites, and what was done lately."""
    return core.memory.favourites(), core.recent(practice)

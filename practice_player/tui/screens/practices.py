"""Which practice: a list on the left, and beside it what the lit one is like."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Label, OptionList, Static
from textual.widgets.option_list import Option

from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import PracticeError
from practice_player.lib.plain_text import fit_to_width
from practice_player.prompts.before import GATE
from practice_player.tui import untrusted
from practice_player.tui.commands.model import KeySection
from practice_player.tui.commands.practices import PRACTICES
from practice_player.tui.core import OutlineEntry, PracticeCard
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.screens.watching import WatchingScreen
from practice_player.tui.widgets.caption import lines
from practice_player.tui.widgets.keys import Keys
from practice_player.tui.widgets.listed import Listed
from practice_player.tui.widgets.outline import Outline

TITLES: Final = {"solo": "alone", "partner": "together"}

_ROW_CELLS: Final = 27
_ROW_LINES: Final = 2
"""Of a title in the list; the whole stands beside it."""

_DEPTHS: Final = {1: "any day", 2: "a little inward", 3: "tender"}


class PracticesScreen(WatchingScreen):
    """Shows the practices of one kind; asks for one of them."""

    CSS_PATH = "practices.tcss"
    BINDINGS: ClassVar[list[BindingType]] = PRACTICES.bindings
    SECTION: ClassVar[KeySection] = PRACTICES

    class Picked(Message):
        """One that can be played was picked."""

        def __init__(self, card: PracticeCard) -> None:
            super().__init__()
            self.card = card

    class Come(Message):
        """Some practices are there, while others are still being read."""

        def __init__(self, cards: list[PracticeCard]) -> None:
            super().__init__()
            self.cards = cards

    def __init__(self, core_proxy: CoreProxy, practice: str) -> None:
        super().__init__(core_proxy)
        self._practice = practice
        self.help_words = GATE.lines if practice == "partner" else ()
        self._cards: list[PracticeCard] | None = None
        self._filling = True
        self._outlines: dict[str, list[OutlineEntry] | str] = {}
        self._steps_waiting = 0
        self._choice_waiting = False
        self._evidence = False
        """Whether evidence is shown in place of the outline."""

    def compose(self) -> ComposeResult:
        yield Label(untrusted.line(TITLES[self._practice]), id="where", markup=False)
        with Horizontal(id="both"):
            yield Listed(id="list")
            with VerticalScroll(id="preview", can_focus=False), Vertical():
                for part in ("title", "summary", "facts", "problem", "evidence"):
                    yield Static(id=part, markup=False)
                yield Outline(id="outline")
        yield Static(id="unsearched", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        self.query_one("#summary", Static).update("A moment…")
        self.run_worker(self._fill(), group="cards", exclusive=True)

    async def _fill(self) -> None:
        try:
            self._seen, cards, unsearched = await self.ask(
                lambda core: (
                    core.mark(),
                    core.cards(self._practice, self._come),
                    core.unsearched(),
                )
            )
        except PracticeError as error:
            self.query_one("#summary", Static).update("The practices cannot be read just now.")
            self.app.say(error)
            return
        self._filling = False
        self._show(cards)
        self._tell_of(unsearched)

    async def scripts_changed(self) -> None:
        """Shows what is there now; the practice that was lit stays lit."""
        if self._filling:
            return
        cards, unsearched = await self.ask(
            lambda core: (core.cards(self._practice, lambda _: None), core.unsearched())
        )
        self._outlines.clear()
        self._show(cards)
        if self._lit:
            self._preview(self._lit)
        self._tell_of(unsearched)

    def _tell_of(self, unsearched: list[str]) -> None:
        """The folders whose scripts are not in the list."""
        told = self.query_one("#unsearched", Static)
        told.update(untrusted.paragraphs(unsearched))
        told.display = bool(unsearched)

    def _come(self, cards: list[PracticeCard]) -> None:
        """Called in a thread."""
        self.post_message(self.Come(cards))

    def on_practices_screen_come(self, event: Come) -> None:
        event.stop()
        self._show(event.cards)

    def _show(self, cards: list[PracticeCard]) -> None:
        """Lists these; the first time, keys that were pressed before are done, then what is lit stays lit."""
        first, lit = self._cards is None, self._lit.name if self._lit else ""
        at = self._steps_waiting if first else self._at
        self._cards = cards
        names = [card.name for card in cards]
        self._list(cards, lit=names.index(lit) if lit in names else at)
        if first and self._choice_waiting:
            self.action_choose()

    def _list(self, cards: list[PracticeCard], *, lit: int) -> None:
        listed = self.query_one(Listed)
        listed.set_options([Option(_entry(card)) for card in cards])
        listed.highlighted = min(max(0, lit), len(cards) - 1) if cards else None
        if not cards:
            for part in ("#title", "#facts", "#problem"):
                self.query_one(part, Static).update("")
            self.query_one("#summary", Static).update("There is no practice here yet.")
            self.query_one(Outline).show([])

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if self.stands and self._lit is not None:
            self._preview(self._lit)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self.stands:
            self.action_choose()

    def action_move(self, steps: int) -> None:
        """Keys pressed before the list is there are kept, and done when it is."""
        if self._cards is None:
            self._steps_waiting = max(0, self._steps_waiting + steps)
        elif self._cards:
            listed = self.query_one(Listed)
            listed.highlighted = min(max(0, (listed.highlighted or 0) + steps), len(self._cards) - 1)

    def action_choose(self) -> None:
        if self._cards is None:
            self._choice_waiting = True
        elif (card := self._lit) is not None:
            if not card.problem:
                self.post_message(self.Picked(card))
            elif not self.query_one("#preview").display:
                self.app.say(card.problem)  # otherwise it is read beside the list

    @property
    def _at(self) -> int:
        return self.query_one(Listed).highlighted or 0

    @property
    def _lit(self) -> PracticeCard | None:
        at = self.query_one(Listed).highlighted
        return self._cards[at] if self._cards and at is not None else None

    def _preview(self, card: PracticeCard) -> None:
        self.query_one("#title", Static).update(untrusted.line(card.title))
        self.query_one("#summary", Static).update(untrusted.words(card.summary))
        problem = self.query_one("#problem", Static)
        problem.update(untrusted.lines(card.problem))
        problem.display = bool(card.problem)
        facts = self.query_one("#facts", Static)
        facts.update(untrusted.line("" if card.problem else _facts(card)))
        facts.display = not card.problem
        self._show_evidence(card)
        self.query_one("#preview").scroll_home(animate=False)
        outline = self._outlines.get(card.name, [])
        self.query_one(Outline).show(outline)
        if not outline and not card.problem:
            self.run_worker(self._outline(card), group="outline", exclusive=True)

    def action_evidence(self) -> None:
        """Shows what is known of such practices, in place of how this one goes; or hides it again."""
        self._evidence = not self._evidence
        if self._lit:
            self._show_evidence(self._lit)

    def _show_evidence(self, card: PracticeCard) -> None:
        evidence = self.query_one("#evidence", Static)
        shown = self._evidence and not card.problem
        found = card.evidence or ("Nothing was found that studied this; people find it good.",)
        evidence.update(untrusted.paragraphs(found) if shown else "")
        evidence.display = shown
        self.query_one(Outline).display = not shown

    async def _outline(self, card: PracticeCard) -> None:
        outline: list[OutlineEntry] | str
        try:
            outline = await self.ask(
                lambda core: core.outline(core.open(card.name), PracticeRequest(name=card.name))
            )
        except PracticeError as error:
            outline = str(error)
        self._outlines[card.name] = outline
        if self._lit is card:
            self.query_one(Outline).show(outline)


def _entry(card: PracticeCard) -> Content:
    said = lines(card.title[: untrusted.LINE_LETTERS], _ROW_CELLS)
    if len(said) > _ROW_LINES:
        said = [*said[: _ROW_LINES - 1], fit_to_width(f"{said[_ROW_LINES - 1]} …", _ROW_CELLS).rstrip()]
    title = untrusted.lines("\n".join(said))
    if card.problem:
        return Content.assemble(title.stylize("dim"), "\n", ("cannot be played yet", "dim"))
    about = f"{card.clock(card.usual_frames)}  {card.goal}{'  yours' * card.replaces}"
    return Content.assemble(title, "\n", untrusted.line(about).stylize("$foreground 55%"))


def _facts(card: PracticeCard) -> str:
    depth = _DEPTHS.get(card.level, "")
    mine = "yours, in place of the shipped one" if card.replaces else ""
    return "  ·  ".join(part for part in (card.goal, depth, card.reach, mine) if part)

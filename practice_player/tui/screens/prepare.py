"""The last look before a practice: how long, with what and without what, and what to know."""

from dataclasses import replace
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Label, Static

from practice_player.core.card import Switch
from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import PracticeError
from practice_player.prompts.before import PreparationResult
from practice_player.prompts.prompt import Dialog
from practice_player.script.choices import NOTHING
from practice_player.tui import untrusted
from practice_player.tui.commands.model import KeySection
from practice_player.tui.commands.prepare import PREPARE
from practice_player.tui.core import CorePort, OutlineEntry, PracticeCard
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.screens.watching import WatchingScreen
from practice_player.tui.widgets.keys import Keys
from practice_player.tui.widgets.outline import Outline
from practice_player.tui.widgets.switches import Switches

_GAP: Final = "\N{NO-BREAK SPACE}" * 3


class PrepareScreen(WatchingScreen):
    """Asks for a length, a background and what is left out; begins nothing itself."""

    CSS_PATH = "prepare.tcss"
    BINDINGS: ClassVar[list[BindingType]] = PREPARE.bindings
    SECTION: ClassVar[KeySection] = PREPARE

    class Ready(Message):
        """The practice can begin, once everything in `dialog` is asked."""

        def __init__(
            self, card: PracticeCard, request: PracticeRequest, dialog: Dialog[PreparationResult]
        ) -> None:
            super().__init__()
            self.card = card
            self.request = request
            self.dialog = dialog

    def __init__(self, core_proxy: CoreProxy, card: PracticeCard) -> None:
        super().__init__(core_proxy)
        self._card = card
        self._without: frozenset[str] = frozenset()
        """As in a request; with nothing in it until somebody says otherwise here."""

        self._bed = card.beds[0] if card.beds else None
        self._length_frames = card.usual_frames
        self._beginning = False

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="middle", can_focus=False), Vertical(id="page"):
            yield Label(untrusted.line(self._card.title), id="title", markup=False)
            yield Static(untrusted.words(self._card.summary), id="summary", markup=False)
            yield Label(id="length", markup=False)
            yield Label(id="bed", markup=False)
            yield Switches(id="switches")
            yield Static(id="care", markup=False)
            yield Label("enter to begin", id="begin", markup=False)
            yield Outline(id="outline")
        yield Keys()

    def on_mount(self) -> None:
        self._show()
        self._look_again()  # the card may have been made a while ago

    def allows(self, action: str) -> bool:
        if action == "bed":
            return bool(self._card.beds)
        if action in ("switch", "light"):
            return bool(self._switches)
        return True

    def action_length(self, steps: int) -> None:
        lengths = self._card.lengths_frames or (self._card.usual_frames,)
        at = min(range(len(lengths)), key=lambda index: abs(lengths[index] - self._length_frames))
        self._length_frames = lengths[min(max(0, at + steps), len(lengths) - 1)]
        self._show()

    def action_bed(self) -> None:
        beds = self._card.beds
        self._bed = beds[(beds.index(self._bed) + 1) % len(beds)] if self._bed in beds else beds[0]
        self._show()

    def action_light(self, steps: int) -> None:
        self.query_one(Switches).light(steps)

    def action_switch(self) -> None:
        switch = self.query_one(Switches).lit
        if switch:
            without = self._chosen ^ {switch.word}
            self._without = without | {NOTHING}
            self.run_worker(self._follow(), group="card", exclusive=True)
            if switch.remembered:
                self.run_worker(self._remember(switch.word, left_out=switch.word in without))

    def action_begin(self) -> None:
        if not self._beginning:
            self._beginning = True
            self._show()
            self.run_worker(self._prepare(), group="prepare", exclusive=True)

    @property
    def _switches(self) -> tuple[Switch, ...]:
        """What is switched here: for two, each is asked alone once the practice begins."""
        return self._card.switches if self._card.practice == "solo" else ()

    @property
    def _chosen(self) -> frozenset[str]:
        """What is left out: what the card says, until somebody says otherwise here."""
        return self._without - {NOTHING} if self._without else self._card.without

    @property
    def _request(self) -> PracticeRequest:
        return PracticeRequest(
            name=self._card.name,
            length_frames=self._length_frames,
            bed=self._bed,
            without=self._without,
        )

    async def scripts_changed(self) -> None:
        await self._follow()

    async def _follow(self) -> None:
        """Takes the card as it is with these choices, and keeps to the usual length or to the one chosen."""
        name, without, usual_frames = self._card.name, self._without, self._card.usual_frames
        try:
            card = await self.ask(lambda core: core.card(core.open(name), without))
        except PracticeError as error:
            self.app.say(error)
            return
        if card.problem:
            self._card = replace(self._card, problem=card.problem)
        else:
            self._card = card
            wished = card.usual_frames if self._length_frames == usual_frames else self._length_frames
            self._length_frames = min(max(wished, card.least_frames), card.most_frames)
        self.refresh_bindings()
        self._show()

    async def _remember(self, word: str, *, left_out: bool) -> None:
        try:
            await self.ask(lambda core: core.remember(word, left_out=left_out))
        except PracticeError as error:
            self.app.say(error)

    async def _prepare(self) -> None:
        try:
            if self._chosen != self._card.without:
                await self._follow()
            request = self._request
            dialog = await self.ask(lambda core: _before(core, request))
        except PracticeError as error:
            self.app.say(error)
        else:
            self.post_message(self.Ready(self._card, request, dialog))
        self._beginning = False
        self._show()

    def _show(self) -> None:
        card = self._card
        shorter = "←" if self._length_frames > card.least_frames else "\N{NO-BREAK SPACE}"
        longer = "→" if self._length_frames < card.most_frames else "\N{NO-BREAK SPACE}"
        self.query_one("#title", Label).update(untrusted.line(card.title))
        self.query_one("#summary", Static).update(untrusted.words(card.summary))
        self.query_one("#length", Label).update(
            Content.assemble(
                (shorter, "$foreground 55%"),
                untrusted.line(f"{_GAP}{card.clock(self._length_frames)}{_GAP}").stylize("bold $accent"),
                (longer, "$foreground 55%"),
            )
        )
        if card.beds:
            said = "no background" if self._bed == "none" else f"{self._bed} in the background"
            self.query_one("#bed", Label).update(untrusted.line(said))
        self.query_one(Switches).show(self._switches)
        asked = f"Asked first, each of you alone: {', '.join(card.asks)}." if card.asks else ""
        notes = [*filter(None, (asked,)), *card.care, *filter(None, (card.caution, card.unheard))]
        care = self.query_one("#care", Static)
        care.update(untrusted.lines(card.problem) if card.problem else untrusted.paragraphs(notes))
        care.display = bool(card.problem or notes)
        begin = "A moment…" if self._beginning else "enter to begin"
        self.query_one("#begin", Label).update("cannot be played yet" if card.problem else begin)
        self.run_worker(self._outline(), group="outline", exclusive=True)

    async def _outline(self) -> None:
        request = replace(self._request, bed=None)
        outline: list[OutlineEntry] | str = ""
        if not self._card.problem:
            try:
                outline = await self.ask(lambda core: core.outline(core.open(request.name), request))
            except PracticeError as error:
                outline = str(error)
        self.query_one(Outline).show(outline)


def _before(core: CorePort, request: PracticeRequest) -> Dialog[PreparationResult]:
    """What is asked beforehand; a practice that cannot be laid out says so before anything is asked."""
    loaded = core.open(request.name)
    core.outline(loaded, request)
    return core.preparer.before(loaded, request)

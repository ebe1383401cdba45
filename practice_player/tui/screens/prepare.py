"""The last look before a practice: how long, with a background or without, and what to know."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Footer, Label, Static

from practice_player.errors import PracticeError
from practice_player.tui.commands import PREPARE, Section
from practice_player.tui.core import Card, PracticeHandle
from practice_player.tui.keeper import Keeper
from practice_player.tui.screens.screen import CalmScreen
from practice_player.units import clock

_GAP: Final = "\N{NO-BREAK SPACE}" * 3


class PrepareScreen(CalmScreen):
    """Asks for a length and a background; begins nothing itself."""

    CSS_PATH = "prepare.tcss"
    BINDINGS: ClassVar[list[BindingType]] = PREPARE.bindings
    SECTION: ClassVar[Section] = PREPARE

    class Ready(Message):
        """All is in place; nothing sounds yet."""

        def __init__(self, card: Card, practice: PracticeHandle) -> None:
            super().__init__()
            self.card = card
            self.practice = practice

    def __init__(self, keeper: Keeper, card: Card) -> None:
        super().__init__(keeper)
        self._card = card
        self._lengths = card.minutes or (card.usual_s,)
        self._at = min(range(len(self._lengths)), key=lambda index: abs(self._lengths[index] - card.usual_s))
        self._bed = 0
        self._beginning = False

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="middle", can_focus=False), Vertical(id="page"):
            yield Label(self._card.title, id="title", markup=False)
            yield Static(self._card.summary, id="summary", markup=False)
            yield Label(id="length", markup=False)
            yield Label(id="bed", markup=False)
            notes = [*self._card.care, *([self._card.caution] if self._card.caution else [])]
            if notes:
                yield Static("\n".join(notes), id="care", markup=False)
            yield Label("enter to begin", id="begin", markup=False)
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return bool(self._card.beds) if action == "bed" else super().check_action(action, parameters)

    def action_length(self, steps: int) -> None:
        self._at = min(max(0, self._at + steps), len(self._lengths) - 1)
        self._show()

    def action_bed(self) -> None:
        self._bed = (self._bed + 1) % len(self._card.beds)
        self._show()

    def action_begin(self) -> None:
        if not self._beginning:
            self._beginning = True
            self._show()
            self.run_worker(self._prepare(), group="prepare", exclusive=True)

    async def _prepare(self) -> None:
        name, length_s = self._card.name, self._lengths[self._at]
        bed = self._card.beds[self._bed] if self._card.beds else None
        try:
            practice = await self.keeper.ask(lambda house: house.prepare(name, length_s=length_s, bed=bed))
        except PracticeError as error:
            self.say(error)
        else:
            self.post_message(self.Ready(self._card, practice))
        self._beginning = False
        self._show()

    def _show(self) -> None:
        shorter = "←" if self._at > 0 else "\N{NO-BREAK SPACE}"
        longer = "→" if self._at < len(self._lengths) - 1 else "\N{NO-BREAK SPACE}"
        self.query_one("#length", Label).update(
            Content.assemble(
                (shorter, "$foreground 55%"),
                (f"{_GAP}{clock(self._lengths[self._at])}{_GAP}", "bold $accent"),
                (longer, "$foreground 55%"),
            )
        )
        if self._card.beds:
            bed = self._card.beds[self._bed]
            said = "no background" if bed == "none" else f"{bed} in the background"
            self.query_one("#bed", Label).update(said)
        self.query_one("#begin", Label).update("A moment…" if self._beginning else "enter to begin")

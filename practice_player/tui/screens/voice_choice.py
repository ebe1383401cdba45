"""Before a voice is recorded: what it is called, what is read, and into which microphone."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Label, OptionList, Static
from textual.widgets.option_list import Option

from practice_player.core.card import PracticeCard
from practice_player.core.request import RecordingRequest
from practice_player.lib.errors import PracticeError
from practice_player.tui import untrusted
from practice_player.tui.commands.model import KeySection
from practice_player.tui.commands.record import VOICE_CHOICE
from practice_player.tui.core import CorePort
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.screens.screen import CalmScreen
from practice_player.tui.widgets.keys import Keys
from practice_player.tui.widgets.listed import Listed
from practice_player.tui.widgets.typed_line import TypedLine
from practice_player.tui.work import start_work

if TYPE_CHECKING:
    from practice_player.sound.inputs.base import InputDevice

MAX_NAME_LETTERS = 60


class VoiceName(TypedLine):
    """Takes the name of a voice; the other keys are the screen's own."""

    BINDINGS: ClassVar[list[BindingType]] = VOICE_CHOICE.bindings


class MicrophoneLine(Static):
    """Which microphone is used; a click takes the next."""

    class Clicked(Message):
        """Requests another microphone."""

    def __init__(self) -> None:
        super().__init__("Microphone: a moment…", id="microphone", markup=False)

    def on_click(self, event: Click) -> None:
        event.stop()
        self.post_message(self.Clicked())


class VoiceChoiceScreen(CalmScreen):
    """Asks, and says what was chosen; opens no microphone."""

    CSS_PATH = "voice_choice.tcss"
    BINDINGS: ClassVar[list[BindingType]] = VOICE_CHOICE.bindings
    SECTION: ClassVar[KeySection] = VOICE_CHOICE
    AUTO_FOCUS = "Input"

    class Chosen(Message):
        """A voice is to be recorded."""

        def __init__(self, request: RecordingRequest) -> None:
            super().__init__()
            self.request = request

    def __init__(self, core_proxy: CoreProxy, *, practice: str = "") -> None:
        """`practice` is the name of the practice that is lit at first."""
        super().__init__(core_proxy)
        self._practice = practice
        self._cards: list[PracticeCard] = []
        self._devices: tuple[InputDevice, ...] = ()
        self._device_at = 0

    def compose(self) -> ComposeResult:
        yield Label("record a voice", id="where", markup=False)
        with Vertical(id="middle"):
            with Horizontal(id="naming"):
                yield Label("What is the voice called?", id="question", markup=False)
                yield VoiceName(
                    placeholder="a name, such as anna", max_length=MAX_NAME_LETTERS, id="name", compact=True
                )
            yield MicrophoneLine()
            yield Label("Which practice is read?", id="which", markup=False)
            yield Listed(id="list", opens_lit_only=True)
        yield Keys()

    def on_mount(self) -> None:
        start_work(self, self._fill, group="practices")
        start_work(self, self._look_for_devices, group="devices")

    def action_move(self, lines: int) -> None:
        self.query_one(Listed).move(lines)

    def action_microphone(self) -> None:
        if self._devices:
            self._device_at = (self._device_at + 1) % len(self._devices)
            self._show_device()

    def on_microphone_line_clicked(self, event: MicrophoneLine.Clicked) -> None:
        event.stop()
        self.action_microphone()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_begin()

    def action_begin(self) -> None:
        name, at = self.query_one(VoiceName).value.strip(), self.query_one(Listed).highlighted
        if not name:
            self.app.say("The voice needs a name.")
        elif at is not None and at < len(self._cards):
            is_usual = not self._device_at
            device = "" if is_usual or not self._devices else self._devices[self._device_at].name
            names = (self._cards[at].name,)
            self.post_message(self.Chosen(RecordingRequest(names=names, voice=name, device=device)))

    async def _fill(self) -> None:
        """Lists the practices, and suggests the voice that is being recorded already."""
        try:
            cards, voices = await self.ask(_practices_and_voices)
        except PracticeError as error:
            self.app.say(error)
            return
        self._cards = cards
        listed = self.query_one(Listed)
        listed.set_options([Option(_entry(card)) for card in cards])
        names = [card.name for card in cards]
        listed.highlighted = names.index(self._practice) if self._practice in names else 0 if cards else None
        field = self.query_one(VoiceName)
        if voices and not field.value:
            field.value = voices[0]

    async def _look_for_devices(self) -> None:
        try:
            self._devices = await self.ask(lambda core: core.recorder.devices())
        except PracticeError as error:
            self.query_one(MicrophoneLine).update(untrusted.lines(str(error)))
            self.query_one(MicrophoneLine).add_class("-missing")
            return
        self._show_device()

    def _show_device(self) -> None:
        device = self._devices[self._device_at]
        note = " (what this machine plays)" if device.is_monitor else ""
        another = "   f2 another" if len(self._devices) > 1 else ""
        self.query_one(MicrophoneLine).update(untrusted.line(f"Microphone: {device.name}{note}{another}"))


def _practices_and_voices(core: CorePort) -> tuple[list[PracticeCard], list[str]]:
    cards = {
        card.name: card
        for practice in ("solo", "partner")
        for card in core.cards(practice, lambda _: None)
        if not card.problem
    }
    return list(cards.values()), core.recorder.voices()


def _entry(card: PracticeCard) -> Content:
    company = "together" if card.practice == "partner" else "alone"
    return Content.assemble(
        untrusted.line(card.title), untrusted.line(f"  {company}").stylize("$foreground 65%")
    )

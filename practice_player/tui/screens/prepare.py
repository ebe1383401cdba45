"""The last look before a practice: how long, with what and without what, and what to know."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import ClassVar, TypeAlias

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widgets import Label, Static

from practice_player.core.again import as_chosen
from practice_player.core.card import PracticeCard, Switch
from practice_player.core.practice_memory import CardChoices
from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import PracticeError
from practice_player.prompts.before import PreparationResult
from practice_player.prompts.prompt import Dialog
from practice_player.script.choices import INSTRUCTIONS, NOTHING, bed_label
from practice_player.timeline.model import OutlineEntry
from practice_player.tui import untrusted
from practice_player.tui.commands.model import KeySection
from practice_player.tui.commands.prepare import PREPARE
from practice_player.tui.core import CorePort
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.screens.beginning import BeginningScreen
from practice_player.tui.widgets.keys import Keys
from practice_player.tui.widgets.narration import NarrationLine
from practice_player.tui.widgets.offer import Offer
from practice_player.tui.widgets.outline import Outline
from practice_player.tui.widgets.preview import without_folders
from practice_player.tui.widgets.switches import Switches
from practice_player.tui.work import start_work

Choices: TypeAlias = tuple[PracticeCard, PracticeRequest, tuple[str, ...]]
"""The card of a practice, what is chosen on it, and the voices, that of the settings first."""

FindChoices: TypeAlias = Callable[[CorePort, str], Choices]


class CardScroll(VerticalScroll):
    """Begins at its top again in a window of another size, where its lines are elsewhere."""

    _window_size = Size(0, 0)

    def on_resize(self) -> None:
        if self.app.size != self._window_size:  # a scrollbar that comes or goes resizes it as well
            self._window_size = self.app.size
            self.scroll_home(animate=False)


class PrepareScreen(BeginningScreen):
    """Asks for a length, a background and what is left out; begins nothing itself."""

    CSS_PATH = "prepare.tcss"
    BINDINGS: ClassVar[list[BindingType]] = PREPARE.bindings
    SECTION: ClassVar[KeySection] = PREPARE
    AUTO_FOCUS = ""

    class Ready(Message):
        """The practice can begin, once everything in `dialog` is asked."""

        def __init__(
            self, card: PracticeCard, request: PracticeRequest, dialog: Dialog[PreparationResult]
        ) -> None:
            super().__init__()
            self.card = card
            self.request = request
            self.dialog = dialog

    def __init__(self, core_proxy: CoreProxy, card: PracticeCard, *, most_frames: int | None = None) -> None:
        """`most_frames` is the time that there is for it, if that was said."""
        super().__init__(core_proxy)
        self._card = card
        self.practice_name = card.name
        self._most_frames = most_frames
        self._without: frozenset[str] = frozenset()
        """As in a request; with nothing in it until somebody says otherwise here."""

        self._bed = card.beds[0] if card.beds else None
        self._length_frames = card.usual_frames
        self._voice: str | None = None
        """As in a request: None is the voice of the settings, the first of `_voices`."""

        self._find_choices: FindChoices = _as_last_chosen

        self._voices: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        with CardScroll(id="middle", can_focus=False), Vertical(id="page"):
            yield Label(untrusted.line(self._card.title), id="title", markup=False)
            yield Static(untrusted.words(self._card.summary), id="summary", markup=False)
            with Horizontal(id="lengths"):
                yield _arrow("length(-1)", "←", "shorter")
                yield Label(id="length", markup=False)
                yield _arrow("length(1)", "→", "longer")
            yield Static(id="moved", markup=False)
            with Horizontal(id="middle-of-switches"):
                yield Switches(id="switches")
            yield Static(id="care", markup=False)
            yield NarrationLine(id="narration")
            yield Outline(id="outline")
        yield Static(id="sound", markup=False)
        with Horizontal(id="last"):
            begin = Offer("begin", key="enter", words="begin", id="begin")
            begin.can_focus = False
            yield begin
        yield Keys()

    def on_mount(self) -> None:
        start_work(self, self._open, group="card", exclusive=True)  # the card may have been made a while ago

    def allows(self, action: str) -> bool:
        if action == "bed":
            return bool(self._card.beds)
        if action == "voice":
            return len(self._voices) > 1
        if action == "narrate":
            return self.can_narrate
        return bool(_switches(self._card)) if action == "switch" else True

    def action_length(self, steps: int) -> None:
        lengths = self._card.lengths_frames or (self._card.usual_frames,)
        at = min(range(len(lengths)), key=lambda index: abs(lengths[index] - self._length_frames))
        self._length_frames = lengths[min(max(0, at + steps), len(lengths) - 1)]
        self._show()

    def action_bed(self) -> None:
        beds = self._card.beds
        self._bed = beds[(beds.index(self._bed) + 1) % len(beds)] if self._bed in beds else beds[0]
        self._show()

    def action_voice(self) -> None:
        """Takes the next voice; the lengths are those of its recordings."""
        start_work(self, partial(self._follow, next_voice=True), group="card", exclusive=True)

    def action_light(self, steps: int) -> None:
        """Lights the switch above or below; where there is none, scrolls."""
        if not self.query_one(Switches).light(steps):
            self.query_one("#middle").scroll_relative(y=steps, animate=False)

    def action_scroll_pages(self, pages: int) -> None:
        middle = self.query_one("#middle")
        middle.scroll_relative(y=pages * max(1, middle.size.height - 2), animate=False)

    def action_switch(self) -> None:
        self.query_one(Switches).switch()

    def on_switches_switched(self, event: Switches.Switched) -> None:
        event.stop()
        if event.switch.word == INSTRUCTIONS:  # whoever knows a practice keeps to the settings all the same
            self._without ^= {INSTRUCTIONS}
        else:
            self._without = self._chosen ^ {event.switch.word} | {NOTHING}
        start_work(self, partial(self._follow, moved_by=event.switch), group="card", exclusive=True)

    async def on_offer_chosen(self, event: Offer.Chosen) -> None:
        event.stop()
        if self.stands:
            await self.run_action(event.action)

    async def action_back(self) -> None:
        self._remember()
        await super().action_back()

    def action_begin(self) -> None:
        if not self._beginning:
            self._beginning = True
            self.query_one(NarrationLine).cancelled.set()
            self._remember()
            self.show_begin()
            start_work(self, self._prepare, group="prepare", exclusive=True)

    @property
    def _chosen(self) -> frozenset[str]:
        """What is left out: what the card says, until somebody says otherwise here."""
        if NOTHING in self._without:
            return self._without - {NOTHING}
        return self._card.without - {INSTRUCTIONS} | self._without

    @property
    def _request(self) -> PracticeRequest:
        return PracticeRequest(
            name=self._card.name,
            length_frames=self._length_frames,
            bed=self._bed,
            without=self._without,
            voice=self._voice,
        )

    def _remember(self) -> None:
        """Keeps what was chosen for this practice, for the next time."""
        card, choices = self._card, _to_remember(self._card, self._request)
        if not card.problem:
            start_work(
                self.app,
                partial(self.core_proxy.ask, lambda core: core.memory.choose(card.name, choices)),
                group="memory",
            )

    async def _open(self) -> None:
        """Shows the card as it was last chosen, or asked for."""
        self._show()
        name, find = self._card.name, self._find_choices
        try:
            card, request, self._voices = await self.ask(lambda core: find(core, name))
        except PracticeError as error:
            self.app.say(error)
            return
        if not card.problem:
            self._without, self._voice = request.without, request.voice
            self._bed = request.bed or self._bed
            length = request.length_frames or card.usual_frames
            if self._most_frames is not None:
                length = max(card.least_frames, min(length, self._most_frames))
            self._length_frames = length
        self._show(card)

    async def scripts_changed(self) -> None:
        await self._follow()

    narrated = scripts_changed

    async def _follow(self, moved_by: Switch | None = None, *, next_voice: bool = False) -> None:
        """Takes the card as it is with these choices, and keeps to the usual length or to the one chosen."""
        if next_voice:  # one may have been recorded meanwhile
            self._voices = await self.ask(voices_of)
            self._voice = _after(self._voice, self._voices)
        name, without, voice = self._card.name, self._without, self._voice
        usual_frames = self._card.usual_frames
        length_before = self._card.spoken(self._length_frames)
        try:
            card = await self.ask(lambda core: core.card(core.open(name), without, voice))
        except PracticeError as error:
            self.app.say(error)
            return
        if not card.problem:
            wished = card.usual_frames if self._length_frames == usual_frames else self._length_frames
            self._length_frames = min(max(wished, card.least_frames), card.most_frames)
        self._show(card)
        moved = self.query_one("#moved", Static)
        length = card.spoken(self._length_frames)
        if moved_by is not None and length != length_before:
            is_out = moved_by.word in self._chosen
            moved.update(untrusted.line(f"{length} {'without' if is_out else 'with'} {moved_by.name}"))
        moved.display = moved_by is not None and length != length_before

    async def _prepare(self) -> None:
        try:
            request = self._request
            dialog = await self.ask(lambda core: _before(core, request))
        except PracticeError as error:
            self.app.say(error)
            self.stay()
        else:
            self.begun()
            self.post_message(self.Ready(self._card, request, dialog))

    def _show(self, changed: PracticeCard | None = None) -> None:
        """Shows everything anew; first takes the card that has changed, if one has."""
        if changed:
            self._card = replace(self._card, problem=changed.problem) if changed.problem else changed
            self.refresh_bindings()
        card, voice = self._card, self._voice or next(iter(self._voices), "")
        self.query_one("#title", Label).update(untrusted.line(card.title))
        self.query_one("#summary", Static).update(untrusted.words(card.summary))
        self.query_one("#shorter").set_class(self._length_frames <= card.least_frames, "-closed")
        self.query_one("#longer").set_class(self._length_frames >= card.most_frames, "-closed")
        self.query_one("#length", Label).update(_length_words(card, self._length_frames))
        self.query_one("#sound", Static).update(untrusted.line(_sound_words(card, voice, self._bed)))
        self.query_one(Switches).show(_switches(self._card))
        notes = _notes(card)
        care = self.query_one("#care", Static)
        care.update(
            untrusted.lines(without_folders(card.problem)) if card.problem else untrusted.paragraphs(notes)
        )
        care.display = bool(card.problem or notes)
        self.show_begin()
        start_work(self, self._outline, group="outline", exclusive=True)

    def show_begin(self) -> None:
        is_closed = bool(self._card.problem)
        words = "cannot be played yet" if is_closed else "a moment…" if self._beginning else "begin"
        self.query_one("#begin", Offer).say(words)

    async def _outline(self) -> None:
        request = replace(self._request, bed=None)
        outline: list[OutlineEntry] | str = ""
        if not self._card.problem:
            try:
                outline = await self.ask(lambda core: core.outline(core.open(request.name), request))
            except PracticeError as error:
                outline = str(error)
        self.query_one(Outline).show(outline)
        await self.offer_narration(request, playable=not self._card.problem)


def _arrow(action: str, key: str, id: str) -> Offer:  # noqa: A002 - Textual's own name for it
    """A key that can be clicked."""
    arrow = Offer(action, key=key, id=id)
    arrow.can_focus = False
    return arrow


def _length_words(card: PracticeCard, length_frames: int) -> Content:
    """A length in words, and exactly as it can be typed."""
    exact = untrusted.line(f"  {card.clock(length_frames)}").stylize("$foreground 60%")
    return Content.assemble(untrusted.line(card.spoken(length_frames)).stylize("bold $accent"), exact)


def _switches(card: PracticeCard) -> tuple[Switch, ...]:
    """What is switched here; for two only instructions, since each is asked alone about all else."""
    for_one = card.practice == "solo"
    return tuple(switch for switch in card.switches if for_one or switch.word == INSTRUCTIONS)


def _to_remember(card: PracticeCard, request: PracticeRequest) -> CardChoices:
    """What was chosen on a card, where it is not the usual."""
    without = request.without - {INSTRUCTIONS, NOTHING}
    return CardChoices(
        length_frames=None if request.length_frames == card.usual_frames else request.length_frames,
        bed=None if not card.beds or request.bed == card.beds[0] else request.bed,
        voice=request.voice,
        without=without if NOTHING in request.without else None,
        brief=INSTRUCTIONS in request.without,
    )


def _notes(card: PracticeCard) -> list[str]:
    """What to know beforehand, a paragraph each."""
    consents = f"Asked first, each of you alone: {', '.join(card.asks)}." if card.asks else ""
    paragraphs = (card.needs, consents, *card.care, card.caution, card.habit, card.unheard)
    return [paragraph for paragraph in paragraphs if paragraph]


def _sound_words(card: PracticeCard, voice: str, bed: str | None) -> str:
    """How the practice will sound."""
    speaker = f"{voice}'s voice" if voice else ""
    background = (
        ("no background" if bed == "none" else f"{bed_label(bed or '')} in the background")
        if card.beds
        else ""
    )
    return " · ".join(filter(None, (speaker, background)))


def _as_last_chosen(core: CorePort, name: str) -> Choices:
    """The card of a practice with what was last chosen for it; and the voices, that of the settings first."""
    loaded, choices = core.open(name), core.memory.choices(name)
    voices = voices_of(core)
    request = as_chosen(core.card(loaded), choices, voices)
    card = core.card(loaded, request.without, request.voice)
    return card, as_chosen(card, choices, voices), voices


def voices_of(core: CorePort) -> tuple[str, ...]:
    """The voices that can be used, that of the settings first."""
    return tuple(dict.fromkeys((core.voice, *core.voices())))


def _after(voice: str | None, voices: tuple[str, ...]) -> str | None:
    """The voice after another, as in a request."""
    at = voices.index(voice) if voice in voices else 0
    return voices[at + 1] if at + 1 < len(voices) else None


def _before(core: CorePort, request: PracticeRequest) -> Dialog[PreparationResult]:
    """What is asked beforehand; a practice that cannot be laid out says so before anything is asked."""
    loaded = core.open(request.name)
    core.outline(loaded, request)
    return core.preparer.before(loaded, request)

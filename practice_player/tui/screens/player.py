"""A practice under way: the breath, the words, and how far along it is."""

import time
from collections.abc import Callable
from contextlib import suppress
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from practice_player.errors import PracticeError
from practice_player.practice.moment import Asks, Moment, State
from practice_player.tui import outside
from practice_player.tui.commands import PLAYER, Section
from practice_player.tui.core import Card, PracticeHandle
from practice_player.tui.keeper import Keeper
from practice_player.tui.screens.screen import CalmScreen
from practice_player.tui.widgets.caption import Caption
from practice_player.tui.widgets.keys import Keys
from practice_player.tui.widgets.pacer import Pacer
from practice_player.tui.widgets.passage import Passage

GROUND: Final = "here-and-now"
"""The practice that the ground key leads to."""

_LOOKS_PER_S: Final = 30
_PAUSED: Final = "Paused.  Space goes on."
_ANSWERS: Final = {
    Asks.WAIT: "In your own time.  Enter goes on.",
    Asks.AGREE: "enter stay  ·  s shift  ·  esc stop",
}


class PlayerScreen(CalmScreen):
    """Looks at the practice thirty times a second, and draws only what is new."""

    CSS_PATH = "player.tcss"
    BINDINGS: ClassVar[list[BindingType]] = PLAYER.bindings
    SECTION: ClassVar[Section] = PLAYER

    class Over(Message):
        """The practice has ended or was stopped; no sound is left."""

        def __init__(self, card: Card, *, done_s: float, stopped: bool, logged: bool) -> None:
            super().__init__()
            self.card = card
            self.done_s = done_s
            self.stopped = stopped
            self.logged = logged

    class Ground(Message):
        """This is enough; the short way back to the room is asked for.  No sound is left."""

    def __init__(self, keeper: Keeper, card: Card, practice: PracticeHandle) -> None:
        super().__init__(keeper)
        self._card = card
        self._practice = practice
        self._moment: Moment | None = None
        self._over = False

    def compose(self) -> ComposeResult:
        yield Static(id="place", markup=False)
        yield Pacer(id="pacer")
        with Vertical(id="words"):
            yield Caption(id="caption")
        yield Static(id="notice", markup=False)
        yield Static(id="settings", markup=False)
        yield Passage(id="passage")
        yield Keys()

    def on_mount(self) -> None:
        self._do(self._practice.start)
        self.set_interval(1 / _LOOKS_PER_S, self._look)

    def allows(self, action: str) -> bool:
        if action in ("bed", "bed_level") and self._moment is not None:
            return self._moment.has_bed
        if action in ("go_on", "shift"):
            asks = self._moment.asks if self._moment else Asks.NOTHING
            return asks is Asks.AGREE or (action == "go_on" and asks is Asks.WAIT)
        if action == "ground":
            return self._card.name != GROUND
        if action == "next_voice" and self._moment is not None:
            return self._moment.voices > 0
        return True

    def action_stop(self) -> None:
        """Silence before anything else."""
        try:
            self._practice.stop(time.monotonic())
        except PracticeError as error:
            self.app.say(error)
        self._leave(stopped=True)

    def action_ground(self) -> None:
        """Silence at once, then the grounding practice; what was done is kept."""
        if not self._over:
            self._over = True
            self._do(self._practice.stop)
            self.post_message(self.Ground())

    def action_pause(self) -> None:
        self._do(self._practice.toggle_pause)

    def action_step_back(self) -> None:
        self._do(self._practice.back)

    def action_step_on(self) -> None:
        self._do(self._practice.on)

    def action_go_on(self) -> None:
        self._do(self._practice.go_on)

    def action_shift(self) -> None:
        self._do(self._practice.shift)

    def action_voice(self, by_db: float) -> None:
        self._practice.turn_voice(by_db)
        self._look()

    def action_bed_level(self, by_db: float) -> None:
        self._practice.turn_bed(by_db)
        self._look()

    def action_bed(self) -> None:
        self._practice.toggle_bed()
        self._look()

    def action_next_bed(self) -> None:
        self._practice.next_bed()
        self._look()

    def action_next_voice(self) -> None:
        self._do(self._practice.next_voice)

    def _do(self, what: Callable[[float], None]) -> None:
        try:
            what(time.monotonic())
        except PracticeError as error:
            self.app.say(error)
        self._look()

    def _look(self) -> None:
        if self._over or not self.stands:
            return
        try:
            moment = self._practice.moment(time.monotonic())
        except PracticeError as error:
            self.app.say(error)
            self.action_stop()
            return
        before, self._moment = self._moment, moment
        if moment != before:
            self._show(moment)
        if before is None or (before.bed, before.asks) != (moment.bed, moment.asks):
            self.refresh_bindings()
        if moment.state is State.ENDED:
            self._leave(stopped=False)

    def _show(self, moment: Moment) -> None:
        paused = moment.state is State.PAUSED
        self.set_class(paused, "-paused")
        self.set_class(moment.breath is not None, "-paced")
        self.set_class(moment.asks is not Asks.NOTHING, "-asking")
        pacer = self.query_one(Pacer)
        pacer.set_class(paused, "-paused")
        pacer.show(moment.breath)
        self.query_one(Caption).say(moment.caption, speaking=moment.speaking)
        self.query_one(Passage).show(elapsed_s=moment.elapsed_s, length_s=moment.length_s)
        self._line("#place", _PAUSED if paused else _place(moment))
        self._line("#notice", moment.notice).set_class(bool(moment.notice), "-said")
        self._line("#settings", _settings(moment))

    def _line(self, where: str, text: str) -> Static:
        line, shown = self.query_one(where, Static), outside.line(text)
        if line.content != shown:
            line.update(shown)
        return line

    def _leave(self, *, stopped: bool) -> None:
        if not self._over:
            self._over = True
            with suppress(PracticeError):  # the journal counts to the end, and says the same
                self._moment = self._practice.moment(time.monotonic())
            done_s = self._moment.practised_s if self._moment else 0.0
            logged = self._moment is None or self._moment.logged
            self.post_message(self.Over(self._card, done_s=done_s, stopped=stopped, logged=logged))


def _place(moment: Moment) -> str:
    if moment.asks in _ANSWERS:
        return _ANSWERS[moment.asks]
    if moment.breath is None:
        return moment.place
    count = f"{moment.breath.cycle} of {moment.breath.cycles}"
    return f"{moment.place}  ·  {count}" if moment.place else count


def _settings(moment: Moment) -> str:
    """What the listener has changed, said quietly; empty when nothing is."""
    voice = f"voice {moment.voice_db:+.0f} dB" if round(moment.voice_db) else ""
    bed = ""
    if not moment.has_bed:
        bed = "no background" if moment.bed_chosen else ""
    elif not moment.bed_on:
        bed = "background off"
    elif round(moment.bed_db):
        bed = f"{moment.bed} {moment.bed_db:+.0f} dB"
    elif moment.bed_chosen:
        bed = moment.bed
    return "  ·  ".join(part for part in (voice, bed) if part)

"""A practice under way: the breath, the words, and how far along it is."""

import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from practice_player.lib.errors import PracticeError
from practice_player.lib.units import clock
from practice_player.playback.snapshot import PlaybackSnapshot, PlaybackState, Question
from practice_player.tui import untrusted
from practice_player.tui.commands.model import KeySection
from practice_player.tui.commands.player import PLAYER
from practice_player.tui.core import PracticeCard, SessionPort
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.screens.screen import CalmScreen
from practice_player.tui.widgets.caption import Caption
from practice_player.tui.widgets.keys import Keys
from practice_player.tui.widgets.pacer import Pacer
from practice_player.tui.widgets.progress import ProgressLine

_LOOKS_PER_S: Final = 30
_PAUSED: Final = "Paused.  Space goes on."
_ANSWERS: Final = {
    Question.WAIT: "In your own time.  Enter goes on.",
    Question.AGREE: "enter stay  ·  s shift  ·  esc stop  ·  no answer shifts",
    Question.FINISH: "{place}  ·  {left} left  ·  enter: time to finish a sentence",
    Question.GRACE: "{place}  ·  {left}  ·  enter goes on",
}


class PlayerScreen(CalmScreen):
    """Looks at the practice thirty times a second, and draws only what is new."""

    CSS_PATH = "player.tcss"
    BINDINGS: ClassVar[list[BindingType]] = PLAYER.bindings
    IN_PRACTICE: ClassVar[bool] = True
    SECTION: ClassVar[KeySection] = PLAYER

    class Over(Message):
        """The practice has ended or was stopped; no sound is left."""

        def __init__(self, card: PracticeCard, *, done_s: float, stopped: bool, logged: bool) -> None:
            super().__init__()
            self.card = card
            self.done_s = done_s
            self.stopped = stopped
            self.logged = logged

    class Ground(Message):
        """The short way back to the room is asked for; the practice waits."""

    def __init__(self, core_proxy: CoreProxy, card: PracticeCard, practice: SessionPort) -> None:
        super().__init__(core_proxy)
        self._card = card
        self._practice = practice
        self._snapshot: PlaybackSnapshot | None = None
        self._over = False
        self._waits = False
        """Whether it was set aside: the sound plays something else meanwhile."""

    def compose(self) -> ComposeResult:
        yield Static(id="place", markup=False)
        yield Pacer(id="pacer")
        with Vertical(id="words"):
            yield Caption(id="caption")
        yield Static(id="notice", markup=False)
        yield Static(id="settings", markup=False)
        yield ProgressLine(id="passage")
        yield Keys()

    def on_mount(self) -> None:
        self._do(self._practice.start)
        self.set_interval(1 / _LOOKS_PER_S, self._look)

    def allows(self, action: str) -> bool:
        if action in ("bed", "bed_level") and self._snapshot is not None:
            return self._snapshot.has_bed
        if action in ("go_on", "shift"):
            asks = self._snapshot.asks if self._snapshot else Question.NOTHING
            return asks is Question.AGREE or (action == "go_on" and asks is not Question.NOTHING)
        if action == "more_time" and self._snapshot is not None:
            return self._snapshot.can_be_longer
        if action == "ground":
            return self._card.shortcut != "ground"
        if action == "next_voice" and self._snapshot is not None:
            return self._snapshot.voices > 0
        return True

    def action_stop(self) -> None:
        """Silence before anything else."""
        try:
            self._practice.stop(time.monotonic())
        except PracticeError as error:
            self.app.say(error)
        self._leave(stopped=True)

    def action_ground(self) -> None:
        """Fades out and waits, for the grounding practice; what was done is kept."""
        if not self._over and not self._waits:
            self._do(self._practice.set_aside)
            self._waits = True
            self.post_message(self.Ground())

    def come_back(self, *, gentler: bool) -> None:
        """Goes on after the grounding practice, from the beginning of the sentence or the breath."""
        self._waits = False
        self._do(partial(self._practice.come_back, gentler=gentler))

    def action_more_time(self) -> None:
        self._do(self._practice.more_time)

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
        if self._over or self._waits or not self.stands:
            return
        try:
            snapshot = self._practice.snapshot(time.monotonic())
        except PracticeError as error:
            self.app.say(error)
            self.action_stop()
            return
        before, self._snapshot = self._snapshot, snapshot
        if snapshot != before:
            self._show(snapshot)
        if before is None or _keys(before) != _keys(snapshot):
            self.refresh_bindings()
        if snapshot.state is PlaybackState.ENDED:
            self._leave(stopped=False)

    def _show(self, snapshot: PlaybackSnapshot) -> None:
        paused = snapshot.state is PlaybackState.PAUSED
        self.set_class(paused, "-paused")
        self.set_class(snapshot.breath is not None, "-paced")
        self.set_class(snapshot.asks is not Question.NOTHING, "-asking")
        pacer = self.query_one(Pacer)
        pacer.set_class(paused, "-paused")
        pacer.show(snapshot.breath)
        self.query_one(Caption).say(snapshot.caption, speaking=snapshot.speaking)
        self.query_one(ProgressLine).show(elapsed_s=snapshot.elapsed_s, length_s=snapshot.length_s)
        self._line("#place", _PAUSED if paused else _place(snapshot))
        self._line("#notice", snapshot.notice).set_class(bool(snapshot.notice), "-said")
        self._line("#settings", _settings(snapshot))

    def _line(self, where: str, text: str) -> Static:
        line, shown = self.query_one(where, Static), untrusted.line(text)
        if line.content != shown:
            line.update(shown)
        return line

    def _leave(self, *, stopped: bool) -> None:
        if not self._over:
            self._over = True
            with suppress(PracticeError):  # the journal counts to the end, and says the same
                self._snapshot = self._practice.snapshot(time.monotonic())
            done_s = self._snapshot.practised_s if self._snapshot else 0.0
            logged = self._snapshot is None or self._snapshot.logged
            self.post_message(self.Over(self._card, done_s=done_s, stopped=stopped, logged=logged))


def _keys(snapshot: PlaybackSnapshot) -> tuple[object, ...]:
    """What the footer depends on."""
    return snapshot.bed, snapshot.asks, snapshot.can_be_longer


def _place(snapshot: PlaybackSnapshot) -> str:
    if snapshot.asks in _ANSWERS:
        return _ANSWERS[snapshot.asks].format(place=snapshot.place, left=clock(snapshot.place_left_s))
    if snapshot.listening:
        return f"{snapshot.place}  ·  {clock(snapshot.place_left_s)} left"
    if snapshot.breath is None:
        return snapshot.place
    count = f"{snapshot.breath.cycle} of {snapshot.breath.cycles}"
    return f"{snapshot.place}  ·  {count}" if snapshot.place else count


def _settings(snapshot: PlaybackSnapshot) -> str:
    """What the listener has changed, said quietly; else, in a turn, what listening means."""
    voice = snapshot.voice
    if round(snapshot.voice_db):
        voice = f"{voice or 'voice'} {snapshot.voice_db:+.0f} dB"
    bed = ""
    if not snapshot.has_bed:
        bed = "no background" if snapshot.bed_chosen else ""
    elif not snapshot.bed_on:
        bed = "background off"
    elif round(snapshot.bed_db):
        bed = f"{snapshot.bed} {snapshot.bed_db:+.0f} dB"
    elif snapshot.bed_chosen:
        bed = snapshot.bed
    changed = "  ·  ".join(part for part in (voice, bed) if part)
    return changed or snapshot.listening

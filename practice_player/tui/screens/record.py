"""Recording a voice, sentence by sentence: the words large, the level below, and what to do with a take."""

from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from practice_player.core.request import RecordingRequest
from practice_player.lib.errors import PracticeError
from practice_player.lib.units import spoken_length
from practice_player.recording.levels import TOO_LOUD_DB, TOO_QUIET_DB, LevelWord
from practice_player.recording.room import RoomKind
from practice_player.recording.session import RecordingSnapshot, RecordingState
from practice_player.tui import untrusted
from practice_player.tui.commands.model import KeySection
from practice_player.tui.commands.record import RECORD
from practice_player.tui.core import RecordingPort
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.screens.screen import CalmScreen
from practice_player.tui.widgets.caption import Caption
from practice_player.tui.widgets.keys import Keys
from practice_player.tui.widgets.level_bar import LevelBar
from practice_player.tui.widgets.quiet_line import QuietLine
from practice_player.tui.work import start_work

if TYPE_CHECKING:
    from practice_player.tui.core import CorePort

LOOK_S: Final = 0.1
"""How often the microphone is looked at."""


class RecordScreen(CalmScreen):
    """Shows a recording session; the session decides."""

    CSS_PATH = "record.tcss"
    BINDINGS: ClassVar[list[BindingType]] = RECORD.bindings
    SECTION: ClassVar[KeySection] = RECORD
    IN_PRACTICE: ClassVar[bool] = True
    AUTO_FOCUS = ""

    def __init__(self, core_proxy: CoreProxy, request: RecordingRequest) -> None:
        super().__init__(core_proxy)
        self._request = request
        self._session: RecordingPort | None = None
        self._now: RecordingSnapshot | None = None
        self._is_busy = False
        """Whether the session is doing something in a thread, and must not be asked."""

        self._allowed: tuple[bool, ...] = ()
        self._words = ("", "")

    def compose(self) -> ComposeResult:
        yield QuietLine(f"recording {self._request.voice}", id="top")
        with VerticalScroll(id="middle", can_focus=False), Vertical(id="page"):
            yield Caption(id="sentence")
        yield LevelBar(quiet_db=TOO_QUIET_DB, loud_db=TOO_LOUD_DB, id="level")
        yield Static("A moment…", id="about", markup=False)
        yield Static(id="left", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        start_work(self, self._open, group="recording")

    def allows(self, action: str) -> bool:
        if action == "back":
            return True
        snapshot = self._now
        if snapshot is None or action not in _CONDITIONS:
            return snapshot is not None
        return _CONDITIONS[action](snapshot)

    def action_record(self) -> None:
        session = self._session
        if session and self._now and self._now.state is RecordingState.RECORDING:
            self._do(session.finish_take)
        elif session:
            self._do(session.record)

    def action_again(self) -> None:
        if self._session:
            self._do(self._session.record)

    def action_listen(self) -> None:
        if session := self._session:
            self._do(lambda: session.listen(monotonic()))

    def action_accept(self) -> None:
        if self._session:
            self._do(self._session.accept)

    def action_skip(self) -> None:
        if self._session:
            self._do(self._session.skip)

    def action_sentence_before(self) -> None:
        if self._session:
            self._do(self._session.back)

    def action_measure(self) -> None:
        if self._session:
            self._do(self._session.measure)

    async def action_back(self) -> None:
        if self.is_active:
            self.dismiss()

    async def _open(self) -> None:
        """Opens the microphone; where that fails, the screen says why, and what to do."""
        request = self._request

        def open_session(core: "CorePort") -> RecordingPort:
            session = core.recorder.open(request)
            session.start()
            return session

        try:
            self._session = await self.ask(open_session)
        except PracticeError as error:
            self.add_class("-missing")
            self.query_one("#about", Static).update(untrusted.lines(str(error)))
            return
        self.set_interval(LOOK_S, self._look)
        self._look()

    def _do(self, action: Callable[[], object]) -> None:
        """Has the session do something in a thread, one thing at a time."""
        if not self._is_busy:
            self._is_busy = True
            start_work(self, partial(self._done, action), group="recording")

    async def _done(self, action: Callable[[], object]) -> None:
        try:
            await self.ask(lambda _: action())
        except PracticeError as error:
            self.app.say(error)
        finally:
            self._is_busy = False
        self._look()

    def _look(self) -> None:
        if self._session and not self._is_busy and self.stands:
            self._show(self._session.snapshot(monotonic()))

    def _show(self, snapshot: RecordingSnapshot) -> None:
        self._now = snapshot
        sentence = snapshot.sentence
        is_recording = snapshot.state is RecordingState.RECORDING
        self.set_class(is_recording, "-recording")
        self.set_class(_is_warning(snapshot), "-warning")
        self.query_one(QuietLine).show(sentence.practice if sentence else "")
        self.query_one(Caption).say(sentence.text if sentence else "That was the last sentence.", spread=True)
        word = str(snapshot.level) if is_recording and snapshot.level is not LevelWord.SILENT else ""
        self.query_one(LevelBar).show(snapshot.level_db, word)
        if (words := (_about(snapshot), _left(snapshot))) != self._words:
            self._words = words
            self.query_one("#about", Static).update(untrusted.words(words[0]))
            self.query_one("#left", Static).update(untrusted.line(words[1]))
        allowed = tuple(condition(snapshot) for condition in _CONDITIONS.values())
        if allowed != self._allowed:
            self._allowed = allowed
            self.refresh_bindings()


def _about(snapshot: RecordingSnapshot) -> str:
    """What there is to say about the room, the take, or the microphone."""
    if snapshot.problem:
        return f"{snapshot.problem[:1].upper()}{snapshot.problem[1:].rstrip('.')}."
    if snapshot.is_listening:
        return "Listening. l stops it."
    ready = "Recorded." if snapshot.is_kept else snapshot.room.words if snapshot.room else ""
    return {
        RecordingState.MEASURING: "Please be quiet for two seconds: the room is listened to.",
        RecordingState.READY: f"{ready} Space {'records it anew' if snapshot.is_kept else 'begins'}.",
        RecordingState.RECORDING: f"● {snapshot.taken_s:.0f} s. Space ends it.",
        RecordingState.TAKEN: _about_take(snapshot),
        RecordingState.DONE: "What was kept stays. Esc leaves.",
    }[snapshot.state]


def _about_take(snapshot: RecordingSnapshot) -> str:
    take = snapshot.take
    if take is None or not take.can_be_kept:
        return f"{take.words if take else ''} Space tries again."
    length = "" if take.faults else f" {snapshot.taken_s:.1f} s."
    return f"{take.words}{length} Enter keeps it."


def _is_warning(snapshot: RecordingSnapshot) -> bool:
    """Whether what is said needs somebody to do something."""
    if snapshot.state is RecordingState.READY and snapshot.room:
        return bool(snapshot.problem) or (snapshot.room.kind is not RoomKind.QUIET and not snapshot.is_kept)
    is_loud = snapshot.state is RecordingState.RECORDING and snapshot.level is LevelWord.TOO_LOUD
    return bool(snapshot.problem or is_loud or (snapshot.take and snapshot.take.faults))


def _left(snapshot: RecordingSnapshot) -> str:
    """How far it is."""
    place = f"{snapshot.number} of {snapshot.count} · " if snapshot.sentence else ""
    left = f" · about {spoken_length(snapshot.left_s)} left" if snapshot.left_s else ""
    return f"{place}{snapshot.kept_count} kept{left}"


def _has_take(snapshot: RecordingSnapshot) -> bool:
    return snapshot.state is RecordingState.TAKEN and snapshot.take is not None


_CONDITIONS: Final[dict[str, Callable[[RecordingSnapshot], bool]]] = {
    "record": lambda now: now.state not in (RecordingState.MEASURING, RecordingState.DONE),
    "accept": lambda now: _has_take(now) and now.take is not None and now.take.can_be_kept,
    "listen": lambda now: (
        (now.take is not None and now.take.can_be_kept) or (now.state is RecordingState.READY and now.is_kept)
    ),
    "again": _has_take,
    "skip": lambda now: now.state not in (RecordingState.MEASURING, RecordingState.DONE),
    "sentence_before": lambda now: (
        now.state is not RecordingState.MEASURING and (now.number > 1 or now.sentence is None)
    ),
    "measure": lambda now: now.state is not RecordingState.MEASURING,
}
"""When each of the actions can be asked for."""

"""The keys of a practice under way that only pass on what they ask for, and how they are called now."""

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual.binding import ActiveBinding, Binding, BindingType

from practice_player.core.card import PracticeCard
from practice_player.lib.errors import PracticeError
from practice_player.playback.remote_request import RemoteAction, RemoteRequest
from practice_player.playback.snapshot import PlaybackSnapshot, PlaybackState, Question
from practice_player.tui.commands.model import KeySection
from practice_player.tui.commands.player import PLAYER
from practice_player.tui.core import SessionPort
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.player_words import WHILE_WAITING, footer_names, in_footer
from practice_player.tui.screens.screen import CalmScreen
from practice_player.tui.widgets.question import AnswerRow


class PracticeKeys(CalmScreen):
    """Asks a practice for things, and looks at once what became of them."""

    BINDINGS: ClassVar[list[BindingType]] = PLAYER.bindings
    SECTION: ClassVar[KeySection] = PLAYER

    def __init__(
        self, core_proxy: CoreProxy, card: PracticeCard, practice: SessionPort, now: Callable[[], float]
    ) -> None:
        """`now` is the clock that the practice goes by, in seconds."""
        super().__init__(core_proxy)
        self._card = card
        self._practice = practice
        self._now = now
        self._snapshot: PlaybackSnapshot | None = None
        """The moment that is shown."""

    def look(self) -> None:
        """Takes the moment that is now, and shows it."""
        raise NotImplementedError

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys by the names they have now: those that answer, then stop, then the others."""
        names = footer_names(self._snapshot)
        bindings = {
            key: active._replace(binding=self._named(active.binding, names))
            for key, active in super().active_bindings.items()
        }

        def rank(key: str) -> tuple[bool, bool]:
            action = bindings[key].binding.action
            return action not in names, bool(names) and action != "stop"

        return {key: bindings[key] for key in sorted(bindings, key=rank)}

    def _named(self, binding: Binding, names: dict[str, str]) -> Binding:
        name = names.get(binding.action)
        if name is not None:
            return replace(binding, description=name, show=True)
        return binding if in_footer(binding.action, self._snapshot) else replace(binding, show=False)

    def allows(self, action: str) -> bool:
        snapshot = self._snapshot
        if action == "ground" and self._card.shortcut == "ground":
            return False
        if snapshot is None:
            return action not in ("go_on", "shift")
        if snapshot.begins_in_s is not None:
            return action in WHILE_WAITING
        if action == "go_on":
            return snapshot.asks is not Question.NOTHING
        if action == "shift":
            return snapshot.asks is Question.AGREE
        has_use = {
            "catch_up": snapshot.together,
            "bed": snapshot.has_bed,
            "bed_level": snapshot.has_bed,
            "more_time": snapshot.can_be_longer,
            "next_voice": snapshot.voices > 0,
        }
        return has_use.get(action, True)

    def obey(self, request: RemoteRequest) -> None:
        """Does what the key for the same does; the screen may be dark, and stays as it is."""
        snapshot = self._snapshot
        if snapshot is None or snapshot.state not in (PlaybackState.PLAYING, PlaybackState.PAUSED):
            return
        if request.is_for_pause_key(snapshot.state):
            self.action_pause()
        elif request.action is RemoteAction.NEXT:
            self.action_step_on()
        elif request.action is RemoteAction.PREVIOUS:
            self.action_step_back()
        elif request.action is RemoteAction.VOICE_LEVEL:
            self.action_voice(request.voice_db - snapshot.voice_db)
        elif request.action is RemoteAction.STOP:
            self.action_stop()

    def action_stop(self) -> None:
        """Ends the practice at once."""
        raise NotImplementedError

    def on_answer_row_given(self, event: AnswerRow.Given) -> None:
        if self.can("go_on" if event.stay else "shift"):
            self.do(self._practice.go_on if event.stay else self._practice.shift)

    def action_more_time(self) -> None:
        self.do(self._practice.more_time)

    def action_pause(self) -> None:
        self.do(self._practice.toggle_pause)

    def action_step_back(self) -> None:
        self.do(self._practice.back)

    def action_step_on(self) -> None:
        self.do(self._practice.on)

    def action_catch_up(self) -> None:
        self.do(self._practice.catch_up)

    def action_go_on(self) -> None:
        self.do(self._practice.go_on)

    def action_shift(self) -> None:
        self.do(self._practice.shift)

    def action_voice(self, by_db: float) -> None:
        self._practice.turn_voice(by_db)
        self.look()

    def action_bed_level(self, by_db: float) -> None:
        self._practice.turn_bed(by_db)
        self.look()

    def action_bed(self) -> None:
        self._practice.toggle_bed()
        self.look()

    def action_next_bed(self) -> None:
        self._practice.next_bed()
        self.look()

    def action_next_voice(self) -> None:
        self.do(self._practice.next_voice)

    def do(self, control: Callable[[float], None]) -> None:
        try:
            control(self._now())
        except PracticeError as error:
            self.app.say(error)
        self.look()

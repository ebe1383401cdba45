"""A practice under way: the breath, the words, and how far along it is."""

import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from practice_player.core.card import PracticeCard
from practice_player.lib.errors import PracticeError
from practice_player.playback.snapshot import PlaybackSnapshot, PlaybackState
from practice_player.tui import untrusted
from practice_player.tui.core import SessionPort
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.player_words import (
    EYES_CLOSED,
    EYES_CLOSED_S,
    WORDS_STAY,
    place,
)
from practice_player.tui.screens.practice_keys import PracticeKeys
from practice_player.tui.widgets.keys import Keys
from practice_player.tui.widgets.levels import LevelNews
from practice_player.tui.widgets.progress import ProgressLine
from practice_player.tui.widgets.quiet_line import QuietLine
from practice_player.tui.widgets.stage import Stage

_LOOKS_PER_S: Final = 30
_LINES: Final = ("dark", "notice", "settings")
"""The lines of the player, by their ids."""


class PlayerScreen(PracticeKeys):
    """Looks at the practice thirty times a second, and draws only what is new."""

    CSS_PATH = "player.tcss"
    IN_PRACTICE: ClassVar[bool] = True

    class Over(Message):
        """The practice has ended or was stopped; no sound is left."""

        def __init__(
            self,
            practice: SessionPort,
            *,
            done_s: float,
            stopped: bool,
            finished: bool,
            logged: bool,
            unwritten: bool = False,
        ) -> None:
            super().__init__()
            self.practice = practice
            self.done_s = done_s
            self.stopped = stopped
            self.finished = finished
            self.logged = logged
            self.unwritten = unwritten

    class Ground(Message):
        """The short way back to the room is asked for; the practice waits."""

        def __init__(self, practice: SessionPort) -> None:
            super().__init__()
            self.practice = practice

    def __init__(
        self,
        core_proxy: CoreProxy,
        card: PracticeCard,
        practice: SessionPort,
        *,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """`now` is the clock that the practice goes by, in seconds."""
        super().__init__(core_proxy, card, practice, now)
        self._over = False
        self._waits = False
        """Whether it was set aside: the sound plays something else meanwhile."""

        self._captions = True
        self._dark_since_s: float | None = None
        """When the screen was darkened; None while it is lit."""

        self._level_news = LevelNews()
        self._stage = Stage(id="stage")
        self._progress = ProgressLine(id="passage")
        self._quiet_line = QuietLine(card.title, id="top")
        self._lines = {name: Static(id=name, markup=False) for name in _LINES}

    def compose(self) -> ComposeResult:
        yield self._quiet_line
        yield self._stage
        yield self._lines["dark"]
        with Vertical(id="below"):
            yield self._lines["notice"]
            yield self._lines["settings"]
        yield self._progress
        yield Keys()

    def on_mount(self) -> None:
        if not self.stands:  # it was left while it opened
            with suppress(PracticeError):
                self._practice.stop(self._now())
            return
        self._captions = self.app.appearance.captions
        self.look()
        self.set_interval(1 / _LOOKS_PER_S, self.tick)

    def on_key(self, event: events.Key) -> None:
        """In the dark, a key lights the screen and does nothing else: nobody can see what it would do."""
        if self._light():
            event.stop()
            event.prevent_default()

    def on_click(self) -> None:
        self._light()

    def action_eyes_closed(self) -> None:
        self._dark_since_s = self._now()
        self.add_class("-dark")
        self.look()

    def _light(self) -> bool:
        """Lights the screen; False when it is lit."""
        was_dark, self._dark_since_s = self._dark_since_s is not None, None
        self.remove_class("-dark")
        self._line("dark", "")
        if was_dark:
            self.look()
        return was_dark

    def action_captions(self) -> None:
        self._captions = not self._captions
        if not self._captions and self._snapshot is not None and self._snapshot.silent:
            self.app.say(WORDS_STAY)
        self.look()

    def action_stop(self) -> None:
        """Silence before anything else."""
        try:
            self._practice.stop(self._now())
        except PracticeError as error:
            self.app.say(error)
        self._leave(stopped=True)

    def action_ground(self) -> None:
        """Fades out and waits, for the grounding practice; what was done is kept."""
        if not self._over and not self._waits:
            self.do(self._practice.set_aside)
            self._waits = True
            self.post_message(self.Ground(self._practice))

    def plays(self, practice: SessionPort) -> bool:
        """Whether this is the player of that practice."""
        return self._practice is practice

    def come_back(self, *, gentler: bool) -> None:
        """Goes on after the grounding practice, from the beginning of the sentence or the breath."""
        self._waits = False
        self.do(partial(self._practice.come_back, gentler=gentler))

    def tick(self) -> None:
        """Does what the desktop asked for, then looks; what it asks while the practice waits is left."""
        for request in self._practice.desktop.take():
            if self.stands and not (self._over or self._waits):
                self.obey(request)
        self.look()

    def look(self) -> None:
        if self._over or self._waits or not self.stands:
            return
        try:
            snapshot = self._practice.snapshot(self._now())
        except PracticeError as error:
            self.app.say(error)
            self.action_stop()
            return
        before, self._snapshot = self._snapshot, snapshot
        self._show(snapshot, self._now())
        if before is None or _keys(before) != _keys(snapshot):
            self.refresh_bindings()
        if snapshot.begins_in_s is not None and 0 < snapshot.begins_in_s < 1 / _LOOKS_PER_S:
            self.set_timer(snapshot.begins_in_s, self.look)  # not only at the next look
        if snapshot.state is PlaybackState.ENDED:
            self._leave(stopped=False)

    def _show(self, snapshot: PlaybackSnapshot, now_s: float) -> None:
        level_news = self._level_news.line(snapshot, now_s)  # also in the dark: what was seen is no news
        if self._dark_since_s is not None:
            self._line("dark", EYES_CLOSED if now_s - self._dark_since_s < EYES_CLOSED_S else "")
            return
        self.set_class(snapshot.state is PlaybackState.PAUSED, "-paused")
        self._stage.show(snapshot, captions=self._captions, moves=self.app.moves)
        self._progress.show(
            elapsed_s=snapshot.elapsed_s, length_s=snapshot.length_s, part_starts_s=snapshot.part_starts_s
        )
        self._quiet_line.show(place(snapshot, captions=self._captions))
        self._line("notice", snapshot.notice)
        self._line("settings", level_news)

    def _line(self, name: str, text: str) -> None:
        line, shown = self._lines[name], untrusted.line(text)
        if line.content != shown:
            line.update(shown)
            line.display = bool(shown.plain)

    def _leave(self, *, stopped: bool) -> None:
        if not self._over:
            self._over = True
            with suppress(PracticeError):  # the journal counts to the end, and says the same
                self._snapshot = self._practice.snapshot(self._now())
            done_s = self._snapshot.practised_s if self._snapshot else 0.0
            logged = self._snapshot is None or self._snapshot.logged
            finished = self._snapshot is not None and self._snapshot.finished
            self.post_message(
                self.Over(
                    self._practice,
                    done_s=done_s,
                    stopped=stopped,
                    finished=finished,
                    logged=logged,
                    unwritten=self._snapshot is not None and self._snapshot.unwritten,
                )
            )


def _keys(snapshot: PlaybackSnapshot) -> tuple[object, ...]:
    """What the footer depends on."""
    paused = snapshot.state is PlaybackState.PAUSED
    timed = snapshot.begins_in_s is None, snapshot.behind_s is None
    return snapshot.has_bed, snapshot.asks, snapshot.can_be_longer, snapshot.voices > 0, paused, timed

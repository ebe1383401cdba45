"""Lets the desktop's media keys and player controls lead practices, in a thread of its own.

The thread knows a practice only by its latest `PlayerState`, and asks it for something by a short queue that
the front end empties: neither waits for the other, and what fails on the bus is noted in the log only.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Final

from practice_player.mpris.player_object import answer, signals
from practice_player.mpris.player_state import STOPPED, UNNAMED, PlayerState, player_state
from practice_player.mpris.session_bus import Bus, ReceivedCall, SessionBus
from practice_player.playback.remote_request import RemoteAction, RemoteRequest
from practice_player.playback.snapshot import PlaybackSnapshot, PlaybackState

JOIN_AFTER_S: Final = 0.5
"""So much of a practice is heard before the bus is joined: nothing of it delays the first sound."""

LOOK_S: Final = 0.1
"""How often the thread looks for news of the practice."""

CLOSING_S: Final = 0.5
"""How long `close` waits for the bus to be left."""

MAX_REQUESTS: Final = 8
"""At most this many requests wait for a front end; more are dropped."""

log = logging.getLogger(__name__)


class MediaKeys:
    """The player on the bus: it shows the practice that began last and is not over, and none otherwise."""

    def __init__(self, open_bus: Callable[[], Bus] = SessionBus) -> None:
        self._open_bus = open_bus
        self._lock = threading.Lock()
        """Held for a moment while `_practices` is changed or looked through."""

        self._practices: list[RemotePractice] = []
        self._count = 0
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._serving = False
        self._refused = False
        """Whether the bus failed; it is tried again with the next practice."""

        self._closed = False

    def attach(
        self, title: str, voice: str = "", told_voices: frozenset[str] = frozenset()
    ) -> "RemotePractice":
        """Returns what a practice is told to the desktop by.

        `voice` speaks; of the voices, only `told_voices` are named: others may have a person's name.
        """
        with self._lock:
            self._count += 1
            practice = RemotePractice(
                self, track=self._count, title=title, voice=voice, told_voices=told_voices
            )
            self._practices.append(practice)
            self._refused = False
        return practice

    def detach(self, practice: "RemotePractice") -> None:
        """Forgets a practice; the one before it is shown, if there is any."""
        with self._lock:
            if practice in self._practices:
                self._practices.remove(practice)

    def join(self) -> None:
        """Joins the bus if that is not done yet, and has not failed; returns at once."""
        if self._serving or self._refused or self._closed:
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="media keys", daemon=True)
            self._thread.start()
        self._wake.set()

    def close(self) -> None:
        """Leaves the bus for good; returns once that is done, or after half a second."""
        self._closed = True
        self._wake.set()
        if self._thread is not None and self._serving:
            self._thread.join(CLOSING_S)

    def _run(self) -> None:
        while True:
            self._wake.wait()
            self._wake.clear()
            if self._closed:
                return
            if self._refused or self._shown_practice() is None:
                continue
            try:
                with closing(self._open_bus()) as bus:
                    self._serving = True
                    self._serve(bus)
            except Exception as exc:  # noqa: BLE001 - of any library, bus or caller: nobody is to notice
                self._refused = True
                log.info("media keys lead nothing: %s: %s", type(exc).__name__, exc)
            finally:
                self._serving = False

    def _serve(self, bus: Bus) -> None:
        """Serves the bus until there is no practice to show."""
        told: PlayerState | None = None
        while (practice := self._shown_practice()) and (state := practice.state):
            for signal in signals(told, state):
                bus.send(signal)
            told = state
            if received := bus.next_call(LOOK_S):
                self._answer(bus, received, told)
        if told:
            for signal in signals(told, replace(told, status=STOPPED)):
                bus.send(signal)

    def _answer(self, bus: Bus, received: ReceivedCall, told: PlayerState) -> None:
        """Answers for the practice that is shown by now; it may be another than that of the last signals."""
        practice = self._shown_practice()
        state = practice.state if practice else None
        reply = answer(received.call, state or replace(told, status=STOPPED))
        if practice and reply.request:
            practice.ask(reply.request)
        bus.reply(received, reply)

    def _shown_practice(self) -> "RemotePractice | None":
        if self._closed:
            return None
        with self._lock:
            return next((practice for practice in reversed(self._practices) if practice.state), None)


class RemotePractice:
    """One practice as the desktop knows it; implements half of a `DesktopPort`."""

    def __init__(
        self, media_keys: MediaKeys, *, track: int, title: str, voice: str, told_voices: frozenset[str]
    ) -> None:
        self._media_keys = media_keys
        self._track = track
        self._title = title
        self._voice = voice
        self._told_voices = told_voices
        self._began_s: float | None = None
        self._requests: deque[RemoteRequest] = deque()
        self.state: PlayerState | None = None
        """What the desktop is shown; None before it is played for a moment, and once it is over."""

    def show(self, snapshot: PlaybackSnapshot) -> None:
        if snapshot.state not in (PlaybackState.PLAYING, PlaybackState.PAUSED):
            return
        if self.state is None and not self._is_heard(snapshot):
            return
        if self.state is None and not snapshot.logged:  # it stays as it is, also if the journal fails later
            self._title, self._told_voices = UNNAMED, frozenset()
        voice = snapshot.voice or self._voice
        self.state = player_state(
            snapshot,
            track=self._track,
            title=self._title,
            artist=voice if voice in self._told_voices else "",
            before=self.state,
        )
        self._media_keys.join()

    def end(self) -> None:
        self.state = None
        self._requests.clear()
        self._media_keys.detach(self)

    def take(self) -> Sequence[RemoteRequest]:
        taken = []
        while self._requests:
            taken.append(self._requests.popleft())
        return taken

    def ask(self, request: RemoteRequest) -> None:
        """Keeps a request until it is taken; to stop takes the place of all others."""
        if request.action is RemoteAction.STOP:
            self._requests.clear()
            self._requests.append(request)
        elif len(self._requests) < MAX_REQUESTS:
            self._requests.append(request)

    def _is_heard(self, snapshot: PlaybackSnapshot) -> bool:
        if self._began_s is None:
            self._began_s = snapshot.elapsed_s
        is_playing = snapshot.state is PlaybackState.PLAYING
        return is_playing and snapshot.elapsed_s - self._began_s >= JOIN_AFTER_S

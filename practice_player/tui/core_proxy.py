"""Creates the core on first use, asks it in threads, and closes it when the interface ends."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, TypeVar

from practice_player.lib.errors import PracticeError

if TYPE_CHECKING:
    from practice_player.tui.core import CorePort, SessionPort

Answer = TypeVar("Answer")

FADE_S: Final = 0.05
"""How long to wait after a pause, so that the command reaches the engine before the process stops."""


class CoreProxy:
    """Creates the core once, calls it in threads, and closes it exactly once."""

    practice: "SessionPort | None" = None
    """The practice that is playing; it is stopped when the interface ends."""

    set_aside: "SessionPort | None" = None
    """The practice that waits while the grounding one is played; it is stopped as well."""

    def __init__(self, factory: "Callable[[], CorePort]") -> None:
        self._factory = factory
        self._core: CorePort | None = None
        self._making: asyncio.Future[CorePort] | None = None
        self._closed = False
        self._lock = threading.Lock()

    async def ask(self, question: "Callable[[CorePort], Answer]") -> Answer:
        """Wait for the core if need be, then for its answer.

        Raises:
            PracticeError: as the core does; a core that could not be made is tried again
                at the next question.
        """
        core = await asyncio.shield(self._made())
        return await asyncio.to_thread(question, core)

    @contextmanager
    def silence(self, clock: Callable[[], float], wait: Callable[[float], None]) -> Iterator[None]:
        """Pauses the playing practice during the block; one that was paused before stays paused."""
        from practice_player.playback.snapshot import PlaybackState

        practice, paused = self.practice, False
        with suppress(PracticeError):
            if practice is not None and practice.snapshot(clock()).state is PlaybackState.PLAYING:
                practice.toggle_pause(clock())
                paused = True
                wait(FADE_S)
        try:
            yield
        finally:
            with suppress(PracticeError):
                if practice is not None and paused:
                    practice.toggle_pause(clock())

    def close(self, now_s: float) -> None:
        """Stops the practice and closes the core, also one that is still being created."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            core = self._core
        sessions = [session for session in (self.practice, self.set_aside) if session is not None]
        self.practice = self.set_aside = None
        try:
            for session in sessions:
                with suppress(PracticeError):
                    session.stop(now_s)
        finally:
            if core is not None:
                core.close()

    def renew(self) -> None:
        """Closes the core in a thread; a new one is created at the next question."""
        making = self._making
        if making is not None and not making.done():
            making.add_done_callback(lambda _: self.renew())
            return
        with self._lock:
            core, self._core = self._core, None
            self._making = None
        if core is not None:
            threading.Thread(target=core.close, name="close-core").start()

    def _made(self) -> "asyncio.Future[CorePort]":
        making = self._making
        if making is None or (making.done() and (making.cancelled() or making.exception())):
            making = self._making = asyncio.ensure_future(asyncio.to_thread(self._make))
        return making

    def _make(self) -> "CorePort":
        core = self._factory()
        with self._lock:
            self._core = core
            late = self._closed
        if late:
            core.close()
        return core

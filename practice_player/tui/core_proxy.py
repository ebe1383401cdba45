"""Where the core comes from, and how it is left: made late and off the interface's thread."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final, TypeVar

from practice_player.lib.errors import PracticeError
from practice_player.playback.snapshot import PlaybackState
from practice_player.tui.core import CorePort, SessionPort

Answer = TypeVar("Answer")

FADE_S: Final = 0.05
"""Until the thread that tells the sound has told it."""


class CoreProxy:
    """Makes the core once, puts questions to it in threads, and closes it exactly once."""

    practice: SessionPort | None = None
    """The practice that sounds now; whoever leaves, leaves it silent."""

    def __init__(self, factory: Callable[[], CorePort]) -> None:
        self._factory = factory
        self._core: CorePort | None = None
        self._making: asyncio.Future[CorePort] | None = None
        self._closed = False
        self._lock = threading.Lock()

    async def ask(self, question: Callable[[CorePort], Answer]) -> Answer:
        """Wait for the core if need be, then for its answer.

        Raises:
            PracticeError: as the core does; a core that could not be made is tried again
                at the next question.
        """
        core = await asyncio.shield(self._made())
        return await asyncio.to_thread(question, core)

    @contextmanager
    def silence(self, clock: Callable[[], float], wait: Callable[[float], None]) -> Iterator[None]:
        """Pauses what sounds for as long as this lasts; what was paused already stays so."""
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
        """Stop what sounds and close the core; one still being made is closed when it is there."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            core = self._core
        practice, self.practice = self.practice, None
        try:
            if practice is not None:
                with suppress(PracticeError):
                    practice.stop(now_s)
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

    def _made(self) -> asyncio.Future[CorePort]:
        making = self._making
        if making is None or (making.done() and (making.cancelled() or making.exception())):
            making = self._making = asyncio.ensure_future(asyncio.to_thread(self._make))
        return making

    def _make(self) -> CorePort:
        core = self._factory()
        with self._lock:
            self._core = core
            late = self._closed
        if late:
            core.close()
        return core

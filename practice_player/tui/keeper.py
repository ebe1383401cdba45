"""Where the house comes from, and how it is left: made late and off the interface's thread."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final, TypeVar

from practice_player.errors import PracticeError
from practice_player.practice.moment import State
from practice_player.tui.core import House, PracticeHandle

Answer = TypeVar("Answer")

FADE_S: Final = 0.05
"""Until the thread that tells the sound has told it."""


class Keeper:
    """Makes the house once, puts questions to it in threads, and shuts it exactly once."""

    practice: PracticeHandle | None = None
    """The practice that sounds now; whoever leaves, leaves it silent."""

    def __init__(self, factory: Callable[[], House]) -> None:
        self._factory = factory
        self._house: House | None = None
        self._making: asyncio.Future[House] | None = None
        self._closed = False
        self._lock = threading.Lock()

    async def ask(self, question: Callable[[House], Answer]) -> Answer:
        """Wait for the house if need be, then for its answer.

        Raises:
            PracticeError: as the house does; a house that could not be made is tried again
                at the next question.
        """
        house = await asyncio.shield(self._made())
        return await asyncio.to_thread(question, house)

    @contextmanager
    def silence(self, clock: Callable[[], float], wait: Callable[[float], None]) -> Iterator[None]:
        """Pauses what sounds for as long as this lasts; what was paused already stays so."""
        practice, paused = self.practice, False
        with suppress(PracticeError):
            if practice is not None and practice.moment(clock()).state is State.PLAYING:
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
        """Stop what sounds and shut the house; a house still being made is shut when it is there."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            house = self._house
        practice, self.practice = self.practice, None
        try:
            if practice is not None:
                with suppress(PracticeError):
                    practice.stop(now_s)
        finally:
            if house is not None:
                house.shut()

    def _made(self) -> asyncio.Future[House]:
        making = self._making
        if making is None or (making.done() and (making.cancelled() or making.exception())):
            making = self._making = asyncio.ensure_future(asyncio.to_thread(self._make))
        return making

    def _make(self) -> House:
        house = self._factory()
        with self._lock:
            self._house = house
            late = self._closed
        if late:
            house.shut()
        return house

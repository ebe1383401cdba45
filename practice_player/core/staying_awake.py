"""Keeps the machine from sleeping, and the screen from going dark, while a practice plays.

The system is asked through wakepy, in a thread of its own: it may answer slowly, or not at all.
"""

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from enum import Enum
from queue import Empty, SimpleQueue
from typing import Final

CLOSING_S: Final = 1.0
"""How long `close` waits for the system to be told that it may sleep."""

log = logging.getLogger(__name__)


class Wish(Enum):
    """What is asked of the system."""

    NOTHING = "nothing"
    AWAKE = "awake"
    """The machine does not sleep; the screen may go dark."""

    SHOWING = "showing"
    """The machine does not sleep, and no screen saver comes."""


Ask = Callable[[Wish], AbstractContextManager[object]]
"""Returns what keeps a wish while it is entered."""


def ask_system(wish: Wish) -> AbstractContextManager[object]:
    """Returns a mode of wakepy; where the system knows none, entering it does nothing."""
    from wakepy import keep

    return keep.presenting(on_fail="pass") if wish is Wish.SHOWING else keep.running(on_fail="pass")


class StayAwake:
    """Keeps the latest wish; never waits but in `close`, and what fails is only logged."""

    def __init__(self, ask: Ask = ask_system) -> None:
        self._ask = ask
        self._wishes: SimpleQueue[Wish | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._last = Wish.NOTHING

    def hold(self, wish: Wish) -> None:
        """Asks the system for this from now on, and for nothing else; may be called again and again."""
        if wish is self._last:
            return
        self._last = wish
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="staying awake", daemon=True)
            self._thread.start()
        self._wishes.put(wish)

    def close(self) -> None:
        """Lets the machine sleep again; returns once it is told, or after a second."""
        thread, self._thread, self._last = self._thread, None, Wish.NOTHING
        if thread is not None:
            self._wishes.put(None)
            thread.join(CLOSING_S)

    def _run(self) -> None:
        held, mode = Wish.NOTHING, None
        while True:
            wish = self._latest()
            if wish is held:
                continue
            if mode is not None:
                _leave(mode)
            mode = _enter(self._ask, wish) if wish not in (None, Wish.NOTHING) else None
            if wish is None:
                return
            held = wish

    def _latest(self) -> Wish | None:
        """Waits for a wish, and skips those that are out of date already."""
        wish = self._wishes.get()
        while wish is not None:
            try:
                wish = self._wishes.get_nowait()
            except Empty:
                break
        return wish


def _enter(ask: Ask, wish: Wish) -> AbstractContextManager[object] | None:
    try:
        mode = ask(wish)
        mode.__enter__()
    except Exception as exc:  # noqa: BLE001 - of any library of any desktop: nobody is to notice
        log.info("the machine cannot be kept awake: %s", exc)
        return None
    return mode


def _leave(mode: AbstractContextManager[object]) -> None:
    try:
        mode.__exit__(None, None, None)
    except Exception as exc:  # noqa: BLE001 - the same
        log.info("the machine cannot be told that it may sleep: %s", exc)

"""An app that ends in order, whatever ends it: a key, a signal, a fault, or a terminal that goes away.

In order means: silence, the journal written, the terminal as it was, and one calm line at the most.
"""

import asyncio
import logging
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from types import FrameType
from typing import Any, Final, Protocol

from textual import events
from textual.app import App
from textual.driver import Driver
from textual.notifications import Notify

from practice_player.lib.plain_text import one_line, some_lines
from practice_player.tui import untrusted
from practice_player.tui.core_proxy import CoreProxy

LEAVE_S: Final = 5.0
"""How long the way out may take at most, while somebody looks on."""

GONE_S: Final = 1.5
"""The same once the terminal is gone: nobody could end the program by hand."""

SAID_S: Final = 12.0
"""How long a notification stays."""

_LEAVE_ON: Final = ("SIGTERM", "SIGHUP", "SIGINT")
_KILLED: Final = 128
"""An exit code above this names the signal that ended the program."""

_HUNG_UP: Final = _KILLED + 1  # SIGHUP, which Windows has no number for

log = logging.getLogger(__name__)


class EndWithin(Protocol):
    def __call__(self, limit_s: float, code: int) -> None: ...


def end_within(limit_s: float, code: int) -> None:
    """Ends this process after `limit_s` at the latest, whatever its threads wait for."""

    def end() -> None:
        time.sleep(limit_s)
        os._exit(code)

    threading.Thread(target=end, daemon=True, name="last-resort").start()


def never_end(limit_s: float, code: int) -> None:
    """For an app that runs inside another program."""


class LifecycleApp(App[None]):
    """Owns the ways out; which screen follows which is for others to say."""

    ENABLE_COMMAND_PALETTE = False  # Textual's own ends the program on some keys; see decision 32

    failure = ""
    """What went wrong and ended the interface, as one line; empty when nothing did."""

    def __init__(self, core_proxy: CoreProxy, end_within: EndWithin = never_end) -> None:
        super().__init__()
        self._core_proxy = core_proxy
        self._end_within = end_within
        self._handlers: dict[int, Any] = {}
        self._leaving = False
        self.told_to_leave = False
        """True once a signal has asked for the end, even if nobody came to obey it yet."""

    def get_driver_class(self) -> type[Driver]:
        chosen = super().get_driver_class()
        if sys.platform != "win32":
            from textual.drivers.linux_driver import LinuxDriver

            if chosen is LinuxDriver:
                from practice_player.tui.driver import PromptDriver

                return PromptDriver
        return chosen

    async def on_event(self, event: events.Event) -> None:
        """What is pasted is drawn as it is typed: with nothing in it that a terminal obeys."""
        if self._leaving and isinstance(event, events.InputEvent):
            return  # there may be no screen any more that it could come to
        if isinstance(event, events.Paste):
            event.text = some_lines(event.text)
        await super().on_event(event)

    def on_mount(self) -> None:
        loop = asyncio.get_running_loop()

        def leave(number: int, _frame: FrameType | None) -> None:
            # Not a handler of the loop's: a loop that waits for the terminal would never come to it.
            self.told_to_leave = True
            self._end_within(GONE_S, _KILLED + number)
            loop.call_soon_threadsafe(self.leave, _KILLED + number)

        with suppress(ValueError):  # only the main thread has signals
            for name in _LEAVE_ON:
                number = getattr(signal, name, None)
                if number is not None:
                    self._handlers[number] = signal.signal(number, leave)

    def on_unmount(self) -> None:
        self._core_proxy.close(time.monotonic())
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    def action_leave(self) -> None:
        self.leave()

    def leave(self, code: int = 0) -> None:
        """Silence first, then the journal, then the way out; whoever comes first says the exit code."""
        if self._leaving:
            return
        self._leaving = True
        self._end_within(LEAVE_S, code)
        try:
            self._core_proxy.close(time.monotonic())
        except Exception:
            log.exception("the core could not be closed")
        finally:
            self.exit(return_code=code)

    def terminal_gone(self) -> None:
        """Nobody is there any more; may be called from any thread."""
        self._end_within(GONE_S, _HUNG_UP)
        if (loop := self._loop) is not None:
            with suppress(RuntimeError):  # it has ended already
                loop.call_soon_threadsafe(self.leave, _HUNG_UP)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "suspend":
            return sys.platform != "win32" and self._driver is not None and self._driver.can_suspend
        return super().check_action(action, parameters)

    def action_suspend(self) -> None:
        """Stops the program, as Ctrl-Z does, until the shell's `fg`; what sounds is silent meanwhile."""
        from practice_player.tui.driver import PromptDriver

        driver = self._driver
        if not isinstance(driver, PromptDriver) or self._leaving or not driver.can_suspend:
            return
        with self._core_proxy.silence(time.monotonic, time.sleep):
            driver.stop_program()
        self.refresh(layout=True)

    def continued(self) -> None:
        """The program was stopped from outside, and goes on: the terminal was in other hands."""
        from practice_player.tui.driver import PromptDriver

        if isinstance(self._driver, PromptDriver) and not self._leaving:
            self._driver.begin_anew()
            self.refresh(layout=True)

    def say(self, what: object, *, shown_s: float = SAID_S) -> None:
        """Says something calmly; everything else goes on."""
        self.notify(untrusted.note(what), severity="warning", timeout=shown_s, markup=False)

    def _on_notify(self, event: Notify) -> None:
        """One at a time, the newest: more would cover what is being done."""
        self._notifications.clear()
        super()._on_notify(event)
        event.prevent_default()

    def _handle_exception(self, error: Exception) -> None:
        """Where Textual brings whatever is raised in a handler, a worker, a timer or a picture.

        Its own way paints a traceback over the terminal, and leaves the sound to others.
        """
        cause = error.__cause__ or getattr(error, "error", None) or error  # a worker's comes wrapped
        if self._leaving:
            log.info("on the way out", exc_info=cause)  # what is half taken down cannot be drawn
            return
        log.error("the interface cannot go on", exc_info=cause)
        self.failure = one_line(f"{type(cause).__name__}: {cause}", untrusted.LINE_LETTERS)
        self._exception = error  # a test is told by it
        self._exception_event.set()
        self.leave(1)

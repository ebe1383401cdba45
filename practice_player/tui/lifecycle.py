"""An app that ends in order, whatever ends it: a key, a signal, a fault, or a terminal that is closed.

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

from textual import constants, events
from textual.driver import Driver
from textual.notifications import Notify

from practice_player.lib.plain_text import multi_line, one_line
from practice_player.tui import untrusted
from practice_player.tui.appearance import USUAL, Appearance
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.terminal_app import TerminalApp

LEAVE_S: Final = 5.0
"""How long leaving may take at most, while the terminal is there."""

GONE_S: Final = 1.5
"""The same once the terminal is gone, when nobody could end the program by hand."""

NOTIFICATION_S: Final = 12.0
"""How long a notification stays."""

_LEAVE_SIGNALS: Final = ("SIGTERM", "SIGHUP", "SIGINT")
_SIGNAL_CODE: Final = 128
"""An exit code above this names the signal that ended the program."""

_HUNG_UP: Final = _SIGNAL_CODE + 1  # SIGHUP, which Windows has no number for

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


class LifecycleApp(TerminalApp):
    """Owns the ways out and the notifications; which screen follows which is the subclass's to say."""

    ENABLE_COMMAND_PALETTE = False  # Textual's own ends the program on some keys; see decision 32

    failure = ""
    """What went wrong and ended the interface, as one line; empty when nothing did."""

    def __init__(self, core_proxy: CoreProxy, end_within: EndWithin = never_end) -> None:
        super().__init__()
        self._core_proxy = core_proxy
        self._end_within = end_within
        self._handlers: dict[int, Any] = {}
        self._leaving = False
        self._appearance = USUAL

    @property
    def appearance(self) -> Appearance:
        """How the player looks and moves; each practice that is shown reads it."""
        return self._appearance

    @appearance.setter
    def appearance(self, appearance: Appearance) -> None:
        self._appearance = appearance
        self.animation_level = constants.TEXTUAL_ANIMATIONS if appearance.motion else "none"

    @property
    def moves(self) -> bool:
        """Whether anything may move: neither the person nor the terminal's settings are against it."""
        return self.appearance.motion and self.animation_level != "none"

    def get_driver_class(self) -> type[Driver]:
        driver_class = super().get_driver_class()
        if sys.platform != "win32":
            from textual.drivers.linux_driver import LinuxDriver

            if driver_class is LinuxDriver:
                from practice_player.tui.driver import PromptDriver

                return PromptDriver
        return driver_class

    async def on_event(self, event: events.Event) -> None:
        """Takes control characters out of what is pasted; drops keys once the app is leaving."""
        if self._leaving and isinstance(event, events.InputEvent):
            return  # there may be no screen left to receive it
        if isinstance(event, events.Paste):
            event.text = multi_line(event.text)
        await super().on_event(event)

    def on_mount(self) -> None:
        loop = asyncio.get_running_loop()

        def leave(number: int, _frame: FrameType | None) -> None:
            # Not `loop.add_signal_handler`: a loop that is blocked by the terminal would never call it.
            self.told_to_leave = True
            self._end_within(GONE_S, _SIGNAL_CODE + number)
            loop.call_soon_threadsafe(self.leave, _SIGNAL_CODE + number)

        with suppress(ValueError):  # only the main thread has signals
            for name in _LEAVE_SIGNALS:
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
        """Silence first, then the journal, then the end; the first call sets the exit code."""
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
        self._end_within(GONE_S, _HUNG_UP)
        if (loop := self._loop) is not None:
            with suppress(RuntimeError):  # the loop has ended already
                loop.call_soon_threadsafe(self.leave, _HUNG_UP)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "suspend":
            return sys.platform != "win32" and self._driver is not None and self._driver.can_suspend
        return super().check_action(action, parameters)

    def action_suspend(self) -> None:
        """Stops the program until the shell's `fg`; a practice is paused meanwhile."""
        from practice_player.tui.driver import PromptDriver

        driver = self._driver
        if not isinstance(driver, PromptDriver) or self._leaving or not driver.can_suspend:
            return
        with self._core_proxy.silence(time.monotonic, time.sleep):
            driver.stop_program()
        self.refresh(layout=True)

    def continued(self) -> None:
        from practice_player.tui.driver import PromptDriver

        if isinstance(self._driver, PromptDriver) and not self._leaving:
            self._driver.retake_terminal()
            self.refresh(layout=True)

    def say(self, message: object, *, shown_s: float = NOTIFICATION_S) -> None:
        """Shows a message, such as an error, for `shown_s` seconds; everything else goes on."""
        self.notify(untrusted.note(message), severity="warning", timeout=shown_s, markup=False)

    def _on_notify(self, event: Notify) -> None:
        """Shows the newest only: more than one would cover what is being done."""
        self._notifications.clear()
        super()._on_notify(event)
        event.prevent_default()

    def _handle_exception(self, error: Exception) -> None:
        """Textual calls this for whatever is raised in a handler, a worker, a timer or a render method.

        Textual's own version prints a traceback over the terminal, and does not stop the sound.
        """
        cause = error.__cause__ or getattr(error, "error", None) or error  # a worker's error is wrapped
        if self._leaving:
            log.info("on the way out", exc_info=cause)  # screens that are half removed cannot be drawn
            return
        log.error("the interface cannot go on", exc_info=cause)
        self.failure = one_line(f"{type(cause).__name__}: {cause}", untrusted.LINE_LETTERS)
        self._exception = error  # Textual's `run_test` raises it
        self._exception_event.set()
        self.leave(1)

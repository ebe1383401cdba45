"""The terminal's driver on Linux and macOS: an escape key that acts at once, and a terminal that may go away.

Textual looks at its input every 100 ms, and tells a lone escape from the start of an arrow key only
at such a look.  Here escape stops a practice: after each key, this one looks again as soon as the
parser has waited long enough.

A terminal that is closed sends SIGHUP, then SIGCONT.  Textual takes the second for the end of a Ctrl-Z, and
starts its threads anew while the first ones run: those it never ends.
"""

import logging
import os
import selectors
import signal
import sys
import time
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, TextIO

from textual import constants
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from practice_player.tui.lifecycle import LifecycleApp

IDLE_S: Final = 0.1
"""How often the driver looks whether it is to end."""

log = logging.getLogger(__name__)


class Paper:
    """The terminal as a file to paint on.  Once it is gone, what is painted goes nowhere.

    Otherwise the thread that paints ends with an error, and whoever paints waits for it for ever.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._gone = False

    def fileno(self) -> int:
        return self._file.fileno()

    def write(self, text: str) -> None:
        if not self._gone:
            try:
                self._file.write(text)
            except (OSError, ValueError):
                self._gone = True

    def flush(self) -> None:
        if not self._gone:
            try:
                self._file.flush()
            except (OSError, ValueError):
                self._gone = True


class PromptDriver(LinuxDriver):
    """Textual's driver with another input loop, and another way to stop and go on."""

    _app: "LifecycleApp"
    _file: Any

    def __init__(self, app: "LifecycleApp", **how: Any) -> None:
        super().__init__(app, **how)
        self._stopping = False
        self._file = Paper(sys.__stderr__)  # type: ignore[arg-type] # the interface needs a terminal

    @property
    def can_suspend(self) -> bool:
        """False where no shell would take over: in a terminal that runs nothing but this program."""
        return os.getpgrp() != os.getsid(0)

    def write(self, data: str) -> None:
        # A thread that has ended reads nothing any more: a full queue would be waited for.
        if self._writer_thread is not None and self._writer_thread.is_alive():
            super().write(data)

    def stop_program(self) -> None:
        """Gives the terminal back and stops, as Ctrl-Z does; returns when the program is continued."""
        self._stopping = True
        self.suspend_application_mode()
        try:
            _stop()
            while not self._is_ours() and not self._app.told_to_leave:
                time.sleep(IDLE_S)
                _stop()  # `bg`: there is nothing to do in the background
            if self._is_ours():
                self.resume_application_mode()
            else:  # it ends there, and would be stopped when it sets the terminal right
                signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        except OSError:
            self._app.terminal_gone()
        finally:
            self._stopping = False

    def begin_anew(self) -> None:
        """Takes the terminal again after it was in other hands."""
        with suppress(OSError):  # it is gone, and whoever reads the keys says so
            if self._is_ours():
                self.suspend_application_mode()
                self.resume_application_mode()

    def _sigtstp_application(self, *_: Any) -> None:
        self._loop.call_soon_threadsafe(self._app.action_suspend)

    def _sigcont_application(self, *_: Any) -> None:
        if not self._stopping:
            self._loop.call_soon_threadsafe(self._app.continued)

    def _is_ours(self) -> bool:
        """False in the background.

        Raises:
            OSError: the terminal is gone.
        """
        return os.tcgetpgrp(self.fileno) == os.getpgrp()

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except OSError:
            self._app.terminal_gone()
        except Exception as exc:  # noqa: BLE001 - the app says what becomes of it
            self._loop.call_soon_threadsafe(self._app._handle_exception, exc)  # noqa: SLF001 - Textual's own

    def run_input_thread(self) -> None:
        """Reads keys until the app ends; runs in Textual's input thread.

        Raises:
            OSError: the terminal is gone.
        """
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        wait_s = IDLE_S
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                ready = selector.select(wait_s)
                wait_s = IDLE_S
                text = ""
                if ready:
                    raw = os.read(self.fileno, 4096)
                    if not raw:
                        raise OSError("the terminal is gone")
                    text = decode(raw)
                    wait_s = constants.ESCAPE_DELAY + 0.002
                try:
                    for event in (*(parser.feed(text) if text else ()), *parser.tick()):
                        self.process_message(event)
                except (ValueError, ArithmeticError, LookupError, ParseError, StopIteration, RuntimeError):
                    # Nonsense that looks like a key: nothing comes of it, and the next key is read anew.
                    log.exception("a key could not be read")
                    parser = XTermParser(self._debug)


def _stop() -> None:
    """Stops this program, and whatever started it in the same job, until the job is continued."""
    handler = signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    os.killpg(0, signal.SIGTSTP)  # the others, such as `make run`: a shell waits for all of them
    # The system's own way to stop: a program that nobody could continue is not stopped.
    signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    signal.raise_signal(signal.SIGTSTP)
    signal.signal(signal.SIGTSTP, handler)

"""The terminal's driver on Linux and macOS: an escape key that acts at once, and a terminal that may close.

Textual polls its input every 100 ms, and only such a poll tells a lone escape from the start of an
arrow key.  Here escape stops a practice, so after each key this driver polls again as soon as the
parser has waited long enough.

A terminal that is closed sends SIGHUP, then SIGCONT.  Textual takes the SIGCONT for the end of a Ctrl-Z
and starts its threads again while the first ones still run; those never end.
"""

import logging
import os
import selectors
import signal
import sys
import time
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final, TextIO

from textual import constants
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from practice_player.tui.terminal_app import TerminalApp

IDLE_S: Final = 0.1
"""How often the input thread checks whether it is to end."""

log = logging.getLogger(__name__)


class TerminalFile:
    """The terminal as a file to write to, which drops what is written once the terminal is gone.

    Otherwise Textual's writer thread ends with an error, and the app waits for it for ever.
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

    _app: TerminalApp
    _file: Any

    def __init__(self, app: TerminalApp, **options: Any) -> None:
        super().__init__(app, **options)
        self._stopping = False
        self._file = TerminalFile(sys.__stderr__)  # type: ignore[arg-type] # the interface needs a terminal

    @property
    def can_suspend(self) -> bool:
        """False where no shell would take over: in a terminal that runs nothing but this program."""
        return os.getpgrp() != os.getsid(0)

    def write(self, data: str) -> None:
        # Once the writer thread has ended, nothing empties its queue: a full one would block.
        if self._writer_thread is not None and self._writer_thread.is_alive():
            super().write(data)

    def stop_program(self) -> None:
        """Gives the terminal back and stops, as Ctrl-Z does; returns when the program is continued."""
        self._stopping = True
        self.suspend_application_mode()
        try:
            _stop()
            while not self._in_foreground() and not self._app.told_to_leave:
                time.sleep(IDLE_S)
                _stop()  # continued by `bg`: there is nothing to do in the background
            if self._in_foreground():
                self.resume_application_mode()
            else:  # about to end in the background: restoring the terminal would stop it there (SIGTTOU)
                signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        except OSError:
            self._app.terminal_gone()
        finally:
            self._stopping = False

    def retake_terminal(self) -> None:
        """Sets the terminal up again after another program used it."""
        with suppress(OSError):  # it is gone, and the input thread reports that
            if self._in_foreground():
                self.suspend_application_mode()
                self.resume_application_mode()

    def _sigtstp_application(self, *_: Any) -> None:
        self._loop.call_soon_threadsafe(self._app.action_suspend)

    def _sigcont_application(self, *_: Any) -> None:
        if not self._stopping:
            self._loop.call_soon_threadsafe(self._app.continued)

    def _in_foreground(self) -> bool:
        """Whether this program's job may use the terminal.

        Raises:
            OSError: the terminal is gone.
        """
        return os.tcgetpgrp(self.fileno) == os.getpgrp()

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except OSError:
            self._app.terminal_gone()
        except Exception as exc:  # noqa: BLE001 - the app decides what follows
            self._loop.call_soon_threadsafe(self._app._handle_exception, exc)  # noqa: SLF001 - Textual's own

    def run_input_thread(self) -> None:
        """Reads keys until the app ends; runs in Textual's input thread.

        Raises:
            OSError: the terminal is gone.
        """
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        wait_s = IDLE_S
        with _opened_again(self.fileno) as handle, selectors.SelectSelector() as selector:
            selector.register(handle, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                ready = selector.select(wait_s)
                wait_s = IDLE_S
                text = ""
                if ready:
                    try:
                        raw = os.read(handle, 4096)
                    except BlockingIOError:  # it was stopped just now, and the shell has read what was there
                        continue
                    if not raw:
                        raise OSError("the terminal is gone")
                    text = decode(raw)
                    wait_s = constants.ESCAPE_DELAY + 0.002
                try:
                    for event in (*(parser.feed(text) if text else ()), *parser.tick()):
                        self.process_message(event)
                except (ValueError, ArithmeticError, LookupError, ParseError, StopIteration, RuntimeError):
                    # Bytes that only look like a key: they are dropped, and a new parser reads the next one.
                    log.exception("a key could not be read")
                    parser = XTermParser(self._debug)


@contextmanager
def _opened_again(terminal: int) -> Iterator[int]:
    """Yields a handle of the terminal that never waits for a key; the shell's own stays as it is.

    The terminal of another user, as after `su`, may not be opened: then it is the same handle, and waits.
    """
    try:
        handle = os.open(os.ttyname(terminal), os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError:
        yield terminal
        return
    try:
        yield handle
    finally:
        os.close(handle)


def _stop() -> None:
    """Stops this program, and whatever started it in the same job, until the job is continued."""
    handler = signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    os.killpg(0, signal.SIGTSTP)  # the rest of the job, such as `make run`: a shell waits for all of it
    # Stopping by the default action: the system does not stop a program that nobody could continue.
    signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    signal.raise_signal(signal.SIGTSTP)
    signal.signal(signal.SIGTSTP, handler)

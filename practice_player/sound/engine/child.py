"""What every process that handles a card does first: its descriptors, signals, log and priority."""

import contextlib
import logging
import os
import signal
import sys
from typing import IO, Final

from practice_player.sound.engine.protocol import GREETING

NICENESS: Final = -11
"""The niceness of the process, the same as PulseAudio's."""

log = logging.getLogger(__name__)


def take_over_descriptors(reports_fd: int) -> IO[bytes]:
    """Returns the pipe for reports, greeted; -1 is standard output.

    Whatever is printed from now on goes to the parent's log.  Signals for the parent are ignored: its end
    ends this process.
    """
    _log_to_the_parent()
    for name in ("SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    reports = os.fdopen(os.dup(1) if reports_fd < 0 else reports_fd, "wb")
    os.set_inheritable(reports.fileno(), False)
    os.dup2(2, 1)  # what a library prints goes to the log, never into the reports
    with contextlib.suppress(OSError, AttributeError):
        os.set_blocking(2, False)  # while nobody reads the pipe, output is dropped
    reports.write(GREETING)
    return reports


def raise_priority() -> None:
    """Asks for the priority of sound."""
    if hasattr(os, "setpriority"):
        with contextlib.suppress(OSError):  # usually not permitted, and not needed
            os.setpriority(os.PRIO_PROCESS, 0, NICENESS)


class _OneLine(logging.Formatter):
    """Replaces line breaks, so that a traceback stays one record; the log puts them back."""

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).replace("\n", "\x1e")


def _log_to_the_parent() -> None:
    logging.raiseExceptions = False  # the pipe may have no reader
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_OneLine("%(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    sys.excepthook = lambda *exc_info: log.critical("the process of the card ends", exc_info=exc_info)

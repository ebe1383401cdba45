"""Handles the signals that end or suspend a long-running command."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeAlias

Handler: TypeAlias = Callable[[int, FrameType | None], None]


class StopRequested(BaseException):
    """Raised in the main thread by a signal that ends the program."""


class StopSignals:
    """The signals that were received so far."""

    def __init__(self) -> None:
        self.suspend_requested = False
        """Ctrl-Z was pressed."""

        self.ending_signal = 0
        """The number of the signal that ends the program, or 0."""

        self.ignore_further = False
        """True once the program is ending, so that no further signal interrupts that."""

    def request_end(self, number: int, _frame: FrameType | None) -> None:
        if not self.ignore_further:
            self.ignore_further, self.ending_signal = True, number
            raise StopRequested

    def request_suspend(self, _number: int, _frame: FrameType | None) -> None:
        self.suspend_requested = True

    def suspend(self) -> None:
        """Stops the process as Ctrl-Z does; returns when it is continued."""
        self.suspend_requested = False
        # With the default handler, the system does not stop a program that nobody could continue.
        handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        signal.raise_signal(signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, handler)


@contextmanager
def stop_signals(*, suspending: bool) -> Iterator[StopSignals]:
    """Handles signals during the block; without `suspending`, Ctrl-Z is left to the system.

    Raises:
        StopRequested: inside the block, at the first signal that ends the program.
    """
    signals = StopSignals()
    handlers: dict[int, Handler] = {signal.SIGINT: signals.request_end, signal.SIGTERM: signals.request_end}
    optional: list[tuple[str, Handler]] = [("SIGHUP", signals.request_end)]
    if suspending:
        optional.append(("SIGTSTP", signals.request_suspend))
    for name, handler in optional:
        number = getattr(signal, name, None)  # Windows has none of these
        if number and signal.getsignal(number) is not signal.SIG_IGN:  # as it is under nohup
            handlers[number] = handler
    previous = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        yield signals
    finally:
        for number, previous_handler in previous.items():
            signal.signal(number, previous_handler)

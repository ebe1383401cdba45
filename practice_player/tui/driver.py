"""The terminal's driver on Linux and macOS, with an escape key that acts at once.

Textual looks at its input every 100 ms, and tells a lone escape from the start of an arrow key only
at such a look.  Here escape stops a practice: after each key, this one looks again as soon as the
parser has waited long enough.
"""

import os
import selectors
from codecs import getincrementaldecoder
from typing import Final

from textual import constants
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

IDLE_S: Final = 0.1
"""How often the driver looks whether it is to end."""


class PromptDriver(LinuxDriver):
    """Textual's driver with another input loop; runs in Textual's input thread."""

    def run_input_thread(self) -> None:
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        wait_s = IDLE_S
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                ready = selector.select(wait_s)
                wait_s = IDLE_S
                if ready:
                    raw = os.read(self.fileno, 4096)
                    if not raw:  # the terminal is gone: its signal is on the way
                        self.exit_event.wait(IDLE_S)
                    for event in parser.feed(decode(raw)) if raw else ():
                        self.process_message(event)
                    wait_s = constants.ESCAPE_DELAY + 0.002
                for event in parser.tick():
                    self.process_message(event)

"""The engine's process: reads commands, steps the engine, sends reports.

Started by `process.py` through `run.py`.  It ends when its standard input does, whatever the sound card's
library is doing then, so it never outlives its parent.
"""

import contextlib
import gc
import logging
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Sequence
from typing import IO, Final, cast

from practice_player.sound.bed_cache import BedCache
from practice_player.sound.engine.engine import SoundEngine, make_bed
from practice_player.sound.engine.protocol import GREETING, Numbered, receive, send
from practice_player.sound.outputs.base import Output
from practice_player.sound.outputs.registry import output_named

REPORT_S: Final = 0.2
SETTLING_S: Final = 0.04
"""How soon the next report comes while a jump is still to come."""

LEAVE_S: Final = 1.0
"""How long the card is given to close: a sound server that hangs does not answer."""

PRIORITY: Final = -11
"""What PulseAudio gives itself."""

log = logging.getLogger(__name__)


def serve(commands: IO[bytes], reports: IO[bytes], output: Output) -> None:
    """Obeys until `commands` ends; the process ends then too when the card keeps this from returning."""
    waiting: queue.Queue[Numbered | None] = queue.Queue()
    wishes: queue.Queue[tuple[BedCache, str]] = queue.Queue()
    done = threading.Event()

    def listen() -> None:
        try:
            while (said := receive(commands)) is not None:
                waiting.put(cast("Numbered", said))
        finally:
            waiting.put(None)
            if not done.wait(LEAVE_S):
                os._exit(0)

    def make_beds() -> None:
        while True:
            make_bed(*wishes.get())

    for work in (listen, make_beds):
        threading.Thread(target=work, daemon=True).start()
    engine = SoundEngine(output, time.monotonic, wish=lambda bed_cache, name: wishes.put((bed_cache, name)))
    engine.warm_up()
    try:
        _step(engine, waiting, reports)
    finally:
        engine.close()
        done.set()


def _step(engine: SoundEngine, waiting: "queue.Queue[Numbered | None]", reports: IO[bytes]) -> None:
    """Tends, reports and obeys, over and over, until there is nobody to do it for."""
    while True:
        wait_s = REPORT_S
        try:
            report = engine.poll()
        except Exception:
            log.exception("the engine could not be tended")  # what is heard goes on
        else:
            wait_s = REPORT_S if report.settled else SETTLING_S
            try:
                send(reports, report)
            except OSError:
                return
        try:
            said = waiting.get(timeout=wait_s)
            while said is not None:
                engine.handle(*said)
                said = waiting.get_nowait()
        except queue.Empty:
            continue
        return


def main(arguments: Sequence[str]) -> None:
    """`arguments`: the name of an output, and the descriptor for reports, -1 for standard output."""
    output, number = arguments
    _log_to_the_parent()
    for name in ("SIGINT", "SIGHUP"):  # the parent decides; its end ends us
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    reports = os.fdopen(os.dup(1) if int(number) < 0 else int(number), "wb")
    os.set_inheritable(reports.fileno(), False)
    os.dup2(2, 1)  # what a library prints goes to the log, never into the reports
    with contextlib.suppress(OSError, AttributeError):
        os.set_blocking(2, False)  # while nobody reads, what is printed is let go
    if hasattr(os, "setpriority"):
        with contextlib.suppress(OSError):  # most people may not, and need not
            os.setpriority(os.PRIO_PROCESS, 0, PRIORITY)
    gc.freeze()  # what is imported stays: no need to look through it again and again
    reports.write(GREETING)
    serve(sys.stdin.buffer, reports, output_named(output))
    os._exit(0)  # a hanging audio library holds nobody up


class _OneLine(logging.Formatter):
    """A traceback stays together on its way to the log, which makes lines of it again."""

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).replace("\n", "\x1e")


def _log_to_the_parent() -> None:
    logging.raiseExceptions = False  # nobody may be there to read it
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_OneLine("%(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    sys.excepthook = lambda *found: log.critical("the engine ends", exc_info=found)

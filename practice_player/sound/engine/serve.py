"""The engine's process: reads commands, polls the engine, sends reports.

Started by `process.py` through `run.py`.  It ends when its standard input does, even if the sound card's
library hangs, so it never outlives its parent.
"""

import gc
import logging
import os
import queue
import sys
import threading
import time
from collections.abc import Sequence
from typing import IO, Final, cast

from practice_player.sound.bed_cache import BedCache
from practice_player.sound.engine.child import raise_priority, take_over_descriptors
from practice_player.sound.engine.engine import SoundEngine, make_bed
from practice_player.sound.engine.protocol import Numbered, receive, send
from practice_player.sound.outputs.base import Output
from practice_player.sound.outputs.registry import output_named

REPORT_S: Final = 0.2
"""How often a report is sent."""

JUMP_REPORT_S: Final = 0.04
"""How often a report is sent while a jump is pending."""

CLOSE_TIMEOUT_S: Final = 1.0
"""How long the card may take to close: a sound server may hang."""

log = logging.getLogger(__name__)


def serve(commands: IO[bytes], reports: IO[bytes], output: Output) -> None:
    """Executes commands until `commands` ends; if the card then hangs, the process is ended."""
    queued_commands: queue.Queue[Numbered | None] = queue.Queue()
    bed_requests: queue.Queue[tuple[BedCache, str]] = queue.Queue()
    finished = threading.Event()

    def listen() -> None:
        try:
            while (numbered := receive(commands)) is not None:
                queued_commands.put(cast("Numbered", numbered))
        finally:
            queued_commands.put(None)
            if not finished.wait(CLOSE_TIMEOUT_S):
                os._exit(0)

    def make_beds() -> None:
        while True:
            make_bed(*bed_requests.get())

    for target in (listen, make_beds):
        threading.Thread(target=target, daemon=True).start()
    engine = SoundEngine(
        output, time.monotonic, request_bed=lambda bed_cache, name: bed_requests.put((bed_cache, name))
    )
    engine.warm_up()
    try:
        _run(engine, queued_commands, reports)
    finally:
        engine.close()
        finished.set()


def _run(engine: SoundEngine, queued_commands: "queue.Queue[Numbered | None]", reports: IO[bytes]) -> None:
    """Polls, reports and executes commands, until the parent is gone."""
    while True:
        wait_s = REPORT_S
        try:
            report = engine.poll()
        except Exception:
            log.exception("the engine could not be tended")  # the sound goes on
        else:
            wait_s = REPORT_S if report.settled else JUMP_REPORT_S
            try:
                send(reports, report)
            except OSError:
                return
        try:
            numbered = queued_commands.get(timeout=wait_s)
            while numbered is not None:
                engine.handle(*numbered)
                numbered = queued_commands.get_nowait()
        except queue.Empty:
            continue
        return


def main(arguments: Sequence[str]) -> None:
    """Serves an output; `arguments` are its name, and the descriptor for reports (-1: standard output)."""
    output, reports_fd = arguments
    reports = take_over_descriptors(int(reports_fd))
    raise_priority()
    gc.freeze()  # keeps the imported modules out of garbage collection
    serve(sys.stdin.buffer, reports, output_named(output))
    os._exit(0)  # does not wait for an audio library that hangs

"""The engine's process: reads commands, keeps a card open, reports where the sound is.

Started by `client.py`.  It ends when its standard input does, so it never outlives its parent.
"""

import gc
import logging
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable
from typing import BinaryIO, Final, cast

from practice_player.errors import OutputError
from practice_player.recordings.pages import Pages
from practice_player.sound.block import Block
from practice_player.sound.engine.messages import (
    UNDERRUN,
    Card,
    Command,
    Levels,
    Load,
    Numbered,
    Pause,
    Play,
    Report,
    Seek,
    receive,
    send,
)
from practice_player.sound.outputs.named import OUTPUTS, output_named
from practice_player.sound.outputs.output import Output
from practice_player.sound.player import Player
from practice_player.sound.shelf import Shelf
from practice_player.units import frames

REPORT_S: Final = 0.2
SETTLING_S: Final = 0.04
"""How soon the next report comes while a jump is still to come."""

STALLED_S: Final = 1.0
"""A card that asks for nothing for so long is taken to be gone."""

REOPEN_S: Final = 2.0
"""How often a card is looked for when there is none."""

AHEAD_S: Final = 8.0
"""How far ahead recordings are decoded."""

USUAL_BED: Final = "hush"

SOON_S: Final = 0.5
"""What is decoded before a command counts as obeyed."""

log = logging.getLogger(__name__)


class Engine:
    """Holds one player and one output; stepped by `serve`, or by a test with its own clock."""

    def __init__(
        self, output: Output, clock: Callable[[], float], *, wish: Callable[[Shelf, str], object] = Shelf.bed
    ) -> None:
        self._clock = clock
        self._output = output
        self._wish = wish
        self._shelf = Shelf()
        self._player = Player(self._shelf.ready, Pages())
        self._obeyed = 0
        self._read_frame = -frames(AHEAD_S)
        """Where the sound was when recordings were last decoded ahead."""

        self._open = False
        self._tried_s = float("-inf")
        self._underruns = 0
        self._block = (0, 0, 0.0)

    def obey(self, number: int, command: Command) -> None:
        """Does what a command says; a recording that is missing is heard as silence."""
        self._read_frame = -frames(AHEAD_S)
        self._do(command)
        self._obeyed = number

    def _do(self, command: Command) -> None:
        player = self._player
        match command:
            case Load():
                player.load(command.timeline, frame=command.frame)
                if not player.playing:
                    for bed in player.beds_wanted(1):  # nothing is heard: there is time to make it
                        self._shelf.bed(bed)
                player.read_ahead(frames(SOON_S))
            case Play():
                player.playing = True
            case Pause():
                player.playing = False
            case Seek():
                player.seek(command.frame)
                player.read_ahead(frames(SOON_S))
            case Levels():
                player.voice_db, player.bed_db = command.voice_db, command.bed_db
                player.bed_on, player.bed_name = command.bed_on, command.bed

    def warm_up(self) -> None:
        """Makes the background that most practices have, before one is asked for."""
        self._wish(self._shelf, USUAL_BED)

    def tend(self) -> Report:
        """Keeps the card open and the next recordings decoded; says where the sound is."""
        now_s = self._clock()
        if self._open and now_s - self._block[2] > STALLED_S:
            log.warning("the card stalled")
            self._output.stop()
            self._open = False
        if not self._open and now_s - self._tried_s > REOPEN_S:
            self._tried_s = now_s
            try:
                self._block = (*self._block[:2], now_s)
                self._output.start(self.render)
                self._open = True
            except OutputError as exc:
                log.info("%s", exc.problem)
        player = self._player
        for bed in player.beds_wanted(frames(AHEAD_S)):
            if self._shelf.ready(bed) is None:
                self._wish(self._shelf, bed)
        if abs(player.position_frame - self._read_frame) >= frames(SOON_S):
            self._read_frame = player.position_frame
            player.read_ahead(frames(AHEAD_S))
        if (underruns := self._output.underruns) > self._underruns:
            log.warning("%s: the card ran dry, %d times by now", UNDERRUN, underruns)
        self._underruns = underruns
        start, end, at_s = self._block
        return Report(
            card=Card.OPEN if self._open else Card.ABSENT,
            obeyed=self._obeyed,
            position_frame=start,
            until_frame=end,
            at_s=at_s,
            settled=player.settled,
            underruns=underruns,
        )

    def render(self, block: Block) -> None:
        """Runs on the output's thread."""
        player = self._player
        before = player.position_frame
        player.render(block)
        after = player.position_frame
        self._block = (min(before, after), after, self._clock())

    def shut(self) -> None:
        self._output.stop()


def serve(commands: BinaryIO, reports: BinaryIO, output: Output) -> None:
    """Obeys until `commands` ends."""
    waiting: queue.Queue[Numbered | None] = queue.Queue()
    wishes: queue.Queue[tuple[Shelf, str]] = queue.Queue()

    def listen() -> None:
        while (said := receive(commands)) is not None:
            waiting.put(cast("Numbered", said))
        waiting.put(None)

    def make_beds() -> None:
        while True:
            shelf, name = wishes.get()
            shelf.bed(name)

    for work in (listen, make_beds):
        threading.Thread(target=work, daemon=True).start()
    engine = Engine(output, time.monotonic, wish=lambda shelf, name: wishes.put((shelf, name)))
    engine.warm_up()
    try:
        while True:
            report = engine.tend()
            send(reports, report)
            try:
                said = waiting.get(timeout=REPORT_S if report.settled else SETTLING_S)
                while said is not None:
                    engine.obey(*said)
                    said = waiting.get_nowait()
            except queue.Empty:
                continue
            return
    except BrokenPipeError:
        return
    finally:
        engine.shut()


def main() -> None:
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s engine %(message)s")
    for name in ("SIGINT", "SIGHUP"):  # the parent decides; its end ends us
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    reports = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints goes to the log, never into the reports
    gc.freeze()  # what is imported stays: no need to look through it again and again
    serve(sys.stdin.buffer, reports, output_named(sys.argv[1] if len(sys.argv) > 1 else OUTPUTS[0]))
    os._exit(0)  # a hanging audio library holds nobody up


if __name__ == "__main__":
    main()

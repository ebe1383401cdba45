"""The engine's process: reads commands, keeps a card open, reports where the sound is.

Started by `client.py`.  It ends when its standard input does, so it never outlives its parent.
"""

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
from practice_player.sound.beds import bed_named
from practice_player.sound.block import Block
from practice_player.sound.clips import Clips
from practice_player.sound.engine.messages import (
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
from practice_player.sound.mixer import Mixer
from practice_player.sound.outputs.card import CardOutput
from practice_player.sound.outputs.output import Output
from practice_player.sound.player import Player
from practice_player.units import frames

REPORT_S: Final = 0.05
STALLED_S: Final = 1.0
"""A card that asks for nothing for so long is taken to be gone."""

REOPEN_S: Final = 2.0
"""How often a card is looked for when there is none."""

AHEAD_S: Final = 8.0
"""How far ahead recordings are decoded."""

log = logging.getLogger(__name__)


class Engine:
    """Holds one player and one output; stepped by `serve`, or by a test with its own clock."""

    def __init__(self, output: Output, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._output = output
        self._player: Player | None = None
        self._mixer: Mixer | None = None
        self._obeyed = 0
        self._open = False
        self._tried_s = float("-inf")
        self._block = (0, 0, 0.0)

    def obey(self, number: int, command: Command) -> None:
        """Does what a command says; a recording that is missing is heard as silence."""
        self._do(command)
        self._obeyed = number

    def _do(self, command: Command) -> None:
        player = self._player
        if isinstance(command, Load):
            self._mixer = Mixer(command.timeline, Clips())
            self._mixer.read_ahead(0, frames(AHEAD_S))
            self._player = Player(self._mixer)
            self._block = (0, 0, self._clock())
        elif player is None:
            return
        elif isinstance(command, Play):
            player.playing = True
        elif isinstance(command, Pause):
            player.playing = False
        elif isinstance(command, Seek):
            if self._mixer:
                self._mixer.read_ahead(command.frame, command.frame + frames(1))
            player.seek(command.frame)
        elif isinstance(command, Levels):
            player.voice_db, player.bed_on = command.voice_db, command.bed_on

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
        player, mixer = self._player, self._mixer
        if player and mixer:
            mixer.read_ahead(player.position_frame, player.position_frame + frames(AHEAD_S))
        start, end, at_s = self._block
        return Report(
            card=Card.OPEN if self._open else Card.ABSENT,
            obeyed=self._obeyed,
            position_frame=start,
            until_frame=end,
            at_s=at_s,
            settled=player is None or player.settled,
        )

    def render(self, block: Block) -> None:
        """Runs on the output's thread."""
        player = self._player
        if player is None:
            block[:] = 0.0
            self._block = (0, 0, self._clock())
            return
        before = player.position_frame
        player.render(block)
        after = player.position_frame
        self._block = (min(before, after), after, self._clock())

    def shut(self) -> None:
        self._output.stop()


def serve(commands: BinaryIO, reports: BinaryIO, output: Output) -> None:
    """Obeys until `commands` ends."""
    waiting: queue.Queue[Numbered | None] = queue.Queue()

    def listen() -> None:
        while (said := receive(commands)) is not None:
            waiting.put(cast("Numbered", said))
        waiting.put(None)

    threading.Thread(target=listen, daemon=True).start()
    engine = Engine(output, time.monotonic)
    try:
        while True:
            send(reports, engine.tend())
            try:
                said = waiting.get(timeout=REPORT_S)
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
    threading.Thread(target=bed_named, args=("hush",), daemon=True).start()
    serve(sys.stdin.buffer, reports, CardOutput())
    os._exit(0)  # a hanging audio library holds nobody up


if __name__ == "__main__":
    main()

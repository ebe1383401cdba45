"""The engine: obeys commands, keeps a card open, reports where the sound is.

Nothing that goes wrong in it ends it, or keeps the place in the practice from moving on.
"""

import logging
from collections.abc import Callable
from typing import Final

from practice_player.clips.reader import ClipReader
from practice_player.lib.errors import OutputError
from practice_player.lib.units import frames
from practice_player.sound.bed_cache import BedCache
from practice_player.sound.block import Block
from practice_player.sound.engine.protocol import (
    UNDERRUN,
    CardState,
    Command,
    EngineReport,
    Here,
    Levels,
    Load,
    Pause,
    Play,
    Seek,
)
from practice_player.sound.outputs.base import Output
from practice_player.sound.player import Player

STALLED_S: Final = 1.0
"""A card that asks for nothing for so long is taken to be gone."""

REOPEN_S: Final = 2.0
"""How often a card is looked for when there is none."""

AHEAD_S: Final = 8.0
"""How far ahead recordings are decoded."""

USUAL_BED: Final = "hush"

ALONE_S: Final = 2.0
"""A program that has not said for so long that it is there was stopped: the sound waits for it."""

SOON_S: Final = 0.5
"""What is decoded before a command counts as obeyed."""

UNREAD: Final = "a recording could not be read"
UNMADE: Final = "a moment of the sound could not be made"
UNLOADED: Final = "the sound could not be prepared"
"""What a report says of what cannot be heard."""

log = logging.getLogger(__name__)


class SoundEngine:
    """Holds one player and one output; stepped by `serve.py`, or by a test with its own clock."""

    def __init__(
        self,
        output: Output,
        clock: Callable[[], float],
        *,
        wish: Callable[[BedCache, str], object] | None = None,
    ) -> None:
        self._clock = clock
        self._output = output
        self._wish = wish or make_bed
        self._bed_cache = BedCache()
        self._player = Player(self._bed_cache.ready, ClipReader())
        self._obeyed = 0
        self._read_frame = -frames(AHEAD_S)
        """Where the sound was when recordings were last decoded ahead."""

        self._playing = False
        """What was asked for; the sound may be waiting for the program all the same."""

        self._waiting = False
        self._here_s: float | None = None
        """When the program last said that it is there."""

        self._open = False
        self._tried_s = float("-inf")
        self._underruns = 0
        self._block = (0, 0, 0.0)
        self._fault: Exception | None = None
        """Why a block could not be rendered: left by the output's thread, told by the one that tends."""

        self._trouble = ""

    def handle(self, number: int, command: Command) -> None:
        """Does what a command says; a recording that is missing is heard as silence.

        A command that cannot be obeyed is never reported as obeyed: the practice goes on without it.
        """
        if isinstance(command, Here):
            self._here_s = self._clock()
            self._wait_for_program(wait=False)
            return
        self._read_frame = -frames(AHEAD_S)
        try:
            self._do(command)
        except Exception:
            log.exception("a command could not be obeyed")
            self._trouble = UNLOADED
        else:
            self._obeyed = number

    def _wait_for_program(self, *, wait: bool) -> None:
        """Holds the sound, and lets it go on from there when the program is back: nothing is heard twice."""
        self._waiting = wait
        self._player.playing = self._playing and not wait

    def _do(self, command: Command) -> None:
        player = self._player
        match command:
            case Load():
                self._trouble = ""
                player.load(command.timeline, frame=command.frame)
                if not player.playing:
                    for bed in player.beds_wanted(1):  # nothing is heard: there is time to make it
                        make_bed(self._bed_cache, bed)
                player.read_ahead(frames(SOON_S))
            case Play() | Pause():
                self._playing = isinstance(command, Play)
                player.playing = self._playing and not self._waiting
            case Seek():
                player.seek(command.frame)
                player.read_ahead(frames(SOON_S))
            case Levels():
                player.voice_db, player.bed_db = command.voice_db, command.bed_db
                player.bed_on, player.bed_name = command.bed_on, command.bed

    def warm_up(self) -> None:
        """Makes the background that most practices have, before one is asked for."""
        self._wish(self._bed_cache, USUAL_BED)

    def poll(self) -> EngineReport:
        """Keeps the card open and the next recordings decoded; says where the sound is."""
        now_s = self._clock()
        if self._here_s is not None and now_s - self._here_s > ALONE_S:
            self._wait_for_program(wait=True)
        self._keep_open(now_s)
        player = self._player
        for bed in player.beds_wanted(frames(AHEAD_S)):
            if self._bed_cache.ready(bed) is None:
                self._wish(self._bed_cache, bed)
        if abs(player.position_frame - self._read_frame) >= frames(SOON_S):
            self._read_frame = player.position_frame
            player.read_ahead(frames(AHEAD_S))
        if (underruns := self._output.underruns) > self._underruns:
            log.warning("%s: the card ran dry, %d times by now", UNDERRUN, underruns)
        self._underruns = underruns
        if fault := self._fault:
            self._fault = None
            log.error("a block could not be rendered", exc_info=fault)
            self._trouble = UNMADE
        start, end, at_s = self._block
        return EngineReport(
            card=CardState.OPEN if self._open else CardState.ABSENT,
            obeyed=self._obeyed,
            position_frame=start,
            until_frame=end,
            at_s=at_s,
            settled=player.settled,
            underruns=underruns,
            trouble=self._trouble or (UNREAD if player.lost else ""),
        )

    def render(self, block: Block) -> None:
        """Runs on the output's thread.  A block that cannot be rendered is silent, and takes its time."""
        player = self._player
        before = player.position_frame
        try:
            player.render(block)
        except Exception as exc:  # noqa: BLE001 - told by `tend`: this thread never waits for a log
            block[:] = 0.0
            player.pass_over(before, len(block))
            self._fault = exc
        after = player.position_frame
        self._block = (min(before, after), after, self._clock())

    def close(self) -> None:
        self._output.stop()

    def _keep_open(self, now_s: float) -> None:
        if self._open and now_s - self._block[2] > STALLED_S:
            log.warning("the card stalled")
            self._open = False
            try:
                self._output.stop()
            except Exception:
                log.exception("the card could not be closed")
        if self._open or now_s - self._tried_s <= REOPEN_S:
            return
        self._tried_s = now_s
        self._block = (*self._block[:2], now_s)
        try:
            self._output.start(self.render)
            self._open = True
        except OutputError as exc:
            log.info("%s", exc.problem)
        except Exception:
            log.exception("the card could not be opened")


def make_bed(bed_cache: BedCache, name: str) -> None:
    """Makes a background; one that cannot be made is not heard."""
    try:
        bed_cache.bed(name)
    except Exception:
        log.exception("the background could not be made")

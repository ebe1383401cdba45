"""The engine: executes commands, keeps a card open, and reports its position.

No failure in it ends it, or keeps the position in the practice from advancing.
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
    CardState,
    Command,
    EngineReport,
    Heartbeat,
    Levels,
    Load,
    Pause,
    Play,
    Seek,
)
from practice_player.sound.outputs.base import Output
from practice_player.sound.player import FADE_FRAMES, Player

STALLED_S: Final = 1.0
"""A card that asks for no block for this long is taken to be gone."""

REOPEN_S: Final = 2.0
"""How often opening a card is tried while none is open."""

READ_AHEAD_S: Final = 8.0
"""How far ahead recordings are decoded."""

DEFAULT_BED: Final = "hush"

HEARTBEAT_TIMEOUT_S: Final = 2.0
"""Without a heartbeat for this long the program has been suspended: the sound pauses until it is back."""

COMMAND_READ_AHEAD_S: Final = 0.5
"""How far ahead recordings are decoded before a command counts as executed."""

UNREADABLE_RECORDING: Final = "a recording could not be read"
FAILED_BLOCK: Final = "a moment of the sound could not be made"
FAILED_COMMAND: Final = "the sound could not be prepared"
"""The `trouble` of a report, for the listener."""

log = logging.getLogger(__name__)


class SoundEngine:
    """Holds one player and one output; polled by `serve.py`, or by a test with its own clock."""

    def __init__(
        self,
        output: Output,
        clock: Callable[[], float],
        *,
        request_bed: Callable[[BedCache, str], object] | None = None,
    ) -> None:
        self._clock = clock
        self._output = output
        self._request_bed = request_bed or make_bed
        self._bed_cache = BedCache()
        self._clip_reader = ClipReader()
        self._player = Player(self._bed_cache.ready, self._clip_reader)
        self._executed = 0
        self._read_ahead_frame = -frames(READ_AHEAD_S)
        """The position at which recordings were last decoded ahead."""

        self._playing = False
        """Whether the listener wants it to play; the sound may still be waiting for the program."""

        self._suspended = False
        self._heartbeat_s: float | None = None
        """When the last heartbeat came; None before the first."""

        self._open = False
        self._open_tried_s = float("-inf")
        self._underruns = 0
        self._last_block = (0, 0, 0.0)
        self._render_error: Exception | None = None
        """Why a block could not be rendered: set by the output's thread, logged by `poll`."""

        self._trouble = ""

    def handle(self, number: int, command: Command) -> None:
        """Executes a command; a recording that is missing is heard as silence.

        A command that fails is never reported as executed: the practice goes on without it.
        """
        if isinstance(command, Heartbeat):
            self._heartbeat_s = self._clock()
            self._suspend(suspended=False)
            return
        self._read_ahead_frame = -frames(READ_AHEAD_S)
        try:
            self._execute(command)
        except Exception:
            log.exception("a command could not be executed")
            self._trouble = FAILED_COMMAND
        else:
            self._executed = number

    def _suspend(self, *, suspended: bool) -> None:
        """Pauses the sound while the program is suspended, or lets it go on from where it paused."""
        self._suspended = suspended
        self._player.playing = self._playing and not suspended

    def _execute(self, command: Command) -> None:
        player = self._player
        match command:
            case Load():
                self._trouble = ""
                player.load(command.timeline, frame=command.frame)
                if not player.playing:
                    for bed in player.beds_wanted(1):  # nothing is heard yet, so there is time to make it
                        make_bed(self._bed_cache, bed)
                player.read_ahead(frames(COMMAND_READ_AHEAD_S))
            case Play():
                self._playing = True
                player.playing = not self._suspended
            case Pause():
                self._playing = player.playing = False
                player.fade_out_frames = command.fade_frames or FADE_FRAMES
            case Seek():
                player.seek(command.frame)
                player.read_ahead(frames(COMMAND_READ_AHEAD_S))
            case Levels():
                player.voice_db, player.bed_db = command.voice_db, command.bed_db
                player.bed_on, player.bed_name = command.bed_on, command.bed

    def warm_up(self) -> None:
        """Makes the background of most practices before it is needed."""
        self._request_bed(self._bed_cache, DEFAULT_BED)

    def poll(self) -> EngineReport:
        """Keeps the card open and recordings decoded ahead; returns where the sound is."""
        now_s = self._clock()
        if self._heartbeat_s is not None and now_s - self._heartbeat_s > HEARTBEAT_TIMEOUT_S:
            self._suspend(suspended=True)
        self._keep_open(now_s)
        player = self._player
        for bed in player.beds_wanted(frames(READ_AHEAD_S)):
            if self._bed_cache.ready(bed) is None:
                self._request_bed(self._bed_cache, bed)
        if abs(player.position_frame - self._read_ahead_frame) >= frames(COMMAND_READ_AHEAD_S):
            self._read_ahead_frame = player.position_frame
            player.read_ahead(frames(READ_AHEAD_S))
            self._clip_reader.drop_unused()
        if (underruns := self._output.underruns) > self._underruns:
            log.warning("underrun: the card ran dry, %d times by now", underruns)
        self._underruns = underruns
        if render_error := self._render_error:
            self._render_error = None
            log.error("a block could not be rendered", exc_info=render_error)
            self._trouble = FAILED_BLOCK
        start, end, at_s = self._last_block
        return EngineReport(
            card=CardState.OPEN if self._open else CardState.ABSENT,
            executed=self._executed,
            position_frame=start,
            until_frame=end,
            at_s=at_s,
            settled=player.settled,
            underruns=underruns,
            trouble=self._trouble or (UNREADABLE_RECORDING if player.unreadable else ""),
        )

    def render(self, block: Block) -> None:
        """Fills a block, on the output's thread.  A block that cannot be rendered is silent."""
        player = self._player
        before = player.position_frame
        try:
            player.render(block)
        except Exception as exc:  # noqa: BLE001 - logged by `poll`: this thread must not wait for a log
            block[:] = 0.0
            player.skip_failed_block(before, len(block))
            self._render_error = exc
        after = player.position_frame
        self._last_block = (min(before, after), after, self._clock())

    def close(self) -> None:
        self._output.stop()

    def _keep_open(self, now_s: float) -> None:
        if self._open and now_s - self._last_block[2] > STALLED_S:
            log.warning("the card stalled")
            self._open = False
            try:
                self._output.stop()
            except Exception:
                log.exception("the card could not be closed")
        if self._open or now_s - self._open_tried_s <= REOPEN_S:
            return
        self._open_tried_s = now_s
        self._last_block = (*self._last_block[:2], now_s)
        try:
            self._output.start(self.render)
            self._open = True
        except OutputError as exc:
            log.info("%s", exc.problem)
        except Exception:
            log.exception("the card could not be opened")


def make_bed(bed_cache: BedCache, name: str) -> None:
    """Makes a background; a failure is logged, and the background stays silent."""
    try:
        bed_cache.bed(name)
    except Exception:
        log.exception("the background could not be made")

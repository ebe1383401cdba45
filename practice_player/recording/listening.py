"""Plays a take, through the engine and the output that a practice is played with."""

from typing import Final

import numpy as np

from practice_player.lib.units import frames, seconds
from practice_player.playback.engine_port import EnginePort
from practice_player.script.kinds import StepKind
from practice_player.sound.block import Mono
from practice_player.sound.engine.protocol import CardState, Levels, Load, Pause, Play
from practice_player.timeline.model import Clip, Phrase, Timeline, TimelineStep

LEAD_S: Final = 0.1
TAIL_S: Final = 0.3
"""Silence before and after a take."""

START_TIMEOUT_S: Final = 6.0
"""An engine that is still starting plays after this at the latest."""


class TakeListener:
    """Plays one take at a time.  `now_s` is the monotonic clock."""

    def __init__(self, engine: EnginePort, levels: Levels) -> None:
        self._engine = engine
        self._levels = levels
        self._command = 0
        self._end_frame = 0
        self._until_s: float | None = None
        """When it is over at the latest; None while nothing is played."""

        self.problem = ""
        """Why the last take could not be heard, in words for the person; empty if it could."""

    def play(self, sound: Mono, now_s: float) -> None:
        """Plays a take from its beginning, in place of what is played."""
        if not self._engine.alive():
            self._engine.start()
        timeline = _timeline(sound)
        self.problem = ""
        self._end_frame = timeline.length_frames
        self._until_s = now_s + seconds(timeline.length_frames) + START_TIMEOUT_S
        for command in (Pause(), Load(timeline=timeline), self._levels):
            self._engine.send(command)
        self._command = self._engine.send(Play())

    def stop(self) -> None:
        """Falls silent, if something is played."""
        if self._until_s is not None:
            self._until_s = None
            self._engine.send(Pause())

    def is_playing(self, now_s: float) -> bool:
        """Returns whether the take is still to be heard; once it is over, the engine rests."""
        if self._until_s is None:
            return False
        report = self._engine.report()
        if report is not None and report.executed >= self._command:
            if report.card is CardState.ABSENT:
                self.problem = "No sound card answers, so it cannot be heard. It can be kept all the same."
                self.stop()
            elif report.settled and report.until_frame >= self._end_frame:
                self.stop()
        if self._until_s is not None and now_s > self._until_s:
            self.problem = "It could not be played. It can be kept all the same."
            self.stop()
        return self._until_s is not None


def _timeline(sound: Mono) -> Timeline:
    """Returns a timeline that says nothing but this take."""
    length_frames = len(sound) + frames(LEAD_S + TAIL_S)
    clip = Clip(path="a take", length_frames=len(sound), samples=np.asarray(sound, np.float32).tobytes())
    phrase = Phrase(start_frame=frames(LEAD_S), length_frames=len(sound), text="", clip=clip)
    return Timeline(
        length_frames=length_frames,
        steps=(TimelineStep(start_frame=0, length_frames=length_frames, kind=StepKind.SAY, text=""),),
        phrases=(phrase,),
        breaths=(),
        bells=(),
        bed="none",
    )

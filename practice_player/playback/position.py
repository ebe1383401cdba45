"""Where a practice is: by the frames the sound really played, or in silence by the clock.

One frame count runs through.  When the sound is lost, it goes on from the last frame that was
heard; when the sound comes back, the sound is sent to where the practice is.
"""

from typing import Final

from practice_player.lib.units import RATE_HZ, frames
from practice_player.playback.drift import DriftMonitor
from practice_player.playback.engine_port import EnginePort
from practice_player.sound.engine.protocol import CardState, EngineReport, Levels, Load, Pause, Play, Seek
from practice_player.timeline.model import Timeline

LATENCY_S: Final = 0.034
"""From hand-over to the ear: 30 ms at a period of 40 ms, and the limiter's four."""

BETWEEN_REPORTS_FRAMES: Final = frames(0.3)
"""How far the sound is taken to have gone on since the last report."""

PATIENCE_S: Final = 1.5
"""How long a command may take before the practice goes on without the sound."""

STARTING_S: Final = 5.0
"""The same for an engine that was just started and has said nothing yet: a busy machine takes so long."""

STALE_S: Final = 1.2
"""A card whose last block is older than this is taken to be gone."""

RESTART_S: Final = 5.0
"""How often a dead engine is started anew."""

HUNG_S: Final = 5.0
"""An engine that says nothing new for so long is ended and started anew."""


AWAY_S: Final = 2.0
"""A longer gap between two looks was no practice: the program was stopped, or the lid was closed.

Front ends look every 30 to 50 ms, and a busy one a second late.
"""

SLOW_AGAIN_S: Final = 30.0
"""After so long in silence, a card that was too slow is tried again; each time after twice as long."""


class PositionTracker:
    """The position in one timeline; every method takes the time."""

    def __init__(self, timeline: Timeline, sound: EnginePort) -> None:
        self._timeline = timeline
        self._sound = sound
        self._playing = False
        self._frame = 0
        self._at_s = 0.0
        self._expected: int | None = None
        self._told_s = 0.0
        self._looked_s = 0.0
        self._back_s = float("-inf")
        self._restarted_s = float("-inf")
        self._last: EngineReport | None = None
        self._last_s = 0.0
        self._levels = Levels()
        self._pace = DriftMonitor()
        self._slow_until_s = 0.0
        self._slow_for_s = SLOW_AGAIN_S
        if sound.alive():
            sound.send(Load(timeline=timeline))  # decoded and ready before the practice is begun
        self.silent = False
        """True while the practice goes on without sound."""

        self.slow = False
        """True while it does so because the card is too slow."""

    @property
    def trouble(self) -> str:
        """What of the sound cannot be heard although a card is open; empty when all can."""
        report = self._sound.report()
        return report.trouble if report and report.card is CardState.OPEN else ""

    def start(self, now_s: float) -> None:
        self._playing = True
        self._restarted_s = self._looked_s = now_s
        self._load(now_s)

    def play(self, now_s: float) -> None:
        self._move(now_s)
        self._playing = True
        self._tell(self._play_or_pause(), now_s)

    def pause(self, now_s: float, *, fade_frames: int | None = None) -> None:
        self._move(now_s)
        self._playing = False
        self._tell(Pause(fade_frames=fade_frames), now_s)

    def come_back(self, timeline: Timeline, frame: int, now_s: float) -> None:
        """Plays on from `frame` after the sound played something else."""
        self._playing, self._looked_s = True, now_s
        self.change(timeline, frame, now_s)

    def seek(self, frame: int, now_s: float) -> None:
        self._frame = max(0, min(frame, self._timeline.length_frames))
        self._at_s = now_s
        self._tell(Seek(frame=self._frame), now_s)

    def change(self, timeline: Timeline, frame: int, now_s: float) -> None:
        """Goes on with another timeline from `frame`."""
        self._timeline, self._frame = timeline, frame
        self._load(now_s)

    def levels(self, levels: Levels) -> None:
        self._levels = levels
        self._sound.send(levels)

    def halt(self) -> None:
        """Silence at once."""
        self._playing = False
        self._sound.send(Pause())

    def frame(self, now_s: float) -> int:
        """The frame that is heard now."""
        self._move(now_s)
        return self._frame

    def _move(self, now_s: float) -> None:
        report = self._sound.report()
        if now_s - self._looked_s > AWAY_S:
            self._come_back(now_s)
        self._looked_s = now_s
        if self.silent:
            self._count(now_s)
            self._try_again(report, now_s)
            return
        if report and report.card is CardState.OPEN and self._is_current(report):
            if now_s - report.at_s < STALE_S:
                self._follow(report, now_s)
                return
            if now_s - self._back_s < PATIENCE_S:
                return
        elif report is None and self._sound.alive() and now_s - self._told_s < STARTING_S:
            self._back_s = now_s  # what it was told meanwhile, it reads once it is there
            return
        elif now_s - max(self._told_s, self._back_s) < PATIENCE_S and self._may_answer(report):
            return
        self.silent = True
        self._at_s = now_s  # from the last frame that was heard: nothing is missed

    def _come_back(self, now_s: float) -> None:
        """Goes on where it was: the sound's last word is as old as the look before, and a new one comes."""
        self._at_s = self._back_s = self._last_s = now_s
        self._pace.rest()

    def _may_answer(self, report: EngineReport | None) -> bool:
        """Whether waiting for the last command to be obeyed makes sense."""
        return report.card is CardState.OPEN if report else self._sound.alive()

    def _is_current(self, report: EngineReport) -> bool:
        return report.settled and (self._expected is None or report.executed >= self._expected)

    def _follow(self, report: EngineReport, now_s: float) -> None:
        self._expected = None
        self._at_s = now_s
        if report.position_frame >= self._timeline.length_frames:
            self._frame = self._timeline.length_frames
            return
        heard = report.position_frame + round((now_s - report.at_s - LATENCY_S) * RATE_HZ)
        most = min(report.until_frame + BETWEEN_REPORTS_FRAMES, self._timeline.length_frames)
        self._frame = max(self._frame, min(heard, most))
        if self._playing:
            self._pace.went(self._frame, now_s)
        if self._pace.slow:
            self._leave_slow_card(now_s)

    def _leave_slow_card(self, now_s: float) -> None:
        """Goes on by the clock, so that breaths keep their length; nothing is heard in shreds meanwhile."""
        self.silent = self.slow = True
        self._slow_until_s = now_s + self._slow_for_s
        self._slow_for_s *= 2
        self._tell(Pause(), now_s)

    def _count(self, now_s: float) -> None:
        if self._playing:
            passed = max(0, round((now_s - self._at_s) * RATE_HZ))
            self._frame = min(self._timeline.length_frames, self._frame + passed)
            self._at_s += passed / RATE_HZ
        else:
            self._at_s = now_s

    def _try_again(self, report: EngineReport | None, now_s: float) -> None:
        if report is not self._last:
            self._last, self._last_s = report, now_s
        hung = now_s - max(self._last_s, self._restarted_s) >= HUNG_S
        if hung or not self._sound.alive():
            if now_s - self._restarted_s >= RESTART_S:
                self._restarted_s = now_s
                self._sound.start()
            return
        if report and report.card is CardState.ABSENT:
            self.slow = False
        elif report and now_s - report.at_s < STALE_S and not (self.slow and now_s < self._slow_until_s):
            self.silent = self.slow = False
            self._load(now_s)

    def _load(self, now_s: float) -> None:
        """Sends the sound to where the practice is."""
        self._at_s = now_s
        self._sound.send(self._levels)
        self._sound.send(Load(timeline=self._timeline, frame=self._frame))
        self._tell(self._play_or_pause(), now_s)

    def _play_or_pause(self) -> Play | Pause:
        return Play() if self._playing and not self.slow else Pause()

    def _tell(self, command: Play | Pause | Seek, now_s: float) -> None:
        self._expected = self._sound.send(command)
        self._told_s = now_s
        self._pace.rest()

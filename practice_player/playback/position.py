"""Tracks the position of a practice: by the frames that the sound really played, or in silence by the clock.

There is one frame count.  If the sound is lost, it continues from the last frame that was heard; when the
sound is back, the sound is moved to the position of the practice.
"""

from typing import Final

from practice_player.lib.units import RATE_HZ, frames
from practice_player.playback.drift import DriftMonitor
from practice_player.playback.engine_port import EnginePort
from practice_player.sound.engine.protocol import CardState, EngineReport, Levels, Load, Pause, Play, Seek
from practice_player.timeline.model import Timeline

LATENCY_S: Final = 0.034
"""Time from handing over a block until it is heard: 30 ms at a period of 40 ms, and the limiter's 4 ms."""

MAX_SINCE_REPORT_FRAMES: Final = frames(0.3)
"""How far past the last report the sound is assumed to have played at most."""

COMMAND_WAIT_S: Final = 1.5
"""How long a command may take before the practice goes on in silence."""

START_WAIT_S: Final = 5.0
"""The same for an engine that has just started and not reported yet: a busy machine takes that long."""

STALE_AFTER_S: Final = 1.2
"""A card whose last block is older than this counts as gone."""

RESTART_INTERVAL_S: Final = 5.0
"""Least time between two restarts of a dead engine."""

HUNG_AFTER_S: Final = 5.0
"""An engine without a new report for this long is restarted."""


STOPPED_GAP_S: Final = 2.0
"""A longer gap between two updates does not count: the program was stopped, or the lid was closed.

Front ends update every 30 to 50 ms, a busy one up to a second late.
"""

SLOW_RETRY_S: Final = 30.0
"""Time until a card that was too slow is tried again; it doubles each time."""


class PositionTracker:
    """The position in the current timeline; every method takes the time."""

    def __init__(
        self, timeline: Timeline, sound: EnginePort, levels: Levels | None = None, *, start_frame: int = 0
    ) -> None:
        self._timeline = timeline
        self._sound = sound
        self._playing = False
        self._frame = start_frame
        self._at_s = 0.0
        self._expected_command: int | None = None
        self._sent_s = 0.0
        self._last_update_s = 0.0
        self._resumed_s = float("-inf")
        self._restarted_s = float("-inf")
        self._last_report: EngineReport | None = None
        self._last_report_s = 0.0
        self._levels = levels or Levels()
        self._drift = DriftMonitor()
        self._slow_until_s = 0.0
        self._slow_retry_s = SLOW_RETRY_S
        if sound.alive():
            sound.send(
                Load(timeline=timeline, frame=start_frame)
            )  # decoded and ready before the practice begins
        self.silent = False
        """True while the practice goes on without sound."""

        self.slow = False
        """True while it is silent because the card is too slow."""

    @property
    def trouble(self) -> str:
        """What cannot be heard although a card is open; empty if everything can."""
        report = self._sound.report()
        return report.trouble if report and report.card is CardState.OPEN else ""

    @property
    def is_certain(self) -> bool:
        """Whether the last command was executed, so that the position is that of the sound, or silent."""
        return self.silent or self._expected_command is None

    def start(self, now_s: float) -> None:
        self._playing = True
        self._restarted_s = self._last_update_s = now_s
        self._load_sound(now_s)

    def play(self, now_s: float) -> None:
        self._update(now_s)
        self._playing = True
        self._send(self._play_or_pause(), now_s)

    def pause(self, now_s: float, *, fade_frames: int | None = None) -> None:
        self._update(now_s)
        self._playing = False
        self._send(Pause(fade_frames=fade_frames), now_s)

    def resume_at(self, timeline: Timeline, frame: int, now_s: float) -> None:
        """Plays from `frame` after the sound played another practice."""
        self._playing, self._last_update_s = True, now_s
        self.replace_timeline(timeline, frame, now_s)

    def seek(self, frame: int, now_s: float) -> None:
        self._frame = max(0, min(frame, self._timeline.length_frames))
        self._at_s = now_s
        self._send(Seek(frame=self._frame), now_s)

    def replace_timeline(self, timeline: Timeline, frame: int, now_s: float) -> None:
        """Continues with another timeline from `frame`."""
        self._timeline, self._frame = timeline, frame
        self._load_sound(now_s)

    def set_levels(self, levels: Levels) -> None:
        self._levels = levels
        self._sound.send(levels)

    def halt(self) -> None:
        """Silences the sound at once."""
        self._playing = False
        self._sound.send(Pause())

    def current_frame(self, now_s: float) -> int:
        """Returns the frame that is heard now."""
        self._update(now_s)
        return self._frame

    def _update(self, now_s: float) -> None:
        report = self._sound.report()
        if now_s - self._last_update_s > STOPPED_GAP_S:
            self._resume_after_stop(now_s)
        self._last_update_s = now_s
        if self.silent:
            self._count_by_clock(now_s)
            self._retry_sound(report, now_s)
            return
        if report and report.card is CardState.OPEN and self._is_current(report):
            if now_s - report.at_s < STALE_AFTER_S:
                self._follow(report, now_s)
                return
            if now_s - self._resumed_s < COMMAND_WAIT_S:
                return
        elif report is None and self._sound.alive() and now_s - self._sent_s < START_WAIT_S:
            self._resumed_s = now_s  # it reads the commands once it has started
            return
        elif now_s - max(self._sent_s, self._resumed_s) < COMMAND_WAIT_S and self._can_answer(report):
            return
        self.silent = True
        self._at_s = now_s  # counts on from the last frame that was heard

    def _resume_after_stop(self, now_s: float) -> None:
        """Continues from the same frame; the sound's last report is outdated, and a new one will come."""
        self._at_s = self._resumed_s = self._last_report_s = now_s
        self._drift.reset()

    def _can_answer(self, report: EngineReport | None) -> bool:
        """Whether the engine may still execute the last command."""
        return report.card is CardState.OPEN if report else self._sound.alive()

    def _is_current(self, report: EngineReport) -> bool:
        return report.settled and (
            self._expected_command is None or report.executed >= self._expected_command
        )

    def _follow(self, report: EngineReport, now_s: float) -> None:
        self._expected_command = None
        self._at_s = now_s
        if report.position_frame >= self._timeline.length_frames:
            self._frame = self._timeline.length_frames
            return
        heard_frame = report.position_frame + round((now_s - report.at_s - LATENCY_S) * RATE_HZ)
        max_frame = min(report.until_frame + MAX_SINCE_REPORT_FRAMES, self._timeline.length_frames)
        self._frame = max(self._frame, min(heard_frame, max_frame))
        if self._playing:
            self._drift.update(self._frame, now_s)
        if self._drift.slow:
            self._leave_slow_card(now_s)

    def _leave_slow_card(self, now_s: float) -> None:
        """Continues by the clock, so that breaths keep their length; the sound is paused, not broken up."""
        self.silent = self.slow = True
        self._slow_until_s = now_s + self._slow_retry_s
        self._slow_retry_s *= 2
        self._send(Pause(), now_s)

    def _count_by_clock(self, now_s: float) -> None:
        if self._playing:
            passed_frames = max(0, round((now_s - self._at_s) * RATE_HZ))
            self._frame = min(self._timeline.length_frames, self._frame + passed_frames)
            self._at_s += passed_frames / RATE_HZ
        else:
            self._at_s = now_s

    def _retry_sound(self, report: EngineReport | None, now_s: float) -> None:
        if report is not self._last_report:
            self._last_report, self._last_report_s = report, now_s
        is_hung = now_s - max(self._last_report_s, self._restarted_s) >= HUNG_AFTER_S
        if is_hung or not self._sound.alive():
            if now_s - self._restarted_s >= RESTART_INTERVAL_S:
                self._restarted_s = now_s
                self._sound.start()
            return
        if report and report.card is CardState.ABSENT:
            self.slow = False
        elif (
            report and now_s - report.at_s < STALE_AFTER_S and not (self.slow and now_s < self._slow_until_s)
        ):
            self.silent = self.slow = False
            self._load_sound(now_s)

    def _load_sound(self, now_s: float) -> None:
        """Loads the timeline into the sound, at the position of the practice."""
        self._at_s = now_s
        self._sound.send(self._levels)
        self._sound.send(Load(timeline=self._timeline, frame=self._frame))
        self._send(self._play_or_pause(), now_s)

    def _play_or_pause(self) -> Play | Pause:
        return Play() if self._playing and not self.slow else Pause()

    def _send(self, command: Play | Pause | Seek, now_s: float) -> None:
        self._expected_command = self._sound.send(command)
        self._sent_s = now_s
        self._drift.reset()

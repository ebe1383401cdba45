"""A practice that begins at a moment; heard with somebody elsewhere, it keeps in step by the wall clock."""

from dataclasses import replace
from typing import Any, Final

from practice_player.lib.units import frames, seconds
from practice_player.playback.meeting import Meeting
from practice_player.playback.notices import OVER, OWN_WAY
from practice_player.playback.position import LATENCY_S
from practice_player.playback.session import PlaybackSession
from practice_player.playback.snapshot import OwnTime, PlaybackSnapshot, PlaybackState, Question

COUNTDOWN_S: Final = 3600.0
"""From this long before the beginning, the time that is left is counted down."""

ALIGNED_FRAMES: Final = frames(0.04)
"""Nearer than this, a block of the card, the sound is left as it is."""

ALIGN_AFTER_S: Final = 0.8
"""How long after a beginning or a jump the sound is moved, if it is not in step."""

MEASURED_S: Final = 0.5
"""For so long before that it is measured.  A busy machine reports blocks late that are heard in time, so the
least lateness is the right one.
"""

ALIGN_TRIES: Final = 3

MAX_LATE_S: Final = 900.0
"""Later than this, nothing begins for one alone: a lid that is opened at noon does not start the morning."""

IN_STEP_S: Final = 1.0
"""Further away than this, somebody is told that the other hears something else."""


class TimedSession(PlaybackSession):
    """Waits for its moment; what is heard together comes in where it is."""

    def __init__(self, *args: Any, meeting: Meeting, own_way: bool = False, **kwargs: Any) -> None:
        """The other arguments are those of a `PlaybackSession`.

        `own_way` says that its timeline is not the one that is heard elsewhere.
        """
        super().__init__(*args, **kwargs)
        self._meeting = meeting
        self._own_way = own_way
        self._wait_s = 0.0
        self._has_begun = False
        self._align_tries = 0
        self._align_s = 0.0
        self._least_late_frames: int | None = None
        self._delay_frames = 0
        """How much later than a jump its sound was heard: jumps lead so much further."""

        self._was_silent = False
        self._answered: tuple[int, int] | None = None
        """The first frame of a question that was answered and is not over, and the frame after its last."""

    def start(self, now_s: float) -> None:
        """Begins once the moment has come; until then `snapshot` says how long that is."""
        self._state = PlaybackState.WAITING
        self._wait_s = self._meeting.left_s
        if self._own_way:
            self._notices.announce(OWN_WAY, now_s)
        self._begin_if_due(now_s)

    def stop(self, now_s: float) -> None:
        """As for every practice; one that has not begun leaves no trace."""
        if self._state is PlaybackState.WAITING:
            self._leave_unbegun()
        super().stop(now_s)

    def catch_up(self, now_s: float) -> None:
        """Goes to where the other is, also out of a pause."""
        self._advance(now_s)
        if not (self._meeting.together and self._is_under_way) or self._is_set_aside:
            return
        was_paused, self._state = self._state is PlaybackState.PAUSED, PlaybackState.PLAYING
        self._jump_to_due(now_s)
        if was_paused and self._is_under_way:
            self._tracker.play(now_s)
        self._align_tries = ALIGN_TRIES

    def snapshot(self, now_s: float) -> PlaybackSnapshot:
        """As for every practice, with the time until it begins, or how far it is out of step."""
        self._begin_if_due(now_s)
        snapshot = super().snapshot(now_s)
        if not self._has_begun:
            return self._before_it_begins(snapshot)
        if self._answered and not self._answered[0] <= self._frame < self._answered[1]:
            self._answered = None
        if self._answered:
            snapshot = replace(snapshot, asks=Question.NOTHING, answers=None)
        return replace(snapshot, together=self._meeting.together, behind_s=self._behind_s())

    def _before_it_begins(self, snapshot: PlaybackSnapshot) -> PlaybackSnapshot:
        left_s = max(0.0, self._meeting.left_s)
        is_soon = left_s <= COUNTDOWN_S
        label = f"Begins at {self._meeting.begins_at.astimezone():%H:%M}"
        countdown = OwnTime(label=label, left_s=left_s, length_s=max(1.0, min(self._wait_s, COUNTDOWN_S)))
        return replace(
            snapshot,
            begins_in_s=left_s,
            together=self._meeting.together,
            caption="" if is_soon else self._meeting.begins,
            caption_heard=False,
            own_time=countdown if is_soon else None,
            breath=None,
            answers=None,
            place="",
            heading="",
            listening="",
        )

    def _begin_if_due(self, now_s: float) -> None:
        if self._state is not PlaybackState.WAITING or self._meeting.left_s > 0:
            return
        together = self._meeting.together
        due_frame = self._meeting.due_frame if together else 0
        is_too_late = not together and self._meeting.left_s < -MAX_LATE_S
        if is_too_late or due_frame >= self.timeline.length_frames:
            self._notices.announce(OVER, now_s)
            self._leave_unbegun()
            return
        self._has_begun = True
        if due_frame:
            self._heard.skip(0, due_frame)
            self._tracker.seek(due_frame, now_s)
            self._frame = due_frame
        super().start(now_s)
        self._align_tries = ALIGN_TRIES if self._meeting.together else 0
        self._align_s = now_s + ALIGN_AFTER_S

    def _leave_unbegun(self) -> None:
        self._state = PlaybackState.ENDED
        self.desktop.end()

    def _advance(self, now_s: float) -> None:
        super()._advance(now_s)
        if not self._meeting.together or self._state is not PlaybackState.PLAYING or self._is_set_aside:
            return
        if self._was_silent and not self._tracker.silent and not self._behind_s():
            self._align_tries, self._align_s = ALIGN_TRIES, now_s + ALIGN_AFTER_S  # the sound is back
        self._was_silent = self._tracker.silent
        if self._align_tries and now_s >= self._align_s - MEASURED_S and self._tracker.is_certain:
            self._measure(now_s)

    def _measure(self, now_s: float) -> None:
        """Takes the lateness of the sound now, and aligns it once that was done for long enough."""
        late_frames = self._late_frames()
        if self._least_late_frames is None:
            self._least_late_frames = late_frames
            self._align_s = max(self._align_s, now_s + MEASURED_S)
        self._least_late_frames = min(late_frames, self._least_late_frames)
        if now_s >= self._align_s:
            self._align(self._least_late_frames, now_s)

    def _align(self, late_frames: int, now_s: float) -> None:
        """Moves the sound to where it is due, unless it is there already, or that was tried often enough."""
        self._least_late_frames = None
        if abs(late_frames) <= ALIGNED_FRAMES:
            self._align_tries = 0
            return
        self._align_tries -= 1
        if not self._tracker.silent and abs(late_frames) < frames(IN_STEP_S):
            self._delay_frames += late_frames
        self._jump_to_due(now_s)

    def _jump_to_due(self, now_s: float) -> None:
        frame = max(0, self._meeting.due_frame + (0 if self._tracker.silent else self._delay_frames))
        self._heard.skip(self._frame, min(frame, self.timeline.length_frames))
        self._jump(frame, now_s)
        self._align_s = now_s + ALIGN_AFTER_S

    def _late_frames(self) -> int:
        """How many frames too late the sound is; what is handed over is heard a little later everywhere."""
        latency_frames = 0 if self._tracker.silent else frames(LATENCY_S)
        return self._meeting.due_frame - latency_frames - self._frame

    def _behind_s(self) -> float | None:
        """How far behind the other this is; None while it is in step, or does not play."""
        if not self._meeting.together or self._state is not PlaybackState.PLAYING or self._align_tries:
            return None
        late_s = seconds(self._late_frames())
        return late_s if abs(late_s) >= IN_STEP_S else None

    def _answer(self, now_s: float, *, stay: bool) -> None:
        """As for every practice; a question takes its whole time, so that both go on in step."""
        if self._meeting.together and self._state is PlaybackState.PLAYING:
            self._advance(now_s)
            question = self._course.cursor.question_at(self._frame)
            if question is not None and self._is_under_way:
                step, is_in_step = self._course.cursor.step_at(self._frame), self._behind_s() is None
                self._answered = step.start_frame, step.end_frame
                if self._course.answer(question, stay=stay):
                    self._switch_timeline(self._frame, now_s)
                    self._align_tries, self._align_s = ALIGN_TRIES * is_in_step, now_s + ALIGN_AFTER_S
                return
        super()._answer(now_s, stay=stay)

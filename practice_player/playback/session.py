"""One practice from start to end: its controls, its snapshots, and its journal entry.

The time is an argument (seconds of `time.monotonic`); the position comes from the sound.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from practice_player.lib.units import frames, seconds
from practice_player.playback.course import Course, NamedVoice
from practice_player.playback.desktop_port import DesktopPort, NoDesktop
from practice_player.playback.engine_port import EnginePort
from practice_player.playback.levels import LevelControls
from practice_player.playback.notices import Notices, SilenceNotice
from practice_player.playback.position import PositionTracker
from practice_player.playback.resuming import EarlierProgress
from practice_player.playback.session_journal import SessionJournal
from practice_player.playback.snapshot import PlaybackSnapshot, PlaybackState, Question
from practice_player.script.kinds import StepKind
from practice_player.sound.engine.protocol import Levels
from practice_player.timeline.arrangement import Arrangement
from practice_player.timeline.model import Timeline

if TYPE_CHECKING:
    from practice_player.journal.resume_point import ResumePoint
    from practice_player.playback.journal_writer import JournalWriter

SET_ASIDE_FADE_S: Final = 0.8
"""How long voice and background take to fade out when the ground key is pressed: within a second."""

LONG_PAUSE_S: Final = 30.0
"""After a pause this long, the current sentence or breath begins again."""

NEAR_FRAMES: Final = frames(2.0)
"""Nearer than this to the start of a step, a step back leads to the previous step."""


class PlaybackSession(LevelControls):
    """Plays a timeline; with an arrangement, answers can replace it by another timeline."""

    def __init__(
        self,
        timeline: Timeline,
        sound: EnginePort,
        journal_writer: "JournalWriter | None",
        *,
        arrangement: Arrangement | None = None,
        other_voices: Sequence[NamedVoice] = (),
        silence: bool = False,
        people: Sequence[str] = (),
        levels: Levels | None = None,
        resume_point: "ResumePoint | None" = None,
        earlier: EarlierProgress | None = None,
        silence_notice: SilenceNotice | None = None,
        desktop: DesktopPort | None = None,
    ) -> None:
        """`people` are shown, never spoken; first whoever goes first.  `levels` are those at the start.

        `desktop` is shown each snapshot, and told the end.

        With `resume_point` it can go on after it broke off; with `earlier` that is what it does now.
        """
        earlier = earlier or EarlierProgress(start_frame=0)
        self._course = Course(timeline, arrangement, other_voices, people, earlier.after_question)
        self._silence_requested = silence
        self._tracker = PositionTracker(timeline, sound, levels, start_frame=earlier.start_frame)
        super().__init__(self._tracker.set_levels, lambda: self.timeline.beds_at(self._frame), levels)
        self._notices = Notices(silence_notice)
        self.journal_writer = journal_writer
        self.desktop = desktop or NoDesktop()
        self._state = PlaybackState.READY
        self._frame = earlier.start_frame
        self._heard = earlier.heard_frames()
        self._journal = SessionJournal(journal_writer, self._course, self._heard, resume_point)
        self.finished = False
        self._paused_s = 0.0
        self._is_set_aside = False
        """Whether another practice is played meanwhile: its frames do not count for this one."""

    @property
    def practised_s(self) -> float:
        """How many seconds were really practised."""
        return self._heard.heard_s

    @property
    def timeline(self) -> Timeline:
        return self._course.timeline

    def start(self, now_s: float) -> None:
        self._state = PlaybackState.PLAYING
        self._tracker.start(now_s)
        self._journal.begin(now_s)

    def toggle_pause(self, now_s: float) -> None:
        if self._state is PlaybackState.PLAYING:
            self._advance(now_s)
        if self._state is PlaybackState.PLAYING:
            self._tracker.pause(now_s)
            self._state = PlaybackState.PAUSED
            self._paused_s = now_s
        elif self._state is PlaybackState.PAUSED:
            if now_s - self._paused_s >= LONG_PAUSE_S:
                self._jump(self._course.cursor.phrase_or_breath_start(self._frame), now_s)
            self._tracker.play(now_s)
            self._state = PlaybackState.PLAYING

    def back(self, now_s: float) -> None:
        self._advance(now_s)
        self._course.stay_before_question()
        start_frame = self._course.cursor.previous_start(self._frame, near_frames=NEAR_FRAMES)
        self._heard.skip(self._frame, start_frame)
        self._jump(start_frame, now_s)

    def on(self, now_s: float) -> None:
        self._advance(now_s)
        start_frame = self._course.cursor.next_start(self._frame)
        self._heard.skip(self._frame, start_frame)
        self._jump(start_frame, now_s)

    def go_on(self, now_s: float) -> None:
        """Ends a wait early, answers a question with *stay*, or gives 20 s for a turn's last sentence."""
        self._answer(now_s, stay=True)

    def shift(self, now_s: float) -> None:
        """Answers a question with *shift*, the gentler way; otherwise does nothing.

        Raises:
            PracticeError: the gentler way cannot be arranged; the practice goes on as it was.
        """
        self._answer(now_s, stay=False)

    def more_time(self, now_s: float) -> None:
        """Makes a turn 30 s longer, and the other person's turn too; or a rest, or a `stay` step."""
        self._advance(now_s)
        who = self._course.cursor.step_at(self._frame).who
        if self._is_under_way and self._course.add_time(self._frame):
            self._switch_timeline(self._frame, now_s)
            for_whom = " for each of you" if who in ("first", "second") else ""
            self._notices.announce(f"30 seconds more{for_whom}.", now_s)

    def set_aside(self, now_s: float) -> None:
        """Fades out and waits while the grounding practice is played; the journal entry stays open."""
        self._advance(now_s)
        if self._state is PlaybackState.PLAYING:
            self._tracker.pause(now_s, fade_frames=frames(SET_ASIDE_FADE_S))
            self._state = PlaybackState.PAUSED
            self._paused_s = now_s
        self._is_set_aside = True
        if self._is_under_way:
            self._journal.set_aside()

    def come_back(self, now_s: float, *, gentler: bool = False) -> None:
        """Continues after `set_aside`, from the start of the current sentence or breath.

        With `gentler`, everything that can be left out is left out from here on.
        """
        if self._state is not PlaybackState.PAUSED:
            return
        self._is_set_aside = False
        course = self._course
        start_again = course.leave_out_from if gentler else course.cursor.phrase_or_breath_start
        self._frame = start_again(self._frame)
        self._state = PlaybackState.PLAYING
        self._tracker.resume_at(course.timeline, self._frame, now_s)
        self._advance(now_s)

    def next_voice(self, now_s: float) -> None:
        """Continues in the next voice from the start of the current sentence, if there is another voice.

        Raises:
            StillReadingError: the voice's recordings are being read; the next call tries it again.
            PracticeError: the voice cannot be used; the practice goes on as it was, and the next call tries
                another voice.
        """
        self._advance(now_s)
        if self._is_under_way:
            frame = self._course.next_voice(self._frame)
            if frame is not None:
                self._switch_timeline(frame, now_s)

    def catch_up(self, now_s: float) -> None:
        """Goes to where the other is, in a practice that two hear in two places; in this one, nowhere."""

    def stop(self, now_s: float) -> None:
        """Silences the sound and ends the practice: as stopped, or as grounded if it is set aside."""
        if self._is_under_way:
            self._tracker.halt()
            self._advance(now_s)
        if self._is_under_way:  # `_advance` may have reached the end
            self._end(finished=False)

    def snapshot(self, now_s: float) -> PlaybackSnapshot:
        """Returns what to show now; also updates the journal."""
        self._advance(now_s)
        if self._is_under_way:
            self._journal.beat(now_s, self._frame, self._levels)
        course, shown = self._course, self._course.cursor.state_at(self._frame)
        if self._state is not PlaybackState.PLAYING:
            shown = replace(shown, speaking=False, asks=Question.NOTHING)
        silent = self._tracker.silent and not self._silence_requested
        snapshot = PlaybackSnapshot(
            **shown.fields(),
            **self._snapshot_fields(),
            **course.snapshot_fields(self._frame),
            state=self._state,
            elapsed_s=seconds(self._frame),
            length_s=self.timeline.length_s,
            practised_s=self.practised_s,
            steps=len(self.timeline.steps),
            notice=self._notices.line(
                now_s,
                silent=silent,
                slow=self._tracker.slow,
                trouble="" if self._silence_requested else self._tracker.trouble,
                unwritten=bool(self._journal.trouble),
                news=self._journal.news,
            ),
            silent=silent or self._silence_requested,
            sound_missing=silent,
            finished=self.finished,
            logged=self.journal_writer is not None and not self._journal.trouble,
            unwritten=bool(self._journal.trouble),
        )
        self.desktop.show(snapshot)
        return snapshot

    def add_note(self, note: str) -> None:
        self._journal.add_note(note)

    def close(self) -> None:
        """Returns once the journal is written, or after two seconds."""
        self._journal.close()

    @property
    def _is_under_way(self) -> bool:
        return self._state in (PlaybackState.PLAYING, PlaybackState.PAUSED)

    def _advance(self, now_s: float) -> None:
        if not self._is_under_way or self._is_set_aside:
            return
        frame = self._tracker.current_frame(now_s)
        self._heard.play(self._frame, frame)
        self._frame = frame
        place_frame = self._course.take_frame_after_question(frame)
        if place_frame is not None:
            self._jump(place_frame, now_s)
        elif frame >= self.timeline.length_frames:
            self._end(finished=True)

    def _jump(self, frame: int, now_s: float) -> None:
        if not self._is_under_way:
            return
        self._tracker.seek(frame, now_s)
        self._frame = frame
        if frame >= self.timeline.length_frames:
            self._tracker.halt()
            self._end(finished=True)

    def _answer(self, now_s: float, *, stay: bool) -> None:
        if self._state is PlaybackState.PLAYING:
            self._advance(now_s)
        if self._state is not PlaybackState.PLAYING:
            return
        cursor = self._course.cursor
        step, question = cursor.step_at(self._frame), cursor.question_at(self._frame)
        may_finish = cursor.state_at(self._frame).asks is Question.FINISH
        if question is not None:
            if self._course.answer(question, stay=stay):
                self._switch_timeline(step.end_frame, now_s)
            else:
                self._jump(step.end_frame, now_s)
        elif stay and (step.grace or step.until_enter or step.kind is StepKind.WAIT):
            self._jump(step.end_frame, now_s)
        elif stay and may_finish and self._course.add_grace(self._frame):
            self._switch_timeline(self._frame, now_s)

    def _switch_timeline(self, frame: int, now_s: float) -> None:
        """Continues at `frame` of the timeline that the course has now."""
        self._frame = frame
        self._tracker.replace_timeline(self.timeline, frame, now_s)

    def _end(self, *, finished: bool) -> None:
        """Ends the practice; it is finished only if it was heard, and not skipped, to its end."""
        self._state = PlaybackState.ENDED
        self.desktop.end()
        self.finished = finished and self._heard.is_whole(self.timeline.length_frames)
        self._journal.end(self._frame, self._levels, finished=self.finished, grounded=self._is_set_aside)

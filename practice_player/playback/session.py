"""A practice, from start to end: what keys do, what is shown, what is kept.

Time comes in as an argument (seconds of `time.monotonic`); the position comes from the sound.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from practice_player.lib.units import frames, seconds
from practice_player.playback.course import Course, NamedVoice
from practice_player.playback.engine_port import EnginePort
from practice_player.playback.levels import LevelControls
from practice_player.playback.notices import Notices
from practice_player.playback.position import PositionTracker
from practice_player.playback.snapshot import PlaybackSnapshot, PlaybackState, Question
from practice_player.script.kinds import StepKind
from practice_player.timeline.arrangement import Arrangement
from practice_player.timeline.model import Timeline

if TYPE_CHECKING:
    from practice_player.playback.journal_writer import JournalWriter

BEAT_S: Final = 2.0
"""How often the journal is kept up: at most this much is lost to a power cut."""

SET_ASIDE_FADE_S: Final = 0.8
"""How long voice and background take to fade out when the ground key is pressed: within a second."""

LONG_PAUSE_S: Final = 30.0
"""After so long, a sentence or a breath begins again: its first half is forgotten."""

NEAR_FRAMES: Final = frames(2.0)
"""A step back from nearer than this to a step's start leads to the step before."""


class PlaybackSession(LevelControls):
    """A timeline, followed; with an arrangement, an answer on the way can lead to another."""

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
    ) -> None:
        """`people` are those who practise, the one who begins first; they are shown in turns, never said."""
        self._course = Course(timeline, arrangement, other_voices, people)
        self._silence_asked = silence
        self._tracker = PositionTracker(timeline, sound)
        super().__init__(self._tracker.levels, lambda: self.timeline.bed_at(self._frame))
        self._notices = Notices()
        self.journal_writer = journal_writer
        self._state = PlaybackState.READY
        self._frame = 0
        self._practised_frames = 0
        self._beat_s = 0.0
        self._paused_s = 0.0
        self._is_aside = False
        """Whether something else is played: its frames are not this practice's."""

    @property
    def practised_s(self) -> float:
        """How much of it was really practised."""
        return seconds(self._practised_frames)

    @property
    def timeline(self) -> Timeline:
        return self._course.timeline

    def start(self, now_s: float) -> None:
        self._state = PlaybackState.PLAYING
        self._beat_s = now_s
        self._tracker.start(now_s)
        if self.journal_writer:
            self.journal_writer.begin()

    def toggle_pause(self, now_s: float) -> None:
        if self._state is PlaybackState.PLAYING:
            self._advance(now_s)
        if self._state is PlaybackState.PLAYING:
            self._tracker.pause(now_s)
            self._state = PlaybackState.PAUSED
            self._paused_s = now_s
        elif self._state is PlaybackState.PAUSED:
            if now_s - self._paused_s >= LONG_PAUSE_S:
                self._go(self._course.cursor.beginning(self._frame), now_s)
            self._tracker.play(now_s)
            self._state = PlaybackState.PLAYING

    def back(self, now_s: float) -> None:
        self._advance(now_s)
        self._go(self._course.cursor.before(self._frame, near_frames=NEAR_FRAMES), now_s)

    def on(self, now_s: float) -> None:
        self._advance(now_s)
        self._go(self._course.cursor.after(self._frame), now_s)

    def go_on(self, now_s: float) -> None:
        """Ends a wait early, or answers a question with staying; does nothing anywhere else.

        Near the end of a turn it gives up to 20 s to finish a sentence, and then ends them early.
        """
        self._answer(now_s, stay=True)

    def shift(self, now_s: float) -> None:
        """Answers a question with something gentler; does nothing anywhere else.

        Raises:
            PracticeError: the gentler road cannot be laid out; the practice goes on as it was.
        """
        self._answer(now_s, stay=False)

    def more_time(self, now_s: float) -> None:
        """Makes a turn 30 s longer, and gives the other as much; or a rest, or a position that is held."""
        self._advance(now_s)
        who = self._course.cursor.step_at(self._frame).who
        if self._is_under_way and self._course.more_time(self._frame):
            self._change_over(self._frame, now_s)
            for_each = " for each of you" if who in ("first", "second") else ""
            self._notices.tell(f"30 seconds more{for_each}.", now_s)

    def set_aside(self, now_s: float) -> None:
        """Fades out and waits while something else is played; its entry in the journal stays open."""
        self._advance(now_s)
        if self._state is PlaybackState.PLAYING:
            self._tracker.pause(now_s, fade_frames=frames(SET_ASIDE_FADE_S))
            self._state = PlaybackState.PAUSED
            self._paused_s = now_s
        self._is_aside = True

    def come_back(self, now_s: float, *, gentler: bool = False) -> None:
        """Goes on after it was set aside, from the beginning of the sentence or the breath.

        With `gentler`, from here on without all that can be left out; where nothing can be, as it was.
        """
        if self._state is not PlaybackState.PAUSED:
            return
        self._is_aside = False
        course = self._course
        self._frame = course.gentler(self._frame) if gentler else course.cursor.beginning(self._frame)
        self._state = PlaybackState.PLAYING
        self._tracker.come_back(course.timeline, self._frame, now_s)
        self._advance(now_s)

    def next_voice(self, now_s: float) -> None:
        """The same words from their beginning in the next voice, when there is one.

        Raises:
            StillReadingError: its recordings are being read; it is next again.
            PracticeError: it cannot be used; the practice goes on as it was, and another voice is next.
        """
        self._advance(now_s)
        if self._is_under_way:
            frame = self._course.next_voice(self._frame)
            if frame is not None:
                self._change_over(frame, now_s)

    def stop(self, now_s: float) -> None:
        """Silence at once; what was done is kept."""
        if self._is_under_way:
            self._tracker.halt()
            self._advance(now_s)
        if self._is_under_way:  # that look may have found the end
            self._end(finished=False)

    def snapshot(self, now_s: float) -> PlaybackSnapshot:
        """What there is to see and say now; also keeps the journal up."""
        self._advance(now_s)
        if self._is_under_way:
            self._beat(now_s)
        course, is_playing = self._course, self._state is PlaybackState.PLAYING
        cursor_state = course.cursor.at(self._frame)
        return PlaybackSnapshot(
            state=self._state,
            elapsed_s=seconds(self._frame),
            length_s=self.timeline.length_s,
            practised_s=self.practised_s,
            caption=cursor_state.caption,
            speaking=cursor_state.speaking and is_playing,
            caption_dimming=cursor_state.caption_dimming,
            caption_heard=cursor_state.caption_heard,
            place=cursor_state.place,
            place_left_s=cursor_state.place_left_s,
            step=cursor_state.step,
            kind=cursor_state.kind,
            steps=len(self.timeline.steps),
            breath=cursor_state.breath,
            notice=self._notices.line(
                now_s,
                silent=self._tracker.silent and not self._silence_asked,
                slow=self._tracker.slow,
                trouble="" if self._silence_asked else self._tracker.trouble,
                unwritten=bool(self.journal_writer and self.journal_writer.trouble),
                news=self.journal_writer.news if self.journal_writer else "",
            ),
            **self._shown_levels(),
            voices=course.voices,
            voice=course.voice,
            asks=cursor_state.asks if is_playing else Question.NOTHING,
            answers=cursor_state.answers,
            own_time=cursor_state.own_time,
            part_starts_s=course.cursor.part_starts_s,
            silent=self._tracker.silent or self._silence_asked,
            sound_missing=self._tracker.silent and not self._silence_asked,
            listening=cursor_state.listening,
            can_be_longer=course.can_be_longer(self._frame),
            logged=self.journal_writer is not None and not self.journal_writer.trouble,
        )

    def add_note(self, word: str) -> None:
        """Keeps a word with this practice; returns once it is safe, which may take seconds.

        Raises:
            JournalError: the word is not kept.
        """
        if self.journal_writer and word.strip():
            self.journal_writer.note(word.strip())

    def close(self) -> None:
        """Returns once the journal is written, or after two seconds."""
        if self.journal_writer and self._state is not PlaybackState.READY:
            self.journal_writer.close()

    @property
    def _is_under_way(self) -> bool:
        return self._state in (PlaybackState.PLAYING, PlaybackState.PAUSED)

    def _beat(self, now_s: float) -> None:
        if now_s - self._beat_s >= BEAT_S:
            self._beat_s = now_s
            if self.journal_writer:
                self.journal_writer.beat(self.practised_s)

    def _advance(self, now_s: float) -> None:
        if not self._is_under_way or self._is_aside:
            return
        frame = self._tracker.frame(now_s)
        self._practised_frames += max(0, frame - self._frame)
        self._frame = frame
        if frame >= self.timeline.length_frames:
            self._end(finished=True)

    def _go(self, frame: int, now_s: float) -> None:
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
        if question is not None:
            if self._course.answer(question, stay=stay):
                self._change_over(step.end_frame, now_s)
            else:
                self._go(step.end_frame, now_s)
        elif stay and (step.grace or step.kind is StepKind.WAIT):
            self._go(step.end_frame, now_s)
        elif stay and cursor.at(self._frame).asks is Question.FINISH and self._course.add_grace(self._frame):
            self._change_over(self._frame, now_s)

    def _change_over(self, frame: int, now_s: float) -> None:
        """Goes on at `frame` of the timeline that the practice takes now."""
        self._frame = frame
        self._tracker.change(self.timeline, frame, now_s)

    def _end(self, *, finished: bool) -> None:
        self._state = PlaybackState.ENDED
        if self.journal_writer:
            self.journal_writer.end(self.practised_s, finished=finished)

"""One practice as it happens: the state machine that every front end drives.

Time is an argument everywhere: seconds of one monotonic clock.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from practice_player.clips.analysis_cache import StillReadingError
from practice_player.lib.errors import PracticeError
from practice_player.lib.units import frames, seconds
from practice_player.playback.cursor import TimelineCursor
from practice_player.playback.engine_port import EnginePort
from practice_player.playback.notices import Notices
from practice_player.playback.position import PositionTracker
from practice_player.playback.snapshot import PlaybackSnapshot, PlaybackState, Question
from practice_player.script.choices import BEDS
from practice_player.script.kinds import StepKind
from practice_player.sound.engine.protocol import Levels
from practice_player.timeline.arrangement import Arrangement
from practice_player.timeline.model import ClipFinder, Timeline

if TYPE_CHECKING:
    from practice_player.playback.journal_writer import JournalWriter

BEAT_S: Final = 2.0
"""How often the journal is kept up: at most this much is lost to a power cut."""

LEAST_DB: Final = -24.0
MOST_DB: Final = 6.0
"""How far the voice and the background can be turned down and up."""

LONG_PAUSE_S: Final = 30.0
"""After so long, a sentence or a breath begins again: its first half is forgotten."""

NEAR_FRAMES: Final = frames(2.0)
"""A step back from nearer than this to a step's start leads to the step before."""


NamedVoice: TypeAlias = tuple[str, Callable[[], ClipFinder]]
"""A voice's name, and what finds its recordings."""


class PlaybackSession:
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
    ) -> None:
        self._timeline = timeline
        self._arrangement = arrangement
        self._silence_asked = silence
        self._other_voices = deque(other_voices if arrangement else ())
        self._voice = ""
        self._tracker = PositionTracker(timeline, sound)
        self._view = TimelineCursor(timeline)
        self._notices = Notices()
        self.journal_writer = journal_writer
        self._state = PlaybackState.READY
        self._frame = 0
        self._practised_frames = 0
        self._beat_s = 0.0
        self._paused_s = 0.0
        self._levels = Levels()

    @property
    def practised_s(self) -> float:
        """How much of it was really practised."""
        return seconds(self._practised_frames)

    @property
    def timeline(self) -> Timeline:
        return self._timeline

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
                self._go(self._view.beginning(self._frame), now_s)
            self._tracker.play(now_s)
            self._state = PlaybackState.PLAYING

    def back(self, now_s: float) -> None:
        self._advance(now_s)
        self._go(self._view.before(self._frame, near_frames=NEAR_FRAMES), now_s)

    def on(self, now_s: float) -> None:
        self._advance(now_s)
        self._go(self._view.after(self._frame), now_s)

    def go_on(self, now_s: float) -> None:
        """Ends a wait early, or answers a question with staying; does nothing anywhere else."""
        self._answer(now_s, shift=False)

    def shift(self, now_s: float) -> None:
        """Answers a question with something gentler; does nothing anywhere else.

        Raises:
            PracticeError: the gentler road cannot be laid out; the practice goes on as it was.
        """
        self._answer(now_s, shift=True)

    def turn_voice(self, by_db: float) -> None:
        """The narration louder or softer; the breath tones and bells go with it."""
        self._set_levels(voice_db=_within(self._levels.voice_db + by_db))

    def turn_bed(self, by_db: float) -> None:
        """The background louder or softer; one that was off is on again."""
        self._set_levels(bed_db=_within(self._levels.bed_db + by_db), bed_on=True)

    def toggle_bed(self) -> None:
        self._set_levels(bed_on=not self._levels.bed_on)

    def next_bed(self) -> None:
        """The next background, and none after the last."""
        at = BEDS.index(self._levels.bed or self._timeline.bed_at(self._frame))
        self._set_levels(bed=BEDS[(at + 1) % len(BEDS)], bed_on=True)

    def next_voice(self, now_s: float) -> None:
        """The same words from their beginning in the next voice, when there is one.

        Raises:
            StillReadingError: its recordings are being read; it is next again.
            PracticeError: it cannot be used; the practice goes on as it was, and another voice is next.
        """
        self._advance(now_s)
        if self._state not in (PlaybackState.PLAYING, PlaybackState.PAUSED) or not (
            self._other_voices and self._arrangement
        ):
            return
        try:
            voice, find_clips = self._other_voices[0]
            arrangement = self._arrangement.said_by(find_clips())
        except StillReadingError:
            raise
        except PracticeError:
            broken = self._other_voices.popleft()
            self._other_voices.insert(len(self._other_voices) - 1, broken)  # the last is the one that speaks
            raise
        self._other_voices.rotate(-1)
        self._voice = voice
        self._take(arrangement, self._view.same_place(self._frame, arrangement.timeline), now_s)

    def stop(self, now_s: float) -> None:
        """Silence at once; what was done is kept."""
        if self._state in (PlaybackState.PLAYING, PlaybackState.PAUSED):
            self._tracker.halt()
            self._advance(now_s)
        if self._state in (PlaybackState.PLAYING, PlaybackState.PAUSED):  # that look may have found the end
            self._end(finished=False)

    def snapshot(self, now_s: float) -> PlaybackSnapshot:
        """What there is to see and say now; also keeps the journal up."""
        self._advance(now_s)
        if self._state in (PlaybackState.PLAYING, PlaybackState.PAUSED) and now_s - self._beat_s >= BEAT_S:
            self._beat_s = now_s
            if self.journal_writer:
                self.journal_writer.beat(self.practised_s)
        cursor_state = self._view.at(self._frame)
        return PlaybackSnapshot(
            state=self._state,
            elapsed_s=seconds(self._frame),
            length_s=self._timeline.length_s,
            practised_s=self.practised_s,
            caption=cursor_state.caption,
            speaking=cursor_state.speaking and self._state is PlaybackState.PLAYING,
            place=cursor_state.place,
            place_left_s=cursor_state.place_left_s,
            step=cursor_state.step,
            steps=len(self._timeline.steps),
            breath=cursor_state.breath,
            notice=self._notices.line(
                now_s,
                silent=self._tracker.silent and not self._silence_asked,
                slow=self._tracker.slow,
                trouble="" if self._silence_asked else self._tracker.trouble,
                unwritten=bool(self.journal_writer and self.journal_writer.trouble),
                news=self.journal_writer.news if self.journal_writer else "",
            ),
            voice_db=self._levels.voice_db,
            bed_db=self._levels.bed_db,
            bed_on=self._levels.bed_on,
            bed=self._levels.bed or self._timeline.bed_at(self._frame),
            bed_chosen=self._levels.bed is not None,
            voices=len(self._other_voices),
            voice=self._voice,
            asks=cursor_state.asks if self._state is PlaybackState.PLAYING else Question.NOTHING,
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

    def _advance(self, now_s: float) -> None:
        if self._state not in (PlaybackState.PLAYING, PlaybackState.PAUSED):
            return
        frame = self._tracker.frame(now_s)
        self._practised_frames += max(0, frame - self._frame)
        self._frame = frame
        if frame >= self._timeline.length_frames:
            self._end(finished=True)

    def _go(self, frame: int, now_s: float) -> None:
        if self._state not in (PlaybackState.PLAYING, PlaybackState.PAUSED):
            return
        self._tracker.seek(frame, now_s)
        self._frame = frame
        if frame >= self._timeline.length_frames:
            self._tracker.halt()
            self._end(finished=True)

    def _answer(self, now_s: float, *, shift: bool) -> None:
        if self._state is PlaybackState.PLAYING:
            self._advance(now_s)
        step, question = self._view.step_at(self._frame), self._view.question_at(self._frame)
        if self._state is not PlaybackState.PLAYING or (
            question is None and (shift or step.kind is not StepKind.WAIT)
        ):
            return
        arrangement = (
            self._arrangement.answered(question, stay=not shift)
            if question is not None and self._arrangement
            else None
        )
        if arrangement and arrangement is not self._arrangement:
            self._take(arrangement, step.end_frame, now_s)
        else:
            self._go(step.end_frame, now_s)

    def _take(self, arrangement: Arrangement, frame: int, now_s: float) -> None:
        """Goes over to another timeline."""
        self._arrangement, self._timeline, self._frame = arrangement, arrangement.timeline, frame
        self._view = TimelineCursor(arrangement.timeline)
        self._tracker.change(arrangement.timeline, frame, now_s)

    def _end(self, *, finished: bool) -> None:
        self._state = PlaybackState.ENDED
        if self.journal_writer:
            self.journal_writer.end(self.practised_s, finished=finished)

    def _set_levels(self, **changes: Any) -> None:
        self._levels = replace(self._levels, **changes)
        self._tracker.levels(self._levels)


def _within(level_db: float) -> float:
    return max(LEAST_DB, min(level_db, MOST_DB))

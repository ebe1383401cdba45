"""One practice as it happens: the state machine that every front end drives.

Time is an argument everywhere: seconds of one monotonic clock.
"""

from typing import Final

from practice_player.errors import JournalError
from practice_player.practice.diary import Diary
from practice_player.practice.follower import Follower
from practice_player.practice.moment import Asks, Moment, State
from practice_player.practice.sound import Sound
from practice_player.practice.view import View
from practice_player.sound.engine.messages import Levels
from practice_player.timeline.build import Roads
from practice_player.timeline.cue import Kind, Timeline
from practice_player.units import frames, seconds

BEAT_S: Final = 2.0
"""How often the journal is kept up: at most this much is lost to a power cut."""

VOICE_STEP_DB: Final = 2.0
VOICE_LEAST_DB: Final = -24.0
VOICE_MOST_DB: Final = 6.0
NEAR_FRAMES: Final = frames(2.0)
"""A step back from nearer than this to a step's start leads to the step before."""

SILENT: Final = "No sound card answers. The practice goes on in silence."
BOTH: Final = "No sound card answers, and the journal cannot be written. The practice goes on."
UNWRITTEN: Final = "The journal cannot be written. The practice goes on."


class Practice:
    """A timeline, followed; with `roads`, an answer on the way can lead to another."""

    def __init__(
        self, timeline: Timeline, sound: Sound | None, diary: Diary | None, *, roads: Roads | None = None
    ) -> None:
        self._timeline = timeline
        self._roads = roads
        self._sound = sound
        self._follower = Follower(timeline, sound)
        self._view = View(timeline)
        self._diary = diary
        self._state = State.READY
        self._frame = 0
        self._practised_frames = 0
        self._beat_s = 0.0
        self._levels = Levels(voice_db=0.0, bed_on=True)

    @property
    def practised_s(self) -> float:
        """How much of it was really practised."""
        return seconds(self._practised_frames)

    @property
    def timeline(self) -> Timeline:
        return self._timeline

    def start(self, now_s: float) -> None:
        self._state = State.PLAYING
        self._beat_s = now_s
        self._follower.start(now_s)
        if self._diary:
            self._diary.begin()

    def toggle_pause(self, now_s: float) -> None:
        if self._state is State.PLAYING:
            self._advance(now_s)
        if self._state is State.PLAYING:
            self._follower.pause(now_s)
            self._state = State.PAUSED
        elif self._state is State.PAUSED:
            self._follower.play(now_s)
            self._state = State.PLAYING

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

    def louder(self, now_s: float) -> None:  # noqa: ARG002 - one shape for all keys
        self._set_levels(self._levels.voice_db + VOICE_STEP_DB, bed_on=self._levels.bed_on)

    def softer(self, now_s: float) -> None:  # noqa: ARG002 - one shape for all keys
        self._set_levels(self._levels.voice_db - VOICE_STEP_DB, bed_on=self._levels.bed_on)

    def toggle_bed(self, now_s: float) -> None:  # noqa: ARG002 - one shape for all keys
        self._set_levels(self._levels.voice_db, bed_on=not self._levels.bed_on)

    def stop(self, now_s: float) -> None:
        """Silence at once; what was done is kept."""
        if self._state in (State.PLAYING, State.PAUSED):
            self._follower.halt()
            self._advance(now_s)
            self._stop_short()

    def moment(self, now_s: float) -> Moment:
        """What there is to see and say now; also keeps the journal up."""
        self._advance(now_s)
        if self._state in (State.PLAYING, State.PAUSED) and now_s - self._beat_s >= BEAT_S:
            self._beat_s = now_s
            if self._diary:
                self._diary.beat(self.practised_s)
        sight = self._view.at(self._frame)
        return Moment(
            state=self._state,
            elapsed_s=seconds(self._frame),
            length_s=self._timeline.length_s,
            practised_s=self.practised_s,
            caption=sight.caption,
            speaking=sight.speaking and self._state is State.PLAYING,
            place=sight.place,
            place_left_s=sight.place_left_s,
            step=sight.step,
            steps=len(self._timeline.steps),
            breath=sight.breath,
            notice=self._notice(),
            voice_db=self._levels.voice_db,
            bed_on=self._levels.bed_on,
            has_bed=any(name != "none" for name in self._timeline.beds),
            asks=sight.asks if self._state is State.PLAYING else Asks.NOTHING,
        )

    def add_note(self, word: str) -> None:
        """Keeps a word with this practice.

        Raises:
            JournalError: the journal cannot be written.
        """
        if self._diary and self._diary.trouble:
            raise JournalError(
                "the word is not kept: the journal cannot be written", fix="practice-player doctor"
            )
        if self._diary and word.strip():
            self._diary.note(word.strip())

    def close(self) -> None:
        """Returns once the journal is written."""
        if self._diary and self._state is not State.READY:
            self._diary.shut()

    def _advance(self, now_s: float) -> None:
        if self._state not in (State.PLAYING, State.PAUSED):
            return
        frame = self._follower.frame(now_s)
        self._practised_frames += max(0, frame - self._frame)
        self._frame = frame
        if frame >= self._timeline.length_frames:
            self._end(finished=True)

    def _go(self, frame: int, now_s: float) -> None:
        if self._state not in (State.PLAYING, State.PAUSED):
            return
        self._follower.seek(frame, now_s)
        self._frame = frame
        if frame >= self._timeline.length_frames:
            self._follower.halt()
            self._end(finished=True)

    def _answer(self, now_s: float, *, shift: bool) -> None:
        if self._state is State.PLAYING:
            self._advance(now_s)
        step, question = self._view.step_at(self._frame), self._view.question_at(self._frame)
        if self._state is not State.PLAYING or (question is None and (shift or step.kind is not Kind.WAIT)):
            return
        if question is not None and self._roads:
            self._take(self._roads.answered(question, shift=shift), now_s)
        self._go(step.end_frame, now_s)

    def _take(self, roads: Roads, now_s: float) -> None:
        """Goes over to another timeline, whose past is the same."""
        if roads is self._roads:
            return
        self._roads, self._timeline = roads, roads.timeline
        self._view = View(roads.timeline)
        self._follower.halt()
        self._follower = Follower(roads.timeline, self._sound)
        self._follower.start(now_s)
        self._follower.levels(self._levels)

    def _end(self, *, finished: bool) -> None:
        self._state = State.ENDED
        if self._diary:
            self._diary.end(self.practised_s, finished=finished)

    def _stop_short(self) -> None:
        if self._state is not State.ENDED:  # the last look may have found the end
            self._end(finished=False)

    def _set_levels(self, voice_db: float, *, bed_on: bool) -> None:
        voice_db = max(VOICE_LEAST_DB, min(voice_db, VOICE_MOST_DB))
        self._levels = Levels(voice_db=voice_db, bed_on=bed_on)
        self._follower.levels(self._levels)

    def _notice(self) -> str:
        silent = self._sound is not None and self._follower.silent
        unwritten = bool(self._diary and self._diary.trouble)
        if silent:
            return BOTH if unwritten else SILENT
        return UNWRITTEN if unwritten else ""

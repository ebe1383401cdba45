"""The current timeline of a practice, and how answers, more time and other voices replace it."""

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeAlias

from practice_player.clips.analysis_cache import StillReadingError
from practice_player.lib.errors import PracticeError
from practice_player.playback.cursor import TimelineCursor
from practice_player.playback.resuming import PlaceAfterQuestion
from practice_player.script.kinds import StepKind
from practice_player.timeline.arrangement import Arrangement
from practice_player.timeline.model import ClipFinder, Timeline
from practice_player.timeline.place import frame_at

NamedVoice: TypeAlias = tuple[str, Callable[[], ClipFinder]]
"""A voice's name, and a function that returns its clip finder."""

_EXTENDABLE: frozenset[StepKind] = frozenset({StepKind.TURN, StepKind.REST, StepKind.STAY})


class Course:
    """The timeline of a practice; with an arrangement, it can be replaced.  Knows neither clock nor sound."""

    def __init__(
        self,
        timeline: Timeline,
        arrangement: Arrangement | None,
        other_voices: Sequence[NamedVoice],
        people: Sequence[str],
        after_question: PlaceAfterQuestion | None = None,
    ) -> None:
        """`after_question` is where a practice goes on that broke off, once its question is over."""
        self.timeline = timeline
        self.cursor = TimelineCursor(timeline, people)
        self.voice = ""
        """The voice that was chosen during the practice; empty if none was."""

        self._arrangement = arrangement
        self._other_voices = deque(other_voices if arrangement else ())
        self._people = tuple(people)
        self._after_question = after_question

    @property
    def arrangement(self) -> Arrangement | None:
        return self._arrangement

    @property
    def other_voice_count(self) -> int:
        """How many other voices there are to choose from."""
        return len(self._other_voices)

    def snapshot_fields(self, frame: int) -> dict[str, Any]:
        """Returns what a snapshot shows of the voices, the parts and the step."""
        return {
            "voices": self.other_voice_count,
            "voice": self.voice,
            "part_starts_s": self.cursor.part_starts_s,
            "can_be_longer": self.can_be_longer(frame),
        }

    def can_be_longer(self, frame: int) -> bool:
        """Whether the step at a frame can be given more time."""
        return self._arrangement is not None and self.cursor.step_at(frame).kind in _EXTENDABLE

    def answer(self, question_number: int, *, stay: bool) -> bool:
        """Answers a question, counted from 0; returns False if the timeline stays the same."""
        return self._switch_to(
            self._arrangement and self._arrangement.with_answer(question_number, stay=stay)
        )

    def add_time(self, frame: int) -> bool:
        """Makes the step at a frame 30 s longer, and the other's turn too; returns False if it cannot."""
        step = self.cursor.step_number_at(frame)
        return self._switch_to(self._arrangement and self._arrangement.with_more_time(step))

    def add_grace(self, frame: int) -> bool:
        """Adds time to finish a sentence after the turn at a frame; returns False if it cannot."""
        step = self.cursor.step_number_at(frame)
        return self._switch_to(self._arrangement and self._arrangement.with_grace(step))

    def take_frame_after_question(self, frame: int) -> int | None:
        """Returns where the practice goes on, the first time that the question asked again is over."""
        after_question = self._after_question
        if after_question is None or frame < after_question.question_end_frame:
            return None
        self._after_question = None
        return self.cursor.phrase_or_breath_start(frame_at(self.timeline, after_question.place))

    def stay_before_question(self) -> None:
        """Makes the practice go on after the question as usual: somebody stepped back to hear more."""
        self._after_question = None

    def leave_out_from(self, frame: int) -> int:
        """Leaves out all that can be left out from the step at a frame on; returns where to continue.

        If nothing would remain, the timeline stays, and the frame is the start of the current sentence or
        breath.
        """
        new_frame = self.cursor.phrase_or_breath_start(frame)
        if self._arrangement:
            with suppress(PracticeError):
                arrangement, new_frame = self._arrangement.gentler(self.cursor.step_number_at(frame))
                self._switch_to(arrangement)
                self._other_voices.clear()  # they would have to be arranged anew
        return new_frame

    def next_voice(self, frame: int) -> int | None:
        """Switches to the next voice; returns the matching frame, None if there is no other voice.

        Raises:
            StillReadingError: the voice's recordings are being read; the next call tries it again.
            PracticeError: the voice cannot be used; the timeline stays, and the next call tries another
            voice.
        """
        if not (self._other_voices and self._arrangement):
            return None
        try:
            voice, find_clips = self._other_voices[0]
            arrangement = self._arrangement.with_voice(find_clips())
        except StillReadingError:
            raise
        except PracticeError:
            unusable = self._other_voices.popleft()
            # before the last, which is the current voice
            self._other_voices.insert(len(self._other_voices) - 1, unusable)
            raise
        self._other_voices.rotate(-1)
        self.voice = voice
        new_frame = self.cursor.matching_frame(frame, arrangement.timeline)
        self._switch_to(arrangement)
        return new_frame

    def _switch_to(self, arrangement: Arrangement | None) -> bool:
        if arrangement is None or arrangement is self._arrangement:
            return False
        self._arrangement, self.timeline = arrangement, arrangement.timeline
        self.cursor = TimelineCursor(arrangement.timeline, self._people)
        return True

"""The way a practice takes: its timeline, and how answers, more time and other voices change it."""

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeAlias

from practice_player.clips.analysis_cache import StillReadingError
from practice_player.lib.errors import PracticeError
from practice_player.playback.cursor import TimelineCursor
from practice_player.script.kinds import StepKind
from practice_player.timeline.arrangement import Arrangement
from practice_player.timeline.model import ClipFinder, Timeline

NamedVoice: TypeAlias = tuple[str, Callable[[], ClipFinder]]
"""A voice's name, and what finds its recordings."""

_LONGER: frozenset[StepKind] = frozenset({StepKind.TURN, StepKind.REST, StepKind.STAY})


class Course:
    """A timeline, and with an arrangement the others it can turn into; knows no time and no sound."""

    def __init__(
        self,
        timeline: Timeline,
        arrangement: Arrangement | None,
        other_voices: Sequence[NamedVoice],
        people: Sequence[str],
    ) -> None:
        self.timeline = timeline
        self.cursor = TimelineCursor(timeline, people)
        self.voice = ""
        """The voice that was chosen on the way; empty when none was."""

        self._arrangement = arrangement
        self._other_voices = deque(other_voices if arrangement else ())
        self._people = tuple(people)

    @property
    def voices(self) -> int:
        """How many other voices there are to choose from."""
        return len(self._other_voices)

    def can_be_longer(self, frame: int) -> bool:
        """Whether the step at a frame can be given more time."""
        return self._arrangement is not None and self.cursor.step_at(frame).kind in _LONGER

    def answer(self, number: int, *, stay: bool) -> bool:
        """Takes the way of an answer to a question, counted from 0; False when it is on it already."""
        return self._takes(self._arrangement and self._arrangement.with_answer(number, stay=stay))

    def more_time(self, frame: int) -> bool:
        """Makes the step at a frame 30 s longer, and the other's turn as well; False when it cannot be."""
        step = self.cursor.number_at(frame)
        return self._takes(self._arrangement and self._arrangement.with_more_time(step))

    def add_grace(self, frame: int) -> bool:
        """Gives time to finish a sentence after the turn at a frame; False when it cannot be."""
        step = self.cursor.number_at(frame)
        return self._takes(self._arrangement and self._arrangement.with_grace(step))

    def gentler(self, frame: int) -> int:
        """Leaves out all that can be from the step at a frame on; returns the frame where it goes on.

        Where nothing would be left, it stays as it is, and goes on at the sentence or breath under way.
        """
        goes_on = self.cursor.beginning(frame)
        if self._arrangement:
            with suppress(PracticeError):
                arrangement, goes_on = self._arrangement.gentler(self.cursor.number_at(frame))
                self._takes(arrangement)
                self._other_voices.clear()  # another voice would need all of it anew
        return goes_on

    def next_voice(self, frame: int) -> int | None:
        """Says the rest in the next voice; returns the same place there, None when there is no other voice.

        Raises:
            StillReadingError: its recordings are being read; it is next again.
            PracticeError: it cannot be used; all stays as it is, and another voice is next.
        """
        if not (self._other_voices and self._arrangement):
            return None
        try:
            voice, find_clips = self._other_voices[0]
            arrangement = self._arrangement.with_voice(find_clips())
        except StillReadingError:
            raise
        except PracticeError:
            broken = self._other_voices.popleft()
            self._other_voices.insert(len(self._other_voices) - 1, broken)  # the last is the one that speaks
            raise
        self._other_voices.rotate(-1)
        self.voice = voice
        goes_on = self.cursor.same_place(frame, arrangement.timeline)
        self._takes(arrangement)
        return goes_on

    def _takes(self, arrangement: Arrangement | None) -> bool:
        if arrangement is None or arrangement is self._arrangement:
            return False
        self._arrangement, self.timeline = arrangement, arrangement.timeline
        self.cursor = TimelineCursor(arrangement.timeline, self._people)
        return True

"""Looks up what is shown at a frame of a timeline.  Pure."""

import dataclasses
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from practice_player.lib.units import frames, seconds
from practice_player.playback.captions import CaptionTrack
from practice_player.playback.snapshot import Answers, BreathSnapshot, OwnTime, Question
from practice_player.script.kinds import StepKind
from practice_player.script.steps import ROWS
from practice_player.script.turn_labels import TURNS
from practice_player.timeline.export.chapters import chapters
from practice_player.timeline.model import Breath, FrameSpan, Phrase, Timeline, TimelineStep

NEAR_END_FRAMES = frames(20.0)
"""This near to the end of a turn, or in its last third if shorter, time to finish a sentence is offered."""

_FINISHING = "Finishing a sentence"

_TALK = ("first", "second")
"""The turns in which one person talks and the other listens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CursorState:
    """What is shown at a frame; the fields are those of `PlaybackSnapshot`."""

    caption: str
    speaking: bool
    caption_dimming: float
    caption_heard: bool
    place: str
    place_left_s: float
    step: int
    kind: StepKind
    asks: Question
    answers: Answers | None
    own_time: OwnTime | None
    listening: str
    breath: BreathSnapshot | None
    heading: str

    def fields(self) -> dict[str, Any]:
        """Returns its fields by their names."""
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}


class TimelineCursor:
    """Looks up frames in one timeline."""

    def __init__(self, timeline: Timeline, people: Sequence[str] = ()) -> None:
        """`people` are those who practise, first whoever goes first; names may be empty."""
        self._timeline = timeline
        self._people = tuple(people)
        self._phrases = sorted(timeline.phrases, key=lambda phrase: phrase.start_frame)
        self._phrase_starts = _starts(self._phrases)
        self._step_starts = _starts(timeline.steps)
        self._breath_starts = _starts(timeline.breaths)
        self._captions = CaptionTrack(timeline)
        self.part_starts_s = tuple(seconds(chapter.start_frame) for chapter in chapters(timeline))
        """Where each part of the practice begins; the first at 0."""

    def state_at(self, frame: int) -> CursorState:
        frame = max(0, min(frame, self._timeline.length_frames - 1))
        number = bisect_right(self._step_starts, frame) - 1
        step = self._timeline.steps[number]
        caption = self._captions.at(frame, step)
        return CursorState(
            caption=caption.text,
            speaking=caption.speaking,
            caption_dimming=caption.dimming,
            caption_heard=caption.heard,
            place=self._place(step),
            place_left_s=seconds(step.end_frame - frame),
            step=number + 1,
            kind=step.kind,
            asks=self._asks(number, frame),
            answers=self._answers(step, frame),
            own_time=self._own_time(step, frame),
            listening=TURNS[step.who].listening if step.who else "",
            breath=self._breath(frame),
            heading=self._heading(frame),
        )

    def step_number_at(self, frame: int) -> int:
        """Returns the number of the step at a frame, counted from 0."""
        return max(0, bisect_right(self._step_starts, frame) - 1)

    def step_at(self, frame: int) -> TimelineStep:
        return self._timeline.steps[self.step_number_at(frame)]

    def question_at(self, frame: int) -> int | None:
        """Returns the number of the `agree` step at a frame, counted from 0; None if it is no such step."""
        current = self.step_at(frame)
        if current.kind is not StepKind.AGREE:
            return None
        earlier = (step for step in self._timeline.steps if step.start_frame < current.start_frame)
        return sum(step.kind is StepKind.AGREE for step in earlier)

    def previous_start(self, frame: int, *, near_frames: int) -> int:
        """Returns where a step back leads: the start of this step, or of the previous one if that is near."""
        number = bisect_right(self._step_starts, frame) - 1
        if frame - self._step_starts[number] <= near_frames and number > 0:
            number -= 1
        return self._step_starts[number]

    def next_start(self, frame: int) -> int:
        """Returns where a step forward leads: the start of the next step, or the end."""
        number = bisect_right(self._step_starts, frame)
        return self._step_starts[number] if number < len(self._step_starts) else self._timeline.length_frames

    def phrase_or_breath_start(self, frame: int) -> int:
        """Returns where the current sentence or breath begins; `frame` itself if there is neither."""
        number = bisect_right(self._phrase_starts, frame) - 1
        if number >= 0 and frame < self._phrases[number].end_frame:
            return self._phrases[number].start_frame
        number = bisect_right(self._breath_starts, frame) - 1
        breaths = self._timeline.breaths
        if number < 0 or frame >= breaths[number].end_frame:
            return frame
        while number > 0 and not breaths[number].is_start:
            number -= 1
        return breaths[number].start_frame

    def matching_frame(self, frame: int, other_timeline: Timeline) -> int:
        """Returns the frame of another voice's timeline that matches `frame`: the same sentence or step."""
        number = bisect_right(self._step_starts, frame) - 1
        step, other_step = self._timeline.steps[number], other_timeline.steps[number]
        phrases = [phrase for phrase in self._phrases if step.start_frame <= phrase.start_frame <= frame]
        other_starts = sorted(
            phrase.start_frame
            for phrase in other_timeline.phrases
            if phrase.start_frame >= other_step.start_frame
        )
        if step.kind is StepKind.SAY and phrases and len(other_starts) >= len(phrases):
            return other_starts[len(phrases) - 1]
        return other_step.start_frame + min(frame - step.start_frame, other_step.length_frames - 1)

    def _heading(self, frame: int) -> str:
        names = [name for start, name in self._timeline.headings if start <= frame]
        return names[-1] if names else ""

    def _place(self, step: TimelineStep) -> str:
        if not step.who or step.grace:
            return _FINISHING if step.grace else ROWS[step.kind].player_label
        talks, listens = self._roles(step)
        if not (talks or listens):
            return TURNS[step.who].player_label
        return f"{talks or 'The other'} talks, {listens or 'the other'} listens"

    def _own_time(self, step: TimelineStep, frame: int) -> OwnTime | None:
        """The time of a turn or of a position that is held; None in other steps."""
        if step.kind not in (StepKind.TURN, StepKind.STAY):
            return None
        talks, listens = self._roles(step)
        says_who = (talks or listens) and not step.grace
        label = f"{talks or 'The other'} talks" if says_who else self._place(step)
        return OwnTime(
            label=label, left_s=seconds(step.end_frame - frame), length_s=seconds(step.length_frames)
        )

    def _roles(self, step: TimelineStep) -> tuple[str, str]:
        """Who talks and who listens, by name; a guest, or somebody in a turn for both, has none."""
        if step.who not in _TALK or len(self._people) != len(_TALK):
            return "", ""
        talks, listens = self._people
        return (listens, talks) if step.who == _TALK[1] else (talks, listens)

    def _answers(self, step: TimelineStep, frame: int) -> Answers | None:
        """What can be answered to a question; its time runs once it has been asked."""
        if step.kind is not StepKind.AGREE:
            return None
        asked = self._captions.words_end(step)
        staying, shifting = step.answers
        return Answers(
            staying=staying,
            shifting=shifting,
            left_s=seconds(step.end_frame - max(frame, asked)),
            length_s=seconds(max(1, step.end_frame - asked)),
        )

    def _asks(self, number: int, frame: int) -> Question:
        step = self._timeline.steps[number]
        if step.grace:
            return Question.GRACE
        if step.until_enter:
            return Question.WAIT
        if step.who not in _TALK:
            return Question(ROWS[step.kind].question)
        next_steps = self._timeline.steps[number + 1 : number + 2]
        near_frames = min(NEAR_END_FRAMES, step.length_frames // 3)
        is_near = step.end_frame - frame <= near_frames
        return (
            Question.FINISH
            if is_near and not any(next_step.grace for next_step in next_steps)
            else Question.NOTHING
        )

    def _breath(self, frame: int) -> BreathSnapshot | None:
        number = bisect_right(self._breath_starts, frame) - 1
        if number < 0:
            return None
        breath = self._timeline.breaths[number]
        if frame >= breath.end_frame:
            return None
        return BreathSnapshot(
            word=breath.word,
            name=breath.name,
            left_s=seconds(breath.end_frame - frame),
            length_s=seconds(breath.length_frames),
            fullness=_fullness(breath, frame),
            cycle=breath.cycle,
            cycles=breath.cycles,
            counted=breath.counted,
        )


def _fullness(breath: Breath, frame: int) -> float:
    progress = (frame - breath.start_frame) / breath.length_frames
    eased = progress * progress * (3 - 2 * progress)
    return breath.from_fullness + (breath.to_fullness - breath.from_fullness) * eased


def _starts(spans: Sequence[FrameSpan | Phrase | TimelineStep | Breath]) -> list[int]:
    return [span.start_frame for span in spans]

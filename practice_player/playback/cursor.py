"""What is seen and read at a frame of a timeline.  Pure."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from practice_player.lib.units import frames, seconds
from practice_player.playback.captions import CaptionTrack
from practice_player.playback.snapshot import Answers, BreathSnapshot, OwnTime, Question
from practice_player.script.kinds import StepKind
from practice_player.script.steps import ROWS, TURNS
from practice_player.timeline.export.chapters import chapters
from practice_player.timeline.model import Breath, FrameSpan, Phase, Phrase, Timeline, TimelineStep

NEAR_END_FRAMES = frames(20.0)
"""So near to the end of a turn, or in its last third, it can be given time to finish a sentence."""

_FINISHING = "Finishing a sentence"

_TALK = ("first", "second")
"""The turns in which one talks and the other listens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CursorState:
    """What there is to see."""

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


class TimelineCursor:
    """Looks things up in one timeline."""

    def __init__(self, timeline: Timeline, people: Sequence[str] = ()) -> None:
        """`people` are those who practise, the one who begins first; names may be empty."""
        self._timeline = timeline
        self._people = tuple(people)
        self._phrases = sorted(timeline.phrases, key=lambda phrase: phrase.start_frame)
        self._phrase_starts = _starts(self._phrases)
        self._step_starts = _starts(timeline.steps)
        self._breath_starts = _starts(timeline.breaths)
        self._captions = CaptionTrack(timeline)
        self.part_starts_s = tuple(seconds(chapter.start_frame) for chapter in chapters(timeline))
        """Where each part of the practice begins; the first at 0."""

    def at(self, frame: int) -> CursorState:
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
        )

    def number_at(self, frame: int) -> int:
        """The number of the step at a frame, counted from 0."""
        return max(0, bisect_right(self._step_starts, frame) - 1)

    def step_at(self, frame: int) -> TimelineStep:
        return self._timeline.steps[self.number_at(frame)]

    def question_at(self, frame: int) -> int | None:
        """The number of the `agree` that is asked at a frame, counted from 0; None when none is."""
        now = self.step_at(frame)
        if now.kind is not StepKind.AGREE:
            return None
        before = (step for step in self._timeline.steps if step.start_frame < now.start_frame)
        return sum(step.kind is StepKind.AGREE for step in before)

    def before(self, frame: int, *, near_frames: int) -> int:
        """Where a step back leads: the start of this step, or of the one before when it is near."""
        number = bisect_right(self._step_starts, frame) - 1
        if frame - self._step_starts[number] <= near_frames and number > 0:
            number -= 1
        return self._step_starts[number]

    def after(self, frame: int) -> int:
        """Where a step on leads: the start of the next step, or the end."""
        number = bisect_right(self._step_starts, frame)
        return self._step_starts[number] if number < len(self._step_starts) else self._timeline.length_frames

    def beginning(self, frame: int) -> int:
        """Where the sentence or the breath that is under way at `frame` begins."""
        number = bisect_right(self._phrase_starts, frame) - 1
        if number >= 0 and frame < self._phrases[number].end_frame:
            return self._phrases[number].start_frame
        number = bisect_right(self._breath_starts, frame) - 1
        breaths = self._timeline.breaths
        if number < 0 or frame >= breaths[number].end_frame:
            return frame
        while number > 0 and breaths[number].phase is not Phase.IN:
            number -= 1
        return breaths[number].start_frame

    def same_place(self, frame: int, other: Timeline) -> int:
        """Where the same script in another voice says or does what is under way at `frame`."""
        number = bisect_right(self._step_starts, frame) - 1
        here, there = self._timeline.steps[number], other.steps[number]
        said = [one for one in self._phrases if here.start_frame <= one.start_frame <= frame]
        theirs = sorted(one.start_frame for one in other.phrases if one.start_frame >= there.start_frame)
        if here.kind is StepKind.SAY and said and len(theirs) >= len(said):
            return theirs[len(said) - 1]
        return there.start_frame + min(frame - here.start_frame, there.length_frames - 1)

    def _place(self, step: TimelineStep) -> str:
        if not step.who or step.grace:
            return _FINISHING if step.grace else ROWS[step.kind].place
        talks, listens = self._roles(step)
        if not (talks or listens):
            return TURNS[step.who].place
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
        if step.who not in _TALK:
            return Question(ROWS[step.kind].asks)
        following = self._timeline.steps[number + 1 : number + 2]
        near_frames = min(NEAR_END_FRAMES, step.length_frames // 3)
        is_near = step.end_frame - frame <= near_frames
        return Question.FINISH if is_near and not any(each.grace for each in following) else Question.NOTHING

    def _breath(self, frame: int) -> BreathSnapshot | None:
        number = bisect_right(self._breath_starts, frame) - 1
        if number < 0:
            return None
        breath = self._timeline.breaths[number]
        if frame >= breath.end_frame:
            return None
        return BreathSnapshot(
            phase=breath.phase,
            left_s=seconds(breath.end_frame - frame),
            length_s=seconds(breath.length_frames),
            fullness=_fullness(breath, frame),
            cycle=breath.cycle,
            cycles=breath.cycles,
        )


def _fullness(breath: Breath, frame: int) -> float:
    along = (frame - breath.start_frame) / breath.length_frames
    eased = along * along * (3 - 2 * along)
    if breath.phase is Phase.IN:
        return eased
    return 1 - eased if breath.phase is Phase.OUT else float(breath.lungs_full)


def _starts(spans: Sequence[FrameSpan | Phrase | TimelineStep | Breath]) -> list[int]:
    return [span.start_frame for span in spans]

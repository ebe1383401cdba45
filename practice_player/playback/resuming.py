"""Where a practice goes on after it broke off, in the timeline that it has now.  Pure."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from practice_player.journal.resume_point import ResumePoint
from practice_player.lib.errors import PracticeError
from practice_player.lib.units import frames
from practice_player.playback.cursor import TimelineCursor
from practice_player.playback.heard_frames import HeardFrames
from practice_player.script.kinds import StepKind
from practice_player.timeline.arrangement import Arrangement
from practice_player.timeline.model import Timeline
from practice_player.timeline.place import Place, frame_at, place_at, section_start
from practice_player.timeline.turns import LongerPart

SHORT_BREAK_S: Final = 600.0
"""After a break up to this long, a practice goes on at the start of the current sentence or breath."""

LONG_BREAK_S: Final = 3600.0
"""After a longer break than this it goes on at the start of the part, before that at the sentence before."""

MAX_BACK_FRAMES: Final = frames(60.0)
"""A longer break leads back at most this far, and from there to the start of the sentence or breath."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceAfterQuestion:
    """Where two people go on once they have been asked again what they were asked on the way."""

    question_end_frame: int
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierProgress:
    """How far a practice came before it broke off."""

    start_frame: int
    """Where it goes on."""

    after_question: PlaceAfterQuestion | None = None
    """With a question at `start_frame`, where it goes on from there."""

    heard_s: float = 0.0
    skipped_s: float = 0.0

    def heard_frames(self) -> HeardFrames:
        """Returns the count of heard frames that the practice goes on with."""
        return HeardFrames(heard_frames=frames(self.heard_s), skipped_frames=frames(self.skipped_s))


def restore_changes(arrangement: Arrangement, point: ResumePoint) -> Arrangement:
    """Returns the arrangement with the answers and the additional time that it had when it broke off."""
    for number in sorted(point.stays):
        with suppress(PracticeError, IndexError):  # a question that the timeline does not have now
            arrangement = arrangement.with_answer(number, stay=True)
    longer = [
        LongerPart(section=section, number=number, times=times) for section, number, times in point.longer
    ]
    return arrangement.with_longer(longer)


def find_start(timeline: Timeline, point: ResumePoint, *, away_s: float) -> EarlierProgress:
    """Returns where a practice goes on that broke off `away_s` ago, with nothing heard yet.

    Two people who were asked something on the way, in the same section, are asked it again first: their
    answer is not stored.
    """
    broken_off = frame_at(timeline, Place(section=point.section, share=point.share))
    frame = _after_break(timeline, min(broken_off, timeline.length_frames - 1), away_s)
    section_frame = section_start(timeline, frame)
    questions = [
        step
        for step in timeline.steps
        if point.for_two and step.kind is StepKind.AGREE and section_frame <= step.start_frame <= frame
    ]
    if not questions:
        return EarlierProgress(start_frame=frame)
    question = questions[-1]
    after_question = PlaceAfterQuestion(
        question_end_frame=question.end_frame, place=place_at(timeline, frame)
    )
    return EarlierProgress(
        start_frame=question.start_frame,
        after_question=after_question if frame >= question.end_frame else None,
    )


def _after_break(timeline: Timeline, frame: int, away_s: float) -> int:
    cursor = TimelineCursor(timeline)
    current = cursor.phrase_or_breath_start(frame)
    if away_s <= SHORT_BREAK_S:
        return current
    earlier = [phrase.start_frame for phrase in timeline.phrases if phrase.start_frame < current]
    target = max(earlier, default=0)
    if away_s > LONG_BREAK_S:
        parts = [frames(start_s) for start_s in cursor.part_starts_s if frames(start_s) <= current]
        target = min(target, max(parts, default=0))
    if target < frame - MAX_BACK_FRAMES:
        return cursor.phrase_or_breath_start(frame - MAX_BACK_FRAMES)
    return target

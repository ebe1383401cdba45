"""Which words are on the screen at a frame, and how bright.  Pure."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from practice_player.lib.units import frames
from practice_player.script.kinds import StepKind
from practice_player.timeline.model import Phrase, Timeline, TimelineStep

HELD_FRAMES: Final = frames(20.0)
"""Words stay bright at most this long after they were said, and then dimmed as long again (content 3.5)."""

FADE_FRAMES: Final = frames(4.0)
"""How long they take to dim."""

BREATH_PAUSE_FRAMES: Final = frames(2.0)
"""How long words along breaths or a silence, or between numbers, stay bright."""

_STAYING: Final = (StepKind.REST, StepKind.STAY, StepKind.TURN, StepKind.WAIT)
"""In these nothing new is said, so what was said last stays to their end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionState:
    """Words as they are shown."""

    text: str
    speaking: bool
    """Whether they are being said."""

    dimming: float
    """0 bright, 1 dimmed."""

    heard: bool
    """Whether they are said aloud at all; some are only shown."""


_NOTHING: Final = CaptionState(text="", speaking=False, dimming=1.0, heard=False)


class CaptionTrack:
    """The words of one timeline."""

    def __init__(self, timeline: Timeline) -> None:
        self._steps = timeline.steps
        self._step_starts = [step.start_frame for step in timeline.steps]
        self._phrases = sorted(timeline.phrases, key=lambda phrase: phrase.start_frame)
        self._phrase_starts = [phrase.start_frame for phrase in self._phrases]

    def at(self, frame: int, step: TimelineStep) -> CaptionState:
        """`step` is the one under way at `frame`."""
        number = bisect_right(self._phrase_starts, frame) - 1
        phrase = self._phrases[number] if number >= 0 else None
        if step.kind is StepKind.AGREE:
            speaking = (
                phrase is not None and step.start_frame <= phrase.start_frame < frame < phrase.end_frame
            )
            return CaptionState(text=step.text, speaking=speaking, dimming=0.0, heard=True)
        if step.text and step.kind is not StepKind.SAY and not self._is_along(frame, step, phrase):
            bright_until = step.end_frame if step.kind is StepKind.WAIT else step.start_frame + HELD_FRAMES
            dimming = _dimming(frame, bright_until)
            return CaptionState(text=step.text, speaking=False, dimming=dimming, heard=False)
        if phrase is None:
            return _NOTHING
        bright_until = self._bright_until(number)
        if frame >= bright_until + HELD_FRAMES and step.kind not in _STAYING:
            return _NOTHING
        dimming = 0.0 if step.kind is StepKind.WAIT else _dimming(frame, bright_until)
        return CaptionState(text=phrase.text, speaking=frame < phrase.end_frame, dimming=dimming, heard=True)

    def _is_along(self, frame: int, step: TimelineStep, phrase: Phrase | None) -> bool:
        """Whether words along a step, which has words of its own to show, are being said, or just were."""
        if phrase is None or phrase.start_frame < step.start_frame:
            return False
        return frame < phrase.end_frame + BREATH_PAUSE_FRAMES

    def words_end(self, step: TimelineStep) -> int:
        """The frame at which what is said in a step has been said; its start when nothing is."""
        first = bisect_right(self._phrase_starts, step.start_frame - 1)
        last = bisect_right(self._phrase_starts, step.end_frame - 1)
        return max((phrase.end_frame for phrase in self._phrases[first:last]), default=step.start_frame)

    def _bright_until(self, number: int) -> int:
        """The end of the pause after a phrase."""
        phrase = self._phrases[number]
        step = self._steps[max(0, bisect_right(self._step_starts, phrase.start_frame) - 1)]
        if step.kind is not StepKind.SAY:
            return phrase.end_frame + BREATH_PAUSE_FRAMES
        return max(phrase.end_frame, min(step.end_frame, phrase.end_frame + HELD_FRAMES))


def _dimming(frame: int, bright_until: int) -> float:
    return min(1.0, max(0.0, (frame - bright_until) / FADE_FRAMES))

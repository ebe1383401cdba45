"""The captions of breaths that a tone alone does not explain: named, sipped or hummed ones."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from practice_player.lib.units import frames
from practice_player.timeline.model import Breath, Phrase, Timeline

OTHER_WORDS_FRAMES: Final = frames(2.0)
"""How long other words, said over the breaths, stay before a phase is named again."""

MIN_SHOWN_FRAMES: Final = frames(0.5)
"""A phase is named if so much of it is left beside other words; what is shorter only flickers."""

_EXPLAINED: Final = ("in", "wait", "out")
"""The phases that everybody knows by the tone."""


def breath_captions(timeline: Timeline) -> Iterator[tuple[int, int, str]]:
    """Yields the first frame, the frame after the last, and the words of each phase.

    Where something is said, there is none.  Breaths that are all plain in, wait and out have none.
    """
    step_starts = [step.start_frame for step in timeline.steps]
    phrases = sorted(timeline.phrases, key=lambda phrase: phrase.start_frame)
    phrase_starts = [phrase.start_frame for phrase in phrases]
    for _, group in groupby(
        timeline.breaths, key=lambda breath: bisect_right(step_starts, breath.start_frame)
    ):
        breaths = tuple(group)
        if any(breath.name or breath.word not in _EXPLAINED for breath in breaths):
            for breath in breaths:
                number = bisect_right(phrase_starts, breath.start_frame)
                yield from _caption(
                    breath, phrases[max(0, number - 1) : number], phrases[number : number + 1]
                )


def _caption(
    breath: Breath, before: Sequence[Phrase], after: Sequence[Phrase]
) -> Iterator[tuple[int, int, str]]:
    """Yields the caption of a phase, if there is room between the phrases around its first frame."""
    words = breath.cue
    start_frame, end_frame = breath.start_frame, breath.end_frame
    for phrase in before:
        if phrase.text == words and phrase.end_frame > start_frame:
            return  # it is being said, and its own caption stays
        start_frame = max(start_frame, phrase.end_frame + OTHER_WORDS_FRAMES)
    for phrase in after:
        end_frame = min(end_frame, phrase.start_frame)
    if end_frame - start_frame >= MIN_SHOWN_FRAMES:
        yield start_frame, end_frame, words

"""A timeline's chapters: the few places a person would want to go to."""

from dataclasses import dataclass, replace
from typing import Final

from practice_player.lib.letters import cut
from practice_player.lib.units import frames
from practice_player.script.sentences import split
from practice_player.script.steps import ROWS, TURNS
from practice_player.tagging.tags import MAX_CHAPTERS, Chapter
from practice_player.timeline.model import FrameSpan, Timeline, TimelineStep
from practice_player.timeline.outline import label

LEAST_FRAMES: Final = frames(10)
"""Nothing shorter is a chapter of its own."""

QUIET_FRAMES: Final = frames(120)
"""A rest of this length is a chapter; a shorter one belongs to what came before it."""

WORDS_FRAMES: Final = frames(90)
"""Words that have gone on for so long begin a new chapter with their next step."""

TITLE_LETTERS: Final = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section(FrameSpan):
    title: str


def chapters(timeline: Timeline) -> tuple[Chapter, ...]:
    """Back to back from 0 on, each 10 s or longer, unless there is only one; as many as a file holds."""
    least = max(LEAST_FRAMES, -(-timeline.length_frames // MAX_CHAPTERS))
    return tuple(
        Chapter(start_frame=section.start_frame, title=section.title)
        for section in _long_enough(_sections(timeline), least)
    )


def _sections(timeline: Timeline) -> list[_Section]:
    sections: list[_Section] = []
    before: TimelineStep | None = None
    for step in timeline.steps:
        if before and _goes_on(sections[-1], before, step):
            sections[-1] = replace(sections[-1], length_frames=step.end_frame - sections[-1].start_frame)
        else:
            title = _title(step, timeline)
            sections.append(
                _Section(start_frame=step.start_frame, length_frames=step.length_frames, title=title)
            )
        before = step
    return sections


def _goes_on(section: _Section, before: TimelineStep, step: TimelineStep) -> bool:
    """Whether a step belongs to the section that ends with the step before it."""
    joins = ROWS[step.kind].chapter_joins
    if joins == "short":
        return step.length_frames < QUIET_FRAMES
    if joins == "words":
        return before.kind is step.kind and section.length_frames < WORDS_FRAMES
    return joins == "always"


def _long_enough(sections: list[_Section], least_frames: int) -> list[_Section]:
    """Short ones join what follows them, under the title of the longer; at the end, what came before."""
    kept: list[_Section] = []
    short: _Section | None = None
    for each in sections:
        section = _joined(short, each) if short else each
        short = section if section.length_frames < least_frames else None
        if not short:
            kept.append(section)
    return kept or ([short] if short else [])


def _joined(first: _Section, second: _Section) -> _Section:
    title = max(first, second, key=lambda section: section.length_frames).title
    return _Section(
        start_frame=first.start_frame, length_frames=first.length_frames + second.length_frames, title=title
    )


def _title(step: TimelineStep, timeline: Timeline) -> str:
    row = ROWS[step.kind]
    if row.chapter_words and step.text:
        return _first_words(step.text)
    return label(row.chapter, step, timeline, who=TURNS[step.who].chapter if step.who else "")


def _first_words(text: str) -> str:
    """The first sentence, without its full stop, cut after a word when it is long."""
    sentence = split(text)[0].rstrip(".…, ")
    if len(sentence) <= TITLE_LETTERS:
        return sentence
    begun = cut(sentence, TITLE_LETTERS - 1)
    words, _, _ = begun.rpartition(" ")  # a script without spaces is cut anywhere
    return (words or begun).rstrip(".…, ") + "…"

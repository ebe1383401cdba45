"""Finds the chapters of a timeline: the few places that a listener would want to jump to."""

from dataclasses import dataclass, replace
from typing import Final

from practice_player.lib.letters import cut
from practice_player.lib.units import frames
from practice_player.script.sentences import split_phrases
from practice_player.script.steps import ROWS
from practice_player.script.turn_labels import TURNS
from practice_player.tagging.tags import MAX_CHAPTERS, Chapter
from practice_player.timeline.model import FrameSpan, Timeline, TimelineStep
from practice_player.timeline.outline import label

MIN_CHAPTER_FRAMES: Final = frames(10)
"""Nothing shorter becomes a chapter of its own."""

MIN_REST_CHAPTER_FRAMES: Final = frames(120)
"""A rest of this length is a chapter; a shorter one belongs to the chapter before it."""

MAX_WORDS_CHAPTER_FRAMES: Final = frames(90)
"""After this much speech the next spoken step begins a new chapter."""

MAX_TITLE_CHARACTERS: Final = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section(FrameSpan):
    title: str


def chapters(timeline: Timeline) -> tuple[Chapter, ...]:
    """Returns chapters back to back from frame 0, at most as many as a file can hold.

    They are the parts that the script's headings name, however short.  Without any, they are found, and each
    lasts `MIN_CHAPTER_FRAMES` or longer, unless the practice itself is shorter.
    """
    sections = _headed_sections(timeline) or _sections(timeline)
    least = -(-timeline.length_frames // MAX_CHAPTERS)
    if not timeline.headings:
        least = max(MIN_CHAPTER_FRAMES, least)
    return tuple(
        Chapter(start_frame=section.start_frame, title=section.title)
        for section in _merge_short(sections, least)
    )


def _headed_sections(timeline: Timeline) -> list[_Section]:
    """Returns the part under each heading; what comes before the first is one too, unless it is short."""
    starts = [frame for frame, _ in timeline.headings]
    ends = [*starts[1:], timeline.length_frames]
    sections = [
        _Section(start_frame=start, length_frames=end - start, title=_shortened(name))
        for (start, name), end in zip(timeline.headings, ends, strict=False)
    ]
    before_frames = starts[0] if starts else 0
    if before_frames >= MIN_CHAPTER_FRAMES:
        title = _title(timeline.steps[0], timeline)
        return [_Section(start_frame=0, length_frames=before_frames, title=title), *sections]
    return [
        replace(section, start_frame=0, length_frames=section.length_frames + before_frames)
        for section in sections[:1]
    ] + sections[1:]


def _sections(timeline: Timeline) -> list[_Section]:
    sections: list[_Section] = []
    previous: TimelineStep | None = None
    for step in timeline.steps:
        if previous and _continues(sections[-1], previous, step):
            sections[-1] = replace(sections[-1], length_frames=step.end_frame - sections[-1].start_frame)
        else:
            title = _title(step, timeline)
            sections.append(
                _Section(start_frame=step.start_frame, length_frames=step.length_frames, title=title)
            )
        previous = step
    return sections


def _continues(section: _Section, previous: TimelineStep, step: TimelineStep) -> bool:
    """Returns whether a step belongs to the section that ends with the step before it."""
    joins = ROWS[step.kind].chapter_joins
    if joins == "short":
        return step.length_frames < MIN_REST_CHAPTER_FRAMES
    if joins == "words":
        return previous.kind is step.kind and section.length_frames < MAX_WORDS_CHAPTER_FRAMES
    return joins == "always"


def _merge_short(sections: list[_Section], least_frames: int) -> list[_Section]:
    """Merges each short section with the next, under the title of the longer; the last may be left out."""
    # A short section at the end needs no chapter: it belongs to the one before.
    merged: list[_Section] = []
    short: _Section | None = None
    for following in sections:
        section = _joined(short, following) if short else following
        short = section if section.length_frames < least_frames else None
        if not short:
            merged.append(section)
    return merged or ([short] if short else [])


def _joined(first: _Section, second: _Section) -> _Section:
    title = max(first, second, key=lambda section: section.length_frames).title
    return _Section(
        start_frame=first.start_frame, length_frames=first.length_frames + second.length_frames, title=title
    )


def _title(step: TimelineStep, timeline: Timeline) -> str:
    row = ROWS[step.kind]
    if row.chapter_uses_words and step.text:
        return _first_words(step.text)
    return label(row.chapter_label, step, timeline, who=TURNS[step.who].chapter_label if step.who else "")


def _first_words(text: str) -> str:
    """Returns the first sentence without its full stop, cut after a word when it is long."""
    return _shortened(split_phrases(text)[0].rstrip(".…, "))


def _shortened(sentence: str) -> str:
    if len(sentence) <= MAX_TITLE_CHARACTERS:
        return sentence
    beginning = cut(sentence, MAX_TITLE_CHARACTERS - 1)
    words, _, _ = beginning.rpartition(" ")  # a script without spaces is cut anywhere
    return (words or beginning).rstrip(".…, ") + "…"

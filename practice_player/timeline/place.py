"""Where a practice is, in a form that also fits another timeline of the same script.  Pure.

A frame belongs to one timeline: other choices, an answer or another voice move it.  The section of the
script and the share of it that is over lead to the same frame of the same timeline, and to the nearest
place of another one.
"""

from dataclasses import dataclass
from itertools import groupby

from practice_player.timeline.model import FrameSpan, Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    section: int
    """The section of the script, as `section_numbers` counts them (0 or more)."""

    share: float
    """How much of it is over, from 0 to 1."""


def place_at(timeline: Timeline, frame: int) -> Place:
    """Returns the place of a frame; the end of the practice is the end of its last section."""
    sections = _sections(timeline)
    frame = max(0, min(frame, timeline.length_frames))
    number, span = next(
        (item for item in sections.items() if frame < item[1].end_frame), list(sections.items())[-1]
    )
    return Place(section=number, share=(frame - span.start_frame) / max(1, span.length_frames))


def frame_at(timeline: Timeline, place: Place) -> int:
    """Returns the frame of a place; the end of the practice if it has no such section."""
    span = _sections(timeline).get(place.section)
    if span is None:
        return timeline.length_frames
    return span.start_frame + round(max(0.0, min(place.share, 1.0)) * span.length_frames)


def section_start(timeline: Timeline, frame: int) -> int:
    """Returns the first frame of the section that a frame lies in."""
    return _sections(timeline)[place_at(timeline, frame).section].start_frame


def _sections(timeline: Timeline) -> dict[int, FrameSpan]:
    """Returns the span of each section, in order of time."""
    spans = {}
    for section, group in groupby(timeline.steps, key=lambda step: step.section):
        steps = list(group)
        start_frame = steps[0].start_frame
        spans[section] = FrameSpan(start_frame=start_frame, length_frames=steps[-1].end_frame - start_frame)
    return spans

"""Writes the words of a timeline as WebVTT captions, for players of the rendered sound."""

from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeAlias

from practice_player.lib.atomic_files import unwritten_output_error, write_atomically
from practice_player.lib.plain_text import one_line
from practice_player.lib.units import frames, timecode
from practice_player.script.kinds import StepKind
from practice_player.timeline.export.breath_captions import breath_captions
from practice_player.timeline.model import Timeline

MAX_LINGER_FRAMES: Final = frames(4.0)
"""How long a caption stays after its words, unless the next comes sooner (content 3.5)."""


Caption: TypeAlias = tuple[int, int, str]
"""First frame, frame after the last, and the words."""


def captions(timeline: Timeline) -> list[Caption]:
    """Returns the captions in order of time: each phrase, what is shown in silence, and how to breathe."""
    found = sorted([*_phrase_captions(timeline), *_silent_captions(timeline), *breath_captions(timeline)])
    next_starts = [start for start, _, _ in found[1:]] + [timeline.length_frames]
    return [
        (start, min(end, next_start), text)
        for (start, end, text), next_start in zip(found, next_starts, strict=False)
    ]


def webvtt(timeline: Timeline) -> str:
    """Returns the captions as the text of a file."""
    return "\n".join(["WEBVTT\n", *(_block(*caption) for caption in captions(timeline))])


def write_captions(timeline: Timeline, path: Path) -> None:
    """Writes the captions; a symbolic link at `path` is replaced, not followed.

    Raises:
        OutputError: the file cannot be written.
    """
    try:
        write_atomically(path, webvtt(timeline).encode(), mode=None)
    except OSError as exc:
        problem, otherwise = "the captions cannot be written", "name a folder you can write to"
        raise unwritten_output_error(exc, problem, otherwise=otherwise, place=path) from exc


def _phrase_captions(timeline: Timeline) -> Iterator[Caption]:
    for phrase in timeline.phrases:
        yield phrase.start_frame, phrase.end_frame + MAX_LINGER_FRAMES, phrase.text


def _silent_captions(timeline: Timeline) -> Iterator[Caption]:
    """Yields what the screen shows without words being said, from a step's start to its end.

    Words along the step come in between.
    """
    phrases = sorted(timeline.phrases, key=lambda phrase: phrase.start_frame)
    starts = [phrase.start_frame for phrase in phrases]
    for step in timeline.steps:
        if step.text and step.kind not in (StepKind.SAY, StepKind.AGREE):  # the words of these are phrases
            start = step.start_frame
            for phrase in phrases[bisect_left(starts, start) : bisect_left(starts, step.end_frame)]:
                if start < phrase.start_frame:
                    yield start, phrase.start_frame, step.text
                start = phrase.end_frame + MAX_LINGER_FRAMES
            if start < step.end_frame:
                yield start, step.end_frame, step.text


def _block(start_frame: int, end_frame: int, text: str) -> str:
    # On one line: an empty line would end the block, and what follows would be read as another block.
    escaped = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"{timecode(start_frame)} --> {timecode(end_frame)}\n{escaped}\n"

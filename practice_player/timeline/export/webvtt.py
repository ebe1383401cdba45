"""A timeline's words as WebVTT captions, for players of the rendered sound."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeAlias

from practice_player.lib.errors import OutputError
from practice_player.lib.folders import write_whole
from practice_player.lib.plain_text import one_line
from practice_player.lib.unfinished_files import why
from practice_player.lib.units import frames, timecode
from practice_player.script.kinds import StepKind
from practice_player.timeline.model import Timeline

HELD_FRAMES: Final = frames(4.0)
"""A caption stays for up to this long after its words, or until the next (content 3.5)."""


_Shown: TypeAlias = tuple[int, int, str]
"""First frame, frame after the last, and the words."""


def webvtt(timeline: Timeline) -> str:
    """The captions in order of time: each phrase, and what is shown in rests, turns and silences."""
    shown = sorted([*_said(timeline), *_shown_in_silence(timeline)])
    ends = [start for start, _, _ in shown[1:]] + [timeline.length_frames]
    blocks = [
        _block(start, min(end, next_start), text)
        for (start, end, text), next_start in zip(shown, ends, strict=False)
    ]
    return "\n".join(["WEBVTT\n", *blocks])


def write_captions(timeline: Timeline, path: Path) -> None:
    """Writes the captions; a link of their name gives way to them.

    Raises:
        OutputError: the file cannot be written.
    """
    try:
        write_whole(path, webvtt(timeline).encode(), mode=None)
    except OSError as exc:
        raise OutputError(
            f"the captions cannot be written ({why(exc)})",
            fix="name a folder you can write to",
            place=str(path),
        ) from exc


def _said(timeline: Timeline) -> Iterator[_Shown]:
    for phrase in timeline.phrases:
        yield phrase.start_frame, phrase.end_frame + HELD_FRAMES, phrase.text


def _shown_in_silence(timeline: Timeline) -> Iterator[_Shown]:
    """As on the screen: from a step's start to its end, or to the first words in it."""
    for step in timeline.steps:
        if step.text and step.kind not in (StepKind.SAY, StepKind.AGREE):  # the words of these are phrases
            yield step.start_frame, step.end_frame, step.text


def _block(start_frame: int, end_frame: int, text: str) -> str:
    # On one line: an empty one would end the block, and what follows it would be read as its next.
    shown = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"{timecode(start_frame)} --> {timecode(end_frame)}\n{shown}\n"

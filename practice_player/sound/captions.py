"""A timeline's words as WebVTT captions, for players of the rendered sound."""

from pathlib import Path
from typing import Final

from practice_player.errors import OutputError
from practice_player.plain_text import one_line
from practice_player.timeline.cue import Phrase, Timeline
from practice_player.units import frames, timecode

HELD_FRAMES: Final = frames(4.0)
"""A caption stays for up to this long after its words, or until the next (content 3.5)."""


def webvtt(timeline: Timeline) -> str:
    """The captions, one for each phrase, in order of time."""
    phrases = sorted(timeline.phrases, key=lambda phrase: phrase.start_frame)
    ends = [phrase.start_frame for phrase in phrases[1:]] + [timeline.length_frames]
    blocks = [
        _block(phrase, min(end, phrase.end_frame + HELD_FRAMES))
        for phrase, end in zip(phrases, ends, strict=False)
    ]
    return "\n".join(["WEBVTT\n", *blocks])


def write_captions(timeline: Timeline, path: Path) -> None:
    """Writes the captions.

    Raises:
        OutputError: the file cannot be written.
    """
    try:
        path.write_text(webvtt(timeline), encoding="utf-8")
    except OSError as exc:
        raise OutputError(
            f"the captions cannot be written ({exc.strerror})",
            fix="name a folder you can write to",
            place=str(path),
        ) from exc


def _block(phrase: Phrase, end_frame: int) -> str:
    # On one line: an empty one would end the block, and what follows it would be read as its next.
    said = one_line(phrase.text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"{timecode(phrase.start_frame)} --> {timecode(end_frame)}\n{said}\n"

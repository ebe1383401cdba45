"""Places phrases one after another, with the pauses a person would leave."""

from collections.abc import Sequence
from decimal import Decimal

from practice_player.timeline.cue import ClipFinder, Phrase
from practice_player.units import frames

GAP_S = Decimal("1.4")
"""Between sentences (content 3.1: 1.0-2.0 s)."""

ELLIPSIS_GAP_S = Decimal("1.0")
"""After a phrase that trails off."""

READING_CHARACTERS_PER_S = 12
"""How fast a phrase without a recording is taken to be read (content 3.5: at most 17)."""


def place_phrases(texts: Sequence[str], find_clip: ClipFinder, *, start_frame: int) -> list[Phrase]:
    """The phrases, the first at `start_frame`; one without a clip lasts its reading time."""
    placed: list[Phrase] = []
    at = start_frame
    for text in texts:
        clip = find_clip(text)
        length = clip.length_frames if clip else reading_frames(text)
        placed.append(Phrase(start_frame=at, length_frames=length, text=text, clip=clip))
        at += length + frames(ELLIPSIS_GAP_S if text.endswith("…") else GAP_S)
    return placed


def reading_frames(text: str) -> int:
    return frames(1 + Decimal(len(text)) / READING_CHARACTERS_PER_S)

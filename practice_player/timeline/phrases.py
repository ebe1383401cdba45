"""Places phrases one after another, with the pauses a person would leave."""

from collections.abc import Sequence
from decimal import Decimal

from practice_player.lib.units import frames
from practice_player.script.sentences import opened
from practice_player.timeline.model import Clip, ClipFinder, Phrase

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
        at += length + frames(ELLIPSIS_GAP_S if opened(text).endswith("…") else GAP_S)
    return placed


def place_in_time(
    texts: Sequence[str], find_clip: ClipFinder, *, start_frame: int, beat_frames: int
) -> list[Phrase]:
    """A phrase at each beat, however long its recording is; one without is shown until the next at most."""
    placed: list[Phrase] = []
    for number, text in enumerate(texts):
        clip = find_clip(text)
        placed.append(
            Phrase(
                start_frame=start_frame + number * beat_frames,
                length_frames=clip.length_frames if clip else min(reading_frames(text), beat_frames),
                text=text,
                clip=clip,
                room_frames=beat_frames,
            )
        )
    return placed


def reading_frames(text: str) -> int:
    return frames(1 + Decimal(len(text)) / READING_CHARACTERS_PER_S)


def place_recording(texts: Sequence[str], clip: Clip, *, start_frame: int) -> list[Phrase]:
    """Phrases that one recording says: it begins with the first, the others share its time by letters."""
    letters = [0]
    for text in texts:
        letters.append(letters[-1] + len(text))
    marks = [start_frame + clip.length_frames * count // letters[-1] for count in letters]
    first = Phrase(start_frame=start_frame, length_frames=clip.length_frames, text=texts[0], clip=clip)
    return [first] + [
        Phrase(start_frame=mark, length_frames=max(1, end - mark), text=text, clip=None, inside=clip)
        for text, mark, end in zip(texts[1:], marks[1:-1], marks[2:], strict=True)
    ]

"""Places phrases one after another, with the pauses that a speaker would leave."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache

from practice_player.lib.units import frames
from practice_player.script import model
from practice_player.script.choices import VoiceRole
from practice_player.script.expand import every_possible_step
from practice_player.script.languages import relative_reading_speed
from practice_player.script.respelling import respelled
from practice_player.script.sentences import Utterance, without_closing_marks
from practice_player.script.steps import row_of
from practice_player.timeline.model import Clip, ClipFinder, Phrase

GAP_S = Decimal("1.4")
"""The pause between sentences (content 3.1: 1.0-2.0 s)."""

ELLIPSIS_GAP_S = Decimal("1.0")
"""The pause after a phrase that ends in an ellipsis."""

READING_CHARACTERS_PER_S = 12
"""The reading speed assumed for English without a recording (content 3.5: at most 17)."""


def place_phrases(
    utterances: Sequence[Utterance],
    find_clip: ClipFinder,
    *,
    start_frame: int,
    voice: VoiceRole = "first",
    lang: str | None = None,
) -> list[Phrase]:
    """Places the phrases, the first at `start_frame`; one without a clip lasts its reading time."""
    placed: list[Phrase] = []
    at_frame = start_frame
    for utterance in utterances:
        text = utterance.text
        clip = find_clip(text)
        length = clip.length_frames if clip else reading_frames(text, lang)
        placed.append(Phrase(start_frame=at_frame, length_frames=length, text=text, clip=clip, voice=voice))
        at_frame += length + frames(_gap_s(utterance))
    return placed


def _gap_s(utterance: Utterance) -> Decimal:
    """Returns the pause after a phrase that is followed by another."""
    if utterance.pause_s is not None:
        return utterance.pause_s
    return ELLIPSIS_GAP_S if without_closing_marks(utterance.text).endswith(("…", "...")) else GAP_S


def place_in_time(
    texts: Sequence[str],
    find_clip: ClipFinder,
    *,
    start_frame: int,
    beat_frames: int,
    voice: VoiceRole = "first",
    lang: str | None = None,
) -> list[Phrase]:
    """Places a phrase at each beat, however long its recording is.

    One without a recording is shown until the next beat at most.
    """
    placed: list[Phrase] = []
    for number, text in enumerate(texts):
        clip = find_clip(text)
        placed.append(
            Phrase(
                start_frame=start_frame + number * beat_frames,
                length_frames=clip.length_frames if clip else min(reading_frames(text, lang), beat_frames),
                text=text,
                clip=clip,
                room_frames=beat_frames,
                voice=voice,
            )
        )
    return placed


def reading_frames(text: str, lang: str | None = None) -> int:
    """Returns how long a phrase without a recording is shown."""
    return frames(1 + reading_s(text, lang))


def reading_s(text: str, lang: str | None) -> Decimal:
    """Returns how long some words take to read at the pace of captions, in seconds."""
    return Decimal(len(text)) / _reading_characters_per_s(lang)


@cache
def _reading_characters_per_s(lang: str | None) -> Decimal:
    return READING_CHARACTERS_PER_S * relative_reading_speed(lang)


def place_recording(texts: Sequence[str], clip: Clip, *, start_frame: int) -> list[Phrase]:
    """Places phrases that one recording contains: they divide its time in proportion to their characters.

    The first holds the clip, for its whole length; the others point at it by `inside`.
    """
    character_counts = [0]
    for text in texts:
        character_counts.append(character_counts[-1] + len(text))
    total = character_counts[-1]
    boundaries = [start_frame + clip.length_frames * count // total for count in character_counts]
    first = Phrase(
        start_frame=start_frame, length_frames=clip.length_frames, text=texts[0], clip=clip, voice=None
    )
    return [first] + [
        Phrase(
            start_frame=start,
            length_frames=max(1, end - start),
            text=text,
            clip=None,
            inside=clip,
            voice=None,
        )
        for text, start, end in zip(texts[1:], boundaries[1:-1], boundaries[2:], strict=True)
    ]


def spoken(script: model.Script) -> Iterable[str]:
    """Yields every phrase a voice may say, on every way through the script, with repeats of the same phrase.

    Words with a recording of their own are left out.
    """
    yield from (text for _, text in spoken_by(script))


def spoken_by(script: model.Script) -> Iterable[tuple[VoiceRole, str]]:
    """Does the same as `spoken`, with the voice that is to say each phrase."""
    for step in every_possible_step(script):
        yield from ((phrase.voice, phrase.text) for phrase in row_of(step).spoken_phrases(step, script.lang))


def sounds(script: model.Script) -> dict[str, str]:
    """Returns how each phrase sounds that is spelt in another way for a speech engine, by the phrase."""
    if not script.say_as:
        return {}
    respellings = {text: respelled(text, script.say_as) for text in spoken(script)}
    return {text: sound for text, sound in respellings.items() if sound != text}

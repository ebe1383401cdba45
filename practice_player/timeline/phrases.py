"""Places phrases one after another, with the pauses that a speaker would leave."""

from collections.abc import Iterable, Sequence

from practice_player.lib.units import frames
from practice_player.script import model
from practice_player.script.choices import VoiceRole
from practice_player.script.expand import every_possible_step
from practice_player.script.respelling import respelled
from practice_player.script.sentences import Utterance
from practice_player.script.steps import row_of
from practice_player.timeline.gaps import gaps_s
from practice_player.timeline.model import Clip, ClipFinder, Phrase
from practice_player.timeline.reading_time import reading_frames


def place_phrases(
    utterances: Sequence[Utterance],
    find_clip: ClipFinder,
    *,
    start_frame: int,
    voice: VoiceRole = "first",
    lang: str | None = None,
    asks: bool = False,
) -> list[Phrase]:
    """Places the phrases, the first at `start_frame`; one without a clip lasts its reading time.

    `asks` is whether the real questions among them wait for an answer.
    """
    placed: list[Phrase] = []
    at_frame = start_frame
    for utterance, pause_s in zip(utterances, gaps_s(utterances, lang=lang, asks=asks), strict=True):
        text = utterance.text
        clip = find_clip(text)
        length = clip.length_frames if clip else reading_frames(text, lang)
        placed.append(Phrase(start_frame=at_frame, length_frames=length, text=text, clip=clip, voice=voice))
        at_frame += length + frames(pause_s)
    return placed


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

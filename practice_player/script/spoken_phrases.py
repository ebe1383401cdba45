"""What each kind of step says aloud, phrase by phrase."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from practice_player.script import model
from practice_player.script.breath_cues import COUNT_BEAT_S, number_phrase, spoken_cues
from practice_player.script.choices import VoiceRole
from practice_player.script.node import Node
from practice_player.script.sentences import split_phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenPhrase:
    """A phrase that a step says aloud, in one go."""

    text: str
    owner: Node
    """The node in which it is written: the step, or words along its breaths."""

    key: str
    voice: VoiceRole = "first"
    room_s: Decimal | None = None
    """How long it may last before something else is due; None if everything that follows waits for it."""


def no_phrases(_step: model.Step, _lang: str | None) -> Iterable[SpokenPhrase]:
    return ()


def split_into_phrases(
    words: str, owner: model.Say | model.Agree | model.Along | model.AlongSilence, key: str
) -> Iterator[SpokenPhrase]:
    for text in split_phrases(words):
        yield SpokenPhrase(text=text, owner=owner, key=key, voice=owner.voice or "first")


def say_phrases(step: model.Say, _lang: str | None) -> Iterable[SpokenPhrase]:
    """Returns the phrases of the words; none if the step names its own recording of them."""
    return () if step.audio else split_into_phrases(step.say, step, "say")


def breathe_phrases(step: model.Breathe, lang: str | None) -> Iterator[SpokenPhrase]:
    voice = step.voice or "first"
    if step.cue == "voice-then-tone":
        for cue in spoken_cues(step, lang):
            yield SpokenPhrase(text=cue, owner=step, key="cue", voice=voice)
    elif step.cue == "count":
        longest_s = max(length_s for pattern in step.patterns for length_s in pattern.phases_s)
        for number in range(1, int(longest_s) + 1):
            yield SpokenPhrase(
                text=number_phrase(number, lang), owner=step, key="cue", voice=voice, room_s=COUNT_BEAT_S
            )
    for along in step.along:
        yield from split_into_phrases(along.say, along, "say")


def silence_phrases(
    step: model.Rest | model.Stay | model.Turn | model.Wait, _lang: str | None
) -> Iterator[SpokenPhrase]:
    for along in step.along:
        if along.say:
            yield from split_into_phrases(along.say, along, "say")


def count_phrases(step: model.Count, lang: str | None) -> Iterator[SpokenPhrase]:
    for number in step.numbers:
        yield SpokenPhrase(
            text=number_phrase(number, lang),
            owner=step,
            key="count",
            voice=step.voice or "first",
            room_s=step.beat_s,
        )


def agree_phrases(step: model.Agree, _lang: str | None) -> Iterator[SpokenPhrase]:
    return split_into_phrases(step.agree, step, "agree")

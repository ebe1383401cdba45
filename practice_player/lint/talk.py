"""Blocks of talk: what is said in a row, with its pauses, at the pace of an unhurried voice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from practice_player.lib.units import frames, seconds
from practice_player.script import model
from practice_player.timeline.finders import Finders
from practice_player.timeline.gaps import GAP_S
from practice_player.timeline.model import Clip, Phrase, no_files
from practice_player.timeline.parts import measure

SPOKEN_WORDS_A_MINUTE: Final = 148
"""Inside a phrase, in the middle of what is unhurried and still alive."""

MAX_PAUSE_INSIDE_S: Final = 10
"""A longer silence ends a block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidPhrase:
    step: model.Say
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class TalkBlock:
    """Phrases in a row, with nothing but pauses between them."""

    said: tuple[SaidPhrase, ...]

    @property
    def length_s(self) -> float:
        """From its first word until the next could follow on its last."""
        first, last = self.said[0].phrase, self.said[-1].phrase
        return seconds(last.end_frame - first.start_frame) + float(GAP_S)

    @property
    def words_a_minute(self) -> float:
        return 60 * sum(count_words(one.phrase.text) for one in self.said) / self.length_s

    @property
    def gaps_s(self) -> tuple[float, ...]:
        """The pause before each phrase but the first."""
        return tuple(
            seconds(later.phrase.start_frame - earlier.phrase.end_frame)
            for earlier, later in pairwise(self.said)
        )


def talk_blocks(way: Sequence[model.SimpleStep], lang: str | None) -> Iterator[TalkBlock]:
    """Yields the blocks of talk of a practice at its usual length."""
    finders = Finders(phrase=_as_spoken, file=no_files, lang=lang)
    block: list[SaidPhrase] = []
    start = 0
    for part in measure(way, finders):
        end = start + part.reach.usual_frames
        if isinstance(part.step, model.Say):
            phrases = finders.phrases(part.step, start_frame=start + part.lead_frames)
            block += [SaidPhrase(step=part.step, phrase=phrase) for phrase in phrases]
            goes_on = end - phrases[-1].end_frame < frames(MAX_PAUSE_INSIDE_S)
        else:
            goes_on = end == start
        if block and not goes_on:
            yield TalkBlock(tuple(block))
            block = []
        start = end
    if block:
        yield TalkBlock(tuple(block))


def count_words(text: str) -> int:
    return len(text.split())


def _as_spoken(text: str) -> Clip:
    return Clip(path=text, length_frames=max(1, frames(60 * count_words(text) / SPOKEN_WORDS_A_MINUTE)))

"""What is read, in which order, and how long that takes.  Pure.

A practice is read in its own order, so that its tone stays one.  Sentences that are alike (“Out for six.”,
“Out for eight.”) follow one another, wherever they stand, so that they sound alike as well.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from practice_player.lib.units import seconds
from practice_player.script.number_words import in_words
from practice_player.timeline.reading_time import reading_frames
from practice_player.voice.names import clip_name

ALIKE_SHARE: Final = 0.6
"""Two sentences are alike when they share so much of all their words."""

PER_SENTENCE_S: Final = 6.0
"""Looking at a sentence, pressing keys, and doing some of them again."""

_NUMBER_WORDS: Final = frozenset(in_words(number) for number in range(1, 21))
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Something to be read, once however often it is said."""

    text: str
    practice: str
    """The title of the practice that says it first."""

    @property
    def estimated_s(self) -> float:
        """About how long it takes to record."""
        return seconds(reading_frames(self.text)) + PER_SENTENCE_S


def in_reading_order(texts_by_practice: Mapping[str, Iterable[str]]) -> tuple[Sentence, ...]:
    """Returns every sentence once: practice by practice, each in its order, alike ones together."""
    by_name: dict[str, Sentence] = {}
    for practice, texts in texts_by_practice.items():
        for text in texts:
            by_name.setdefault(clip_name(text), Sentence(text=text, practice=practice))
    groups: list[list[Sentence]] = []
    groups_by_word: dict[str, list[int]] = {}
    for sentence in by_name.values():
        words = _words(sentence.text)
        candidates = dict.fromkeys(number for word in words for number in groups_by_word.get(word, ()))
        group = next((n for n in candidates if are_alike(sentence.text, groups[n][0].text)), None)
        if group is not None:
            groups[group].append(sentence)
            continue
        for word in words:
            groups_by_word.setdefault(word, []).append(len(groups))
        groups.append([sentence])
    return tuple(sentence for group in groups for sentence in group)


def are_alike(first: str, second: str) -> bool:
    """Whether two sentences say nearly the same: which number it is makes no difference."""
    one, other = _words(first), _words(second)
    return len(one & other) >= ALIKE_SHARE * len(one | other)


def time_left_s(sentences: Sequence[Sentence]) -> float:
    """Estimates how long it takes to record these sentences."""
    return sum(sentence.estimated_s for sentence in sentences)


def _words(text: str) -> frozenset[str]:
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset("#" if word.isdigit() or word in _NUMBER_WORDS else word for word in words)

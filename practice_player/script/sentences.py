"""Splits what is said into the phrases that are recorded one by one.

Sentence-level clips with real pauses between them sound like a person; a paragraph read in one
go sounds hurried.  An ellipsis is a pause too.  Closing quotes and brackets stay with the sentence
they close, and the full stop of "Dr." or "7 a.m." ends none.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from practice_player.script.abbreviations import goes_on

_ENDS: Final = tuple(".!?…。！？")  # noqa: RUF001 - full-width signs end sentences too
_CLOSING: Final = ("Pe", "Pf", "Pi")
"""What Unicode calls closing, and “initial” quotes as well: `“` closes in German."""

_STRAIGHT: Final = "\"'＂＇"  # noqa: RUF001


@lru_cache(maxsize=256)
def split(text: str) -> tuple[str, ...]:
    """The phrases of `text` in order, white space folded; empty when nothing is said.

    Each text is asked for several times on its way to a timeline.
    """
    words = text.split()
    return tuple(" ".join(words[start:end]) for start, end in _bounds(words))


def sentence_at(text: str, index: int) -> str:
    """The phrase of `text` that the letter at `index` stands in; empty between two."""
    words = text.split()
    number = len(text[: index + 1].split()) - 1
    return next((" ".join(words[start:end]) for start, end in _bounds(words) if start <= number < end), "")


def opened(phrase: str) -> str:
    """A phrase without the quotes and brackets that close at its end."""
    end = len(phrase)
    while end and (phrase[end - 1] in _STRAIGHT or unicodedata.category(phrase[end - 1]) in _CLOSING):
        end -= 1
    return phrase[:end]


def _bounds(words: list[str]) -> Iterator[tuple[int, int]]:
    """The first word of each phrase, and the first one after it."""
    start, over, last = 0, False, len(words) - 1
    for number, word in enumerate(words):
        if word[-1].isalpha() and number < last:  # most words: a shelf has a million
            over = False
            continue
        following = words[number + 1] if number < last else ""
        if over and _only_closes(word):  # as in « Bonjour. »
            over = not _runs_on(following)
        else:
            over = _is_over(words[number - 1] if number else "", word, following)
        if not following or (over and not _only_closes(following)):
            yield start, number + 1
            start = number + 1


def _is_over(before: str, word: str, following: str) -> bool:
    """Whether a sentence ends with this word."""
    bare = word if word[-1] in _ENDS else opened(word)
    if not bare.endswith(_ENDS) or (len(bare) < len(word) and _runs_on(following)):
        return False
    return not goes_on(before, bare, following)


def _only_closes(word: str) -> bool:
    return all(unicodedata.category(letter) in ("Pe", "Pf") for letter in word)


def _runs_on(following: str) -> bool:
    """Whether words after a closing quote belong to its sentence: “Are you there?” she asked."""
    return following[:1].islower()

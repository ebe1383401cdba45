"""Splits spoken text into phrases, each of which is recorded by itself.

Single sentences with real pauses between them sound like a person; a paragraph read in one go sounds
hurried.  An ellipsis is a pause too.  Closing quotes and brackets stay with the sentence that they close,
and the full stop of "Dr." or "7 a.m." does not end a sentence.  Inside a sentence, the author's own marks
of pauses (`pauses.py`) part it too.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from practice_player.script.abbreviations import sentence_goes_on
from practice_player.script.pauses import split_at_pauses

_UNSPACED_ENDS: Final = "。！？｡．"  # noqa: RUF001
"""Signs after which Chinese and Japanese leave no space."""

_ENDS: Final = frozenset(".!?…؟۔।॥።፧։‼⁇⁈⁉" + _UNSPACED_ENDS)  # noqa: RUF001
"""What ends a sentence: Latin, Arabic, Urdu, Indic, Ethiopic, Armenian, Chinese and Japanese signs."""

_GREEK_QUESTION: Final = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff][;\u037e]$")
"""A semicolon after a Greek letter asks a question."""

_EAST_ASIAN: Final = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_OPENING: Final = "「『（［｛〈《【〔“‘"  # noqa: RUF001
_CLOSING_UNSPACED: Final = "」』）］｝〉》】〕”’"  # noqa: RUF001
_WIDE_SIGN: Final = re.compile(r"[\u3000-\U0003ffff]")
"""A text without any such character has spaces between its sentences."""

_UNSPACED_END: Final = re.compile(
    rf"(?<=[{_UNSPACED_ENDS}])(?=[^\s{_UNSPACED_ENDS}{_CLOSING_UNSPACED}…0-9０-９])"  # noqa: RUF001
    rf"|(?<=[{_UNSPACED_ENDS}][{_CLOSING_UNSPACED}])(?=[{_OPENING}])"
    rf"|(?<=[{_EAST_ASIAN}][!?])(?=[{_EAST_ASIAN}{_OPENING}])"
    rf"|(?<=[{_EAST_ASIAN}]…)(?=[{_EAST_ASIAN}{_OPENING}])|(?<=[{_EAST_ASIAN}]……)(?=[{_EAST_ASIAN}{_OPENING}])"
)
"""Places between two sentences without a space.  After a closing quote the sentence goes on, as in
「はい。」と言う, unless another quote begins.
"""

_CLOSING: Final = ("Pe", "Pf", "Pi")
"""Unicode's categories of closing signs, and of “initial” quotes as well: `“` closes in German."""

_STRAIGHT: Final = "\"'＂＇"  # noqa: RUF001


class Utterance(NamedTuple):
    """Words that are said in one go."""

    text: str
    pause_s: Decimal | None = None
    """The silence that the author's mark asks for after them; None for the usual one."""


@lru_cache(maxsize=256)
def split_utterances(text: str) -> tuple[Utterance, ...]:
    """Returns the phrases of `text` in order, each with the pause that is marked after it.

    White space is folded; there are none if there are no words.  Cached, as each text is split several times
    on its way to a timeline.
    """
    utterances: list[Utterance] = []
    for part, pause_s in split_at_pauses(text):
        words = _words(part)
        utterances += [Utterance(" ".join(words[start:end])) for start, end in _phrase_bounds(words)]
        if pause_s is not None and utterances:
            utterances[-1] = Utterance(utterances[-1].text, pause_s)
    return tuple(utterances)


@lru_cache(maxsize=256)
def split_phrases(text: str) -> tuple[str, ...]:
    """Returns the phrases of `text` in order, white space folded; empty if there are no words."""
    return tuple(utterance.text for utterance in split_utterances(text))


def sentence_at(text: str, index: int) -> str:
    """Returns the phrase of `text` that contains the letter at `index`; empty between two phrases."""
    words = _words(text)
    number = len(_words(text[: index + 1])) - 1
    return next(
        (" ".join(words[start:end]) for start, end in _phrase_bounds(words) if start <= number < end), ""
    )


def _words(text: str) -> list[str]:
    """Returns the words of a text, parted where sentences follow one another without a space too."""
    if not text.isascii() and _WIDE_SIGN.search(text):
        text = _UNSPACED_END.sub(" ", text)
    return text.split()


def without_closing_marks(phrase: str) -> str:
    """Returns a phrase without the closing quotes and brackets at its end."""
    end = len(phrase)
    while end and (phrase[end - 1] in _STRAIGHT or unicodedata.category(phrase[end - 1]) in _CLOSING):
        end -= 1
    return phrase[:end]


def _phrase_bounds(words: list[str]) -> Iterator[tuple[int, int]]:
    """Yields the index of the first word of each phrase, and of the first word after the phrase."""
    start, is_over, last_number = 0, False, len(words) - 1
    for number, word in enumerate(words):
        if word[-1].isalpha() and number < last_number:  # most words, so it has to be quick
            is_over = False
            continue
        following = words[number + 1] if number < last_number else ""
        if is_over and _only_closes(word):  # as in « Bonjour. »
            is_over = not _runs_on(following)
        else:
            is_over = _ends_sentence(words[number - 1] if number else "", word, following)
        if not following or (is_over and not _only_closes(following)):
            yield start, number + 1
            start = number + 1


def _ends_sentence(before: str, word: str, following: str) -> bool:
    """Whether a sentence ends with this word."""
    unquoted_word = word if word[-1] in _ENDS else without_closing_marks(word)
    is_end = unquoted_word[-1:] in _ENDS or _GREEK_QUESTION.search(unquoted_word)
    if not is_end or (len(unquoted_word) < len(word) and _runs_on(following)):
        return False
    return not sentence_goes_on(before, unquoted_word, following)


def _only_closes(word: str) -> bool:
    return all(unicodedata.category(letter) in ("Pe", "Pf") for letter in word)


def _runs_on(following: str) -> bool:
    """Whether words after a closing quote belong to its sentence: “Are you there?” she asked."""
    return following[:1].islower()

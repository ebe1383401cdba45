"""Text is cut between what people see as letters, never inside one.

A family emoji is seven characters, a flag two, an accented letter on a Mac two: cut inside, each
turns into something its author did not write.  Follows the extended grapheme clusters of Unicode
(UAX 29) as far as the standard library knows characters; where in doubt, nothing is cut.
"""

import unicodedata
from typing import Final

MOST_JOINED: Final = 32
"""The longest emoji is of ten; marks without end are not."""

_JOINER: Final = "\u200d"
_SKIN: Final = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS: Final = range(0x1F1E6, 0x1F200)
_TAGS: Final = range(0xE0020, 0xE0080)
_VIRAMA: Final = 9
"""The combining class of signs that tie two letters of an Indic script together."""

_HANGUL: Final = (range(0x1160, 0x1200), range(0xD7B0, 0xD800))
"""Vowels and ends of Korean syllables that are written in parts."""

_TRAILING: Final = "\u200c\u0e33\u0eb3\uff9e\uff9f"
"""Others that belong to the letter before them, whatever their category says."""


def cut(text: str, most: int) -> str:
    """The beginning of `text`: at most `most` characters, a letter of several whole or not at all.

    A single letter of more than `MOST_JOINED` is cut all the same: somebody piled accents up.
    """
    if len(text) <= most:
        return text
    end = most
    while end and _inside(text, end):
        end -= 1
    return text[:most] if end < 1 and most >= MOST_JOINED else text[:end]


def shortened(text: str, most: int) -> str:
    """The text, or as much of its beginning as has room for `…` in `most` characters."""
    return text if len(text) <= most else f"{cut(text, most - 1)}…"


def letters(text: str) -> list[str]:
    """Letters as the eye counts them: each with its accents, and a joined emoji or a flag whole."""
    if text.isascii():
        return list(text)
    found, start = [], 0
    for at in range(1, len(text) + 1):
        if at == len(text) or at - start >= MOST_JOINED or not _inside(text, at):
            found.append(text[start:at])
            start = at
    return found


def joins(text: str, at: int) -> bool:
    """Whether the invisible character at `at` holds an emoji together, as its author meant it."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] == _JOINER:
        return _is_picture(before) and _is_picture(after)
    return ord(text[at]) in _TAGS and (_is_picture(before) or (before != "" and ord(before) in _TAGS))


def _is_picture(letter: str) -> bool:
    """A sign, the tone of one's skin, or the selector that makes a picture of a letter."""
    return letter != "" and (letter == "\ufe0f" or unicodedata.category(letter) in ("So", "Sk"))


def _inside(text: str, at: int) -> bool:
    """Whether what stands before `at` and what stands after it are one letter."""
    before, after = text[at - 1], text[at]
    if after < "\u0300" and before < "\u0300":
        return (before, after) == ("\r", "\n")
    code = ord(after)
    if code in _FLAG_LETTERS and ord(before) in _FLAG_LETTERS:
        return _flag_letters_before(text, at) % 2 == 1
    return (
        _JOINER in (before, after)
        or after in _TRAILING
        or unicodedata.category(after) in ("Mn", "Me", "Mc")
        or code in _SKIN
        or code in _TAGS
        or any(code in some for some in _HANGUL)
        or unicodedata.combining(before) == _VIRAMA
    )


def _flag_letters_before(text: str, at: int) -> int:
    start = at
    while start and ord(text[start - 1]) in _FLAG_LETTERS:
        start -= 1
    return at - start

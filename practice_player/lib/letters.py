"""Cuts text between letters as people see them, never inside one.

A family emoji is seven characters, a flag two, an accented letter on a Mac two: cut inside, each
turns into something its author did not write.  A letter here is an extended grapheme cluster of Unicode
(UAX 29), as far as the standard library has the data for it; where that leaves doubt, nothing is cut.
"""

import unicodedata
from typing import Final

MAX_LETTER_CHARACTERS: Final = 32
"""More characters than this are never treated as one letter: the longest emoji has ten, but combining
marks can be piled up without end.
"""

_JOINER: Final = "\u200d"
_SKIN_TONES: Final = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS: Final = range(0x1F1E6, 0x1F200)
_TAGS: Final = range(0xE0020, 0xE0080)
_VIRAMA: Final = 9
"""The combining class of the signs that join two letters of an Indic script."""

_HANGUL_BLOCKS: Final = (range(0x1160, 0x1200), range(0xD7B0, 0xD800))
"""Vowels and final consonants of Korean syllables that are written in parts."""

_TRAILING_CHARACTERS: Final = "\u200c\u0e33\u0eb3\uff9e\uff9f"
"""More characters that belong to the letter before them, although their Unicode category does not say so."""


def cut(text: str, max_characters: int) -> str:
    """Returns the beginning of `text`, at most `max_characters` long, without splitting a letter.

    A letter of more than `MAX_LETTER_CHARACTERS` characters is split all the same.
    """
    if len(text) <= max_characters:
        return text
    end = max_characters
    while end and _is_inside_letter(text, end):
        end -= 1
    return text[:max_characters] if end < 1 and max_characters >= MAX_LETTER_CHARACTERS else text[:end]


def shorten(text: str, max_characters: int) -> str:
    """Returns the text; if it is longer than `max_characters`, its beginning and `…` within that length."""
    return text if len(text) <= max_characters else f"{cut(text, max_characters - 1)}…"


def split_letters(text: str) -> list[str]:
    """Splits text into letters as the eye counts them: with their accents, joined emoji and flags whole."""
    if text.isascii():
        return list(text)
    clusters, start = [], 0
    for index in range(1, len(text) + 1):
        if index == len(text) or index - start >= MAX_LETTER_CHARACTERS or not _is_inside_letter(text, index):
            clusters.append(text[start:index])
            start = index
    return clusters


def joins_emoji(text: str, index: int) -> bool:
    """Returns whether the invisible character at `index` is part of an emoji: a joiner or a tag."""
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    if text[index] == _JOINER:
        return _is_emoji_part(before) and _is_emoji_part(after)
    return ord(text[index]) in _TAGS and (_is_emoji_part(before) or (before != "" and ord(before) in _TAGS))


def _is_emoji_part(letter: str) -> bool:
    """Returns whether this is a symbol, a skin tone, or the selector that turns a letter into a picture."""
    return letter != "" and (letter == "\ufe0f" or unicodedata.category(letter) in ("So", "Sk"))


def _is_inside_letter(text: str, index: int) -> bool:
    """Returns whether the characters before and at `index` belong to the same letter."""
    before, after = text[index - 1], text[index]
    if after < "\u0300" and before < "\u0300":
        return (before, after) == ("\r", "\n")
    code = ord(after)
    if code in _FLAG_LETTERS and ord(before) in _FLAG_LETTERS:
        return _flag_letters_before(text, index) % 2 == 1
    return (
        _JOINER in (before, after)
        or after in _TRAILING_CHARACTERS
        or unicodedata.category(after) in ("Mn", "Me", "Mc")
        or code in _SKIN_TONES
        or code in _TAGS
        or any(code in block for block in _HANGUL_BLOCKS)
        or unicodedata.combining(before) == _VIRAMA
    )


def _flag_letters_before(text: str, index: int) -> int:
    """Returns how many regional indicators, two of which make a flag, end at `index`."""
    start = index
    while start and ord(text[start - 1]) in _FLAG_LETTERS:
        start -= 1
    return index - start

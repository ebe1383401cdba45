"""Derives the file name of a phrase's recording from its words.

The name has the first words for people and a hash for the program: the same words always give the same
name, so a changed script never gets an outdated recording, and an unchanged one is never recorded twice.
"""

import hashlib
import re
import unicodedata
from typing import Final

SUFFIX: Final = ".ogg"

_FIRST_WORDS: Final = 5
_HASH_DIGITS: Final = 10
_MAX_WORDS_LETTERS: Final = 120
"""The longest the first words may be together: some disks allow names of 143 bytes only, most 255."""

_WORD: Final = re.compile(r"[a-z0-9]+")
_APOSTROPHES: Final = str.maketrans("", "", "'\N{RIGHT SINGLE QUOTATION MARK}")


def clip_name(spoken: str) -> str:
    """Returns `<first-words>-<hash>.ogg`; white space and the encoding of accents make no difference."""
    folded = " ".join(unicodedata.normalize("NFC", spoken).split())
    digest = hashlib.sha256(folded.encode()).hexdigest()[:_HASH_DIGITS]
    return "-".join([*_first_words(folded), digest]) + SUFFIX


def ellipsis_spellings(spoken: str) -> tuple[str, ...]:
    """Returns a phrase as it is written, and with `…` for `...` or the other way round if it has either."""
    as_signs = spoken.replace("...", "…")
    return tuple(dict.fromkeys((spoken, as_signs, as_signs.replace("…", "..."))))


def _first_words(folded: str) -> list[str]:
    plain = folded.lower().translate(_APOSTROPHES)
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    words = _WORD.findall(plain)[:_FIRST_WORDS]
    return [word for word in "-".join(words)[:_MAX_WORDS_LETTERS].split("-") if word]

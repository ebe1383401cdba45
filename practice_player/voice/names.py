"""The file name of a phrase's recording.

A few words for people, a hash for the program: the same words always have the same name, so a
changed script finds no stale recording and an unchanged one is never made twice.
"""

import hashlib
import re
import unicodedata
from typing import Final

SUFFIX: Final = ".ogg"

_FIRST_WORDS: Final = 5
_HASH_DIGITS: Final = 10
_MOST_LETTERS: Final = 120
"""Of the first words: some disks take names of 143 bytes and no more, most 255."""

_WORD: Final = re.compile(r"[a-z0-9]+")
_APOSTROPHES: Final = str.maketrans("", "", "'\N{RIGHT SINGLE QUOTATION MARK}")


def clip_name(spoken: str) -> str:
    """`<first-words>-<hash>.ogg`; neither white space nor the way accents are encoded matters."""
    folded = " ".join(unicodedata.normalize("NFC", spoken).split())
    digest = hashlib.sha256(folded.encode()).hexdigest()[:_HASH_DIGITS]
    return "-".join([*_first_words(folded), digest]) + SUFFIX


def _first_words(folded: str) -> list[str]:
    plain = folded.lower().translate(_APOSTROPHES)
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    words = _WORD.findall(plain)[:_FIRST_WORDS]
    return [word for word in "-".join(words)[:_MOST_LETTERS].split("-") if word]

"""The known word that somebody meant, for messages that say what to write instead."""

import difflib
from collections.abc import Iterable
from typing import Final

MAX_COMPARED_LETTERS: Final = 60
"""A longer word is compared by its beginning: what is typed, or pasted, can be of any length."""


def nearest_or_all(value: object, known: Iterable[str]) -> str:
    """The nearest of the known words in quotes; all of them when none is near."""
    words = list(known)
    near = difflib.get_close_matches(str(value)[:MAX_COMPARED_LETTERS].lower(), words, n=1, cutoff=0.5)
    if near or len(words) == 1:
        return f"`{(near or words)[0]}`"
    return "one of " + ", ".join(words)

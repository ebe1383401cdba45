"""Finds the known word that was probably meant, for messages that say what to write instead."""

import difflib
from collections.abc import Iterable
from typing import Final

MAX_COMPARED_LETTERS: Final = 60
"""Only the beginning of a longer word is compared."""


def nearest_or_all(value: object, known: Iterable[str]) -> str:
    """Returns the known word that is most similar, quoted; a list of all if none is similar."""
    words = list(known)
    near = difflib.get_close_matches(str(value)[:MAX_COMPARED_LETTERS].lower(), words, n=1, cutoff=0.5)
    if near or len(words) == 1:
        return f"`{(near or words)[0]}`"
    return "one of " + ", ".join(words)

"""Finds the known word that was probably meant, for messages that say what to write instead."""

import difflib
from collections.abc import Iterable
from typing import Final

MAX_COMPARED_LETTERS: Final = 60
"""Only the beginning of a longer word is compared."""


def nearest(value: object, known: Iterable[str], *, least_ratio: float = 0.5) -> str | None:
    """Returns the known word that is most similar; None if none is, by a ratio from 0 to 1."""
    shown = str(value)[:MAX_COMPARED_LETTERS].lower()
    return next(iter(difflib.get_close_matches(shown, list(known), n=1, cutoff=least_ratio)), None)


def nearest_or_all(value: object, known: Iterable[str]) -> str:
    """Returns the known word that is most similar, quoted; a list of all if none is similar."""
    words = list(known)
    near = words[0] if len(words) == 1 else nearest(value, words)
    return f"`{near}`" if near else "one of " + ", ".join(words)

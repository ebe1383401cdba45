"""Compiles wordings as people write them into patterns that find them in a text."""

import re
from collections.abc import Iterator
from typing import Final

_UP_TO_TWO_WORDS: Final = r"(?:\W+\w+){0,2}\W+"
_NEGATION: Final = re.compile(
    r"\b(?:no|not|without|never|nobody|nothing|instead of|rather than|n['\u2019]t)(?:\W+\w+){0,3}\W*$",
    re.IGNORECASE,
)

_NEGATION_REACH_LETTERS: Final = 80
"""The number of letters before a match that are searched for a negation, to save time in long texts."""


def compile_wordings(*texts: str) -> re.Pattern[str]:
    """Returns a pattern that finds any of these wordings, in upper or lower case.

    `*` stands for any ending, and ` … ` for up to two words between.  A wording with a possessive `'s`
    behind it is not found: “look at each other's hands” does not ask for a look at each other.
    """
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern, texts))})(?!\w|['\u2019]s\b)", re.IGNORECASE)


def unnegated_matches(pattern: re.Pattern[str], words: str) -> Iterator[str]:
    """Yields the matches of a pattern, except those that are negated just before in the same sentence."""
    for match in pattern.finditer(words):
        before = words[max(0, match.start() - _NEGATION_REACH_LETTERS) : match.start()]
        if not _NEGATION.search(re.split(r"[.!?…;:,]", before)[-1]):
            yield match[0]


def _pattern(wording: str) -> str:
    escaped = re.escape(wording).replace(r"\*", r"\w*").replace("'", "['\u2019]")
    return escaped.replace(r"\ …\ ", _UP_TO_TWO_WORDS).replace(r"\ ", r"\s+")

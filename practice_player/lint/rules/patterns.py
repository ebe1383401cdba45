"""Wordings as people write them become patterns, which find them in a text."""

import re
from collections.abc import Iterator
from typing import Final

_BETWEEN: Final = r"(?:\W+\w+){0,2}\W+"
_NO: Final = re.compile(
    r"\b(?:no|not|without|never|nobody|nothing|instead of|rather than|n['\u2019]t)(?:\W+\w+){0,3}\W*$",
    re.IGNORECASE,
)

_REACH: Final = 80
"""How many letters before a match a negation is looked for: all of a very long text would take too long."""


def wordings(*written: str) -> re.Pattern[str]:
    """Finds any of them, in upper or lower case.

    `*` stands for any ending, and ` … ` for up to two words between.  A wording with a possessive `'s`
    behind it is not found: “look at each other's hands” is no look at each other.
    """
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern, written))})(?!\w|['\u2019]s\b)", re.IGNORECASE)


def meant(pattern: re.Pattern[str], words: str) -> Iterator[str]:
    """The matches of a pattern, without those that the same sentence negates just before them."""
    for match in pattern.finditer(words):
        before = words[max(0, match.start() - _REACH) : match.start()]
        if not _NO.search(re.split(r"[.!?…;:,]", before)[-1]):
            yield match[0]


def _pattern(written: str) -> str:
    escaped = re.escape(written).replace(r"\*", r"\w*").replace("'", "['\u2019]")
    return escaped.replace(r"\ …\ ", _BETWEEN).replace(r"\ ", r"\s+")

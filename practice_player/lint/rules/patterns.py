"""Wordings written as people write them, and found in what is said."""

import re
from collections.abc import Iterator
from typing import Final

_BETWEEN: Final = r"(?:\W+\w+){0,2}\W+"
_NO: Final = re.compile(
    r"\b(?:no|not|without|never|nobody|nothing|instead of|rather than|n['\u2019]t)(?:\W+\w+){0,3}\W*$",
    re.IGNORECASE,
)

_REACH: Final = 80
"""Letters before a wording in which a no is looked for: all of a very long text would take too long."""


def wordings(*written: str) -> re.Pattern[str]:
    """Finds any of them, in upper or lower case.

    `*` stands for any ending, and ` … ` for up to two words between.  What belongs to somebody is
    another thing: “look at each other's hands” is no look at each other.
    """
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern, written))})(?!\w|['\u2019]s\b)", re.IGNORECASE)


def meant(pattern: re.Pattern[str], words: str) -> Iterator[str]:
    """What is found, but where the same sentence says no to it just before."""
    for said in pattern.finditer(words):
        before = words[max(0, said.start() - _REACH) : said.start()]
        if not _NO.search(re.split(r"[.!?…;:,]", before)[-1]):
            yield said[0]


def _pattern(written: str) -> str:
    escaped = re.escape(written).replace(r"\*", r"\w*").replace("'", "['\u2019]")
    return escaped.replace(r"\ …\ ", _BETWEEN).replace(r"\ ", r"\s+")

"""Splits what is said into the phrases that are recorded one by one.

Sentence-level clips with real pauses between them sound like a person; a paragraph read in one
go sounds hurried.  An ellipsis is a pause too.
"""

import re
from typing import Final

_BREAK: Final = re.compile(r"(?<=[.!?…])[\"”)]*\s+")


def split(text: str) -> tuple[str, ...]:
    """The phrases of `text` in order, white space folded; empty when nothing is said."""
    folded = " ".join(text.split())
    return tuple(part for part in _BREAK.split(folded) if part)

"""Reads times as captions write them: `00:01:02,500`, `01:02.5`."""

import re
from decimal import Decimal
from typing import Final

CLOCK: Final = r"(?:[0-9]{1,3}:)?[0-9]{1,3}:[0-9]{2}(?:[.,:][0-9]{1,3})?"
"""A pattern of a time, without groups."""

_PARTS: Final = re.compile(r"(?:([0-9]{1,3}):)?([0-9]{1,3}):([0-9]{2})(?:[.,]([0-9]{1,3}))?")
MAX_TIME_S: Final = Decimal(12 * 3600)
"""The longest a practice may last."""


def read_clock_s(text: str) -> Decimal | None:
    """Returns a time in seconds; None if it is not one, or lies beyond twelve hours."""
    match = _PARTS.fullmatch(text.strip())
    if not match:
        return None
    hours, minutes, seconds, fraction = match.groups()
    time_s = Decimal(hours or 0) * 3600 + Decimal(minutes) * 60 + Decimal(f"{seconds}.{fraction or 0}")
    return time_s if time_s <= MAX_TIME_S else None

"""Reads the pauses that other script languages and people write inside brackets: `pause 4s`, `10 seconds`.

German, French, Spanish and Italian words for seconds, minutes and silence are read too.
"""

import re
from decimal import Decimal
from typing import Final

from practice_player.script.number_words import in_words

_NUMBERS: Final = {in_words(number): number for number in range(1, 61)}
_UNITS_S: Final = {"m": Decimal(1) / 1000, "s": Decimal(1), "n": Decimal(60), "h": Decimal(3600)}
"""Seconds in a unit, by its group in `_LENGTH`: milliseconds, seconds, minutes, hours."""

_NUMBER: Final = rf"(?:[0-9]+(?:[.,][0-9]+)?|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
LENGTH_TEXT: Final = (
    rf"(?:{_NUMBER}\s*(?:-|–|to)\s*)?{_NUMBER}\s*-?\s*"  # noqa: RUF001
    r"(?:ms|milliseconds?|secondi|s|sek|secs?|seconde?s?|sekunden?|segundos?|m|mins?|minut(?:e[ns]?|os?|i|o)|hours?|[\"″'′])"  # noqa: RUF001
)
"""A pattern of a length, or a range of lengths, as people write it: `4s`, `ten seconds`, `3-5 sec`."""

_LENGTH: Final = re.compile(
    rf"(?P<number>{_NUMBER})\s*-?\s*"
    r"(?:(?P<m>ms|milliseconds?)|(?P<s>s|sek|secs?|seconde?s?|secondi|sekunden?|segundos?|[\"″])"
    r"|(?P<n>m|mins?|minut(?:e[ns]?|os?|i|o)|['′])|(?P<h>hours?))(?!\w)",  # noqa: RUF001
    re.IGNORECASE,
)
_BARE_NUMBER: Final = re.compile(r"pause[\s:=,-]*(?P<number>[0-9]+(?:[.,][0-9]+)?)$", re.IGNORECASE)
_PAUSE: Final = re.compile(
    r"(?:(?:a|one|long|longer|short|brief|slight|small|another|lange|kurze)\s+)*"
    rf"(?:(?:pauses?|pausing|pausa|silence|stille|silencio|beats?)\b[\s:=,-]*(?:(?:for|of|about|von|de)\s+)*(?:{LENGTH_TEXT})?(?:\s+here)?"
    rf"|(?:wait|rest|break|slnc)\b[\s:=,-]*(?:for\s+)?(?:{LENGTH_TEXT}|[0-9]+)"
    rf"|{LENGTH_TEXT}(?:\s+(?:of\s+)?(?:pause|silence|stille|rest|break))?"
    r"|pause[\s:=,-]*[0-9]+(?:[.,][0-9]+)?)",
    re.IGNORECASE,
)


def asks_for_pause(bracketed: str) -> bool:
    """Whether what is inside the brackets, or in the tag, asks for a pause and for nothing else."""
    return _PAUSE.fullmatch(inside(bracketed)) is not None


def inside(bracketed: str) -> str:
    """Returns what is inside brackets, without the punctuation at its end."""
    return bracketed.strip("[](){}<> \t").rstrip(".…!, ")


def marked_length_s(mark: str) -> Decimal | None:
    """Returns the length that a mark names, in seconds; None if it names none.  At least 0.1 s."""
    match = _LENGTH.search(mark)
    if match:
        unit_s = next(unit_s for unit, unit_s in _UNITS_S.items() if match[unit])
    elif match := _BARE_NUMBER.search(inside(mark)):
        unit_s = Decimal(1)
    else:
        return None
    number = match["number"].lower()
    amount = Decimal(_NUMBERS[number]) if number in _NUMBERS else Decimal(number[:12].replace(",", "."))
    return max(Decimal("0.1"), (amount * unit_s).quantize(Decimal("0.1")))

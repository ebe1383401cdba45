"""Writes numbers as words."""

from typing import Final

_UP_TO_NINETEEN: Final = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def in_words(number: int) -> str:
    """Returns a number from 1 to 99 as words, such as `seven` or `twenty-one`."""
    if number <= len(_UP_TO_NINETEEN):
        return _UP_TO_NINETEEN[number - 1]
    tens, ones = divmod(number, 10)
    return f"{_TENS[tens - 2]}-{_UP_TO_NINETEEN[ones - 1]}" if ones else _TENS[tens - 2]

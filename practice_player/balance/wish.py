"""What a person would like of a week: times or minutes alone, and together.

Pure: no file, no clock.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from practice_player.lib.units import read_length

MOST_TIMES: Final = 50
"""More times in a week are a slip of the finger."""

MOST_MINUTES: Final = 6000
STEP_MINUTES: Final = 10
"""How much a key changes a wish in minutes."""


class Kind(StrEnum):
    """Time alone or time together."""

    ALONE = "alone"
    TOGETHER = "together"


class Unit(StrEnum):
    """What a wish is counted in."""

    TIMES = "times"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """So many times, or so many minutes, in a week."""

    number: int
    """1 or more."""

    unit: Unit

    @property
    def is_valid(self) -> bool:
        """Whether the number is within what a week can have."""
        return 1 <= self.number <= (MOST_TIMES if self.unit is Unit.TIMES else MOST_MINUTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One person's wish for a week."""

    alone: Amount | None = None
    together: Amount | None = None
    """None where the person has said nothing."""

    def of(self, kind: Kind) -> Amount | None:
        return self.alone if kind is Kind.ALONE else self.together

    def __bool__(self) -> bool:
        return self.alone is not None or self.together is not None


NO_WISH: Final = Wish()


def parse_amount(text: str) -> Amount | None:
    """Reads `2` as times, and `40m`, `1h` or `1h30m` as minutes; None if it is neither."""
    clean = "".join(text.split())
    if clean.isascii() and clean.isdecimal():
        amount = Amount(number=int(clean[:6]), unit=Unit.TIMES)
    else:
        length_s = read_length(clean) if clean.endswith(("h", "m")) else None
        if length_s is None:
            return None
        amount = Amount(number=min(round(length_s / 60), MOST_MINUTES + 1), unit=Unit.MINUTES)
    return amount if amount.is_valid else None


def stepped(amount: Amount | None, by: int, unit: Unit) -> Amount | None:
    """Returns the amount that many steps on, in `unit`; None, no wish, comes before the least."""
    size = 1 if unit is Unit.TIMES else STEP_MINUTES
    number = (amount.number if amount and amount.unit is unit else 0) + by * size
    changed = Amount(number=min(number, MOST_TIMES if unit is Unit.TIMES else MOST_MINUTES), unit=unit)
    return changed if changed.is_valid else None

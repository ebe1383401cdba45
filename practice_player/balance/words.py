"""Says in a sentence or two what a week had, and what was wished for.

It names what there was and what was said, and compares nothing: no score, no praise and no blame.
Pure: no file, no clock.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from practice_player.balance.weeks import TimeSpent, WeekSums
from practice_player.balance.wish import Amount, Kind, Unit, Wish
from practice_player.lib.units import spoken_length

OPEN_WEEK: Final = "This week is still open."
NO_WISH_YET: Final = "What you would like of a week is not written here; it does not have to be."

_NUMBERS: Final = (
    *("no time", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    "twelve",
)
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ORDER: Final = (Kind.TOGETHER, Kind.ALONE)


def number_word(number: int) -> str:
    """A number in words up to twelve, and in digits beyond."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def day_words(day: date) -> str:
    """A day without its year: 23 Nov."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def times_words(times: int) -> str:
    """Once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(times, f"{times} times")


def week_words(week: WeekSums, wish: Wish) -> str:
    """What a week had: `Together 3 times, alone once.`  A kind of which there was nothing is not named."""
    parts = [f"{kind} {_spent_words(week.of(kind), wish.of(kind))}" for kind in _ORDER if week.of(kind).times]
    if not parts:
        return OPEN_WEEK
    sentence = ", ".join(parts)
    return f"{sentence[0].upper()}{sentence[1:]}."


def wish_words(wish: Wish, speaker: str = "You") -> str:
    """What was wished for: `You said two and two.`  Empty if nothing was."""
    amounts = [(kind, amount) for kind in _ORDER if (amount := wish.of(kind)) is not None]
    if not amounts:
        return ""
    if len(amounts) == len(_ORDER) and wish.alone and wish.together and wish.alone.unit is wish.together.unit:
        return f"{speaker} said {amount_words(wish.together)} and {amount_words(wish.alone)}."
    return f"{speaker} said {' and '.join(f'{amount_words(amount)} {kind}' for kind, amount in amounts)}."


def amount_words(amount: Amount) -> str:
    """An amount as it is said: `two`, `40 minutes`."""
    return number_word(amount.number) if amount.unit is Unit.TIMES else spoken_length(60.0 * amount.number)


def amount_label(amount: Amount | None) -> str:
    """An amount as it stands in a list: `twice`, `40 minutes`, `not said`."""
    if amount is None:
        return "not said"
    return times_words(amount.number) if amount.unit is Unit.TIMES else amount_words(amount)


def balance_lines(weeks: Sequence[WeekSums], wish: Wish) -> list[str]:
    """The words above the picture: this week beside the wish, then the week before if it had something."""
    lines = [" ".join(filter(None, (week_words(weeks[-1], wish), wish_words(wish))))]
    if len(weeks) > 1 and any(weeks[-2].of(kind).times for kind in Kind):
        before = week_words(weeks[-2], wish)
        lines.append(f"The week before: {before[0].lower()}{before[1:]}")
    return lines


def _spent_words(spent: TimeSpent, amount: Amount | None) -> str:
    if amount is not None and amount.unit is Unit.MINUTES:
        return spoken_length(spent.practised_s)
    return times_words(spent.times)

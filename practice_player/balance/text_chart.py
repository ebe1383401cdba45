"""Draws weeks as rows of marks, for plain lines: `o` for time alone, `&` for time together.

ASCII only, so that any terminal and any font shows it, and shapes tell the two apart.
Pure: no file, no clock.
"""

from collections.abc import Sequence
from typing import Final

from practice_player.balance.weeks import WeekSums
from practice_player.balance.wish import STEP_MINUTES, Kind, Unit, Wish
from practice_player.balance.words import day_words

MOST_MARKS: Final = 8
"""More are drawn as these and a plus."""

_MARKS: Final = {Kind.ALONE: "o", Kind.TOGETHER: "&"}
_MEANINGS: Final = {Unit.TIMES: "once", Unit.MINUTES: f"{STEP_MINUTES} minutes"}
_LABEL_CELLS: Final = 11
_ALONE_CELLS: Final = 20


def chart_lines(weeks: Sequence[WeekSums], wish: Wish) -> list[str]:
    """A row for what was said, if anything was, one for each week, and what the marks mean."""
    lines = [_row("", Kind.ALONE, Kind.TOGETHER)]
    if wish:
        said = {
            kind: _marks(kind, amount.number, amount.unit) if (amount := wish.of(kind)) else ""
            for kind in Kind
        }
        lines.append(_row("you said", said[Kind.ALONE], said[Kind.TOGETHER]))
    for week in weeks:
        label = "this week" if week is weeks[-1] else day_words(week.monday)
        alone, together = (
            _marks(kind, week.of(kind).number(unit_of(wish, kind)), unit_of(wish, kind)) for kind in Kind
        )
        lines.append(_row(label, alone, together))
    return [*lines, ", ".join(f"{_MARKS[kind]} {_MEANINGS[unit_of(wish, kind)]} {kind}" for kind in Kind)]


def unit_of(wish: Wish, kind: Kind) -> Unit:
    """What a kind of time is counted in: what the wish is in, or times."""
    amount = wish.of(kind)
    return amount.unit if amount else Unit.TIMES


def _row(label: str, alone: str, together: str) -> str:
    return f"{label:<{_LABEL_CELLS}}{alone:<{_ALONE_CELLS}}{together}".rstrip()


def _marks(kind: Kind, number: int, unit: Unit) -> str:
    count = number if unit is Unit.TIMES else -(-number // STEP_MINUTES)
    marks = " ".join([_MARKS[kind]] * min(count, MOST_MARKS))
    return f"{marks} +" if count > MOST_MARKS else marks

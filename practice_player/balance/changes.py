"""Says how somebody's own numbers changed from before to after, practice by practice, in words.

Pure: no file, no clock.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean
from typing import Final

from practice_player.balance.words import day_words
from practice_player.journal.sums import CheckedIn
from practice_player.lib.plain_text import fit_to_width, one_line, pad_to_width

ITEM: Final = "tension"
"""The item whose change is told."""

NOTICEABLE: Final = 1.0
"""A smaller change, on average, is much the same."""

SHOWN_CHANGES: Final = 12
"""So many of the latest changes are drawn."""

LOOSER, SAME, TIGHTER = "a bit looser", "much the same", "tighter"

_MOST_ARROWS: Final = 10
_TITLE_CELLS: Final = 20
_DAY_CELLS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How the tension changed in one practice."""

    title: str
    day: date
    by: int
    """From -10 to 10; below 0 is looser."""


def changes(checked: Iterable[CheckedIn]) -> tuple[Change, ...]:
    """Returns the changes of those practices that have the number from before and after."""
    return tuple(
        Change(
            title=each.title, day=each.day, by=each.check_ins["after"][ITEM] - each.check_ins["before"][ITEM]
        )
        for each in checked
        if ITEM in each.check_ins["before"] and ITEM in each.check_ins["after"]
    )


def change_word(by: float) -> str:
    """A change in words: a bit looser, much the same, or tighter."""
    return LOOSER if by <= -NOTICEABLE else TIGHTER if by >= NOTICEABLE else SAME


def change_lines(all_changes: Sequence[Change]) -> list[str]:
    """A sentence for each practice, in the order of their titles: what the change was on average."""
    by_title: dict[str, list[int]] = {}
    for change in all_changes:
        by_title.setdefault(change.title, []).append(change.by)
    return [
        f"{title}: {change_word(by[0])} (once)"
        if len(by) == 1
        else f"{title}: on average {change_word(fmean(by))}, over {len(by)} times"
        for title, by in sorted(by_title.items(), key=lambda item: item[0].casefold())
    ]


def change_chart_lines(all_changes: Sequence[Change]) -> list[str]:
    """The latest changes as arrows from the middle: to the left is looser, to the right tighter."""
    head = " " * (_DAY_CELLS + _TITLE_CELLS)
    lines = [f"{head}{'looser':>{_MOST_ARROWS}} | tighter"]
    for change in all_changes[-SHOWN_CHANGES:]:
        left, right = "<" * max(0, -change.by), ">" * max(0, change.by)
        title = pad_to_width(fit_to_width(one_line(change.title), _TITLE_CELLS - 2), _TITLE_CELLS)
        lines.append(f"{day_words(change.day):<{_DAY_CELLS}}{title}{left:>{_MOST_ARROWS}} | {right}".rstrip())
    return lines

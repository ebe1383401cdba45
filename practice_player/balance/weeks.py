"""Adds up what the journal has, week by week, for one person.

Pure: today is an argument.  A week begins on Monday, and a practice belongs to the local day on which it
began.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from practice_player.balance.wish import Kind, Unit
from practice_player.journal.sums import DaySum

WEEK: Final = timedelta(weeks=1)
SHOWN_WEEKS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpent:
    """How often, and how long."""

    times: int = 0
    practised_s: float = 0.0

    def plus(self, day: DaySum) -> "TimeSpent":
        return TimeSpent(times=self.times + day.times, practised_s=self.practised_s + day.practised_s)

    def number(self, unit: Unit) -> int:
        """The times, or the whole minutes."""
        return self.times if unit is Unit.TIMES else round(self.practised_s / 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekSums:
    """One person's week."""

    monday: date
    alone: TimeSpent = field(default_factory=TimeSpent)
    together: TimeSpent = field(default_factory=TimeSpent)

    def of(self, kind: Kind) -> TimeSpent:
        return self.alone if kind is Kind.ALONE else self.together


def monday_of(day: date) -> date:
    """The first day of a day's week."""
    return day - timedelta(days=day.weekday())


def shown_days(today: date, count: int = SHOWN_WEEKS) -> tuple[date, date]:
    """The first and the last day of the last `count` weeks, the current one included."""
    monday = monday_of(today)
    return monday - (count - 1) * WEEK, monday + WEEK - timedelta(days=1)


def add_up(
    days: Iterable[DaySum], *, person: str, me: str, today: date, count: int = SHOWN_WEEKS
) -> tuple[WeekSums, ...]:
    """Returns the last `count` weeks of a person, the current one last.

    `me` is the name of the one whose journal this is, or empty; without a `person`, everything counts.
    """
    first, _ = shown_days(today, count)
    weeks = {first + number * WEEK: WeekSums(monday=first + number * WEEK) for number in range(count)}
    for day in days:
        monday = monday_of(day.day)
        if monday not in weeks or not counts_for(person, me, day):
            continue
        week = weeks[monday]
        if kind_of(day) is Kind.ALONE:
            weeks[monday] = WeekSums(monday=monday, alone=week.alone.plus(day), together=week.together)
        else:
            weeks[monday] = WeekSums(monday=monday, alone=week.alone, together=week.together.plus(day))
    return tuple(weeks.values())


def kind_of(day: DaySum) -> Kind:
    """Whether it was time alone; a practice for two that one person did is."""
    is_alone = day.practice == "solo" or len(day.people) == 1
    return Kind.ALONE if is_alone else Kind.TOGETHER


def counts_for(person: str, me: str, day: DaySum) -> bool:
    """Whether practices belong to a person: by name, or, without names, to the one whose journal this is."""
    if not person or person in day.people:
        return True
    return person == me and not any(day.people)

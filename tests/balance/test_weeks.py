"""What counts for whom, week by week."""

from datetime import date

from practice_player.balance.weeks import TimeSpent, add_up, monday_of
from practice_player.journal.sums import DaySum

TODAY = date(2026, 11, 27)  # a Friday
MONDAY = date(2026, 11, 23)
BOTH = ("Ana", "Ben")


def day_of(day: date, practice: str, *people: str, times: int = 1) -> DaySum:
    return DaySum(day=day, practice=practice, people=people, times=times, practised_s=600.0 * times)


def test_a_week_begins_on_monday() -> None:
    days = [day_of(date(2026, 11, 22), "solo"), day_of(MONDAY, "solo"), day_of(date(2026, 11, 29), "solo")]

    before, now = add_up(days, person="", me="", today=TODAY, count=2)

    assert (before.monday, before.alone.times) == (date(2026, 11, 16), 1)
    assert (now.monday, now.alone.times) == (MONDAY, 2)
    assert monday_of(MONDAY) == MONDAY


def test_a_week_across_the_new_year_is_one_week() -> None:
    days = [day_of(date(2026, 12, 31), "solo"), day_of(date(2027, 1, 1), "solo")]

    (week,) = add_up(days, person="", me="", today=date(2027, 1, 2), count=1)

    assert week.alone.times == 2


def test_what_is_older_than_the_weeks_shown_does_not_count() -> None:
    (week,) = add_up([day_of(date(2026, 11, 20), "solo")], person="", me="", today=TODAY, count=1)

    assert week.alone == TimeSpent()


def test_together_counts_for_those_who_are_named() -> None:
    days = [day_of(MONDAY, "partner", *BOTH, times=2), day_of(MONDAY, "partner", "Ana", "")]

    assert add_up(days, person="Ana", me="Ana", today=TODAY)[-1].together.times == 3
    assert add_up(days, person="Ben", me="Ana", today=TODAY)[-1].together.times == 2
    assert add_up(days, person="Cem", me="Ana", today=TODAY)[-1].together.times == 0


def test_what_has_no_name_counts_for_the_one_whose_journal_this_is() -> None:
    days = [day_of(MONDAY, "solo"), day_of(MONDAY, "partner"), day_of(MONDAY, "partner", "", "")]

    ana = add_up(days, person="Ana", me="Ana", today=TODAY)[-1]
    ben = add_up(days, person="Ben", me="Ana", today=TODAY)[-1]

    assert (ana.alone.times, ana.together.times) == (1, 2)
    assert (ben.alone.times, ben.together.times) == (0, 0)


def test_without_names_everything_counts_for_the_one() -> None:
    days = [day_of(MONDAY, "solo"), day_of(MONDAY, "partner", *BOTH)]

    week = add_up(days, person="", me="", today=TODAY)[-1]

    assert (week.alone.times, week.together.times) == (1, 1)
    assert week.together.practised_s == 600.0


def test_a_practice_for_two_that_one_person_did_was_time_alone() -> None:
    week = add_up([day_of(MONDAY, "partner", "Ana")], person="Ana", me="Ana", today=TODAY)[-1]

    assert (week.alone.times, week.together.times) == (1, 0)

"""Weeks and wishes in words: what there was and what was said, and no judgement."""

from datetime import date

import pytest

from practice_player.balance.text_chart import chart_lines
from practice_player.balance.weeks import TimeSpent, WeekSums
from practice_player.balance.wish import Amount, Unit, Wish
from practice_player.balance.words import balance_lines, wish_words

MONDAY = date(2026, 11, 23)
TWICE = Amount(number=2, unit=Unit.TIMES)
AN_HOUR = Amount(number=60, unit=Unit.MINUTES)
TWO_AND_TWO = Wish(alone=TWICE, together=TWICE)
JUDGING = ("only", "just", "should", "missed", "goal", "streak", "score", "failed", "behind", "well done")


def week_of(alone: int, together: int, monday: date = MONDAY) -> WeekSums:
    return WeekSums(
        monday=monday,
        alone=TimeSpent(times=alone, practised_s=600.0 * alone),
        together=TimeSpent(times=together, practised_s=900.0 * together),
    )


def test_the_week_stands_beside_what_was_said() -> None:
    lines = balance_lines([week_of(3, 1), week_of(1, 3)], TWO_AND_TWO)

    assert lines == [
        "Together 3 times, alone once. You said two and two.",
        "The week before: together once, alone 3 times.",
    ]


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (Wish(), ""),
        (Wish(alone=TWICE), "You said two alone."),
        (Wish(alone=AN_HOUR, together=TWICE), "You said two together and 1 hour alone."),
        (Wish(alone=AN_HOUR, together=AN_HOUR), "You said 1 hour and 1 hour."),
        (Wish(together=Amount(number=20, unit=Unit.TIMES)), "You said 20 together."),
    ],
)
def test_a_wish_is_said_as_it_was_given(wish: Wish, words: str) -> None:
    assert wish_words(wish) == words


def test_a_kind_is_told_in_minutes_where_the_wish_is_in_minutes() -> None:
    (line,) = balance_lines([week_of(2, 3)], Wish(alone=AN_HOUR))

    assert line == "Together 3 times, alone 20 minutes. You said 1 hour alone."


def test_a_week_without_anything_is_open_and_never_judged() -> None:
    lines = balance_lines([week_of(0, 0), week_of(0, 0)], TWO_AND_TWO)

    assert lines == ["This week is still open. You said two and two."]


@pytest.mark.parametrize("alone", range(4))
@pytest.mark.parametrize("together", range(4))
@pytest.mark.parametrize("wish", [Wish(), TWO_AND_TWO, Wish(alone=AN_HOUR)])
def test_nothing_that_is_said_judges(alone: int, together: int, wish: Wish) -> None:
    weeks = [week_of(together, alone), week_of(alone, together)]
    words = " ".join([*balance_lines(weeks, wish), *chart_lines(weeks, wish)]).casefold().split()

    assert not set(JUDGING) & set(words)


def test_the_chart_tells_the_two_kinds_apart_by_their_shape_in_ascii() -> None:
    lines = chart_lines([week_of(0, 1, date(2026, 11, 16)), week_of(1, 12)], TWO_AND_TWO)

    assert lines == [
        "           alone               together",
        "you said   o o                 & &",
        "16 Nov                         &",
        "this week  o                   & & & & & & & & +",
        "o once alone, & once together",
    ]
    assert "\n".join(lines).isascii()


def test_minutes_are_drawn_in_tens() -> None:
    lines = chart_lines([week_of(2, 1)], Wish(alone=Amount(number=30, unit=Unit.MINUTES)))

    assert lines[1:] == [
        "you said   o o o",
        "this week  o o                 &",
        "o 10 minutes alone, & once together",
    ]

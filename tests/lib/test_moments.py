"""What is typed after `--at`, in a zone whose clocks are put forward and back."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from practice_player.lib.errors import UsageError
from practice_player.lib.moments import comes_twice, local_words, read_moment

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)  # 19:00 in Berlin


def at(text: str, now: datetime = NOW) -> datetime:
    return read_moment(text, now, BERLIN)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("21:30", datetime(2026, 11, 25, 20, 30, tzinfo=UTC)),
        ("7:00", datetime(2026, 11, 26, 6, 0, tzinfo=UTC)),
        ("19:00", datetime(2026, 11, 26, 18, 0, tzinfo=UTC)),
        ("2026-11-25T20:30Z", datetime(2026, 11, 25, 20, 30, tzinfo=UTC)),
        ("2026-11-25T21:30+01:00", datetime(2026, 11, 25, 20, 30, tzinfo=UTC)),
    ],
)
def test_a_time_of_day_is_the_next_one_and_a_moment_has_its_zone(text: str, moment: datetime) -> None:
    assert at(text) == moment


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("half past nine", "is no moment"),
        ("25:00", "is no moment"),
        ("2026-11-25T21:30", "has no zone"),
        ("2026-11-25T20:30:10Z", "not at a whole minute"),
        ("2026-11-25T18:00Z", "19:00 is over"),
        ("0001-01-01T00:00+23:00", "is no moment"),
    ],
)
def test_what_is_no_moment_to_come_is_refused_with_what_to_write(text: str, problem: str) -> None:
    with pytest.raises(UsageError, match=problem) as refused:
        at(text)

    assert refused.value.fix


def test_a_time_that_is_missing_because_clocks_are_put_forward_is_refused() -> None:
    with pytest.raises(UsageError, match="02:30 is missing on Sunday 29 March") as refused:
        at("02:30", datetime(2026, 3, 28, 20, 0, tzinfo=UTC))

    assert "03:30" in str(refused.value.fix)


def test_of_a_time_that_comes_twice_the_earlier_is_taken_while_it_is_to_come() -> None:
    first, second = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)

    assert at("02:30", datetime(2026, 10, 24, 20, 0, tzinfo=UTC)) == first
    assert at("02:30", datetime(2026, 10, 25, 0, 45, tzinfo=UTC)) == second
    assert comes_twice(first, BERLIN)
    assert comes_twice(second, BERLIN)
    assert not comes_twice(datetime(2026, 10, 25, 2, 30, tzinfo=UTC), BERLIN)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 25, 20, 30, tzinfo=UTC), "21:30"),
        (datetime(2026, 11, 26, 6, 0, tzinfo=UTC), "07:00 tomorrow, Thursday 26 November"),
        (datetime(2026, 12, 1, 6, 0, tzinfo=UTC), "07:00 on Tuesday 1 December"),
        (datetime(2027, 1, 1, 6, 0, tzinfo=UTC), "07:00 on Friday 1 January 2027"),
    ],
)
def test_a_moment_is_told_with_its_day_unless_that_is_today(moment: datetime, words: str) -> None:
    assert local_words(moment, NOW, BERLIN) == words

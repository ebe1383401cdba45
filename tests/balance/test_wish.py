"""How a wish is written, and changed by a key."""

import pytest

from practice_player.balance.wish import Amount, Unit, parse_amount, stepped


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("2", 2, Unit.TIMES),
        (" 12 ", 12, Unit.TIMES),
        ("40m", 40, Unit.MINUTES),
        ("1h", 60, Unit.MINUTES),
        ("1h30m", 90, Unit.MINUTES),
        ("1.5h", 90, Unit.MINUTES),
    ],
)
def test_a_bare_number_is_times_and_a_length_is_minutes(text: str, number: int, unit: Unit) -> None:
    assert parse_amount(text) == Amount(number=number, unit=unit)


@pytest.mark.parametrize(
    "text", ["", "0", "-2", "two", "2x", "40s", "1:30", "51", "0m", "101h", "9" * 5000, "9" * 5000 + "h", "٢"]
)
def test_what_is_no_wish_is_none(text: str) -> None:
    assert parse_amount(text) is None


def test_a_key_goes_from_no_wish_up_and_back_to_none() -> None:
    once = stepped(None, 1, Unit.TIMES)

    assert once == Amount(number=1, unit=Unit.TIMES)
    assert stepped(once, 1, Unit.TIMES) == Amount(number=2, unit=Unit.TIMES)
    assert stepped(once, -1, Unit.TIMES) is None
    assert stepped(None, -1, Unit.TIMES) is None
    assert stepped(once, 1, Unit.MINUTES) == Amount(number=10, unit=Unit.MINUTES)
    assert stepped(Amount(number=50, unit=Unit.TIMES), 1, Unit.TIMES) == Amount(number=50, unit=Unit.TIMES)

"""Timecodes, clocks and ranges of lengths, and reading a typed length."""

from decimal import Decimal

import pytest

from practice_player.lib.units import (
    clock_range,
    exact_clock,
    length_range,
    read_length,
    spoken_length,
    timecode,
)


@pytest.mark.parametrize(
    ("frame", "timecode_text"),
    [
        (0, "00:00:00.000"),
        (25, "00:00:00.001"),
        (48_000 * 60 - 1, "00:01:00.000"),
        (48_000 * 425 + 24, "00:07:05.000"),
        (48_000 * (3600 + 1) + 24_000, "01:00:01.500"),
    ],
)
def test_a_timecode_is_to_the_nearest_millisecond_and_carries(frame: int, timecode_text: str) -> None:
    assert timecode(frame) == timecode_text


def test_the_ends_of_a_range_as_written_lie_inside_it() -> None:
    assert clock_range(294.2, 619.9) == "4:55 to 10:19"
    assert clock_range(300.0, 600.0) == "5:00 to 10:00"


def test_a_length_is_told_to_the_tenth_where_there_is_one() -> None:
    assert [exact_clock(length_s) for length_s in (20.5, 120.5, 120.0, 59.97, 3600.04)] == [
        "0:20.5",
        "2:00.5",
        "2:00",
        "1:00",
        "60:00",
    ]


def test_a_range_is_never_upside_down_and_one_length_is_one() -> None:
    assert length_range(294.2, 619.9, whole=True) == "4:55 to 10:19"
    assert length_range(20.5, 20.5, whole=False) == "0:20.5"
    assert length_range(20.5, 21.6, whole=True) == "0:20.5 to 0:21.6"
    assert length_range(60.5, 240.5, whole=False) == "1:00.5 to 4:00.5"


@pytest.mark.parametrize(
    ("text", "length_s"),
    [("2:00.5", "120.5"), ("0:20.5", "20.5"), ("1.5m", "90"), ("7\u00a0m", "420"), ("1\u202fm 30 s", "90")],
)
def test_a_length_can_be_typed_as_it_is_told(text: str, length_s: str) -> None:
    assert read_length(text) == Decimal(length_s)


@pytest.mark.parametrize(
    ("length_s", "words"),
    [
        (1, "1 second"),
        (90, "90 seconds"),
        (100, "1.5 minutes"),
        (121, "2 minutes"),
        (224, "3.5 minutes"),
        (226, "4 minutes"),
        (449, "7 minutes"),
        (3600, "1 hour"),
        (3930, "1 hour 6 minutes"),
        (7260, "2 hours 1 minute"),
    ],
)
def test_a_length_in_words_is_as_exact_as_a_choice_needs(length_s: float, words: str) -> None:
    assert spoken_length(length_s) == words

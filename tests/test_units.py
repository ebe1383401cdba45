"""Frames as files write them."""

import pytest

from practice_player.units import timecode


@pytest.mark.parametrize(
    ("frame", "written"),
    [
        (0, "00:00:00.000"),
        (25, "00:00:00.001"),
        (48_000 * 60 - 1, "00:01:00.000"),
        (48_000 * 425 + 24, "00:07:05.000"),
        (48_000 * (3600 + 1) + 24_000, "01:00:01.500"),
    ],
)
def test_a_timecode_is_to_the_nearest_millisecond_and_carries(frame: int, written: str) -> None:
    assert timecode(frame) == written

"""Which number stands in the picture of a breath."""

import pytest

from practice_player.playback.snapshot import BreathSnapshot
from practice_player.tui.widgets.pacer import BreathView


@pytest.mark.parametrize(
    ("passed_s", "left", "counted"),
    [(0.0, 4, 1), (0.5, 4, 1), (1.0, 3, 2), (2.9, 2, 3), (3.0, 1, 4), (3.99, 1, 4)],
)
def test_it_is_what_is_left_or_what_the_voice_counts(passed_s: float, left: int, counted: int) -> None:
    def number_of(*, is_counted: bool) -> int:
        breath = BreathSnapshot(
            word="in",
            left_s=4.0 - passed_s,
            length_s=4.0,
            fullness=0.5,
            cycle=1,
            cycles=6,
            counted=is_counted,
        )
        return BreathView.of(breath).number

    assert (number_of(is_counted=False), number_of(is_counted=True)) == (left, counted)


def test_a_part_of_a_second_at_the_end_is_not_counted() -> None:
    breath = BreathSnapshot(
        word="in", left_s=0.1, length_s=3.3, fullness=1.0, cycle=1, cycles=6, counted=True
    )

    assert BreathView.of(breath).number == 3

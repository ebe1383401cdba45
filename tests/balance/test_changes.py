"""One's own change per practice, in words and as arrows."""

from datetime import date

import pytest

from practice_player.balance.changes import Change, change_chart_lines, change_lines, change_word, changes
from practice_player.journal.sums import CheckedIn

DAY = date(2026, 11, 23)


def change(title: str, by: int) -> Change:
    return Change(title=title, day=DAY, by=by)


@pytest.mark.parametrize(
    ("by", "word"),
    [
        (-4, "a bit looser"),
        (-1, "a bit looser"),
        (-0.5, "much the same"),
        (0, "much the same"),
        (1, "tighter"),
    ],
)
def test_a_change_is_one_of_three_words(by: float, word: str) -> None:
    assert change_word(by) == word


def test_each_practice_is_told_by_its_average() -> None:
    lines = change_lines([change("Unclench", -3), change("four corners", 2), change("Unclench", 0)])

    assert lines == ["four corners: tighter (once)", "Unclench: on average a bit looser, over 2 times"]


def test_only_tension_from_before_and_after_counts() -> None:
    checked = [
        CheckedIn(
            name="a", title="A", day=DAY, check_ins={"before": {"tension": 6}, "after": {"tension": 4}}
        ),
        CheckedIn(name="b", title="B", day=DAY, check_ins={"before": {"tension": 6}, "after": {}}),
        CheckedIn(name="c", title="C", day=DAY, check_ins={"before": {"energy": 6}, "after": {"energy": 4}}),
    ]

    assert changes(checked) == (Change(title="A", day=DAY, by=-2),)


def test_the_chart_points_to_the_left_for_looser_and_fits_eighty_cells() -> None:
    lines = change_chart_lines([change("A title that is far too long for its column", -10), change("B", 10)])

    assert lines[1].endswith("<<<<<<<<<< |")
    assert lines[2].endswith("| >>>>>>>>>>")
    assert all(len(line) <= 80 for line in lines)
    assert {line.index("|") for line in lines} == {lines[0].index("|")}

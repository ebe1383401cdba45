"""The agreed time to meet again: stored until then, and forgotten afterwards."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from practice_player.core.return_time import ReturnTimes


class Clock:
    now = datetime(2026, 11, 26, 20, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_minutes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_the_time_is_offered_until_ten_minutes_after_it(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "data" / "return.json"
    ReturnTimes(path, clock).agree(30, "hand-in-hand")

    clock.pass_minutes(39)
    agreed = ReturnTimes(path, clock).agreed()
    assert agreed
    assert (agreed.practice, f"{agreed.at:%H:%M}") == ("hand-in-hand", "20:30")

    clock.pass_minutes(2)
    assert ReturnTimes(path, clock).agreed() is None
    assert not path.exists(), "and nothing is left of it"


def test_a_time_can_be_forgotten(tmp_path: Path, clock: Clock) -> None:
    times = ReturnTimes(tmp_path / "return.json", clock)
    times.agree(20, "hand-in-hand")

    times.forget()

    assert times.agreed() is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"at": 3}', '{"at": "soon", "practice": "x"}'])
def test_a_file_that_is_none_is_as_good_as_no_time(tmp_path: Path, clock: Clock, content: str) -> None:
    (tmp_path / "return.json").write_text(content)

    assert ReturnTimes(tmp_path / "return.json", clock).agreed() is None


def test_a_clock_that_was_set_back_offers_no_time_days_ahead(tmp_path: Path, clock: Clock) -> None:
    times = ReturnTimes(tmp_path / "return.json", clock)
    times.agree(20, "hand-in-hand")

    clock.pass_minutes(-24 * 60)

    assert times.agreed() is None


def test_without_a_place_nothing_is_kept(clock: Clock) -> None:
    times = ReturnTimes(None, clock)

    assert f"{times.agree(20, 'hand-in-hand').at:%H:%M}" == "20:20"
    assert times.agreed() is None

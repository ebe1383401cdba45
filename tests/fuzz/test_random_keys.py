"""Sends some hundred random keys; `python -m tests.fuzz keys` and `terminal` send more."""

import sys
from pathlib import Path

import pytest

from tests.fuzz.random_keys import press_on_interface, press_on_program
from tests.tui.fakes import TO_THE_PRACTICE, make_app, pressing


async def test_no_keys_clicks_or_sizes_end_the_interface() -> None:
    assert await press_on_interface(500, seed=0)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_no_bytes_end_the_real_program_and_nothing_is_left_of_it(tmp_path: Path) -> None:
    assert press_on_program(300, seed=0, folder=tmp_path)


@pytest.mark.parametrize(
    "keys",
    [("a",), ("ctrl+p",), ("a", "enter"), ("j",), ("j", "b"), ("j", "b", "w"), ("?",), TO_THE_PRACTICE],
)
async def test_a_window_may_be_made_as_small_as_one_likes(keys: tuple[str, ...]) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await pressing(*keys)(pilot)
        for width in range(14, 0, -1):
            await pilot.resize_terminal(width, width)
        await pilot.resize_terminal(80, 24)

    assert app.failure == ""

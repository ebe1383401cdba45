"""Work that a screen waits for: a screen that closes in the moment it opened leaves no warning behind."""

import gc
import warnings
from pathlib import Path

import pytest
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widgets import Input
from textual.worker import WorkerFailed

from practice_player import tui
from practice_player.tui.app import PracticeApp
from practice_player.tui.work import start_work
from tests.tui.fakes import FakeCore, pressing, settle

INTERFACE = Path(tui.__file__).parent
STARTS_WORK = INTERFACE / "work.py"

STARTS = {
    "home": ((), "look_for_offers"),
    "list": (("a",), "_look_again"),
    "card": (("a", "enter"), "action_begin"),
    "journal": (("j",), "on_resize"),
}
"""The keys that lead to a screen, and a method of it that starts work."""


@pytest.mark.parametrize("name", STARTS)
async def test_a_screen_that_closes_as_its_work_starts_leaves_no_warning(name: str) -> None:
    keys, method = STARTS[name]
    app = PracticeApp(FakeCore)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        async with app.run_test() as pilot:
            await pressing(*keys)(pilot)
            getattr(app.screen, method)()
            app.workers.cancel_all()  # as a screen that is removed does, before the work has begun
            await settle(pilot)
        gc.collect()

    assert [str(warning.message) for warning in caught if "never awaited" in str(warning.message)] == []


@pytest.mark.parametrize("leaves", ["screen", "program"])
async def test_work_that_finds_its_screen_being_left_ends_quietly(leaves: str) -> None:
    app = PracticeApp(FakeCore)
    screen = Screen[None]()
    looked_for: list[str] = []

    async def leave_and_look() -> None:
        if leaves == "screen":
            app.pop_screen()
        else:
            app.exit()
        looked_for.append("an input")
        screen.query_one(Input)

    async with app.run_test() as pilot:
        await app.push_screen(screen)
        start_work(screen, leave_and_look, group="look")
        await settle(pilot)

    assert looked_for == ["an input"]


async def test_work_that_looks_for_what_its_screen_never_had_fails() -> None:
    app = PracticeApp(FakeCore)
    screen = Screen[None]()

    async def look() -> None:
        screen.query_one(Input)

    async def play() -> None:
        async with app.run_test() as pilot:
            await app.push_screen(screen)
            start_work(screen, look, group="look")
            await settle(pilot)

    with pytest.raises(WorkerFailed) as caught:
        await play()

    assert isinstance(caught.value.error, NoMatches)


@pytest.mark.parametrize("path", INTERFACE.rglob("*.py"), ids=lambda path: str(path.relative_to(INTERFACE)))
def test_work_is_started_in_one_way(path: Path) -> None:
    if path != STARTS_WORK:
        assert "run_worker(" not in path.read_text(encoding="utf-8"), "start_work takes no coroutine"

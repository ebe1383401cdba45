"""The first frame, the core that comes after it, and the ways out."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable

import pytest
from textual.widgets import OptionList, Static

from practice_player.core.again import PracticeOffer
from practice_player.core.card import PracticeCard
from practice_player.core.choosing import GROUP_NAMES
from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import PracticeError
from practice_player.tui.app import PracticeApp
from practice_player.tui.screens.home import HomeScreen
from practice_player.tui.screens.player import PlayerScreen
from practice_player.tui.screens.practices import PracticesScreen
from practice_player.tui.screens.prepare import PrepareScreen
from tests.tui.fakes import (
    HERE_AND_NOW,
    NO_CLIP,
    SOFT_SIGHS,
    TO_THE_PRACTICE,
    TURNING,
    FakeCore,
    pressing,
    settle,
)

HEAVY = {"numpy", "yaml", "sqlite3", "pydantic", "soundfile", "miniaudio", "soxr"}


def test_the_interface_loads_nothing_heavy() -> None:
    code = "import sys, practice_player.tui.app; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert not set(loaded.stdout.split()) & HEAVY


def test_the_package_alone_does_not_even_load_textual() -> None:
    code = "import sys, practice_player.tui; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert not set(loaded.stdout.split()) & (HEAVY | {"textual", "rich"})


async def test_keys_pressed_before_the_core_is_there_are_kept() -> None:
    core, built = FakeCore(), threading.Event()

    def build() -> FakeCore:
        built.wait()
        return core

    app = PracticeApp(build)
    async with app.run_test() as pilot:
        await pilot.press("a", "down", "enter")
        assert isinstance(app.screen, PracticesScreen)

        built.set()
        await settle(pilot)

        assert isinstance(app.screen, PrepareScreen)
        assert str(app.screen.query_one("#title", Static).content) == "Here, Now, Enough"


async def test_the_sound_is_warmed_up_without_being_asked() -> None:
    core = FakeCore()
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await settle(pilot)

        assert core.warm


async def test_a_core_that_cannot_be_made_is_said_and_tried_again() -> None:
    tries: list[int] = []

    def build() -> FakeCore:
        tries.append(1)
        if len(tries) == 1:
            raise PracticeError("there is no room on the disk", fix="make some room")
        return FakeCore()

    app = PracticeApp(build)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        assert [note.message for note in app._notifications] == [
            "there is no room on the disk\n  Try: make some room"
        ]

        await pressing("a", "enter")(pilot)

        assert isinstance(app.screen, PrepareScreen)


@pytest.mark.parametrize(
    ("method", "keys"),
    [("cards", ("a",)), ("journal", ("j",)), ("add_note", (*TO_THE_PRACTICE, "q", "w", "x", "enter"))],
)
async def test_a_failure_is_said_and_escape_leads_home(method: str, keys: tuple[str, ...]) -> None:
    app = PracticeApp(lambda: FakeCore(refusals={method: NO_CLIP}))
    async with app.run_test(notifications=True) as pilot:
        await pressing(*keys)(pilot)
        assert [note.message for note in app._notifications] == [str(NO_CLIP)]

        await pressing("escape", "escape")(pilot)

        assert isinstance(app.screen, HomeScreen)


async def test_a_practice_with_a_problem_cannot_start_and_the_others_can() -> None:
    core = FakeCore()
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing("a", "down", "down", "down", "enter")(pilot)
        assert isinstance(app.screen, PracticesScreen)
        assert "lasts 0 s" in str(app.screen.query_one("#problem", Static).content)

        await pressing("up", "enter")(pilot)

        assert isinstance(app.screen, PrepareScreen)


@pytest.mark.parametrize(
    ("aim", "first"),
    [
        (("right", "enter"), "Two Good Ears"),
        (("t",), "Two Good Ears"),
        (("right", "left", "enter"), "Soft Sighs"),
    ],
)
async def test_alone_and_together_answer_to_arrows_and_letters(aim: tuple[str, ...], first: str) -> None:
    app = PracticeApp(FakeCore)
    async with app.run_test() as pilot:
        await pressing(*aim)(pilot)

        assert str(app.screen.query_one("#title", Static).content) == first


async def test_alone_and_together_answer_to_the_mouse() -> None:
    app = PracticeApp(FakeCore)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.click("#partner")
        await settle(pilot)

        assert str(app.screen.query_one("#title", Static).content) == "Two Good Ears"


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q"])
async def test_leaving_in_the_middle_stops_the_practice_and_closes_the_core(key: str) -> None:
    core = FakeCore()
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)
        await pilot.press(key)

    assert core.practice.asked == ["start", "stop"]
    assert core.close_times == 1


async def test_an_interface_that_is_torn_down_stops_the_practice() -> None:
    core = FakeCore()
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)

    assert core.practice.asked == ["start", "stop"]
    assert core.close_times == 1


async def test_a_core_that_comes_too_late_is_closed_all_the_same() -> None:
    core, built = FakeCore(), threading.Event()

    def build() -> FakeCore:
        built.wait()
        return core

    app = PracticeApp(build)
    async with app.run_test() as pilot:
        await pilot.pause()
        making = app._core_proxy._making
        assert making is not None
    built.set()
    await making

    assert core.close_times == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals of this kind are not Windows' way")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
async def test_a_signal_stops_the_practice_first(name: str) -> None:
    core, number = FakeCore(), getattr(signal, name)
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)
        os.kill(os.getpid(), number)
        while not core.close_times:
            await pilot.pause()

    assert core.practice.asked == ["start", "stop"]
    assert core.close_times == 1
    assert app.return_code == 128 + number


def titles(shown: OptionList) -> list[str]:
    return [str(option.prompt).split("\n")[0] for option in shown.options]


async def test_the_list_shows_what_is_there_while_other_scripts_are_still_being_read() -> None:
    first, remaining = threading.Event(), threading.Event()

    class SlowCore(FakeCore):
        def cards(self, practice: str, come: Callable[[list[PracticeCard]], object]) -> list[PracticeCard]:
            come([HERE_AND_NOW])
            first.set()
            assert remaining.wait(30)
            return [SOFT_SIGHS, HERE_AND_NOW, TURNING]

    app = PracticeApp(SlowCore)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await asyncio.to_thread(first.wait, 30)
        await pilot.pause()
        shown = app.screen.query_one(OptionList)
        first_titles = titles(shown)

        remaining.set()
        await settle(pilot)

        assert first_titles == [GROUP_NAMES["ground"], HERE_AND_NOW.title]
        assert titles(shown)[1::2] == [SOFT_SIGHS.title, HERE_AND_NOW.title, TURNING.title]
        assert shown.highlighted == 3, "what was lit stays lit"


@pytest.mark.parametrize("keys", [("g", "g"), ("r", "r"), ("g", "r"), ("r", "g", "g")])
async def test_a_key_that_was_pressed_twice_begins_one_practice(keys: tuple[str, ...]) -> None:
    offer = PracticeOffer(title="A", length="7 minutes", request=PracticeRequest(name="soft-sighs"))
    core = FakeCore(offer=offer)
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await settle(pilot)
        for key in keys:
            app.simulate_key(key)
        await settle(pilot)

        assert len(core.prepared) == 1
        assert len([screen for screen in app.screen_stack if isinstance(screen, PlayerScreen)]) == 1

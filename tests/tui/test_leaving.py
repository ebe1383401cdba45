"""The ways out: what is under way for a screen that was left, and a terminal that is closed."""

import asyncio
import sys
import threading
from pathlib import Path

import pytest

from practice_player.core.request import PracticeRequest
from practice_player.tui.app import PracticeApp
from practice_player.tui.core import CorePort
from practice_player.tui.screens.home import HomeScreen
from practice_player.tui.screens.practices import PracticesScreen
from practice_player.tui.screens.prepare import PrepareScreen
from tests.tui.fakes import NO_CLIP, SOFT_SIGHS, FakeCore, pressing, settle
from tests.tui.terminal import Terminal, wait_until_nothing_is_left, write_two_parts

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@pytest.mark.parametrize("error", [None, NO_CLIP, RuntimeError("broken")], ids=["answer", "refusal", "fault"])
async def test_work_that_ends_after_its_screen_was_left_is_dropped(error: Exception | None) -> None:
    go = threading.Event()

    def answer(_: CorePort) -> str:
        go.wait(30)
        if error:
            raise error
        return "the answer"

    app = PracticeApp(FakeCore)
    async with app.run_test() as pilot:
        await pressing("a", "enter")(pilot)
        card = app.screen
        assert isinstance(card, PrepareScreen)
        work = asyncio.ensure_future(card.ask(answer))
        await pressing("escape")(pilot)

        go.set()

        with pytest.raises(asyncio.CancelledError):
            await work


async def test_a_practice_that_is_ready_once_its_card_was_left_does_not_begin() -> None:
    core = FakeCore()
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing("a")(pilot)
        request = PracticeRequest(name=SOFT_SIGHS.name)
        dialog = core.preparer.before(core.open(SOFT_SIGHS.name), request)
        app.post_message(PrepareScreen.Ready(SOFT_SIGHS, request, dialog))
        await settle(pilot)

        assert isinstance(app.screen, PracticesScreen)
    assert core.prepared == []


async def test_enter_pressed_twice_opens_one_card() -> None:
    app = PracticeApp(FakeCore)
    async with app.run_test() as pilot:
        await pressing("a")(pilot)
        app.simulate_key("enter")
        app.simulate_key("enter")
        await settle(pilot)
        assert [type(screen) for screen in app.screen_stack] == [HomeScreen, PracticesScreen, PrepareScreen]


async def test_escape_pressed_many_times_leads_home_and_no_further() -> None:
    app = PracticeApp(FakeCore)
    async with app.run_test() as pilot:
        await pressing("a", "enter")(pilot)
        for _ in range(6):
            app.simulate_key("escape")
        await settle(pilot)

        assert [type(screen) for screen in app.screen_stack] == [HomeScreen]


PLACES = {
    "home": (b"", b"alone or together"),
    "list": (b"a", b"Alone on Purpose"),
    "help": (b"?", b"At home"),
    "journal": (b"j", b"Nothing here."),
    "palette": (b"\x10", b"ype a few letters"),
}
"""The keys that lead to a screen, and what is read there."""


@LINUX
def test_terminals_closed_side_by_side_leave_no_program_behind(tmp_path: Path) -> None:
    for turn in range(2):
        homes = [tmp_path / f"{turn}-{name}" for name in PLACES]
        played = tmp_path / f"{turn}-practice"
        write_two_parts(played)
        terminals = [Terminal(played, "play", "two-parts"), *map(Terminal, homes)]
        try:
            terminals[0].wait_for(b"Part 2.")
            for terminal, (keys, words) in zip(terminals[1:], PLACES.values(), strict=True):
                terminal.wait_for(b"alone or together")
                terminal.press(keys)
                if keys:
                    terminal.wait_for(words)

            for terminal in terminals:
                terminal.hang_up()
            wait_until_nothing_is_left([played, *homes], within_s=2.0)

            assert {terminal.exit_code() for terminal in terminals} == {129}
            assert [entry["ended"] for entry in terminals[0].journal()] == ["stopped"]
        finally:
            for terminal in terminals:
                terminal.close()


WEDGED = """
import threading, time
from practice_player.cli.main import main
from practice_player.tui.app import PracticeApp

begin = PracticeApp.on_mount

def wedge(app):
    begin(app)
    threading.Thread(target=time.sleep, args=[60]).start()
    app.set_timer(0.5, lambda: time.sleep(60))

PracticeApp.on_mount = wedge
main([])
"""
"""A program whose threads, the main one too, come to no end."""


@LINUX
def test_a_program_that_hangs_ends_with_its_terminal_all_the_same(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, command=[sys.executable, "-c", WEDGED])
    try:
        terminal.wait_for(b"alone or together")
        for _ in range(10):
            terminal.look(0.1)

        terminal.hang_up()

        wait_until_nothing_is_left([tmp_path], within_s=2.0)
    finally:
        terminal.close()

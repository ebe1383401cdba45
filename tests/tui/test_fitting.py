"""What there is room for: keys, notifications, long titles."""

import asyncio
from dataclasses import replace

import pytest
from textual.events import Resize
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static
from textual.widgets._toast import Toast

from practice_player.lib.errors import PracticeError
from practice_player.tui.app import PracticeApp
from practice_player.tui.screens.home import HomeScreen
from practice_player.tui.screens.practices import PracticesScreen
from practice_player.tui.widgets.keys import Keys
from practice_player.tui.widgets.listed import Listed
from tests.tui.fakes import (
    BROKEN,
    ENDED,
    SOFT_SIGHS,
    TO_THE_PRACTICE,
    FakeCore,
    FakePractice,
    make_app,
    pressing,
    settle,
)


def keys_shown(app: PracticeApp) -> list[str]:
    line = app.screen.query_one(Keys)
    for key, columns in zip(line.shown, line.columns(), strict=True):
        assert 0 <= columns.start < columns.stop <= line.size.width, "none is cut"
        (strip,) = line.render_lines(line.size.region)
        assert strip.text[columns.start : columns.stop] == str(key)
    return [key.description for key in line.shown]


async def test_a_click_on_a_key_presses_it_and_the_mouse_lights_it() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24), tooltips=True) as pilot:
        await pressing("a")(pilot)
        line = app.screen.query_one(Keys)
        at = [key.description for key in line.shown].index("Back")
        column = line.columns()[at].start

        await pilot.hover(Keys, offset=(column, 0))
        await settle(pilot)
        (lit,) = line.render_lines(line.size.region)
        assert str(line.tooltip) == line.shown[at].tooltip
        await pilot.hover(Keys, offset=(column - 1, 0))
        await settle(pilot)
        assert line.tooltip is None
        assert line.render_lines(line.size.region) != [lit]
        await pilot.click(Keys, offset=(column - 1, 0))
        await settle(pilot)
        assert isinstance(app.screen, PracticesScreen), "between two keys there is none"
        await pilot.click(Keys, offset=(column, 0))
        await settle(pilot)

        assert isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize("keys", [(), ("a",), ("a", "enter"), TO_THE_PRACTICE, ("j",)])
@pytest.mark.parametrize("width", [24, 41, 80])
async def test_keys_are_never_cut_and_help_is_always_there(keys: tuple[str, ...], width: int) -> None:
    app = make_app()
    async with app.run_test(size=(width, 13)) as pilot:
        await pressing(*keys)(pilot)

        assert "Help" in keys_shown(app)


async def test_the_most_needed_keys_come_first_and_the_others_as_the_window_grows() -> None:
    app = make_app()
    async with app.run_test(size=(41, 13)) as pilot:
        await pressing("a", "enter")(pilot)
        assert keys_shown(app) == ["Begin", "Back", "Shorter", "Help"]

        await pilot.resize_terminal(80, 24)
        await settle(pilot)

        assert keys_shown(app) == ["Begin", "Back", "Shorter", "Longer", "Background", "Voice", "Help"]


async def test_one_notification_is_shown_at_a_time_and_leaves_the_screen_to_be_read() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        for number in range(5):
            app.say(PracticeError(f"number {number} {'cannot be read ' * 30}", fix="write it anew"))
        await settle(pilot)

        (toast,) = app.screen.query(Toast)
        assert "number 4" in str(toast.render())
        assert toast.outer_size.height <= 4


async def test_a_very_long_title_takes_two_lines_of_the_list() -> None:
    titles = ("A title that does not end, and on and on, " * 8, "日本語の長い題名" * 12, "x" * 300)
    cards = tuple(replace(SOFT_SIGHS, name=title[:4], title=title) for title in titles)
    app = PracticeApp(lambda: FakeCore(shelf=cards))
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing("a")(pilot)

        listed = app.screen.query_one(Listed)
        for at in range(1, 4):
            prompt = str(listed.get_option_at_index(at).prompt)
            assert len(prompt.splitlines()) == 3, "two of the title, and one about it"
            assert "…" in prompt
        assert listed.virtual_size.height <= 1 + 3 * 4


@pytest.mark.parametrize(("size", "told"), [((80, 24), 0), ((41, 13), 1)])
async def test_what_is_wrong_with_a_script_is_told_once(size: tuple[int, int], told: int) -> None:
    app = PracticeApp(lambda: FakeCore(shelf=(BROKEN,)))
    async with app.run_test(size=size, notifications=True) as pilot:
        await pressing("a", "enter", "enter")(pilot)

        assert len(app._notifications) == told
        assert app.screen.query_one("#problem", Static).is_on_screen is (told == 0)


async def test_the_list_tells_of_folders_that_cannot_be_searched() -> None:
    core = FakeCore(closed=("/mine/secret: this folder cannot be searched",))
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing("a")(pilot)
        notice = app.screen.query_one("#unsearched", Static)
        assert str(notice.content) == "/mine/secret: this folder cannot be searched"
        assert notice.display

        core.closed = ()
        screen = app.screen
        assert isinstance(screen, PracticesScreen)
        await screen.scripts_changed()

        assert not notice.display


async def test_no_word_is_asked_for_when_the_journal_cannot_be_written() -> None:
    practice = FakePractice(now=replace(ENDED, logged=False))
    core = FakeCore(practice=practice)
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)
        assert not app.screen.query("#word")

        await pressing("enter")(pilot)

        assert not app.screen.query("#done"), "enter leads home"
    assert core.notes == []


@pytest.mark.parametrize("keys", [(), ("ctrl+p",)])
async def test_a_window_that_is_resized_quickly_comes_to_rest(keys: tuple[str, ...]) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing(*keys)(pilot)
        screen = app.screen
        laid_out: list[Screen[object]] = []

        def keep_apart(laid: Screen[object]) -> None:
            laid_out.append(laid)
            screen.call_later(lambda: None)  # the newest size would take the place of the one beside it

        screen.screen_layout_refresh_signal.subscribe(screen, keep_apart, immediate=True)
        for size in [(10, 3), (154, 14), (80, 24)]:
            screen.post_message(Resize(Size(*size), Size(*size)))
            screen.call_later(lambda: None)
        for _ in range(300):
            await asyncio.sleep(0.002)
        before = len(laid_out)
        for _ in range(300):
            await asyncio.sleep(0.002)

        after = len(laid_out)
        screen.screen_layout_refresh_signal.unsubscribe(screen)

        assert after == before

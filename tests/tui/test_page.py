"""Pages to be read: opened without a trace, and closed at once."""

from typing import NoReturn

import pytest
from textual.containers import VerticalScroll
from textual.widgets import Static

from practice_player.core import safety
from practice_player.core.safety import Page
from practice_player.lib.errors import PracticeError
from practice_player.tui.screens.home import HomeScreen
from practice_player.tui.screens.page import PageScreen
from practice_player.tui.widgets.keys import Keys
from tests.tui.dialogs import PageApp, WelcomeApp
from tests.tui.fakes import settle
from tests.tui.test_commands import HARSH

PAGES = pytest.mark.parametrize("page", [safety.FIRST_RUN, safety.SAFETY], ids=lambda page: page.title)


@pytest.mark.parametrize("key", ["q", "escape", "enter"])
async def test_a_key_closes_it_at_once_and_nothing_of_it_stays(key: str) -> None:
    app = PageApp(safety.SAFETY)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, PageScreen)

        await pilot.press(key)
        await settle(pilot)

        assert isinstance(app.screen, HomeScreen)
        assert "findahelpline" not in app.export_screenshot()
        assert "harm" not in app.export_screenshot()


async def test_it_opens_whatever_is_wrong_with_the_rest() -> None:
    def no_core() -> NoReturn:
        raise PracticeError("the disk cannot be read", fix="look at it")

    app = PageApp(safety.SAFETY, no_core)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)

        assert "findahelpline.com" in app.export_screenshot()


async def test_it_is_read_to_its_end_with_keys() -> None:
    app = PageApp(safety.SAFETY)
    async with app.run_test(size=(40, 12)) as pilot:
        await settle(pilot)
        words = app.screen.query_one("#words", VerticalScroll)
        assert words.scroll_y == 0

        await pilot.press("down", "pagedown")
        await settle(pilot)
        assert words.scroll_y == 9

        await pilot.press("end")
        await settle(pilot)
        assert words.scroll_y == words.max_scroll_y > 20

        await pilot.press("home")
        await settle(pilot)
        assert words.scroll_y == 0


@pytest.mark.parametrize("key", ["enter", "q", "escape"])
async def test_the_first_page_says_where_to_turn_in_the_smallest_window_and_how_to_begin(key: str) -> None:
    app = WelcomeApp()
    async with app.run_test(size=(40, 12)) as pilot:
        await settle(pilot)
        words = app.screen.query_one("#words", VerticalScroll)
        assert "findahelpline.com" in str(app.screen.query(".paragraph").first(Static).content)
        assert app.screen.query(".paragraph").first().region.bottom <= words.region.bottom
        names = {each.display: each.description for each in app.screen.query_one(Keys).shown}
        assert names["enter"] == "Begin"

        await pilot.press(key)
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)


@PAGES
def test_a_page_has_calm_words_and_one_address(page: Page) -> None:
    text = " ".join(page.paragraphs)

    assert not HARSH.search(text)
    assert "local emergency number" in text
    assert "findahelpline.com" in text
    assert not any(letter.isdigit() for letter in text), "a telephone number goes out of date"

"""The balance and the wish on the screen: whose they are, what keys and clicks do, and where it is drawn."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.containers import Horizontal
from textual.widgets import Label, Static

from practice_player.balance.store import BalanceFile
from practice_player.balance.wish import Amount, Unit, Wish
from practice_player.lib.errors import BalanceError
from practice_player.tui.app import PracticeApp
from practice_player.tui.glyphs import Glyphs
from practice_player.tui.screens.balance import BalanceScreen
from practice_player.tui.screens.home import HomeScreen
from practice_player.tui.screens.journal import JournalScreen
from practice_player.tui.screens.wish import WishScreen
from practice_player.tui.widgets.week_chart import WeekChart
from tests.tui.fakes import FakeCore, make_app, pressing
from tests.tui.weeks import RECORD, TWICE, week_core


@pytest.fixture
def core(tmp_path: Path) -> FakeCore:
    return week_core(tmp_path)


def words_of(app: PracticeApp) -> str:
    screen = app.screen
    assert isinstance(screen, BalanceScreen)
    return str(screen.query_one("#text", Static).content)


async def test_the_words_come_first_and_two_pictures_where_there_is_room(core: FakeCore) -> None:
    app = PracticeApp(lambda: core)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing("j", "b")(pilot)

        assert words_of(app).splitlines() == [
            "Together 3 times, alone once. You said two and two.",
            "The week before: alone once.",
        ]
        assert len(app.screen.query(WeekChart)) == 2
        assert app.screen.query_one("#charts", Horizontal).size.height > 8


@pytest.mark.parametrize("size", [(40, 12), (80, 12), (40, 40)])
async def test_a_small_window_has_the_words_alone(core: FakeCore, size: tuple[int, int]) -> None:
    app = PracticeApp(lambda: core)
    async with app.run_test(size=size) as pilot:
        await pressing("j", "b")(pilot)

        assert words_of(app).startswith("Together 3 times")
        assert not app.screen.query_one("#charts", Horizontal).display


@pytest.mark.parametrize("keys", [("j", "b"), ("j", "b", "c")], ids=["weeks", "changes"])
async def test_the_pictures_stand_any_size(core: FakeCore, keys: tuple[str, ...]) -> None:
    app = PracticeApp(lambda: core)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing(*keys)(pilot)
        for size in [(200, 60), (70, 20), (300, 20), (70, 100), (69, 19), (1, 1), (80, 24)]:
            await pilot.resize_terminal(*size)
            await pressing()(pilot)

    assert app.failure == ""


async def test_a_terminal_without_blocks_has_rows_of_letters(core: FakeCore) -> None:
    app = PracticeApp(lambda: core)
    app.glyphs = Glyphs.ASCII
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing("j", "b")(pilot)

        drawn = str(app.screen.query_one("#drawn", Static).content)
        assert "this week  o                   & & &" in drawn
        assert drawn.isascii()
        assert not app.screen.query(WeekChart)


async def test_each_person_sees_their_own_wish_and_never_the_others(core: FakeCore) -> None:
    app = PracticeApp(lambda: core)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing("j", "b", "p")(pilot)
        assert str(app.screen.query_one("#where", Label).content) == "balance · Ben"
        assert words_of(app) == "Together 3 times. You said one alone."

        await pressing("p")(pilot)
        assert "one" not in words_of(app).split()


async def test_wishes_stand_side_by_side_once_each_has_said_so(core: FakeCore) -> None:
    app = PracticeApp(lambda: core)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing("j", "b", "w", "down", "down", "right", "escape")(pilot)
        assert "Ben said" not in words_of(app), "one of the two has said so"

        await pressing("p", "w", "down", "down", "right", "escape")(pilot)
        assert words_of(app).endswith("Ana said two and two.")


async def test_two_keys_change_the_wish_and_it_is_written(core: FakeCore) -> None:
    app = PracticeApp(lambda: core)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing("j", "b", "w", "left", "left", "down", "right")(pilot)
        assert isinstance(app.screen, WishScreen)
        await pressing("escape")(pilot)

        assert words_of(app).startswith("Together 3 times, alone once. You said three together.")
        assert core.balance.wish("Ana") == Wish(together=Amount(number=3, unit=Unit.TIMES))


async def test_the_wish_asks_first_about_time_alone_as_everything_else_does(core: FakeCore) -> None:
    app = PracticeApp(lambda: core)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing("j", "b", "w")(pilot)

        names = [str(label.content) for label in app.screen.query(".row .name").results(Label)]
        assert names[:2] == ["alone", "together"]


async def test_a_wish_can_be_in_minutes_and_be_made_with_the_mouse(core: FakeCore) -> None:
    app = PracticeApp(lambda: core)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing("j", "b", "w", "down", "u", "right")(pilot)
        assert core.balance.wish("Ana").together == Amount(number=20, unit=Unit.MINUTES)

        await pilot.click("#row-0 .value", offset=(6, 0))
        await pressing()(pilot)
        assert core.balance.wish("Ana").alone == Amount(number=3, unit=Unit.TIMES)
        await pilot.click("#row-0 .value", offset=(0, 0))
        await pressing()(pilot)
        assert core.balance.wish("Ana").alone == TWICE


async def test_somebody_alone_is_not_asked_about_side_by_side() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing("j", "b", "w", "down", "down", "down", "right")(pilot)

        assert not app.screen.query_one("#row-2").display
        await pressing("escape")(pilot)
        assert "You said one together." in words_of(app)


async def test_ones_own_changes_are_words_and_a_picture_and_the_others_are_nowhere(core: FakeCore) -> None:
    app = PracticeApp(lambda: core)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing("j", "b", "c")(pilot)
        assert words_of(app).splitlines() == [
            "Soft Sighs: on average a bit looser, over 3 times",
            "Unclench: on average a bit looser, over 7 times",
        ]

        await pressing("p")(pilot)
        assert words_of(app) == "Numbers are kept for the one whose journal this is, and for nobody else."
        assert not app.screen.query_one("#charts", Horizontal).children

        await pressing("c")(pilot)
        assert words_of(app).startswith("Together 3 times.")


async def test_what_cannot_be_written_is_told_and_the_screen_goes_on(
    core: FakeCore, said: Callable[[PracticeApp], str]
) -> None:
    class Refusing(BalanceFile):
        def set_wish(self, person: str, wish: Wish) -> None:
            raise BalanceError("wishes and plans cannot be kept", fix="free some space")

    core.balance.file = Refusing(None)
    app = PracticeApp(lambda: core)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing("j", "b", "w", "right")(pilot)
        assert "free some space" in said(app)

        await pressing("escape")(pilot)
        assert isinstance(app.screen, BalanceScreen)


async def test_a_title_in_the_journal_is_shown_as_it_is_written(tmp_path: Path) -> None:
    title = "[b]x[/b] [@click=app.leave]y[/]\n\x1b[31mz"
    app = PracticeApp(lambda: week_core(tmp_path, replace(RECORD, title=title)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing("j", "b", "c")(pilot)

        assert words_of(app).startswith("[b]x[/b] [@click=app.leave]y[/]")
        assert "\x1b" not in words_of(app)
        assert len(words_of(app).splitlines()) == 1


@pytest.fixture
def said() -> Callable[[PracticeApp], str]:
    """What the notifications say."""
    return lambda app: " ".join(str(note.message) for note in app._notifications)


async def test_the_way_in_is_the_journal_or_the_palette_and_the_way_out_is_back() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing("j", "b", "escape")(pilot)
        assert isinstance(app.screen, JournalScreen)

        await pressing("escape", "ctrl+p", *"balance", "enter")(pilot)
        assert isinstance(app.screen, BalanceScreen)
        await pressing("escape")(pilot)
        assert isinstance(app.screen, HomeScreen)

"""Everything that can be done on a screen, by its name; and the ways out that hold on every screen."""

from dataclasses import replace

import pytest
from textual import events
from textual.geometry import Offset
from textual.widgets import OptionList

from practice_player.tui.app import PracticeApp
from practice_player.tui.commands.home import HOME
from practice_player.tui.screens.help import HelpScreen
from practice_player.tui.screens.home import HomeScreen
from practice_player.tui.screens.palette import PaletteScreen
from practice_player.tui.screens.player import PlayerScreen
from practice_player.tui.screens.practices import PracticesScreen
from practice_player.tui.widgets.listed import Listed
from tests.tui.fakes import BREATHING, TO_THE_PRACTICE, FakeCore, app_at, make_app, pressing, settle


def offered(app: PracticeApp) -> list[str]:
    """The names in the palette, from the top."""
    listed = app.screen.query_one(OptionList)
    lines = [str(listed.get_option_at_index(at).prompt) for at in range(listed.option_count)]
    return [line.partition("  ")[0] for line in lines]


@pytest.mark.parametrize("before", [(), ("a",), TO_THE_PRACTICE], ids=["home", "list", "practice"])
@pytest.mark.parametrize(
    "keys",
    [
        ("ctrl+p", "pagedown"),
        ("ctrl+p", "enter", "enter", "enter"),
        ("ctrl+p", "ctrl+p", "ctrl+p"),
        ("ctrl+p", "z", "pageup", "pagedown", "enter", "backspace", "down", "escape", "escape"),
    ],
)
async def test_no_keys_in_the_palette_end_the_practice(
    before: tuple[str, ...], keys: tuple[str, ...]
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await pressing(*before)(pilot)
        for key in keys:
            app.simulate_key(key)
        await settle(pilot)

        assert app.failure == ""


async def test_letters_that_nothing_is_called_by_are_answered_in_words() -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await pressing("ctrl+p", *"zzz")(pilot)
        nothing = app.screen.query_one("#nothing")
        assert nothing.display
        assert nothing.region.height == 1
        await pressing("enter")(pilot)
        assert isinstance(app.screen, PaletteScreen), "enter does nothing"

        await pressing("backspace", "backspace", "backspace")(pilot)

        assert not nothing.display
        assert "Journal" in offered(app)


async def test_at_home_each_thing_is_offered_once() -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await pressing("ctrl+p")(pilot)

        assert offered(app) == [
            *("Alone", "Together", "Too much", "Journal", "Paths"),
            *("Wound up", "Can't sleep", "Far away", "Settings", "Quit", "Help"),
            *("Where there is help", "Balance", "For one only", "Numbers before and after", "Record a voice"),
            "Colours",
        ]


async def test_only_what_can_be_done_now_is_offered() -> None:
    app = app_at(replace(BREATHING, bed="none", voices=0))
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE, "ctrl+p")(pilot)

        names = offered(app)
        assert "Pause" in names
        assert not {"Background", "Background louder", "Another voice", "Shift", "Go on"} & set(names)
        assert len(names) == len(set(names))


async def test_a_few_letters_find_a_command_and_enter_does_it() -> None:
    core = FakeCore()
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE, "ctrl+p", *"lou", "enter")(pilot)

        assert isinstance(app.screen, PlayerScreen)
    assert core.practice.asked == ["start", "turn_voice 2", "stop"]


async def test_the_mouse_does_what_it_is_pointed_at() -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await pressing("ctrl+p")(pilot)
        await pilot.click(OptionList, offset=(4, 0))
        await settle(pilot)

        assert isinstance(app.screen, PracticesScreen)


async def test_what_was_found_is_not_done_once_its_screen_was_left() -> None:
    core = FakeCore()
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE, "ctrl+p", *"pause")(pilot)
        palette = app.screen
        assert isinstance(palette, PaletteScreen)
        await app.push_screen(HelpScreen((HOME,)))  # whatever came meanwhile

        palette.action_take()
        await settle(pilot)

        assert isinstance(app.screen, HelpScreen)
    assert core.practice.asked == ["start", "stop"]


async def test_colours_are_chosen_by_name() -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await pressing("ctrl+p", *"colours", "enter", *"nord", "enter")(pilot)

        assert app.theme == "nord"
        assert isinstance(app.screen, HomeScreen)


SCREENS = {
    "home": (),
    "list": ("a",),
    "card": ("a", "enter"),
    "practice": TO_THE_PRACTICE,
    "close": (*TO_THE_PRACTICE, "q", "x"),
    "journal": ("j",),
    "help": ("?",),
    "help in mid-practice": (*TO_THE_PRACTICE, "?"),
    "palette": ("ctrl+p", "x"),
    "palette in mid-practice": (*TO_THE_PRACTICE, "ctrl+p"),
    "colours": ("ctrl+p", *"colours", "enter"),
}


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q"])
@pytest.mark.parametrize("screen", SCREENS)
async def test_what_works_anywhere_works_on_every_screen(screen: str, key: str) -> None:
    core = FakeCore()
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing(*SCREENS[screen])(pilot)
        await pilot.press(key)

        assert not app.is_running or app._exit
    assert core.close_times == 1


async def test_a_click_on_a_line_that_has_just_gone_does_nothing() -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await pressing("ctrl+p")(pilot)
        listed = app.screen.query_one(Listed)
        where = listed.region.offset + Offset(4, 3)
        style = app.screen.get_style_at(*where)
        click = events.Click(listed, *(4, 3), 0, 0, 1, False, False, False, style=style)
        await pressing(*"quit")(pilot)
        assert style.meta["option"] >= listed.option_count

        listed.post_message(click)
        await settle(pilot)

        assert isinstance(app.screen, PaletteScreen)
    assert app.failure == ""

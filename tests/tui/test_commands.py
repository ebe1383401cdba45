"""One list of commands, and words that stay calm."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from textual.widgets import Label, Static

import practice_player.tui
from practice_player.core.again import PracticeOffer
from practice_player.core.request import PracticeRequest
from practice_player.core.return_time import ReturnTimes
from practice_player.tui import screens
from practice_player.tui.app import PracticeApp
from practice_player.tui.commands.dialog import WELCOME
from practice_player.tui.commands.everywhere import EVERYWHERE
from practice_player.tui.commands.home import HOME
from practice_player.tui.commands.model import KeySection
from practice_player.tui.commands.player import PLAYER
from practice_player.tui.commands.sections import EVERY_SECTION
from practice_player.tui.screens.help import HelpScreen
from practice_player.tui.screens.home import HomeScreen
from practice_player.tui.screens.player import PlayerScreen
from practice_player.tui.widgets.caption import lines
from practice_player.tui.widgets.disc import LEVELS, Circle, rows
from practice_player.tui.widgets.keys import Keys
from tests.tui.fakes import TO_THE_PRACTICE, FakeCore, make_app, pressing

HARSH = re.compile(r"well done|should|failed|streak|safe space|healing", re.IGNORECASE)


@pytest.mark.parametrize("section", EVERY_SECTION, ids=lambda section: section.title)
def test_every_command_has_a_name_and_a_sentence(section: KeySection) -> None:
    for command in section.commands:
        assert command.name
        assert command.tooltip.endswith(".")
        assert command.action


@pytest.mark.parametrize("section", EVERY_SECTION, ids=lambda section: section.title)
def test_no_key_is_given_twice_in_one_place(section: KeySection) -> None:
    keys = [key for command in section.commands for key in command.key.split(",")]

    assert len(keys) == len(set(keys))


def tooltips(app: PracticeApp) -> list[str]:
    """The sentences in the help that is open."""
    return [str(line.content) for line in app.screen.query(".what").results(Static)]


async def test_the_help_of_a_practice_lists_what_can_be_done_now() -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE, "?")(pilot)
        practice = app.screen_stack[-2]
        assert isinstance(app.screen, HelpScreen)
        assert isinstance(practice, PlayerScreen)
        open_now = [command.tooltip for command in PLAYER.commands if practice.can(command.action)]
        assert tooltips(app)[: len(open_now)] == open_now
        assert len(open_now) < len(PLAYER.commands)

        await pressing("?")(pilot)

        assert {command.tooltip for command in PLAYER.commands} <= set(tooltips(app))


async def test_the_help_at_home_has_no_key_for_a_meeting_that_nobody_agreed_on(tmp_path: Path) -> None:
    core = FakeCore(returns=ReturnTimes(tmp_path / "return.json"))
    app = PracticeApp(lambda: core)
    meeting = {command.tooltip for command in HOME.commands if command.key in ("m", "x", "r")}
    async with app.run_test() as pilot:
        await pressing("?")(pilot)
        assert meeting.isdisjoint(tooltips(app))
        await pressing("escape")(pilot)

        core.offer = PracticeOffer(title="A", length="1", request=PracticeRequest(name="soft-sighs"))
        core.returns.agree(10, "soft-sighs")
        assert isinstance(app.screen, HomeScreen)
        app.screen.look_for_offers()
        await pressing("?")(pilot)

        assert meeting <= set(tooltips(app))


async def test_the_help_shows_this_screen_first_and_all_screens_when_asked() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing("?")(pilot)
        own_sections = [str(line.content) for line in app.screen.query(".section").results(Label)]
        await pressing("?")(pilot)
        everywhere = [str(line.content) for line in app.screen.query(".section").results(Label)]

        assert own_sections == [HOME.title, EVERYWHERE.title]
        assert everywhere == [section.title for section in EVERY_SECTION]


async def test_the_help_says_how_it_is_closed_also_when_it_shows_all_keys() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(3):
            await pressing("?")(pilot)

            assert [key.description for key in app.screen.query_one(Keys).shown] == ["Close", "All keys"]


def test_the_help_has_the_keys_of_every_screen() -> None:
    folder = Path(screens.__file__).parent
    modules = [import_module(f"{screens.__name__}.{path.stem}") for path in folder.glob("*.py")]
    found = {
        section.title
        for module in modules
        for each in vars(module).values()
        if isinstance(section := getattr(each, "SECTION", None), KeySection)
    }

    assert "In the journal" in found
    assert found - {section.title for section in EVERY_SECTION} <= {WELCOME.title}, (
        "the first page says its keys"
    )


async def test_thirteen_key_presses_go_through_the_whole_help() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing("?", "?")(pilot)
        keys = app.screen.query_one("#keys")
        assert keys.max_scroll_y > 60

        await pressing(*["pagedown"] * 13)(pilot)
        assert keys.scroll_y == keys.max_scroll_y

        await pressing("home", *["down"] * 30)(pilot)
        assert keys.scroll_y == 30


def test_nothing_on_the_screen_judges() -> None:
    for path in Path(practice_player.tui.__file__).parent.rglob("*.py"):
        assert not HARSH.search(path.read_text(encoding="utf-8")), path.name


def test_caption_lines_are_few_and_even() -> None:
    text = "Sit, stand or lean, whatever your body would thank you for."

    assert lines(text, 40) == ["Sit, stand or lean, whatever", "your body would thank you for."]
    assert lines("", 40) == []


def test_no_line_of_a_caption_begins_with_a_comma_where_words_have_no_spaces_between() -> None:
    text = "手を机の上に置いて、しばらく休みます。そして、ゆっくりと息を吐いてください。「はい。」"

    for width in range(8, 38):
        shown = lines(text, width)
        assert "".join(shown) == text
        assert all(line[0] not in "、。」" and line[-1] != "「" for line in shown), width


def test_a_disc_is_dark_in_its_middle_and_bright_at_its_rim() -> None:
    picture = rows(20, 10, Circle(x=10, y=10, radius=8))

    assert picture[0][0] == (0, 0, 0, 0), "nothing outside"
    assert 0 < picture[5][10][0] < picture[5][3][0] <= LEVELS
    turned = [tuple((d, c, b, a) for a, b, c, d in row[::-1]) for row in picture[::-1]]
    assert list(picture) == turned, "it is round"


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_the_name_of_a_key_is_never_broken_in_the_help(size: tuple[int, int]) -> None:
    app = PracticeApp(FakeCore)
    async with app.run_test(size=size) as pilot:
        await app.push_screen(HelpScreen(EVERY_SECTION))
        await pilot.pause()

        keys = list(app.screen.query(".key").results(Static))
        assert "backspace" in {str(key.content) for key in keys}
        assert {key.size.height for key in keys} == {1}

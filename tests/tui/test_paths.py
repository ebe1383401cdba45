"""Paths on the screen: what is shown of them, what keys and clicks do, and where they lead."""

from pathlib import Path

import pytest
from textual.widgets import Label, Static

from practice_player.core.preferences import Setting
from practice_player.lib.errors import NameUnknownError
from practice_player.tui.app import PracticeApp
from practice_player.tui.screens.home import HomeScreen
from practice_player.tui.screens.path import PathScreen
from practice_player.tui.screens.paths import NO_PATHS, PathsScreen
from practice_player.tui.screens.prepare import PrepareScreen
from practice_player.tui.widgets.line_list import LineList
from tests.paths.paths import write_path
from tests.tui.fakes import FakeCore, app_at, make_app, paths_in, pressing, settle

INWARD = """\
format: 1
title: Inward
summary: From the room to a feeling, and back.
lasts: two weeks
plenty: Every other day is plenty.
steps:
  - practice: here-and-now
    times: 2
    words: The room comes first.
  - practice: [soft-sighs, turning-toward, gone-away]
    again: any
"""
FOR_TWO = """\
format: 1
title: Ten Days
summary: Listening.
steps:
  - practice: two-good-ears
"""


@pytest.fixture
def core(tmp_path: Path) -> FakeCore:
    write_path(tmp_path, "inward", INWARD)
    write_path(tmp_path, "ten-days", FOR_TWO)
    return FakeCore(paths=paths_in(tmp_path))


def words_of(app: PracticeApp) -> str:
    return str(app.screen.query_one("#text", Static).content)


def lines_of(app: PracticeApp) -> list[str]:
    return [str(option.prompt) for option in app.screen.query_one(LineList).options if str(option.prompt)]


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_one_key_leads_to_the_paths_and_back(core: FakeCore, size: tuple[int, int]) -> None:
    app = PracticeApp(lambda: core)
    async with app.run_test(size=size) as pilot:
        await pressing("w")(pilot)

        assert isinstance(app.screen, PathsScreen)
        begins = "It begins with {}, whenever you like."
        assert lines_of(app) == [
            f"Inward\nFrom the room to a feeling, and back.\n{begins.format('Here, Now, Enough')}",
            f"Ten Days\nListening.\n{begins.format('Two Good Ears')}",
        ]
        await pressing("escape")(pilot)
        assert isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_a_path_is_shown_with_its_steps(core: FakeCore, size: tuple[int, int]) -> None:
    app = PracticeApp(lambda: core)
    async with app.run_test(size=size) as pilot:
        await pressing("w", "enter")(pilot)

        assert isinstance(app.screen, PathScreen)
        assert str(app.screen.query_one("#where", Label).content) == "Inward"
        assert words_of(app).splitlines() == [
            "It begins with Here, Now, Enough, whenever you like.",
            "From the room to a feeling, and back.",
            "It may take two weeks.",
            "Every other day is plenty.",
        ]
        assert lines_of(app) == [
            "1  Here, Now, Enough\nThe room comes first.\nTwice.",
            "2  One of these\nOnce, or as often as you like.",
            "   Soft Sighs",
            "   Turning Toward",
            "   gone-away (not here; another of this step will do)",
        ]
        assert app.screen.query_one(LineList).lit == "here-and-now"


async def test_a_path_is_begun_left_and_taken_up_again_with_keys(core: FakeCore) -> None:
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing("w", "enter", "l")(pilot)  # nothing is to be left yet
        assert words_of(app).startswith("It begins")
        await pressing("b")(pilot)
        assert words_of(app).startswith("Next: Here, Now, Enough.")
        await pressing("l")(pilot)
        assert words_of(app).startswith("Left for now.")
        await pressing("b", "escape")(pilot)

        assert lines_of(app)[0].endswith("\nNext: Here, Now, Enough.")


@pytest.mark.parametrize(
    ("keys", "title"), [(("n",), "Here, Now, Enough"), (("down", "enter"), "Soft Sighs")]
)
async def test_a_practice_of_the_path_is_got_ready_and_the_path_is_begun(
    core: FakeCore, keys: tuple[str, ...], title: str
) -> None:
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing("w", "enter", *keys)(pilot)

        assert isinstance(app.screen, PrepareScreen)
        assert str(app.screen.query_one("#title", Label).content) == title
        assert core.paths.one("inward").is_followed
        await pressing("escape")(pilot)
        assert words_of(app).startswith("Next: Here, Now, Enough.")


async def test_a_click_lights_a_line_and_a_click_on_the_lit_one_opens_it(core: FakeCore) -> None:
    app = PracticeApp(lambda: core)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing("w")(pilot)
        for _ in range(2):
            await pilot.click("#paths", offset=(4, 5))
            await settle(pilot)

        assert isinstance(app.screen, PathScreen)
        assert str(app.screen.query_one("#where", Label).content) == "Ten Days"
        await pilot.click("#steps", offset=(4, 0))
        await settle(pilot)
        assert isinstance(app.screen, PrepareScreen)


async def test_what_is_not_here_cannot_be_lit(core: FakeCore) -> None:
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing("w", "enter", *["down"] * 9)(pilot)

        assert app.screen.query_one(LineList).lit == "turning-toward"


async def test_paths_for_two_are_hidden_with_the_practices_for_two(core: FakeCore) -> None:
    core.settings[Setting.SOLO_ONLY] = True
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing("w")(pilot)

        assert [line.partition("\n")[0] for line in lines_of(app)] == ["Inward"]


async def test_a_path_that_cannot_be_read_says_why_when_it_is_chosen(tmp_path: Path) -> None:
    write_path(tmp_path, "broken", "title: Broken\n")
    core = FakeCore(paths=paths_in(tmp_path))
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing("w", "enter")(pilot)

        assert isinstance(app.screen, PathsScreen)
        assert lines_of(app) == ["broken\nIt cannot be followed yet."]
        assert any("`format` is missing" in note.message for note in app._notifications)


async def test_without_paths_one_line_says_so() -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await pressing("w", "enter", "down")(pilot)

        assert isinstance(app.screen, PathsScreen)
        assert str(app.screen.query_one("#nothing", Static).content) == NO_PATHS


async def test_a_path_whose_file_has_gone_is_told_and_can_be_left(core: FakeCore, tmp_path: Path) -> None:
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing("w", "enter")(pilot)
        (tmp_path / "paths" / "inward.yaml").unlink()
        await pressing("b")(pilot)

        assert words_of(app) == "The path cannot be read just now."
        with pytest.raises(NameUnknownError):
            core.paths.one("inward")
        await pressing("escape", "escape")(pilot)
        assert isinstance(app.screen, HomeScreen)


async def test_paths_cannot_be_opened_while_a_practice_is_under_way() -> None:
    app = app_at()
    async with app.run_test() as pilot:
        await pressing("a", "enter", "enter")(pilot)

        assert not app.check_action("paths", ())

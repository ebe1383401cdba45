"""The screen after a practice: room for a word, and what is kept of a practice for two."""

from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from practice_player.core.preferences import Setting
from practice_player.core.request import PracticeRequest
from practice_player.core.settings_file import SettingsFile
from practice_player.tui.app import PracticeApp
from practice_player.tui.screens.close import CloseScreen
from practice_player.tui.screens.home import HomeScreen
from practice_player.tui.under_way import UnderWay
from tests.tui.fakes import NO_CLIP, SOFT_SIGHS, TWO_EARS, FakeCore, pressing, settle
from tests.tui.test_practising import names_in_footer, text_of


@pytest.fixture
def core() -> FakeCore:
    return FakeCore()


@pytest.fixture
def app(core: FakeCore) -> PracticeApp:
    return PracticeApp(lambda: core)


async def close_after_two(pilot: Pilot[Any], **changes: Any) -> CloseScreen:
    """The screen after fourteen minutes for two, or with `changes` after another practice."""
    await settle(pilot)
    app = pilot.app
    assert isinstance(app, PracticeApp)
    options: dict[str, Any] = {"card": TWO_EARS, "done_s": 840.0, "stopped": False, **changes}
    screen = CloseScreen(app._core_proxy, **options)
    await app.push_screen(screen)
    await settle(pilot)
    return screen


async def test_one_f2_takes_nothing_out_of_the_journal(core: FakeCore, app: PracticeApp) -> None:
    async with app.run_test() as pilot:
        await close_after_two(pilot)

        await pressing("f2")(pilot)
        assert not core.taken_out
        assert text_of(pilot, "#kept").startswith("f2 again takes this one out, with its word")

        await pressing("escape")(pilot)
        assert isinstance(app.screen, CloseScreen)
        assert text_of(pilot, "#kept").endswith("f2 takes this one out")

        await pressing("f2")(pilot)
        assert not core.taken_out, "it is asked anew"


async def test_the_question_is_read_to_its_end_in_the_smallest_window(app: PracticeApp) -> None:
    async with app.run_test(size=(40, 12)) as pilot:
        screen = await close_after_two(pilot)
        await pressing("f2")(pilot)

        assert screen.query_one("#kept").region.bottom <= screen.query_one("#middle").region.bottom


async def test_a_practice_that_was_taken_out_is_brought_back_with_its_word(
    core: FakeCore, app: PracticeApp
) -> None:
    async with app.run_test() as pilot:
        screen = await close_after_two(pilot)
        await pressing("w", *"warm", "enter", "f2", "f2")(pilot)
        assert core.taken_out
        assert core.settings[Setting.TOGETHER_KEPT] is False
        assert not screen.query_one("#note").display
        assert "w" not in names_in_footer(pilot), "there is nothing that a word could be kept with"

        await pressing("f2")(pilot)

        assert not core.taken_out
        assert core.settings[Setting.TOGETHER_KEPT] is True
        assert screen.query_one("#note").display
        assert text_of(pilot, "#note") == "Kept: warm"


async def test_a_practice_that_cannot_be_taken_out_is_not_said_to_be(
    core: FakeCore, app: PracticeApp
) -> None:
    core.refusals["forget_together"] = NO_CLIP
    async with app.run_test(notifications=True) as pilot:
        await close_after_two(pilot)
        await pressing("f2", "f2")(pilot)

        assert [note.message for note in app._notifications] == [str(NO_CLIP)]
        assert text_of(pilot, "#kept").startswith("f2 again")


async def test_where_none_for_two_are_kept_f2_changes_only_the_next_ones(
    core: FakeCore, app: PracticeApp
) -> None:
    async with app.run_test() as pilot:
        await close_after_two(pilot, logged=False)
        await pressing("f2")(pilot)
        assert core.settings[Setting.TOGETHER_KEPT] is True
        assert text_of(pilot, "#kept").startswith("The next practices for two are kept")

        await pressing("f2")(pilot)
        assert core.settings[Setting.TOGETHER_KEPT] is False
        assert not core.taken_out


async def test_while_a_word_is_written_only_its_own_keys_are_offered(app: PracticeApp) -> None:
    async with app.run_test() as pilot:
        screen = await close_after_two(pilot)
        await pressing("w", "r")(pilot)

        names = names_in_footer(pilot)
        assert names["enter"] == "Keep"
        assert names["esc"] == "Leave it"
        assert not {"r", "s", "t", "w"} & set(names)
        assert screen.query_one("#offers").styles.visibility == "hidden"
        assert screen.query_one(Input).value == "r"


async def test_a_word_that_was_left_is_there_again_when_it_is_gone_on_with(
    core: FakeCore, app: PracticeApp
) -> None:
    async with app.run_test() as pilot:
        screen = await close_after_two(pilot)
        await pressing("w", *"warm", "escape")(pilot)
        assert core.notes == []
        assert names_in_footer(pilot)["w"] == "A word"

        await pressing("w")(pilot)
        assert screen.query_one(Input).value == "warm"
        await pressing("enter")(pilot)
        assert core.notes == ["warm"]


@pytest.mark.parametrize("card", [SOFT_SIGHS, TWO_EARS])
async def test_a_journal_that_cannot_be_written_is_said_once_more_at_the_end(
    core: FakeCore, app: PracticeApp, card: Any
) -> None:
    async with app.run_test() as pilot:
        await close_after_two(pilot, card=card, logged=False, unwritten=True)
        assert text_of(pilot, "#kept").startswith("The journal cannot be written just now")

        await pressing("f2", "f2")(pilot)
        assert core.settings == {}
        assert text_of(pilot, "#kept").startswith("The journal cannot be written just now")


async def test_where_nothing_was_practised_no_word_is_asked_for(app: PracticeApp) -> None:
    async with app.run_test() as pilot:
        screen = await close_after_two(pilot, card=SOFT_SIGHS, done_s=0.2, stopped=True)
        assert not screen.query(Input)

        await pressing("w", "enter")(pilot)
        assert isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize("how", ["setting", "command"])
async def test_where_the_journal_is_off_nothing_offers_to_keep_the_next_ones(
    core: FakeCore, how: str
) -> None:
    settings = SettingsFile(None)
    if how == "setting":
        settings.hold({"journal": False})
    request = PracticeRequest(name=SOFT_SIGHS.name, log=False) if how == "command" else None
    app = PracticeApp(lambda: core, request, user_settings=settings)
    async with app.run_test() as pilot:
        await settle(pilot)
        practice = UnderWay(card=TWO_EARS, request=PracticeRequest(name=TWO_EARS.name), session=core.practice)
        await app.close_practice(practice, done_s=840.0, stopped=False, logged=False, unwritten=False)
        await settle(pilot)

        assert text_of(pilot, "#kept") == "The journal is off: nothing of this is kept."
        await pressing("f2")(pilot)
        assert text_of(pilot, "#kept") == "The journal is off: nothing of this is kept."
        assert "f2" not in names_in_footer(pilot)

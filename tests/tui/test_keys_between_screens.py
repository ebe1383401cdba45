"""Keys that come while one screen replaces another.  They ended the program, or began what had stopped."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Final

import pytest
from textual import events
from textual.widgets import Static

from practice_player.prompts.prompt import Dialog, Entry, Option, Prompt, Steps
from practice_player.script.library import LoadedScript
from practice_player.tui.app import PracticeApp
from practice_player.tui.screens.close import CloseScreen
from practice_player.tui.screens.dialog import DialogScreen
from practice_player.tui.screens.help import HelpScreen
from practice_player.tui.screens.home import HomeScreen
from practice_player.tui.screens.player import PlayerScreen
from practice_player.tui.widgets.preview import PracticePreview
from practice_player.tui.widgets.week_chart import QuietPlot, WeekChart
from tests.tui.dialogs import DialogApp
from tests.tui.fakes import ENDED, SOFT_SIGHS, TO_THE_PRACTICE, FakeCore, pressing, settle
from tests.tui.weeks import week_core

MOST_TURNS: Final = 400
"""How many turns of the event loop a prompt takes at the most to be painted."""

ENTER = Option(key="enter", word="go on", label="go on")
FIRST = Prompt(title="First", options=(ENTER,), entry=Entry.NAME)
SECOND = Prompt(title="Second", options=(ENTER,), entry=Entry.NAME)


def two_names() -> Steps[list[str]]:
    first = yield FIRST
    second = yield SECOND
    return [first, second]


@pytest.fixture
def core() -> FakeCore:
    return FakeCore()


@pytest.fixture
def app(core: FakeCore) -> PracticeApp:
    return PracticeApp(lambda: core)


def current_player(app: PracticeApp) -> PlayerScreen:
    assert isinstance(app.screen, PlayerScreen)
    return app.screen


def title(app: DialogApp[list[str]]) -> str:
    return "".join(str(place.content) for place in app.screen.query("#title").results(Static))


async def test_esc_as_the_question_after_grounding_is_left_goes_home_and_the_program_goes_on(
    core: FakeCore, app: PracticeApp
) -> None:
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)
        earlier = current_player(app)
        await pressing("g")(pilot)
        await settle(pilot)
        core.aside.now = ENDED
        await settle(pilot)
        assert isinstance(app.screen, DialogScreen)

        app.screen.action_leave()
        earlier.action_stop()
        await settle(pilot)

        assert isinstance(app.screen, HomeScreen)
        assert core.practice.asked[:3] == ["start", "set_aside", "stop"]
        await pressing(*TO_THE_PRACTICE)(pilot)
        assert isinstance(app.screen, PlayerScreen), "the next practice begins"


async def test_esc_just_after_the_ground_key_plays_no_grounding_practice(
    core: FakeCore, app: PracticeApp
) -> None:
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)
        player = current_player(app)

        player.action_ground()
        player.action_stop()
        await settle(pilot)

        assert isinstance(app.screen, HomeScreen)
        assert core.practice.asked == ["start", "set_aside", "stop"]
        assert core.aside.asked == []


async def test_a_grounding_practice_that_ends_under_its_help_leads_back_to_the_practice(
    core: FakeCore, app: PracticeApp
) -> None:
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)
        player = current_player(app)
        await pressing("g")(pilot)
        await settle(pilot)
        await pressing("?")(pilot)
        assert isinstance(app.screen, HelpScreen)
        core.aside.now = ENDED
        while not isinstance(app.screen, DialogScreen):
            await pilot.pause()

        await pressing("1")(pilot)
        await settle(pilot)

        assert core.practice.asked == ["start", "set_aside", "come_back"]
        assert current_player(app) is player


async def test_a_player_that_closes_as_it_opens_leaves_no_sound(core: FakeCore, app: PracticeApp) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)

        opened = asyncio.ensure_future(app.show_player(SOFT_SIGHS, core.practice))
        await asyncio.sleep(0)
        assert isinstance(app.screen, PlayerScreen)
        await app.go_home()
        await opened
        await settle(pilot)

        assert core.practice.asked == ["start", "stop"]


@dataclass
class HesitantCore(FakeCore):
    """Waits before it says what is asked after a practice, and before it goes back to one."""

    may_answer: Event = field(default_factory=Event)

    def open(self, name: str) -> LoadedScript:
        if self.practice.now is ENDED:
            self.may_answer.wait(10)
        return super().open(name)

    def back_to_earlier(self) -> None:
        self.may_answer.wait(10)
        super().back_to_earlier()


async def test_help_that_is_asked_for_just_before_a_practice_goes_on_does_not_keep_it_waiting() -> None:
    core = HesitantCore()
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE, "g")(pilot)
        await settle(pilot)
        core.aside.now = ENDED
        await settle(pilot)

        app.post_message(events.Key("1", "1"))
        while not isinstance(app.screen, PlayerScreen):  # noqa: ASYNC110 - Textual has no event for it
            await asyncio.sleep(0)
        await app.push_screen(HelpScreen(()))
        core.may_answer.set()
        await settle(pilot)

        assert core.practice.asked == ["start", "set_aside", "come_back"]


async def test_no_other_practice_begins_between_the_last_word_and_the_close() -> None:
    core = HesitantCore()
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)
        core.practice.now = ENDED
        while not isinstance(app.screen, HomeScreen):
            await pilot.pause()

        await pilot.press("g")
        await pilot.pause()
        core.may_answer.set()
        await settle(pilot)

        assert isinstance(app.screen, CloseScreen)
        assert len(core.prepared) == 1


async def test_backspace_while_one_prompt_gives_way_to_the_next_ends_nothing() -> None:
    app = DialogApp(two_names())
    async with app.run_test() as pilot:
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, DialogScreen)

        app.post_message(events.Key("enter", None))
        for _ in range(MOST_TURNS):
            screen.action_erase()
            await asyncio.sleep(0)
        await settle(pilot)
        assert title(app) == "Second"

        await pilot.press("B", "enter")
        await settle(pilot)

    assert app.outcome == ["go on", "B"]


@pytest.mark.parametrize("action", ["send", "erase", "leave"])
async def test_a_key_while_a_question_opens_ends_nothing(action: str) -> None:
    """After each of the turns of the event loop that a prompt takes to be painted."""
    app = DialogApp(two_names())
    async with app.run_test() as pilot:
        await pressing("escape")(pilot)
        for turns in range(0, 40, 3):
            screen = DialogScreen(app._core_proxy, Dialog(two_names()))
            opened = asyncio.ensure_future(_open(app, screen))
            for _ in range(turns + 1):
                await asyncio.sleep(0)
            await screen.run_action(action)
            await opened
            await settle(pilot)
            if app.screen is screen:
                screen.action_leave()
                await settle(pilot)
            assert isinstance(app.screen, HomeScreen)

    assert app.failure == ""


async def test_a_press_on_a_line_that_was_just_taken_away_ends_nothing() -> None:
    app = DialogApp(two_names())
    async with app.run_test() as pilot:
        await settle(pilot)
        line = app.screen.query_one("#title", Static)
        place = line.region.offset
        with app.batch_update():
            await line.remove()
            app.screen._forward_event(mouse_down(place.x, place.y))
        await settle(pilot)

    assert app.failure == ""


async def test_a_chart_that_is_drawn_as_it_closes_ends_nothing(tmp_path: Path) -> None:
    core = week_core(tmp_path)
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing("j", "b")(pilot)
        chart = app.screen.query(WeekChart).first()

        await chart.query_one(QuietPlot).remove_children()
        chart.on_resize()
        await settle(pilot)

    assert app.failure == ""


async def test_a_list_that_is_left_as_more_of_a_practice_is_shown_ends_nothing(app: PracticeApp) -> None:
    async with app.run_test() as pilot:
        await pressing("a")(pilot)
        preview = app.screen.query_one(PracticePreview)

        await preview.remove_children()
        preview.toggle("caution")
        preview.reveal("caution")
        await settle(pilot)

    assert app.failure == ""


def mouse_down(x: int, y: int) -> events.MouseDown:
    return events.MouseDown(
        None, x, y, 0, 0, button=1, shift=False, meta=False, ctrl=False, screen_x=x, screen_y=y
    )


async def _open(app: PracticeApp, screen: DialogScreen[list[str]]) -> None:
    await app.push_screen(screen)

"""From a key to the practice, and from the practice to the screen."""

from dataclasses import replace
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, Static

from practice_player.lib.units import frames
from practice_player.playback.remote_request import RemoteAction, RemoteRequest
from practice_player.tui.app import PracticeApp
from practice_player.tui.screens.close import CloseScreen
from practice_player.tui.screens.dialog import DialogScreen
from practice_player.tui.screens.help import HelpScreen
from practice_player.tui.screens.home import HomeScreen
from practice_player.tui.screens.player import PlayerScreen
from practice_player.tui.screens.prepare import PrepareScreen
from practice_player.tui.widgets.keys import Keys
from practice_player.tui.widgets.pacer import Pacer
from tests.fakes import FakeDesktop
from tests.tui.fakes import (
    BREATHING,
    ENDED,
    NO_CLIP,
    TO_THE_PRACTICE,
    FakeCore,
    FakePractice,
    pressing,
    settle,
)


@pytest.fixture
def core() -> FakeCore:
    return FakeCore()


@pytest.fixture
def app(core: FakeCore) -> PracticeApp:
    return PracticeApp(lambda: core)


def text_of(pilot: Pilot[Any], where: str) -> str:
    return str(pilot.app.screen.query_one(where, Static).content)


def names_in_footer(pilot: Pilot[Any]) -> dict[str, str]:
    """What the keys of the footer are called, by how they are shown."""
    return {key.display: key.description for key in pilot.app.screen.query_one(Keys).shown}


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("space", "toggle_pause"),
        ("left", "back"),
        ("right", "on"),
        ("b", "toggle_bed"),
        ("plus", "turn_voice 2"),
        ("equals_sign", "turn_voice 2"),
        ("minus", "turn_voice -2"),
        ("right_square_bracket", "turn_bed 2"),
        ("left_square_bracket", "turn_bed -2"),
        ("B", "next_bed"),
        ("v", "next_voice"),
    ],
)
async def test_a_key_reaches_the_practice(core: FakeCore, app: PracticeApp, key: str, asked: str) -> None:
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE, key)(pilot)

        assert core.practice.asked == ["start", asked]


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_stopping_is_one_key_and_nothing_is_asked(core: FakeCore, app: PracticeApp, key: str) -> None:
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE, key)(pilot)

        assert core.practice.asked == ["start", "stop"]
        assert isinstance(app.screen, CloseScreen)
        assert text_of(pilot, "#done") == "2 minutes of Soft Sighs."
        assert text_of(pilot, "#after") == "Enough for today."
    assert core.practice.asked.count("stop") == 1, "leaving does not stop it again"


async def test_the_ground_key_sets_this_aside_and_begins_the_grounding_practice_at_its_shortest(
    core: FakeCore, app: PracticeApp
) -> None:
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE, "g")(pilot)
        await settle(pilot)

        assert core.practice.asked == ["start", "set_aside"]
        assert (core.prepared_aside, core.aside.asked) == (["ninety-seconds"], ["start"])

        await pressing("g")(pilot)
        assert core.aside.asked == ["start"], "it is there already"


@pytest.mark.parametrize(
    ("key", "asked"), [("1", "come_back"), ("2", "come_back gentler"), ("3", "stop"), ("enter", "stop")]
)
async def test_after_the_grounding_practice_one_goes_on_or_stops(
    core: FakeCore, app: PracticeApp, key: str, asked: str
) -> None:
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE, "g")(pilot)
        await settle(pilot)
        core.aside.now = ENDED
        await settle(pilot)
        assert isinstance(app.screen, DialogScreen)

        await pressing(key)(pilot)
        await settle(pilot)

        assert core.practice.asked == ["start", "set_aside", asked]
        assert isinstance(app.screen, HomeScreen if asked == "stop" else PlayerScreen)
        assert core.prepared_aside == []


async def test_a_grounding_practice_that_was_skipped_through_leads_back_all_the_same(
    core: FakeCore, app: PracticeApp
) -> None:
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE, "g")(pilot)
        await settle(pilot)
        assert text_of(pilot, "#name") == "Ninety Seconds (Soft Sighs waits)"
        core.aside.now = replace(ENDED, finished=False)
        await settle(pilot)
        assert isinstance(app.screen, DialogScreen)

        await pressing("1")(pilot)
        await settle(pilot)

        assert core.practice.asked == ["start", "set_aside", "come_back"]
        assert isinstance(app.screen, PlayerScreen)


@pytest.mark.parametrize("grounded", [False, True])
async def test_leaving_the_program_while_a_practice_waits_stops_that_one_too(
    core: FakeCore, app: PracticeApp, grounded: bool
) -> None:
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE, "g")(pilot)
        await settle(pilot)
        if grounded:
            core.aside.now = ENDED
            await settle(pilot)

        await pressing("ctrl+c")(pilot)

    assert core.practice.asked == ["start", "set_aside", "stop"]


async def test_a_practice_that_was_skipped_through_is_enough_for_today(
    core: FakeCore, app: PracticeApp
) -> None:
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)
        core.practice.now = replace(ENDED, finished=False)
        await settle(pilot)

        assert text_of(pilot, "#after") == "Enough for today."


async def test_esc_in_the_grounding_practice_stops_everything_and_asks_nothing(
    core: FakeCore, app: PracticeApp
) -> None:
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE, "g")(pilot)
        await settle(pilot)

        await pressing("escape")(pilot)
        await settle(pilot)

        assert (core.aside.asked, core.practice.asked) == (["start", "stop"], ["start", "set_aside", "stop"])
        assert isinstance(app.screen, HomeScreen)


async def test_without_the_grounding_practice_one_is_asked_how_to_go_on(
    core: FakeCore, app: PracticeApp
) -> None:
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)
        core.refusals["open"] = NO_CLIP

        await pressing("g")(pilot)
        await settle(pilot)

        assert core.practice.asked == ["start", "set_aside"]
        assert isinstance(app.screen, DialogScreen)


async def test_a_pause_is_said_and_dims_the_breath(app: PracticeApp) -> None:
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)
        await pressing("space")(pilot)

        assert text_of(pilot, "#place").startswith("Paused")
        assert app.screen.query_one(Pacer).has_class("-paused")
        assert names_in_footer(pilot)["space"] == "Go on"

        await pressing("space")(pilot)

        assert text_of(pilot, "#place") == "Breathing 5 of 25"
        assert names_in_footer(pilot)["space"] == "Pause"


async def test_a_notice_hides_nothing_that_was_set_and_goes_away_again(
    core: FakeCore, app: PracticeApp
) -> None:
    async with app.run_test() as pilot:
        core.practice.now = replace(BREATHING, notice="No sound just now.")
        await pressing(*TO_THE_PRACTICE)(pilot)

        assert text_of(pilot, "#notice") == "No sound just now."

        await pressing("plus")(pilot)

        assert text_of(pilot, "#notice") == "No sound just now."
        assert "+2 dB" in text_of(pilot, "#settings")

        core.practice.now = BREATHING
        await pressing("minus")(pilot)

        assert not pilot.app.screen.query_one("#notice").display


async def test_help_stops_nothing(core: FakeCore, app: PracticeApp) -> None:
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE, "?")(pilot)
        assert isinstance(app.screen, HelpScreen)

        await pressing("escape")(pilot)

        assert isinstance(app.screen, PlayerScreen)
        assert core.practice.asked == ["start"]


async def test_a_practice_that_ends_under_the_help_comes_to_its_close(
    core: FakeCore, app: PracticeApp
) -> None:
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE, "?")(pilot)
        core.practice.now = ENDED
        while not isinstance(app.screen, CloseScreen):
            await pilot.pause()

        assert text_of(pilot, "#done") == "Soft Sighs: 7 minutes for yourself."
        assert core.practice.asked == ["start"]


async def test_a_word_is_kept_and_shown_and_enter_leads_home(core: FakeCore, app: PracticeApp) -> None:
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE, "q", "w", *"quiet", "enter")(pilot)
        assert core.notes == ["quiet"]
        assert text_of(pilot, "#note") == "Kept: quiet"

        await pressing("enter")(pilot)
        assert isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize(
    "keys", [("enter",), ("escape",), ("w", *"quiet", "escape", "escape"), ("w", "enter", "enter")]
)
async def test_home_without_a_word(core: FakeCore, app: PracticeApp, keys: tuple[str, ...]) -> None:
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE, "q", *keys)(pilot)

        assert core.notes == []
        assert isinstance(app.screen, HomeScreen)


async def test_a_long_word_is_kept_whole(core: FakeCore, app: PracticeApp) -> None:
    word = "a word of many letters " * 20
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE, "q", "w")(pilot)
        app.post_message(events.Paste(word))
        await pressing("enter")(pilot)

        assert core.notes == [word.strip()]


async def test_the_same_practice_can_be_begun_again(core: FakeCore, app: PracticeApp) -> None:
    async with app.run_test() as pilot:
        await pressing("a", "enter", "right", "enter", "q", "r")(pilot)

        assert isinstance(app.screen, PlayerScreen)
        assert core.prepared == [core.prepared[0]] * 2


@pytest.mark.parametrize(("keys", "title"), [("s", "alone"), ("t", "together")])
async def test_time_alone_is_offered_as_freely_as_time_together(
    app: PracticeApp, keys: str, title: str
) -> None:
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE, "q", keys)(pilot)

        assert text_of(pilot, "#where") == title


async def test_arrows_light_an_answer_and_enter_takes_it(core: FakeCore, app: PracticeApp) -> None:
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE, "q", "right", "enter")(pilot)

        assert isinstance(app.screen, PlayerScreen)
        assert len(core.prepared) == 2


async def test_a_word_that_cannot_be_kept_stays_where_it_was_written(
    core: FakeCore, app: PracticeApp
) -> None:
    core.refusals["add_note"] = NO_CLIP
    async with app.run_test(notifications=True) as pilot:
        await pressing(*TO_THE_PRACTICE, "q", "w", *"quiet", "enter")(pilot)

        assert [note.message for note in app._notifications] == [str(NO_CLIP)]
        assert app.screen.query_one(Input).value == "quiet"
        core.refusals.clear()
        await pressing("enter")(pilot)

        assert core.notes == ["quiet"]


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_where_nothing_is_kept_no_word_is_asked_for(core: FakeCore, app: PracticeApp, key: str) -> None:
    core.practice.now = replace(core.practice.now, logged=False)
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE, "q")(pilot)
        assert isinstance(app.screen, CloseScreen)
        assert not app.screen.query(Input)

        await pressing(key)(pilot)

        assert isinstance(app.screen, HomeScreen)


class CountingPractice(FakePractice):
    """Counts on until it is stopped, as the real one does."""

    def stop(self, now_s: float) -> None:
        super().stop(now_s)
        self.now = replace(self.now, practised_s=self.now.practised_s + 1)


async def test_the_close_says_what_the_journal_counted() -> None:
    practice = CountingPractice(now=replace(BREATHING, practised_s=59.0))
    app = PracticeApp(lambda: FakeCore(practice=practice))
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE, "escape")(pilot)

        assert text_of(pilot, "#done") == "60 seconds of Soft Sighs."


async def test_help_and_quit_are_only_letters_while_a_word_is_written(app: PracticeApp) -> None:
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE, "q", "w", "q", "?")(pilot)

        assert app.screen.query_one(Input).value == "q?"


async def test_length_and_background_are_what_was_chosen(core: FakeCore, app: PracticeApp) -> None:
    async with app.run_test() as pilot:
        await pressing("a", "enter", "right", "right", "left", "b", "b", "enter")(pilot)

        assert core.prepared == [("soft-sighs", frames(480), "none")]


async def test_a_length_stays_within_what_is_offered(core: FakeCore, app: PracticeApp) -> None:
    async with app.run_test() as pilot:
        await pressing("a", "enter", *["left"] * 9, "enter")(pilot)

        assert core.prepared == [("soft-sighs", frames(270), "hush")]


async def test_a_practice_that_cannot_be_made_ready_leaves_the_screen_usable(
    core: FakeCore, app: PracticeApp
) -> None:
    core.refusals["prepare"] = NO_CLIP
    async with app.run_test(notifications=True) as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)

        assert isinstance(app.screen, PrepareScreen)
        assert [note.message for note in app._notifications] == [str(NO_CLIP)]
        assert str(app.screen.query_one("#begin", Static).content) == "enter begin"

        del core.refusals["prepare"]
        await pressing("enter")(pilot)

        assert isinstance(app.screen, PlayerScreen)


async def test_a_practice_that_fails_on_the_way_is_stopped_and_said(core: FakeCore, app: PracticeApp) -> None:
    core.practice.refusal = NO_CLIP
    async with app.run_test(notifications=True) as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)

        assert isinstance(app.screen, CloseScreen)
        assert core.practice.asked == ["start", "stop"]
        assert [note.message for note in app._notifications] == [str(NO_CLIP)]


@pytest.mark.parametrize("size", [(40, 12), (20, 6), (10, 3), (1, 1)])
async def test_no_window_is_too_small(core: FakeCore, app: PracticeApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await pressing(*TO_THE_PRACTICE, "?", "escape", "escape", "escape", "j", "escape", "?")(pilot)
        await pilot.resize_terminal(80, 24)

        assert core.practice.asked == ["start", "stop"]


async def test_a_breath_that_looks_the_same_is_not_drawn_again(core: FakeCore, app: PracticeApp) -> None:
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)
        pacer = app.screen.query_one(Pacer)
        before = pacer._strips
        breath = BREATHING.breath
        assert breath is not None

        pacer.show(replace(breath, left_s=breath.left_s - 0.01, fullness=breath.fullness + 0.0001))
        assert pacer._strips is before

        pacer.show(replace(breath, fullness=1.0))
        assert pacer._strips != before


async def test_what_the_desktop_asks_of_a_practice_that_waits_is_left(
    core: FakeCore, app: PracticeApp
) -> None:
    desktop = FakeDesktop()
    core.practice.desktop = desktop
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE, "g")(pilot)
        await settle(pilot)
        desktop.ask(RemoteRequest(action=RemoteAction.NEXT))
        desktop.ask(RemoteRequest(action=RemoteAction.STOP))
        core.aside.now = ENDED
        await settle(pilot)
        await pressing("1")(pilot)
        await settle(pilot)

        assert core.practice.asked == ["start", "set_aside", "come_back"]
        assert isinstance(app.screen, PlayerScreen)


class CountingCore(FakeCore):
    """Counts how often it lays a practice out."""

    laid_out = 0

    def _refuse(self, method: str) -> None:
        self.laid_out += method in ("outline", "narration_offer", "prepare")
        super()._refuse(method)


async def test_between_enter_and_the_sound_nothing_is_laid_out_for_the_card() -> None:
    core = CountingCore()
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE[:-1])(pilot)
        await settle(pilot)
        assert isinstance(app.screen, PrepareScreen)
        before = core.laid_out

        await pressing(TO_THE_PRACTICE[-1])(pilot)
        await settle(pilot)

        assert core.practice.asked == ["start"]
        assert core.laid_out == before + 2, "once for what is asked beforehand, and once for what is played"

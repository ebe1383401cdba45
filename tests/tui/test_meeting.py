"""A practice that begins at a moment, and one that is joined: what is seen, and what the keys do."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from practice_player.core.request import PracticeRequest
from practice_player.playback.snapshot import OwnTime, PlaybackSnapshot, PlaybackState
from practice_player.tui.app import PracticeApp
from practice_player.tui.screens.home import HomeScreen
from practice_player.tui.screens.player import PlayerScreen
from practice_player.tui.widgets.keys import Keys
from practice_player.tui.widgets.time_ring import TimeRing
from tests.tui.fakes import BREATHING, ENDED, SPEAKING, FakeCore, FakePractice, settle

REQUEST = PracticeRequest(
    name="soft-sighs", begins_at=datetime(2026, 11, 25, 20, 30, tzinfo=UTC), in_step_with=1, prepared=True
)
COUNTDOWN = replace(
    SPEAKING,
    state=PlaybackState.WAITING,
    caption="",
    speaking=False,
    place="",
    practised_s=0.0,
    elapsed_s=0.0,
    begins_in_s=252.0,
    together=True,
    own_time=OwnTime(label="Begins at 21:30", left_s=252.0, length_s=600.0),
)
BEHIND = replace(BREATHING, together=True, behind_s=12.0)


def app_with(practice: FakePractice) -> PracticeApp:
    return PracticeApp(lambda: FakeCore(practice=practice), REQUEST)


def footer(pilot: Pilot[Any]) -> list[str]:
    return [str(key) for key in pilot.app.screen.query_one(Keys).shown]


def place(pilot: Pilot[Any]) -> str:
    return str(pilot.app.screen.query_one("#place", Static).content)


async def show(pilot: Pilot[Any], practice: FakePractice, snapshot: PlaybackSnapshot) -> None:
    await settle(pilot)
    practice.now = snapshot
    screen = pilot.app.screen
    assert isinstance(screen, PlayerScreen)
    screen.look()
    await settle(pilot)


async def test_the_countdown_stands_in_a_ring_and_its_keys_only_leave() -> None:
    practice = FakePractice(now=COUNTDOWN)
    async with app_with(practice).run_test(size=(80, 24)) as pilot:
        await show(pilot, practice, COUNTDOWN)

        ring = pilot.app.screen.query_one(TimeRing)
        drawn = "\n".join(strip.text for strip in ring.render_lines(ring.size.region))
        assert "Begins at 21:30" in drawn
        assert "4:12 left" in drawn
        await pilot.press("space", "left", "right", "m", "g", "j", "v", "enter")
        assert practice.asked == ["start"]


async def test_leaving_before_it_begins_leads_home_and_asks_nothing() -> None:
    practice = FakePractice(now=COUNTDOWN)
    async with app_with(practice).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)

        assert practice.asked[-1] == "stop"
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_what_was_slept_through_is_told_at_home() -> None:
    practice = FakePractice(now=replace(ENDED, practised_s=0.0, finished=False, begins_in_s=0.0))
    async with app_with(practice).run_test(size=(80, 24)) as pilot:
        await settle(pilot)

        assert isinstance(pilot.app.screen, HomeScreen)
        (notification,) = pilot.app._notifications
        assert "Its moment is past" in str(notification.message)


@pytest.mark.parametrize(("behind_s", "words"), [(12.0, "0:12 behind"), (-75.0, "1:15 ahead")])
async def test_out_of_step_is_said_at_the_top_and_a_key_catches_up(behind_s: float, words: str) -> None:
    practice = FakePractice(now=BEHIND)
    async with app_with(practice).run_test(size=(80, 24)) as pilot:
        await show(pilot, practice, replace(BEHIND, behind_s=behind_s))

        assert words in place(pilot)
        assert footer(pilot)[0] == "j Catch up"
        await pilot.press("j")
        assert practice.asked[-1] == "catch_up"


async def test_after_a_pause_the_footer_goes_on_or_catches_up() -> None:
    practice = FakePractice(now=BEHIND)
    async with app_with(practice).run_test(size=(80, 24)) as pilot:
        await show(pilot, practice, replace(BREATHING, together=True, state=PlaybackState.PAUSED))

        assert footer(pilot)[:2] == ["space Go on", "j Catch up"]


async def test_in_a_practice_for_oneself_the_key_does_nothing() -> None:
    practice = FakePractice(now=BREATHING)
    async with app_with(practice).run_test(size=(80, 24)) as pilot:
        await show(pilot, practice, BREATHING)
        await pilot.press("j")

        assert practice.asked == ["start"]

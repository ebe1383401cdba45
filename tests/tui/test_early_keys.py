"""Keys that are pressed between enter on a card and the player: `esc` leaves, the rest is for the player."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from threading import Event
from typing import Any

import pytest
from textual.pilot import Pilot

from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import PracticeError
from practice_player.script.library import LoadedScript
from practice_player.tui.app import PracticeApp
from practice_player.tui.screens.player import PlayerScreen
from practice_player.tui.screens.practices import PracticesScreen
from practice_player.tui.screens.prepare import PrepareScreen
from tests.tui.fakes import OUTLINE, TO_THE_PRACTICE, FakeCore, FakePractice, pressing, settle


@dataclass
class WaitingCore(FakeCore):
    """Waits before it says what is asked beforehand, and before it prepares a practice."""

    begun: Event = field(default_factory=Event)
    may_ask: Event = field(default_factory=Event)
    asked_for: Event = field(default_factory=Event)
    may_prepare: Event = field(default_factory=Event)

    def outline(self, loaded: LoadedScript, request: PracticeRequest) -> Any:
        if request.bed is None:  # for the card, not for what is asked beforehand
            return OUTLINE
        self.begun.set()
        self.may_ask.wait(10)
        return super().outline(loaded, request)

    def prepare(self, loaded: LoadedScript, request: PracticeRequest, *, aside: bool = False) -> FakePractice:
        self.asked_for.set()
        self.may_prepare.wait(10)
        return super().prepare(loaded, request, aside=aside)


@asynccontextmanager
async def beginning(core: WaitingCore, *, until: Event) -> AsyncIterator[Pilot[Any]]:
    """A card on which enter was just pressed, up to a moment of its beginning."""
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE[:-1])(pilot)
        assert isinstance(app.screen, PrepareScreen)
        app.simulate_key(TO_THE_PRACTICE[-1])
        while not until.is_set():
            await pilot.pause(0.01)
        try:
            yield pilot
        finally:
            core.may_ask.set()
            core.may_prepare.set()


async def open_now(core: WaitingCore, pilot: Pilot[Any]) -> None:
    core.may_ask.set()
    core.may_prepare.set()
    await settle(pilot)
    await settle(pilot)


async def test_esc_before_the_practice_is_asked_for_leaves_the_card_and_nothing_begins() -> None:
    core = WaitingCore()
    async with beginning(core, until=core.begun) as pilot:
        pilot.app.simulate_key("escape")
        await pilot.pause(0.1)
        await open_now(core, pilot)

        assert isinstance(pilot.app.screen, PracticesScreen)
        assert core.practice.asked == []


@pytest.mark.parametrize(("key", "asked"), [("escape", "stop"), ("space", "toggle_pause"), ("right", "on")])
async def test_a_key_just_before_the_player_opens_is_for_the_player(key: str, asked: str) -> None:
    core = WaitingCore()
    core.may_ask.set()
    async with beginning(core, until=core.asked_for) as pilot:
        pilot.app.simulate_key(key)
        await pilot.pause(0.1)
        await open_now(core, pilot)

        assert core.practice.asked == ["start", asked]


async def test_the_ground_key_just_before_the_player_opens_grounds() -> None:
    core = WaitingCore()
    core.may_ask.set()
    async with beginning(core, until=core.asked_for) as pilot:
        pilot.app.simulate_key("g")
        await pilot.pause(0.1)
        await open_now(core, pilot)

        assert core.practice.asked == ["start", "set_aside"]
        assert core.aside.asked == ["start"]


async def test_what_is_pressed_early_changes_nothing_on_the_card() -> None:
    core = WaitingCore()
    core.may_ask.set()
    async with beginning(core, until=core.asked_for) as pilot:
        card = next(screen for screen in pilot.app.screen_stack if isinstance(screen, PrepareScreen))
        request_before = card._request

        for key in ("space", "down", "space", "right", "enter"):
            pilot.app.simulate_key(key)
        await pilot.pause(0.1)

        assert card._request == request_before
        await open_now(core, pilot)
        assert isinstance(pilot.app.screen, PlayerScreen)


async def test_where_the_practice_cannot_be_prepared_the_card_has_its_keys_again() -> None:
    core = WaitingCore(refusals={"prepare": PracticeError("it is gone", fix="choose another")})
    core.may_ask.set()
    async with beginning(core, until=core.asked_for) as pilot:
        pilot.app.simulate_key("space")
        await pilot.pause(0.1)
        await open_now(core, pilot)
        assert isinstance(pilot.app.screen, PrepareScreen)

        await pressing("escape")(pilot)

        assert isinstance(pilot.app.screen, PracticesScreen)

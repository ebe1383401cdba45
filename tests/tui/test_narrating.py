"""On its card, what a practice lacks can be narrated while one reads."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from practice_player.core.narrating import NarrationOffer
from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import VoiceError
from practice_player.lib.units import frames
from practice_player.script.library import LoadedScript
from practice_player.tui.app import PracticeApp
from practice_player.tui.screens.practices import PracticesScreen
from practice_player.tui.screens.prepare import PrepareScreen
from practice_player.tui.widgets.narration import NarrationLine
from tests.tui.fakes import SOFT_SIGHS, FakeCore, FakeNarrator, FakePractice, pressing

TWO = NarrationOffer(texts=("One.", "Two."), voice="heart", length_s=6.0)
TO_INSTALL = NarrationOffer(texts=("One.",), voice="heart", command="python -m pip install 'x[voice]'")


class AskedCore(FakeCore):
    """Notes whether what is played is to be kept in the journal."""

    logged = True

    def prepare(self, loaded: LoadedScript, request: PracticeRequest, *, aside: bool = False) -> FakePractice:
        self.logged = request.log
        return super().prepare(loaded, request, aside=aside)


def line(pilot: Pilot[None]) -> str:
    found = pilot.app.screen.query_one(NarrationLine)
    return str(found.render()).splitlines()[0] if found.display else ""


def bar(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one(NarrationLine).render()).splitlines()[1].strip()


async def until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    for _ in range(100):
        await pilot.pause(0.02)
        if is_so():
            return
    pytest.fail("it never came to that")


async def test_a_key_narrates_what_is_missing_and_the_card_follows() -> None:
    core = FakeCore(shelf=(SOFT_SIGHS,), missing=TWO)
    async with PracticeApp(lambda: core).run_test() as pilot:
        await pressing("a", "enter")(pilot)
        assert line(pilot) == "n narrate them now, about 6 seconds"

        await pilot.press("n")
        await until(pilot, lambda: line(pilot) == "n stop narrating, 0 of 2")
        assert bar(pilot) == "─" * 30
        pilot.app.screen.query_one(NarrationLine).count = 1
        await until(pilot, lambda: bar(pilot) == "━" * 15 + "─" * 15)
        core.missing = None
        core.narrator.go_on.set()
        await until(pilot, lambda: line(pilot) == "")

        assert core.narrator.narrated == ["One.", "Two."]


async def test_a_click_narrates_too() -> None:
    core = FakeCore(shelf=(SOFT_SIGHS,), missing=TWO)
    core.narrator.go_on.set()
    async with PracticeApp(lambda: core).run_test(size=(80, 40)) as pilot:
        await pressing("a", "enter")(pilot)

        await pilot.click(NarrationLine)
        await until(pilot, lambda: bool(core.narrator.narrated))


async def test_the_same_key_stops_it_and_it_is_offered_again() -> None:
    core = FakeCore(shelf=(SOFT_SIGHS,), missing=TWO)
    async with PracticeApp(lambda: core).run_test() as pilot:
        await pressing("a", "enter")(pilot)
        await pilot.press("n")  # not waiting until it is done

        await pilot.press("n")
        await until(pilot, lambda: line(pilot).startswith("n narrate them"))

        assert core.narrator.was_cancelled


@pytest.mark.parametrize("key", ["escape", "enter"])
async def test_leaving_the_card_or_beginning_stops_it(key: str) -> None:
    core = FakeCore(shelf=(SOFT_SIGHS,), missing=TWO)
    async with PracticeApp(lambda: core).run_test() as pilot:
        await pressing("a", "enter")(pilot)
        await pilot.press("n")  # not waiting until it is done

        await pilot.press(key)
        await until(pilot, lambda: core.narrator.was_cancelled)


async def test_without_an_engine_the_card_names_the_command_and_no_key() -> None:
    core = FakeCore(shelf=(SOFT_SIGHS,), missing=TO_INSTALL)
    async with PracticeApp(lambda: core).run_test() as pilot:
        await pressing("a", "enter")(pilot)

        assert line(pilot) == "To have it narrated, first: python -m pip install 'x[voice]'"
        assert not pilot.app.screen.check_action("narrate", ())


async def test_where_nothing_is_missing_nothing_is_offered() -> None:
    core = FakeCore(shelf=(SOFT_SIGHS,))
    async with PracticeApp(lambda: core).run_test() as pilot:
        await pressing("a", "enter")(pilot)
        await pilot.press("n")  # not waiting until it is done

        assert line(pilot) == ""
        assert core.narrator.narrated == []


async def test_what_goes_wrong_is_told_and_the_card_stays() -> None:
    class Broken(FakeNarrator):
        def narrate(self, *_: object) -> int:
            raise VoiceError("no words", fix="others")

    core = FakeCore(shelf=(SOFT_SIGHS,), missing=TWO, narrator=Broken())
    async with PracticeApp(lambda: core).run_test() as pilot:
        await pressing("a", "enter")(pilot)
        await pilot.press("n")  # not waiting until it is done

        assert not isinstance(pilot.app.screen, PracticesScreen)
        await until(pilot, lambda: line(pilot).startswith("n narrate them"))


async def test_a_practice_that_is_played_by_its_name_shows_its_card_first_if_it_lacks_recordings() -> None:
    request = PracticeRequest(name=SOFT_SIGHS.name, length_frames=frames(360), bed="rain", log=False)
    core = AskedCore(shelf=(SOFT_SIGHS,), missing=TWO)
    async with PracticeApp(lambda: core, request).run_test() as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, PrepareScreen))
        await until(pilot, lambda: line(pilot) == "n narrate them now, about 6 seconds")
        assert core.prepared == []

        await pilot.press("enter")
        await until(pilot, lambda: bool(core.prepared))

    assert core.prepared == [(SOFT_SIGHS.name, frames(360), "rain")]
    assert not core.logged


async def test_a_practice_that_is_played_by_its_name_begins_and_says_what_has_to_be_installed() -> None:
    core = FakeCore(shelf=(SOFT_SIGHS,), missing=TO_INSTALL)
    async with PracticeApp(lambda: core, PracticeRequest(name=SOFT_SIGHS.name)).run_test() as pilot:
        await until(pilot, lambda: bool(core.prepared))
        await until(pilot, lambda: bool(pilot.app._notifications))

        assert "first: python -m pip" in next(iter(pilot.app._notifications)).message

"""At home, a practice that broke off is offered, goes on as one entry, or is forgotten."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from practice_player.core.request import PracticeRequest
from practice_player.core.resuming import ResumeOffer
from practice_player.core.return_time import ReturnTimes
from practice_player.lib.errors import JournalError
from practice_player.lib.units import frames
from practice_player.script.library import LoadedScript
from practice_player.tui.app import PracticeApp
from practice_player.tui.screens.close import CloseScreen
from practice_player.tui.screens.home import HomeScreen
from practice_player.tui.screens.player import PlayerScreen
from practice_player.tui.widgets.offer import Offer
from tests.core.test_resuming import Machine
from tests.tui.fakes import FakeCore, FakePractice, FakeUnfinished, pressing, settle

OFFER = ResumeOffer(title="Soft Sighs", left="6 minutes", request=PracticeRequest(name="soft-sighs"))


def shown(app: PracticeApp) -> list[str]:
    """Returns the words of the offers that are shown."""
    return [
        str(offer.content) for offer in app.screen.query("#offers > Offer").results(Offer) if offer.display
    ]


async def test_what_broke_off_is_offered_and_goes_on_with_a_key() -> None:
    core = FakeCore(unfinished=FakeUnfinished(OFFER))
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await settle(pilot)
        assert shown(app)[0] == "c go on: Soft Sighs, 6 minutes left"

        await pressing("c")(pilot)

        assert isinstance(app.screen, PlayerScreen)
        assert core.prepared[0][0] == "soft-sighs"


async def test_what_seems_under_way_is_looked_at_again_and_offered_once_it_has_broken_off() -> None:
    core = FakeCore()
    core.unfinished.still_under_way = "Soft Sighs"
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await settle(pilot)
        home = app.screen
        assert isinstance(home, HomeScreen)
        assert home._later is not None
        assert not any(line.startswith("c go on") for line in shown(app))

        core.unfinished.still_under_way = ""
        core.unfinished.unfinished = OFFER
        home.on_screen_resume()  # what the timer does
        await settle(pilot)

        assert any("go on" in line for line in shown(app))


async def test_not_today_forgets_it_and_its_keys_do_nothing_then() -> None:
    core = FakeCore(unfinished=FakeUnfinished(OFFER))
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing("x")(pilot)

        assert core.unfinished.unfinished is None
        assert not any("Soft Sighs" in words for words in shown(app))
        await pressing("c", "x")(pilot)
        assert isinstance(app.screen, HomeScreen)


async def test_of_two_offers_the_upper_says_that_not_today_means_it(tmp_path: Path) -> None:
    core = FakeCore(unfinished=FakeUnfinished(OFFER), returns=ReturnTimes(tmp_path / "return.json"))
    core.returns.agree(20, "two-good-ears")
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await settle(pilot)
        meeting, unfinished, _ = shown(app)
        assert meeting.endswith(" (x not today)")
        assert unfinished == "c go on: Soft Sighs, 6 minutes left"

        await pressing("x")(pilot)
        assert (core.returns.agreed(), core.unfinished.unfinished) == (None, OFFER)
        assert shown(app)[0] == unfinished, "alone, it needs no such words"

        await pressing("x")(pilot)
        assert core.unfinished.unfinished is None


async def test_a_journal_that_cannot_be_written_is_said() -> None:
    class Locked(FakeUnfinished):
        def forget(self) -> None:
            raise JournalError("another program is writing to the journal", fix="try again")

    app = PracticeApp(lambda: FakeCore(unfinished=Locked(OFFER)))
    async with app.run_test(notifications=True) as pilot:
        await pressing("x")(pilot)

        assert [note.message for note in app._notifications] == [
            "another program is writing to the journal\n  Try: try again"
        ]


async def test_again_after_it_went_on_begins_a_new_practice() -> None:
    request = PracticeRequest(name="soft-sighs", resume="a" * 32)
    core = RememberingCore(unfinished=FakeUnfinished(replace(OFFER, request=request)))
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing("c", "q", "r")(pilot)

        assert [request.resume for request in core.requests] == ["a" * 32, ""]


class RememberingCore(FakeCore):
    """Remembers what was asked for."""

    def __init__(self, **fields: Any) -> None:
        super().__init__(**fields)
        self.requests: list[PracticeRequest] = []

    def prepare(self, loaded: LoadedScript, request: PracticeRequest, *, aside: bool = False) -> FakePractice:
        self.requests.append(request)
        return super().prepare(loaded, request, aside=aside)


async def test_a_killed_practice_goes_on_from_home_and_is_one_entry(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.practise(PracticeRequest(name="sighs", length_frames=frames(300)), 45.0)
    (before,) = machine.entries()
    core, _ = machine.start()
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await settle(pilot)
        assert shown(app)[0] == "c go on: A Test, 4 minutes left"

        await pilot.press("c")
        await settle(pilot)
        assert isinstance(app.screen, PlayerScreen)
        await pressing("q")(pilot)
        assert isinstance(app.screen, CloseScreen)
    core.close()

    (after,) = machine.entries()
    assert (before["ended"], after["ended"]) == ("running", "stopped")
    assert after["practised_s"] >= before["practised_s"]
    assert after["key"] == before["key"]

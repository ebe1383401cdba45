"""What the first screen offers for today: a part of the plan or a suggestion, and both can be put aside."""

from datetime import date

import pytest

from practice_player.core.preferences import Setting
from practice_player.core.request import PracticeRequest
from practice_player.core.suggesting import SuggestionOffer
from practice_player.lib.errors import BalanceError
from practice_player.prompts.prompt import Dialog, Entry, Prompt, Steps
from practice_player.prompts.week import PlannedTime, WeekPlan
from practice_player.tui.app import PracticeApp
from practice_player.tui.screens.close import CloseScreen
from practice_player.tui.screens.dialog import DialogScreen
from practice_player.tui.screens.home import HomeScreen
from practice_player.tui.screens.player import PlayerScreen
from practice_player.tui.screens.practices import PracticesScreen
from practice_player.tui.widgets.day_offers import DayOffers
from practice_player.tui.widgets.offer import Offer
from tests.tui.fakes import ENDED, TO_THE_PRACTICE, FakeCore, FakePractice, FakePreparer, pressing

SUGGESTED = SuggestionOffer(
    key="alone:2026-11-23",
    words="Together 3 times this week; ten minutes alone? Soft Sighs",
    request=PracticeRequest(name="soft-sighs"),
)
WALK = PlannedTime(kind="together", what="a walk", day=date(2026, 11, 27), part="evening")
SIZE = (80, 24)


def planned_core(planned: PlannedTime = WALK, *, suggested: SuggestionOffer | None = SUGGESTED) -> FakeCore:
    core = FakeCore(suggested=suggested)
    core.balance.file.set_plan(WeekPlan(made_on=date(2026, 11, 22), times=(planned,)))
    return core


def offered(app: PracticeApp) -> str:
    """The line for today; empty if there is none."""
    day = app.screen.query_one(DayOffers)
    return str(day.query_one("#day", Offer).content) if day.display else ""


async def test_the_suggestion_gives_its_reason_and_begins_with_its_key() -> None:
    app = PracticeApp(lambda: FakeCore(suggested=SUGGESTED))
    async with app.run_test(size=SIZE) as pilot:
        await pressing()(pilot)
        assert offered(app) == "s Together 3 times this week; ten minutes alone? Soft Sighs"

        await pressing("s")(pilot)
        assert isinstance(app.screen, PlayerScreen)


async def test_not_now_puts_it_aside_for_good() -> None:
    core = FakeCore(suggested=SUGGESTED)
    app = PracticeApp(lambda: core)
    async with app.run_test(size=SIZE) as pilot:
        await pressing("n")(pilot)
        assert offered(app) == ""
        assert SUGGESTED.key in core.balance.file.dismissed()

        await pressing("j", "escape")(pilot)
        assert offered(app) == "", "it does not come back with the screen"


async def test_one_key_turns_suggestions_off() -> None:
    core = FakeCore(suggested=SUGGESTED)
    app = PracticeApp(lambda: core)
    async with app.run_test(size=SIZE) as pilot:
        await pressing("N")(pilot)

        assert core.settings[Setting.SUGGESTIONS] is False
        await pressing("j", "escape")(pilot)
        assert offered(app) == ""


async def test_the_plan_of_the_day_comes_before_a_suggestion_and_leads_to_its_practices() -> None:
    core = planned_core()
    app = PracticeApp(lambda: core)
    async with app.run_test(size=SIZE) as pilot:
        await pressing()(pilot)
        assert offered(app) == "p planned for today: a walk (time together), in the evening"

        await pressing("p")(pilot)
        assert isinstance(app.screen, PracticesScreen)
        await pressing("escape", "n")(pilot)
        assert core.balance.planned_today() is None


async def test_the_mouse_and_the_arrows_reach_both() -> None:
    core = FakeCore(suggested=SUGGESTED)
    app = PracticeApp(lambda: core)
    async with app.run_test(size=SIZE) as pilot:
        await pressing("down", "right", "enter")(pilot)
        assert offered(app) == ""

        core.suggested = SuggestionOffer(key="other", words=SUGGESTED.words, request=SUGGESTED.request)
        await pressing("j", "escape")(pilot)
        await pilot.click("#day")
        await pressing()(pilot)
        assert isinstance(app.screen, PlayerScreen)


async def test_somebody_who_hides_practices_for_two_sees_no_plan_for_two() -> None:
    core = planned_core(suggested=None)
    app = PracticeApp(lambda: core, solo_only=True)
    async with app.run_test(size=SIZE) as pilot:
        await pressing()(pilot)

        assert offered(app) == ""


async def test_keys_without_an_offer_do_nothing() -> None:
    app = PracticeApp(FakeCore)
    async with app.run_test(size=SIZE) as pilot:
        await pressing("s", "n", "N", "p")(pilot)

        assert isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_a_long_plan_stays_on_the_screen_with_its_way_out(size: tuple[int, int]) -> None:
    long_plan = PlannedTime(kind="alone", who="A" * 30, what="w" * 60, day=date(2026, 11, 27), part="evening")
    core = planned_core(long_plan)
    app = PracticeApp(lambda: core)
    async with app.run_test(size=size) as pilot:
        await pressing()(pilot)

        for offer in app.screen.query("DayOffers Offer").results(Offer):
            assert app.screen.region.contains_region(offer.region)
            assert offer.region.height >= 1


async def test_words_are_typed_for_a_plan_as_they_are_even_digits_and_marks() -> None:
    def ask() -> Steps[str]:
        return (yield Prompt(title="What is it?", entry=Entry.TEXT))

    dialog = Dialog(ask())
    app = PracticeApp(FakeCore)
    async with app.run_test(size=SIZE) as pilot:
        await pressing()(pilot)
        await app.push_screen(DialogScreen(app._core_proxy, dialog))
        await pressing("2", "space", "t", "e", "a", "s", "question_mark", "backspace", "exclamation_mark")(
            pilot
        )
        await pressing("enter")(pilot)

    assert dialog.result == "2 teas!"


@pytest.mark.parametrize(
    "refusal", [None, BalanceError("wishes and plans cannot be kept", fix="free some space")]
)
async def test_a_plan_made_after_a_practice_is_kept_and_the_practice_closes_as_ever(
    refusal: BalanceError | None,
) -> None:
    core = FakeCore(practice=FakePractice(now=ENDED), preparer=FakePreparer(plans=True))
    if refusal:
        core.refusals["keep_plan"] = refusal
    app = PracticeApp(lambda: core)
    async with app.run_test(size=SIZE) as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)
        await pressing("1", *"walk", *["enter"] * 5)(pilot)

        assert isinstance(app.screen, CloseScreen)
        assert [plan.times[0].what for plan in core.plans] == ([] if refusal else ["walk"])
        notes = " ".join(str(note.message) for note in app._notifications)
        assert ("free some space" in notes) == (refusal is not None)

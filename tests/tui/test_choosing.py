"""What is left out before a practice, and scripts that change while they are looked at."""

from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Label, OptionList, Static

from practice_player.core.card import Switch
from practice_player.core.preferences import Setting
from practice_player.core.request import PracticeRequest
from practice_player.lib.units import frames
from practice_player.tui.app import PracticeApp
from practice_player.tui.screens.player import PlayerScreen
from practice_player.tui.screens.prepare import PrepareScreen
from practice_player.tui.widgets.listed import Listed
from practice_player.tui.widgets.outline import Outline
from practice_player.tui.widgets.switches import Switches
from tests.tui.fakes import (
    ASKING,
    BREATHING,
    CORNERS,
    HANDS,
    HERE_AND_NOW,
    MINE,
    SOFT_SIGHS,
    TO_THE_PRACTICE,
    TWO_EARS,
    WAITING,
    FakeCore,
    pressing,
    settle,
)


def said(pilot: Pilot[Any], where: str) -> str:
    return str(pilot.app.screen.query_one(where, Static).content)


def shown(pilot: Pilot[Any]) -> str:
    return "\n".join(
        "".join(segment.text for segment in strip) for strip in pilot.app.screen._compositor.render_strips()
    )


async def test_what_is_left_out_changes_the_length_and_the_outline_at_once() -> None:
    core = FakeCore(shelf=(CORNERS,))
    app = PracticeApp(lambda: core)
    async with app.run_test(size=(80, 40)) as pilot:
        await pressing("a", "enter")(pilot)
        assert "☑ breath holds" in shown(pilot)
        assert "7:00" in said(pilot, "#length")
        assert "Breathing, 25 breaths" in shown(pilot)

        await pressing("space")(pilot)

        assert "☐ breath holds" in shown(pilot)
        assert said(pilot, "#moved") == "6 minutes without breath holds"
        assert "6:00" in said(pilot, "#length")
        assert "Without hold" in shown(pilot)

        await pressing("enter")(pilot)

        assert isinstance(app.screen, PlayerScreen)
        assert core.prepared == [("four-corners", frames(360), "hush")]
        assert core.without == [frozenset({"hold"})]


async def test_a_length_that_was_chosen_is_kept_when_something_is_left_out() -> None:
    core = FakeCore(shelf=(CORNERS,))
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing("a", "enter", "right", "space", "enter")(pilot)

        assert core.prepared == [("four-corners", frames(480), "hush")]


async def test_an_adaptation_is_remembered_and_a_consent_is_no_switch() -> None:
    core = FakeCore(shelf=(CORNERS, HANDS))
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing("a", "enter", "down", "space", "escape", "escape")(pilot)
        await pressing("t", "enter", "space", "enter")(pilot)

        assert core.memory.choices("four-corners").without == frozenset({"breath"})
        assert core.memory.choices("hand-in-hand").without is None
        assert core.without == [frozenset()], "for two, each is asked alone"


KNOWN = Switch(
    word="instructions", name="its instructions", left_out=False, remembered=True, wish="I know this one"
)


async def test_whoever_knows_a_practice_says_so_and_it_is_remembered_apart_from_the_settings() -> None:
    core = FakeCore(shelf=(replace(CORNERS, switches=(*CORNERS.switches, KNOWN)),))
    app = PracticeApp(lambda: core)
    async with app.run_test(size=(80, 40)) as pilot:
        await pressing("a", "enter")(pilot)
        assert "☐ I know this one" in shown(pilot)

        await pressing("down", "down", "space")(pilot)

        assert "☑ I know this one" in shown(pilot)
        assert said(pilot, "#moved") == "6 minutes without its instructions"
        await pressing("escape")(pilot)
        choices = core.memory.choices("four-corners")
        assert (choices.brief, choices.without) == (True, None)

        await pressing("enter", "space", "enter")(pilot)

        assert core.without == [frozenset({"hold", "instructions"})], "one is lit, the other was remembered"
        assert core.memory.choices("four-corners").without == frozenset({"hold"})


async def test_two_say_on_the_card_that_they_know_a_practice_and_nothing_else() -> None:
    switches = (*HANDS.switches, replace(KNOWN, wish="We both know this one"))
    core = FakeCore(shelf=(replace(HANDS, switches=switches),))
    app = PracticeApp(lambda: core)
    async with app.run_test(size=(80, 40)) as pilot:
        await pressing("t", "enter")(pilot)
        assert "☐ We both know this one" in shown(pilot)
        assert "☑ touch" not in shown(pilot)

        await pressing("space", "space", "space", "escape")(pilot)

        choices = core.memory.choices("hand-in-hand")
        assert (choices.brief, choices.without) == (True, None)


async def test_what_is_remembered_meanwhile_is_left_out_when_the_practice_is_opened_again() -> None:
    core = FakeCore(shelf=(CORNERS,))
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing("a")(pilot)
        remembered = tuple(replace(switch, left_out=switch.word == "hold") for switch in CORNERS.switches)
        core.shelf = (replace(CORNERS, switches=remembered),)

        await pressing("enter", "enter")(pilot)

        assert core.without == [frozenset({"hold"})]


async def test_the_light_moves_between_the_switches_and_stays_among_them() -> None:
    app = PracticeApp(lambda: FakeCore(shelf=(CORNERS,)))
    async with app.run_test() as pilot:
        await pressing("a", "enter", "up", "down", "down", "down")(pilot)
        lit = app.screen.query_one(Switches).lit

        assert lit
        assert lit.word == "breath"


async def test_without_anything_to_leave_out_there_is_no_key_for_it() -> None:
    core = FakeCore()
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing("a", "enter", "space", "down", "enter")(pilot)

        assert not app.screen.query(Switches)
        assert core.without == [frozenset()]


async def test_the_command_lines_choice_goes_straight_into_the_practice() -> None:
    core = FakeCore(shelf=(CORNERS,))
    request = PracticeRequest(name="four-corners", without=frozenset({"hold"}))
    app = PracticeApp(lambda: core, request)
    async with app.run_test() as pilot:
        await pressing()(pilot)

        assert isinstance(app.screen, PlayerScreen)
        assert core.without == [frozenset({"hold"})]


@pytest.mark.parametrize(
    ("snapshot", "key", "asked"),
    [
        (WAITING, "enter", ["start", "go_on"]),
        (ASKING, "enter", ["start", "go_on"]),
        (ASKING, "s", ["start", "shift"]),
        (ASKING, "escape", ["start", "stop"]),
        (WAITING, "s", ["start"]),
        (BREATHING, "enter", ["start"]),
        (BREATHING, "s", ["start"]),
    ],
)
async def test_a_question_and_a_wait_take_their_keys_and_nothing_else_does(
    snapshot: Any, key: str, asked: list[str]
) -> None:
    core = FakeCore()
    core.practice.now = snapshot
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE, key)(pilot)

        assert core.practice.asked == asked


def lit(app: PracticeApp) -> tuple[int | None, int]:
    listed = app.screen.query_one(OptionList)
    return listed.highlighted, listed.option_count


LONG_CARE = replace(CORNERS, care=("Words on what to know beforehand. " * 8,))


@pytest.mark.parametrize(
    ("before", "after"), [((40, 12), (60, 16)), ((80, 24), (80, 14))], ids=["grown", "shrunk"]
)
async def test_the_head_of_a_card_is_in_sight_after_the_window_was_resized(
    before: tuple[int, int], after: tuple[int, int]
) -> None:
    app = PracticeApp(lambda: FakeCore(shelf=(LONG_CARE,)))
    async with app.run_test(size=before) as pilot:
        await pressing("a", "enter", "end")(pilot)
        middle, title = app.screen.query_one("#middle"), app.screen.query_one("#title")
        assert not middle.region.contains_region(title.region)

        await pilot.resize_terminal(*after)
        await settle(pilot)

        assert middle.region.contains_region(title.region)


STUDIED = replace(
    SOFT_SIGHS,
    level=3,
    helps=("wound-up", "sleepless"),
    needs="To have at hand: a chair.",
    care=("Some attention goes inward, as far as you like.",),
    caution="Not in bed." + " And something else to know." * 8,
    evidence=("Breathing out for longer was studied, and helped a little.", "It was a small study."),
)


async def test_the_preview_says_in_three_lines_what_happens_what_it_needs_and_for_whom() -> None:
    app = PracticeApp(lambda: FakeCore(shelf=(STUDIED,)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing("a")(pilot)
        lines = [said(pilot, part) for part in ("#summary", "#needs", "#fit")]
        assert lines == [
            STUDIED.summary,
            STUDIED.needs,
            "Good when you are wound up or you can't sleep. Not in bed. c: all to know first.",
        ]
        assert not app.screen.query_one("#caution").display

        await pressing("c")(pilot)

        assert said(pilot, "#caution") == f"{STUDIED.care[0]} {STUDIED.caution}"
        assert not app.screen.query_one("#fit").display


@pytest.mark.parametrize(("key", "part"), [("e", "evidence"), ("o", "outline")])
async def test_what_a_key_shows_in_the_preview_comes_into_view(key: str, part: str) -> None:
    app = PracticeApp(lambda: FakeCore(shelf=(STUDIED,)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing("a", "c", key)(pilot)

        preview, place = app.screen.query_one("#preview"), app.screen.query_one(f"#{part}")
        assert place.region.height > 0
        assert preview.region.contains_region(place.region)
        assert preview.scroll_y > 0, "it would lie below the fold"


async def test_a_saved_script_is_shown_without_a_restart_and_the_lit_one_stays_lit() -> None:
    core = FakeCore(shelf=(SOFT_SIGHS, HERE_AND_NOW))
    app = PracticeApp(lambda: core)
    async with app.run_test(size=(120, 40)) as pilot:
        await pressing("a", "down")(pilot)
        assert lit(app) == (3, 4), "each under the name of its group"

        core.shelf = (CORNERS, SOFT_SIGHS, replace(HERE_AND_NOW, summary="Quite another summary."))
        core.touched += 1
        while lit(app) != (4, 5):
            await pilot.pause()

        assert said(pilot, "#title") == "Here, Now, Enough"
        assert said(pilot, "#summary") == "Quite another summary."


async def test_a_script_that_breaks_is_shown_with_its_problem_and_mended_again() -> None:
    core = FakeCore(shelf=(SOFT_SIGHS,))
    app = PracticeApp(lambda: core)
    async with app.run_test(size=(120, 40)) as pilot:
        await pressing("a")(pilot)

        core.shelf = (replace(SOFT_SIGHS, problem="soft-sighs.yaml:9:5: `20` is not a length"),)
        core.touched += 1
        while "is not a length" not in said(pilot, "#problem"):
            await pilot.pause()
        assert "cannot be played yet" in shown(pilot)

        core.shelf = (SOFT_SIGHS,)
        core.touched += 1
        while said(pilot, "#problem"):
            await pilot.pause()
        assert "any day" in said(pilot, "#facts")


async def test_the_last_scripts_that_go_leave_an_empty_list() -> None:
    core = FakeCore(shelf=(SOFT_SIGHS, TWO_EARS))
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing("a")(pilot)
        core.shelf = (TWO_EARS,)
        core.touched += 1
        while lit(app) != (None, 0):
            await pilot.pause()

        await pressing("enter", "down")(pilot)
        assert said(pilot, "#title") == ""
        assert said(pilot, "#summary") == "There is no practice here yet."


async def test_a_script_saved_during_the_last_look_is_followed() -> None:
    core = FakeCore(shelf=(SOFT_SIGHS,))
    app = PracticeApp(lambda: core)
    async with app.run_test(size=(80, 40)) as pilot:
        await pressing("a", "enter", "right")(pilot)

        core.shelf = (replace(SOFT_SIGHS, problem="soft-sighs.yaml:9:5: `20` is not a length"),)
        core.touched += 1
        while "is not a length" not in said(pilot, "#care"):
            await pilot.pause()
        assert said(pilot, "#begin") == "enter cannot be played yet"

        core.shelf = (replace(SOFT_SIGHS, summary="Mended."),)
        core.touched += 1
        while said(pilot, "#summary") != "Mended.":
            await pilot.pause()
        assert "8:00" in said(pilot, "#length")
        assert isinstance(app.screen, PrepareScreen)
        assert app.screen.query_one(Outline).display


async def test_a_script_of_ones_own_is_marked() -> None:
    app = PracticeApp(lambda: FakeCore(shelf=(MINE,)))
    async with app.run_test(size=(120, 40)) as pilot:
        await pressing("a")(pilot)

        assert "7 minutes · yours" in shown(pilot)
        assert said(pilot, "#facts").endswith("yours, in place of the shipped one")


async def test_a_practice_of_a_pack_is_marked_and_found_by_its_pack() -> None:
    packed = replace(SOFT_SIGHS, pack="quiet-hours")
    app = PracticeApp(lambda: FakeCore(shelf=(packed, replace(packed, name="x", replaces=True), CORNERS)))
    async with app.run_test(size=(120, 40)) as pilot:
        await pressing("a")(pilot)

        assert "7 minutes · pack" in shown(pilot)
        assert said(pilot, "#facts").endswith("pack quiet-hours")
        await pressing("down")(pilot)
        assert said(pilot, "#facts").endswith("pack quiet-hours, in place of the shipped one")
        await pressing("/", *"quiet-h")(pilot)
        assert "Four Corners" not in shown(pilot)


async def test_a_title_that_is_typed_is_lit_before_others_that_have_its_words() -> None:
    other = replace(SOFT_SIGHS, name="other", title="Twice Four Corners")
    app = PracticeApp(lambda: FakeCore(shelf=(other, CORNERS)))
    async with app.run_test(size=(120, 40)) as pilot:
        await pressing("a")(pilot)
        assert said(pilot, "#title") == "Twice Four Corners"

        await pressing("/", *"four")(pilot)

        assert said(pilot, "#title") == "Four Corners"
        assert shown(pilot).index("by name") < shown(pilot).index("Twice Four Corners")


async def test_a_long_list_can_be_gone_through_by_pages() -> None:
    many = tuple(
        replace(CORNERS, name=f"corners-{number}", title=f"Corners {number}") for number in range(20)
    )
    app = PracticeApp(lambda: FakeCore(shelf=many))
    async with app.run_test() as pilot:
        await pressing("a", "pagedown", "pagedown", "pageup", "down")(pilot)

        at = app.screen.query_one(Listed).highlighted
        assert at
        await pressing("home")(pilot)
        assert app.screen.query_one(Listed).highlighted == 1
        await pressing("end")(pilot)
        assert app.screen.query_one(Listed).highlighted == 20
        assert 5 < at < 20


async def test_the_help_of_the_list_for_two_says_when_to_practise_together() -> None:
    app = PracticeApp(FakeCore)
    async with app.run_test() as pilot:
        await pressing("t", "question_mark")(pilot)

        words = " ".join(str(each.content) for each in app.screen.query(".words").results(Static))
        assert "could say" in words
        assert "not tonight" in words


async def test_numbers_before_and_after_are_asked_for_once_somebody_wishes_it() -> None:
    core = FakeCore()
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing("ctrl+p", *"numbers", "enter")(pilot)

    assert core.settings[Setting.CHECK_INS]


async def test_a_script_with_a_problem_is_named_without_the_folders_before_it() -> None:
    problem = "/home/ana/my things/sessions/sighs.yaml:9:5: `20` is not a length\n  Try: 20s"
    app = PracticeApp(lambda: FakeCore(shelf=(replace(SOFT_SIGHS, problem=problem),)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing("a")(pilot)

        assert said(pilot, "#problem").startswith("sighs.yaml:9:5: `20` is not a length")


async def test_a_voice_is_chosen_for_one_practice_and_is_there_the_next_time() -> None:
    core = FakeCore(voice_names=("heart", "michael", "anna"))
    app = PracticeApp(lambda: core)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing("a", "enter", "v", "v")(pilot)
        sound = app.screen.query_one("#sound", Static)
        assert str(sound.render()).startswith("anna's voice")
        length = str(app.screen.query_one("#length", Label).render())
        assert length.startswith("8 minutes"), "the lengths are those of its recordings"

        await pressing("escape", "enter")(pilot)
        assert str(app.screen.query_one("#sound", Static).render()).startswith("anna's voice")
        await pressing("enter")(pilot)
        assert core.prepared_voices == ["anna"]
        assert core.memory.choices("soft-sighs").voice == "anna"


async def test_after_the_last_voice_comes_that_of_the_settings() -> None:
    core = FakeCore(voice_names=("heart", "michael"))
    app = PracticeApp(lambda: core)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing("a", "enter", "v", "v", "enter")(pilot)

        assert core.prepared_voices == [None]


async def test_where_there_is_one_voice_none_is_offered() -> None:
    app = PracticeApp(lambda: FakeCore(voice_names=("heart",)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing("a", "enter", "v")(pilot)
        screen = app.screen
        assert isinstance(screen, PrepareScreen)
        assert not screen.can("voice")

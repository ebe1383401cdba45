"""What is asked, one prompt at a time: each key answers once, and what is private leaves no trace."""

from collections.abc import Sequence
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Label, Static

from practice_player.prompts import check_in, consent, people
from practice_player.prompts.before import Preparation, RememberedFacts, ask_before
from practice_player.prompts.prompt import Entry, Option, Prompt, Steps
from practice_player.tui.screens.dialog import DialogScreen
from practice_player.tui.screens.help import HelpScreen
from practice_player.tui.screens.home import HomeScreen
from practice_player.tui.widgets.answers import AnswerRow, Answers
from tests.tui.dialogs import HANDS, TWO, DialogApp, highest
from tests.tui.fakes import pressing, settle

ENTER = Option(key="enter", word="", label="go on")
SECRET = Prompt(
    title="A secret",
    options=(Option(key="1", word="low", label="low"), Option(key="2", word="high", label="high"), ENTER),
    private=True,
)


def asking(*prompts: Prompt) -> Steps[list[str]]:
    """Asks these, and returns the answers."""
    answers: list[str] = []
    for prompt in prompts:
        answers += [(yield prompt)]
    return answers


def shown(app: DialogApp[Any], selector: str) -> str:
    return "\n".join(str(place.content) for place in app.screen.query(selector).results(Static))


async def paste(pilot: Pilot[Any], text: str) -> None:
    await settle(pilot)
    pilot.app.post_message(events.Paste(text))
    await settle(pilot)


async def frames_after_each(pilot: Pilot[Any], keys: Sequence[str]) -> list[str]:
    """The picture at first, and after each key."""
    await settle(pilot)
    frames = [pilot.app.export_screenshot()]
    for key in keys:
        await pressing(key)(pilot)
        frames.append(pilot.app.export_screenshot())
    return frames


async def test_a_whole_dialog_leads_to_its_result() -> None:
    app = DialogApp(ask_before(HANDS, TWO, highest))
    keys = ["enter"] * 4  # the gate, the care note, who is here, who begins
    keys += ["n", "enter", "1", "enter", *"10", "enter", "2", "enter", "3", "3"]
    keys += ["enter", "enter", "enter", "enter", "2", "1"]
    async with app.run_test() as pilot:
        await pressing(*keys)(pilot)

    assert app.outcome == Preparation(
        people=("Ben", "Anna"),
        reason_first="The lot fell so.",
        without=frozenset({"gaze", "hold"}),
        some=frozenset({"touch"}),
        adaptations={"Anna": frozenset({"hold"}), "Ben": frozenset()},
        asked_about=frozenset({"hold"}),
        check_ins=({}, {"tension": 10, "closeness": 2}),
    )


async def test_a_key_answers_one_prompt_only() -> None:
    app = DialogApp(asking(SECRET, SECRET, SECRET))
    async with app.run_test() as pilot:
        await pressing("1", "2")(pilot)
        assert not app.over

        await pressing("enter")(pilot)

    assert app.outcome == ["low", "high", ""]


async def test_keys_are_obeyed_in_their_order_however_fast_they_come() -> None:
    app = DialogApp(check_in.ask_numbers(("tension", "energy"), "Anna"))
    async with app.run_test() as pilot:
        await settle(pilot)
        for key in ("7", "enter", "3", "enter"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settle(pilot)

    assert app.outcome == {"tension": 7, "energy": 3}


async def test_another_key_stays_and_says_so_calmly() -> None:
    app = DialogApp(asking(SECRET))
    async with app.run_test() as pilot:
        await pressing("7")(pilot)

        assert shown(app, "#note") == "One of these keys answers."
        assert shown(app, "#title") == "A secret"
        assert not app.over


async def test_a_capital_letter_is_the_same_key() -> None:
    gentle = Prompt(title="Ground?", options=(Option(key="g", word="ground", label="ground"), ENTER))
    app = DialogApp(asking(gentle))
    async with app.run_test() as pilot:
        await pressing("G")(pilot)

    assert app.outcome == ["ground"]


async def test_a_click_answers_once_however_quick_the_second_one_is() -> None:
    app = DialogApp(asking(SECRET, SECRET))
    async with app.run_test() as pilot:
        await settle(pilot)
        row = app.screen.query(AnswerRow).results(AnswerRow)
        place = next(row).region.offset

        await pilot.click(offset=place, times=2)
        await settle(pilot)

        assert shown(app, "#title") == "A secret"
        assert not app.over


@pytest.mark.parametrize("keys", [(), ("1",), ("1", "2")])
async def test_escape_leaves_the_whole_dialog_at_once_and_keeps_nothing(keys: tuple[str, ...]) -> None:
    app = DialogApp(asking(SECRET, SECRET, SECRET))
    async with app.run_test() as pilot:
        await pressing(*keys, "escape")(pilot)

        assert isinstance(app.screen, HomeScreen)
        assert app.over
        assert app.outcome is None


async def test_a_dialog_that_asks_nothing_shows_nothing() -> None:
    app = DialogApp(asking())
    async with app.run_test() as pilot:
        await settle(pilot)

        assert isinstance(app.screen, HomeScreen)
        assert app.outcome == []


async def test_help_lies_over_a_prompt_even_while_a_name_is_typed() -> None:
    app = DialogApp(people.ask_who_is_here(("Anna",), ()))
    async with app.run_test() as pilot:
        await pressing("x", "?")(pilot)
        assert isinstance(app.screen, HelpScreen)

        await pressing("escape")(pilot)

        assert isinstance(app.screen, DialogScreen)
        assert shown(app, "#typed").strip() == "x"


class TestNames:
    async def test_a_digit_acts_at_once_while_nothing_is_typed_and_belongs_to_a_name_afterwards(self) -> None:
        app = DialogApp(people.ask_who_is_here(("Anna", "Ben"), ()))
        async with app.run_test() as pilot:
            await pressing("2", *"R2", "enter")(pilot)

        assert app.outcome == people.Pair(names=("Ben", "R2"))

    async def test_backspace_takes_a_whole_letter_back(self) -> None:
        app = DialogApp(people.ask_who_is_here((), ()))
        async with app.run_test() as pilot:
            await paste(pilot, "Ann👋🏽")
            await pressing("backspace", "a", "enter", "enter")(pilot)

        assert app.outcome == people.Pair(names=("Anna", ""))

    async def test_a_name_is_never_longer_than_a_prompt_takes(self) -> None:
        app = DialogApp(people.ask_who_is_here((), ()))
        async with app.run_test() as pilot:
            await paste(pilot, "x" * 32)
            await pressing("enter", "enter")(pilot)

        assert app.outcome == people.Pair(names=("x" * 30, ""))

    async def test_a_name_is_shown_as_it_was_typed(self) -> None:
        app = DialogApp(people.ask_who_is_here((), ()))
        async with app.run_test() as pilot:
            await pressing(*"[b]")(pilot)

            assert shown(app, "#typed").strip() == "[b]"


class TestNumbers:
    @pytest.mark.parametrize(
        ("keys", "number"),
        [(["7"], 7), (["1", "0"], 10), (["0"], 0), (["1", "9", "backspace", "0"], 10)],
    )
    async def test_a_number_is_sent_with_enter(self, keys: list[str], number: int) -> None:
        app = DialogApp(check_in.ask_numbers(("tension",), "Anna"))
        async with app.run_test() as pilot:
            await pressing(*keys)(pilot)
            assert not app.over

            await pressing("enter")(pilot)

        assert app.outcome == {"tension": number}

    @pytest.mark.parametrize("wrong", ["11", "100", "99999"])
    async def test_a_slip_can_be_typed_again(self, wrong: str) -> None:
        app = DialogApp(check_in.ask_numbers(("tension",), "Anna"))
        async with app.run_test() as pilot:
            await pressing(*wrong, "enter")(pilot)
            assert shown(app, "#note") == "A number from 0 to 10, please."

            await pressing("4", "enter")(pilot)

        assert app.outcome == {"tension": 4}


class TestPrivacy:
    @pytest.mark.parametrize(
        "prompt", [consent.consent_prompt("Anna", "touch"), SECRET], ids=lambda prompt: prompt.title
    )
    async def test_the_next_picture_is_the_same_whatever_was_answered(self, prompt: Prompt) -> None:
        pictures = set()
        for option in prompt.options:
            app = DialogApp(asking(prompt, SECRET))
            async with app.run_test(size=(80, 24)) as pilot:
                pictures.add(tuple(await frames_after_each(pilot, [option.key])))
        assert len(pictures) == 1

    async def test_nor_does_the_pointer_light_up_where_it_was_clicked(self) -> None:
        app = DialogApp(asking(SECRET))
        async with app.run_test(size=(80, 24)) as pilot:
            pictures = set(await frames_after_each(pilot, []))
            for row in app.screen.query(AnswerRow).results(AnswerRow):
                await pilot.hover(offset=row.region.offset)
                await settle(pilot)
                pictures.add(app.export_screenshot())

        assert len(pictures) == 1

    async def test_a_click_answers_and_leaves_no_trace(self) -> None:
        pictures = set()
        for place in range(len(SECRET.options)):
            app = DialogApp(asking(SECRET, SECRET))
            async with app.run_test(size=(80, 24)) as pilot:
                await settle(pilot)
                row = list(app.screen.query(AnswerRow).results(AnswerRow))[place]
                await pilot.click(offset=row.region.offset)
                await settle(pilot)
                pictures.add(app.export_screenshot())

                await pressing("1")(pilot)
                assert app.outcome == [SECRET.options[place].word, "low"]
        assert len(pictures) == 1

    async def test_no_number_shows_nor_its_length_while_it_is_typed_or_afterwards(self) -> None:
        pictures = set()
        for number in (0, 7, 10):
            app = DialogApp(check_in.ask_numbers(("tension", "energy"), "Anna"))
            async with app.run_test(size=(80, 24)) as pilot:
                *typing, after = await frames_after_each(pilot, [*str(number), "enter"])
            assert len(set(typing)) == 1, "nothing changes while it is typed"
            pictures.add((typing[0], after))
        assert len(pictures) == 1

    async def test_a_name_that_is_private_does_not_show_either(self) -> None:
        prompt = Prompt(title="A name", entry=Entry.NAME, options=(ENTER,), private=True)
        app = DialogApp(asking(prompt))
        async with app.run_test(size=(80, 24)) as pilot:
            pictures = await frames_after_each(pilot, [*"Ben", "backspace"])

        assert len(set(pictures)) == 1

    async def test_a_prompt_is_gone_from_the_screen_once_it_was_answered(self) -> None:
        app = DialogApp(asking(consent.consent_prompt("Anna", "touch"), SECRET))
        async with app.run_test(size=(80, 24)) as pilot:
            await pressing("3")(pilot)

            assert "Touch" not in app.export_screenshot()
            assert "Anna" not in app.export_screenshot()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_every_answer_is_in_sight_however_long_the_words_are(size: tuple[int, int]) -> None:
    long = Prompt(title="Long", lines=("Words that go on and on. " * 99,), options=SECRET.options)
    app = DialogApp(asking(long))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for row in app.screen.query(AnswerRow).results(AnswerRow):
            assert row.is_on_screen

        words = app.screen.query_one("#words")
        await pressing("pagedown")(pilot)
        assert words.scroll_y == 8
        assert words.region.height > 2


async def test_more_answers_than_a_small_window_has_lines_can_be_scrolled() -> None:
    names = ("Anna", "Ben", "Cleo", "Dan", "Eve", "Fay", "Gus")
    app = DialogApp(people.ask_who_is_here(names, ()))
    async with app.run_test(size=(40, 12)) as pilot:
        await pressing("pagedown")(pilot)

        assert app.screen.query_one(Answers).scroll_y > 0
        assert app.screen.query(AnswerRow).last(AnswerRow).query_one(".label", Label).is_on_screen


async def test_words_are_wrapped_anew_when_the_window_changes() -> None:
    app = DialogApp(ask_before(HANDS, RememberedFacts(), highest))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        wide = shown(app, ".line")

        await pilot.resize_terminal(40, 12)
        await settle(pilot)

        narrow = shown(app, ".line")
        assert narrow.split() == wide.split()
        assert max(map(len, narrow.splitlines())) <= 40

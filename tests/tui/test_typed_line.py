"""Keys in a field act in the order in which they were pressed, however busy the app is."""

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Input

from practice_player.tui.app import PracticeApp
from practice_player.tui.widgets.filter_bar import SearchField
from practice_player.tui.widgets.typed_line import TypedLine
from tests.tui.fakes import FakeCore, pressing, settle


class OneField(App[None]):
    def __init__(self, field: Input) -> None:
        super().__init__()
        self.field = field

    def compose(self) -> ComposeResult:
        yield self.field


def press_at_once(app: App[None], *keys: str) -> None:
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


@pytest.mark.parametrize(
    ("keys", "left"),
    [
        ((*"Unc", "backspace", "backspace", "backspace", *"Steady"), "Steady"),
        ((*"eady", "home", *"St"), "Steady"),
        ((*"Stdy", "left", "left", *"ea", "end", "!"), "Steady!"),
        ((*"two words", "ctrl+w", *"one"), "two one"),
        ((*"xSteady", "home", "delete", "end", "."), "Steady."),
    ],
)
async def test_they_act_in_order(keys: tuple[str, ...], left: str) -> None:
    field = TypedLine()
    app = OneField(field)
    async with app.run_test() as pilot:
        press_at_once(app, *keys)
        await pilot.pause()

        assert field.value == left


async def test_the_search_of_the_list_finds_what_was_typed_last() -> None:
    app = PracticeApp(FakeCore)
    async with app.run_test() as pilot:
        await pressing("a", "/")(pilot)

        press_at_once(app, *"Unc", "backspace", "backspace", "backspace", *"Soft")
        await settle(pilot)

        assert app.screen.query_one(SearchField).value == "Soft"


async def test_a_key_that_a_field_has_for_something_else_is_that() -> None:
    class Shouting(TypedLine):
        BINDINGS = [("home", "shout", "Shout")]  # noqa: RUF012 - as Textual's own

        def action_shout(self) -> None:
            self.value = self.value.upper()

    field = Shouting()
    app = OneField(field)
    async with app.run_test() as pilot:
        press_at_once(app, *"soft", "home")
        await pilot.pause()

        assert field.value == "SOFT"

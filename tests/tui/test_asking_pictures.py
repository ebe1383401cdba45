"""Prompts and pages as a person sees them; look at every difference before accepting it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final, TypeAlias

import pytest

from practice_player.core import safety
from practice_player.core.safety import Page
from practice_player.prompts import check_in, consent, ground, people
from practice_player.prompts.before import GATE, ask_before
from practice_player.prompts.prompt import Prompt, Steps
from tests.tui.colours import in_colours
from tests.tui.dialogs import HANDS, TWO, DialogApp, PageApp, highest
from tests.tui.fakes import pressing

SnapCompare: TypeAlias = Callable[..., bool]

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)], ids=["80x24", "120x40", "40x12"])
NAMES: Final = ("Anna", "Ben", "Cleo", "Dan", "Eve", "Fay", "Gus")


def alone(prompt: Prompt) -> Steps[str]:
    """A dialog of one prompt."""
    return (yield prompt)


@SIZES
class TestPrompts:
    def test_the_gate(self, snap_compare: SnapCompare, size: tuple[int, int]) -> None:
        assert snap_compare(DialogApp(alone(GATE)), run_before=pressing(), terminal_size=size)

    def test_a_consent(self, snap_compare: SnapCompare, size: tuple[int, int]) -> None:
        app = DialogApp(alone(consent.consent_prompt("Anna", "touch")))
        assert snap_compare(app, run_before=pressing(), terminal_size=size)

    def test_a_number_that_was_no_number(self, snap_compare: SnapCompare, size: tuple[int, int]) -> None:
        app = DialogApp(check_in.ask_numbers(("tension",), "Anna"))
        assert snap_compare(app, run_before=pressing(*"77", "enter"), terminal_size=size)

    def test_a_name_being_typed(self, snap_compare: SnapCompare, size: tuple[int, int]) -> None:
        app = DialogApp(people.ask_who_is_here(NAMES, NAMES[:2]))
        assert snap_compare(app, run_before=pressing(*"Iris"), terminal_size=size)

    def test_how_to_go_on(self, snap_compare: SnapCompare, size: tuple[int, int]) -> None:
        app = DialogApp(ground.ask_onward(for_two=False, space=False))
        assert snap_compare(app, run_before=pressing(), terminal_size=size)


@pytest.mark.parametrize("colours", ["day", "none"])
def test_a_consent_in_other_colours(
    snap_compare: SnapCompare, monkeypatch: pytest.MonkeyPatch, colours: str
) -> None:
    app = in_colours(lambda: DialogApp(alone(consent.consent_prompt("Anna", "touch"))), colours, monkeypatch)
    assert snap_compare(app, run_before=pressing(), terminal_size=(80, 24))


@SIZES
def test_what_would_be_good_tonight(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    asked = {name: frozenset({"hold"}) for name in TWO.names}
    app = DialogApp(ask_before(HANDS, replace(TWO, gate_passed=True, asked=asked), highest))
    assert snap_compare(app, run_before=pressing("enter", "enter", "enter"), terminal_size=size)


@SIZES
@pytest.mark.parametrize("page", [safety.FIRST_RUN, safety.SAFETY], ids=["first-run", "safety"])
def test_a_page(snap_compare: SnapCompare, size: tuple[int, int], page: Page) -> None:
    assert snap_compare(PageApp(page), run_before=pressing(), terminal_size=size)

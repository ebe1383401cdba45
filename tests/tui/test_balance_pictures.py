"""The balance, the wish, and the first screen with an offer for today, as a person sees them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from practice_player.tui.app import PracticeApp
from practice_player.tui.glyphs import Glyphs
from tests.tui.fakes import FakeCore, pressing
from tests.tui.test_day_offers import SUGGESTED, planned_core
from tests.tui.weeks import week_core

SIZES = pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)], ids=["40x12", "80x24", "120x40"])


@SIZES
@pytest.mark.parametrize(
    "keys",
    [("j", "b"), ("j", "b", "c"), ("j", "b", "w", "down", "down")],
    ids=["balance", "changes", "wish"],
)
def test_the_weeks(
    snap_compare: Callable[..., bool], tmp_path: Path, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    core = week_core(tmp_path)
    assert snap_compare(PracticeApp(lambda: core), run_before=pressing(*keys), terminal_size=size)


@pytest.mark.parametrize("colours", ["day", "high-contrast", "none"])
def test_the_weeks_in_other_colours(
    snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, colours: str
) -> None:
    core = week_core(tmp_path)
    if colours == "none":
        monkeypatch.setenv("NO_COLOR", "1")
    app = PracticeApp(lambda: core)
    if colours != "none":
        app.theme = colours
    assert snap_compare(app, run_before=pressing("j", "b"), terminal_size=(80, 24))


def test_the_weeks_in_letters(snap_compare: Callable[..., bool], tmp_path: Path) -> None:
    core = week_core(tmp_path)
    app = PracticeApp(lambda: core)
    app.glyphs = Glyphs.ASCII
    assert snap_compare(app, run_before=pressing("j", "b"), terminal_size=(80, 24))


@SIZES
@pytest.mark.parametrize("is_planned", [True, False], ids=["planned", "suggested"])
def test_an_offer_for_today(
    snap_compare: Callable[..., bool], size: tuple[int, int], *, is_planned: bool
) -> None:
    core = planned_core() if is_planned else FakeCore(suggested=SUGGESTED)
    assert snap_compare(PracticeApp(lambda: core), run_before=pressing(), terminal_size=size)

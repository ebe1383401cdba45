"""Each screen as a person sees it, at two sizes; look at every difference before accepting it."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from practice_player.core.again import PracticeOffer
from practice_player.core.journal_access import JournalAccess
from practice_player.core.request import PracticeRequest
from practice_player.tui.app import PracticeApp
from practice_player.tui.theme import FEW_COLOURS
from tests.tui.colours import in_colours
from tests.tui.fakes import (
    BREATHING,
    CORNERS,
    ENDED,
    HERE_AND_NOW,
    MINE,
    SOFT_SIGHS,
    TO_THE_PRACTICE,
    FakeCore,
    app_at,
    playing,
    pressing,
)
from tests.tui.journals import NOW, journal_of

SnapCompare: TypeAlias = Callable[..., bool]

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])


@SIZES
class TestChoosing:
    def test_alone_or_together_comes_first(self, snap_compare: SnapCompare, size: tuple[int, int]) -> None:
        assert snap_compare(app_at(), run_before=pressing(), terminal_size=size)

    def test_practices_for_one(self, snap_compare: SnapCompare, size: tuple[int, int]) -> None:
        assert snap_compare(app_at(), run_before=pressing("a"), terminal_size=size)

    def test_a_practice_that_cannot_be_played_says_why(
        self, snap_compare: SnapCompare, size: tuple[int, int]
    ) -> None:
        keys = ("a", "down", "down", "down")
        assert snap_compare(app_at(), run_before=pressing(*keys), terminal_size=size)

    def test_the_last_look_before_a_practice(self, snap_compare: SnapCompare, size: tuple[int, int]) -> None:
        assert snap_compare(app_at(), run_before=pressing("a", "enter"), terminal_size=size)

    def test_what_can_be_left_out(self, snap_compare: SnapCompare, size: tuple[int, int]) -> None:
        app = PracticeApp(lambda: FakeCore(shelf=(CORNERS,)))
        keys = ("a", "enter", "down", "space")
        assert snap_compare(app, run_before=pressing(*keys), terminal_size=size)

    def test_a_script_of_ones_own_in_place_of_a_shipped_one(
        self, snap_compare: SnapCompare, size: tuple[int, int]
    ) -> None:
        app = PracticeApp(lambda: FakeCore(shelf=(MINE, HERE_AND_NOW)))
        assert snap_compare(app, run_before=pressing("a"), terminal_size=size)


@SIZES
class TestAfterwards:
    def test_the_whole_practice(self, snap_compare: SnapCompare, size: tuple[int, int]) -> None:
        assert snap_compare(playing(ENDED), run_before=pressing(), terminal_size=size)

    def test_enough_for_today(self, snap_compare: SnapCompare, size: tuple[int, int]) -> None:
        keys = ("escape", "w", *"lighter")
        assert snap_compare(playing(BREATHING), run_before=pressing(*keys), terminal_size=size)

    def test_the_journal(self, snap_compare: SnapCompare, size: tuple[int, int], tmp_path: Path) -> None:
        app = PracticeApp(lambda: FakeCore(journal_access=journal_of(tmp_path)))
        assert snap_compare(app, run_before=pressing("j", "down"), terminal_size=size)

    def test_the_journal_before_anything_is_in_it(
        self, snap_compare: SnapCompare, size: tuple[int, int]
    ) -> None:
        app = PracticeApp(lambda: FakeCore(journal_access=JournalAccess(None, lambda: NOW)))
        assert snap_compare(app, run_before=pressing("j"), terminal_size=size)

    def test_help(self, snap_compare: SnapCompare, size: tuple[int, int]) -> None:
        assert snap_compare(app_at(), run_before=pressing("?"), terminal_size=size)


@pytest.mark.parametrize("size", [(40, 12), (60, 30)], ids=["40x12", "60x30"])
class TestSmallWindows:
    def test_the_journals_month(
        self, snap_compare: SnapCompare, size: tuple[int, int], tmp_path: Path
    ) -> None:
        app = PracticeApp(lambda: FakeCore(journal_access=journal_of(tmp_path)))
        assert snap_compare(app, run_before=pressing("j", "c"), terminal_size=size)

    @pytest.mark.parametrize(
        "keys",
        [(), ("a",), ("a", "enter"), (*TO_THE_PRACTICE, "escape"), ("j",), ("?",)],
        ids=["home", "practices", "prepare", "close", "journal", "help"],
    )
    def test_a_screen(self, snap_compare: SnapCompare, size: tuple[int, int], keys: tuple[str, ...]) -> None:
        assert snap_compare(app_at(), run_before=pressing(*keys), terminal_size=size)


AT_HOME_AGAIN = PracticeOffer(
    title="Soft Sighs", length="7 minutes", request=PracticeRequest(name="soft-sighs")
)
SCREENS = {
    "home": (),
    "practices": ("a",),
    "narrowed": ("a", "l", "n", "slash", *"sighs"),
    "prepare": ("a", "enter"),
    "close": (*TO_THE_PRACTICE, "escape"),
}


def app_with_everything() -> PracticeApp:
    """Home with the last practice on it, a favourite, and one that was done lately."""
    core = FakeCore(
        offer=AT_HOME_AGAIN, lately=(HERE_AND_NOW.name,), shelf=(SOFT_SIGHS, HERE_AND_NOW, CORNERS)
    )
    core.memory.set_favourite(CORNERS.name, on=True)
    return PracticeApp(lambda: core)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("colours", ["night", "day", "high-contrast", "none"])
def test_a_screen_in_other_colours(
    snap_compare: SnapCompare, monkeypatch: pytest.MonkeyPatch, screen: str, colours: str
) -> None:
    app = in_colours(app_with_everything, colours, monkeypatch)
    assert snap_compare(app, run_before=pressing(*SCREENS[screen]), terminal_size=(80, 24))


@pytest.mark.parametrize("colours", ["day", "none"])
def test_the_help_in_other_colours(
    snap_compare: SnapCompare, monkeypatch: pytest.MonkeyPatch, colours: str
) -> None:
    app = in_colours(app_at, colours, monkeypatch)
    assert snap_compare(app, run_before=pressing("?"), terminal_size=(80, 24))


@pytest.mark.parametrize("size", [(120, 40), (40, 12)], ids=["120x40", "40x12"])
def test_a_list_that_is_narrowed(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    app = app_with_everything()
    assert snap_compare(app, run_before=pressing(*SCREENS["narrowed"]), terminal_size=size)


@pytest.mark.parametrize("key", ["c", "e", "o"], ids=["to-know-first", "evidence", "outline"])
def test_what_a_key_shows_beside_the_list(snap_compare: SnapCompare, key: str) -> None:
    assert snap_compare(app_at(), run_before=pressing("a", key), terminal_size=(80, 24))


@pytest.mark.parametrize("keys", [(), ("z", "z")], ids=["open", "nothing-is-called-so"])
def test_the_palette(snap_compare: SnapCompare, keys: tuple[str, ...]) -> None:
    assert snap_compare(app_at(), run_before=pressing("ctrl+p", *keys), terminal_size=(80, 24))


@pytest.mark.parametrize("screen", ["home", "practices"])
def test_a_screen_in_few_colours(snap_compare: SnapCompare, screen: str) -> None:
    app = app_with_everything()
    app.add_class(FEW_COLOURS)
    assert snap_compare(app, run_before=pressing(*SCREENS[screen]), terminal_size=(80, 24))

"""The settings and the other colours as a person sees them; look at every difference before accepting it."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from practice_player.core.people_register import PeopleRegister
from practice_player.core.settings_file import SettingsFile
from practice_player.people.store import People
from practice_player.tui.app import PracticeApp
from tests.tui.colours import in_colours
from tests.tui.fakes import FakeCore, FakePreparer, pressing

SnapCompare: TypeAlias = Callable[..., bool]

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)], ids=["80x24", "120x40", "40x12"])


def app_with(**changes: object) -> PracticeApp:
    settings = SettingsFile(None)
    settings.hold(changes)
    return PracticeApp(lambda: FakeCore(preparer=FakePreparer(names=("Ana", "Ben"))), user_settings=settings)


@SIZES
def test_the_settings(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    app = app_with(voice_db=-4.0, leave_out=["hold"], background="rain")
    assert snap_compare(app, run_before=pressing("comma", "down", "down"), terminal_size=size)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=["80x24", "40x12"])
def test_a_file_that_cannot_be_read(
    snap_compare: SnapCompare, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # the path is in the picture
    Path("settings.toml").write_text("theme = day\n")
    app = PracticeApp(FakeCore, user_settings=SettingsFile(Path("settings.toml")))
    assert snap_compare(app, run_before=pressing("comma", "end", "down"), terminal_size=size)


@pytest.mark.parametrize("colours", ["day", "high-contrast", "none"])
def test_the_settings_in_other_colours(
    snap_compare: SnapCompare, monkeypatch: pytest.MonkeyPatch, colours: str
) -> None:
    app = in_colours(app_with, colours, monkeypatch)
    assert snap_compare(app, run_before=pressing("comma"), terminal_size=(80, 24))


@SIZES
def test_one_of_the_people(snap_compare: SnapCompare, size: tuple[int, int], tmp_path: Path) -> None:
    people = People(tmp_path / "people.json")
    people.add("Ana", me=True)
    people.leave_out({"Ana": frozenset({"hold"})})
    app = PracticeApp(lambda: FakeCore(preparer=FakePreparer(register=PeopleRegister(people, None))))
    assert snap_compare(app, run_before=pressing("comma", "p", "1"), terminal_size=size)

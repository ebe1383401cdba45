"""The settings and the other colours as a person sees them; look at every difference before accepting it."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from practice_player.core.settings_file import SettingsFile
from practice_player.tui.app import PracticeApp
from tests.tui.fakes import TO_THE_PRACTICE, FakeCore, FakePreparer, pressing

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


@pytest.mark.parametrize("theme", ["day", "high-contrast"])
@pytest.mark.parametrize(
    "keys", [(), ("a",), TO_THE_PRACTICE, ("comma",)], ids=["home", "list", "practice", "settings"]
)
def test_the_colours(snap_compare: SnapCompare, theme: str, keys: tuple[str, ...]) -> None:
    assert snap_compare(app_with(theme=theme), run_before=pressing(*keys), terminal_size=(80, 24))

"""The paths, and one of them, as a person sees them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from practice_player.tui.app import PracticeApp
from tests.paths.paths import write_path
from tests.tui.fakes import FakeCore, paths_in, pressing
from tests.tui.test_paths import FOR_TWO, INWARD

SIZES = pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)], ids=["40x12", "80x24", "120x40"])


@SIZES
@pytest.mark.parametrize("keys", [("w",), ("w", "enter", "b")], ids=["paths", "one"])
def test_the_paths(
    snap_compare: Callable[..., bool], tmp_path: Path, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    write_path(tmp_path, "inward", INWARD)
    write_path(tmp_path, "ten-days", FOR_TWO)
    core = FakeCore(paths=paths_in(tmp_path))
    assert snap_compare(PracticeApp(lambda: core), run_before=pressing(*keys), terminal_size=size)

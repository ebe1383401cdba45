"""Two renders with every run of the tests; `python -m tests.fuzz renders` tries more."""

from pathlib import Path

import pytest

from tests.fuzz.renders import Renders


def test_a_render_lasts_just_as_long_as_show_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path / "home"))
    (tmp_path / "out").mkdir()
    renders = Renders(tmp_path / "out")

    for seed in range(2):
        renders.attempt(seed)

    assert renders.equal + renders.refused == 2

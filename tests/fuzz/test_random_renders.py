"""Compares two random renders with `show`; `python -m tests.fuzz renders` tries more."""

from pathlib import Path

import pytest

from tests.fuzz.random_renders import RandomRenders


def test_a_render_lasts_just_as_long_as_show_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path / "home"))
    (tmp_path / "out").mkdir()
    renders = RandomRenders(tmp_path / "out")

    for seed in range(2):
        renders.attempt(seed)

    assert renders.equal_count + renders.refused_count == 2

"""Two people: one makes packs, the other adds them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from practice_player.cli import list_practices
from tests.packs.sample import Home


@pytest.fixture
def new_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Home]:
    monkeypatch.delenv("PRACTICE_PLAYER_SESSIONS", raising=False)
    monkeypatch.setattr(list_practices, "MAX_WAIT_S", 600.0)  # a busy machine may take long to read them
    return lambda name: Home(tmp_path / name, monkeypatch)


@pytest.fixture
def ada(new_home: Callable[[str], Home]) -> Home:
    """Has two practices and her mother's voice."""
    home = new_home("ada")
    home.fill()
    return home


@pytest.fixture
def ben(new_home: Callable[[str], Home]) -> Home:
    """Has nothing of his own."""
    return new_home("ben")


@pytest.fixture
def pack(ada: Home, tmp_path: Path) -> Path:
    """Ada's evening, in her mother's voice."""
    path = tmp_path / "quiet.practicepack"
    assert ada.run("pack", "make", "evening", "-o", path, "--voice", "mum") == 0
    return path

"""The list of practices without the model of scripts: the same list, and never an old one."""

from pathlib import Path

import pytest

from practice_player.core.bootstrap import create_core
from practice_player.core.preferences import Preferences
from practice_player.core.unchanged_list import unchanged_catalog
from practice_player.settings import preferences_path
from tests.fakes import HEAD

SCRIPT = HEAD.format(practice="solo", more="") + "  - rest: 20s\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path))
    return tmp_path


def test_it_is_the_same_list_and_a_new_script_is_read(home: Path) -> None:
    preferences = Preferences(preferences_path())
    assert unchanged_catalog(preferences) is None, "nothing has been read yet"
    with_the_model = create_core(preferences=preferences).catalog(lambda _: None)

    assert unchanged_catalog(preferences) == with_the_model

    own = home / "sessions" / "mine.yaml"
    own.parent.mkdir()
    own.write_text(SCRIPT)
    assert unchanged_catalog(preferences) is None

    own.unlink()
    assert unchanged_catalog(preferences) == with_the_model


@pytest.mark.usefixtures("home")
def test_cards_are_made_anew_when_something_else_is_left_out() -> None:
    preferences = Preferences(preferences_path())
    create_core(preferences=preferences).catalog(lambda _: None)

    preferences.leave_out("hold", left_out=True)

    assert unchanged_catalog(preferences) is None

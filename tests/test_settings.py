"""Where things live, on odd machines too."""

from pathlib import Path

import pytest

from practice_player import settings
from practice_player.errors import UsageError

PLACES = (
    settings.data_dir,
    settings.journal_path,
    settings.log_path,
    settings.cache_dir,
    settings.preferences_path,
    settings.own_sessions_dir,
)


def test_a_relative_home_means_the_same_place_in_every_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", "things")
    monkeypatch.setenv("PRACTICE_PLAYER_SESSIONS", "scripts")

    assert settings.data_dir() == tmp_path / "things"
    assert settings.own_sessions_dir() == tmp_path / "scripts"
    assert all(place().is_absolute() for place in PLACES)


def test_a_home_of_somebody_unknown_is_said_with_what_to_write_instead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", "~nobody-of-that-name/things")

    for place in PLACES:
        with pytest.raises(UsageError, match="not known") as caught:
            place()
        assert "PRACTICE_PLAYER_HOME" in caught.value.fix

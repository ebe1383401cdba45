"""The folders and files of the program: absolute paths, also with unusual home folders."""

import sys
from pathlib import Path

import pytest

from practice_player import settings
from practice_player.lib.errors import UsageError

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


@pytest.mark.skipif(sys.platform == "win32", reason="there are no numbers of people there")
def test_somebody_the_system_does_not_know_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    import pwd

    def unknown(_: int) -> None:
        raise KeyError

    monkeypatch.setattr(pwd, "getpwuid", unknown)
    for name in ("HOME", "PRACTICE_PLAYER_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)

    for place in PLACES[:5]:
        with pytest.raises(UsageError, match="not known"):
            place()


def test_a_home_of_somebody_unknown_is_said_with_what_to_write_instead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", "~nobody-of-that-name/things")

    for place in PLACES:
        with pytest.raises(UsageError, match="not known") as caught:
            place()
        assert "PRACTICE_PLAYER_HOME" in caught.value.fix

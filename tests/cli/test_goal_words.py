"""`play --goal`, `list --goal`, `again` and `--quiet`."""

from pathlib import Path

import pytest

from practice_player.cli import printing
from practice_player.cli.main import main
from practice_player.settings import HOME_VARIABLE

SHORT = """\
format: 1
title: {title}
practice: solo
goal: restore
helps: [{mood}]
level: 1
summary: A moment.
steps:
  - rest: 1/2/3s
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    monkeypatch.setattr(printing, "_is_quiet", False)
    sessions = tmp_path / "sessions"
    sessions.mkdir()
    (sessions / "first.yaml").write_text(SHORT.format(title="The First", mood="sleepless"))
    return tmp_path


def play(*args: str) -> int:
    return main(["play", *args, "--plain", "--to", "silence"])


def test_a_goal_and_a_length_begin_what_fits_them_and_say_which(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert play("--goal", "restore", "--length", "3s") == 0

    out = capsys.readouterr().out
    assert out.startswith("The First, 0:03, to rest: the only one that fits.\n")
    assert "The First, 0:03." in out.splitlines()[1]


def test_a_feeling_can_stand_for_a_goal(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--goal", "sleepless"]) == 0

    names = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    assert "first" in names
    assert "fall-back-asleep" in names
    assert "soft-sighs" not in names


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        (("first", "--goal", "settle"), "--goal stands in place of a NAME"),
        (("--resume", "--goal", "settle"), "--goal stands in place of --resume"),
        (("first", "--for", "two"), "--for belongs to --goal"),
        ((), "which practice is not said"),
    ],
)
def test_what_contradicts_itself_is_told(
    args: tuple[str, ...], problem: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert play(*args) == 2
    assert problem in capsys.readouterr().err


def test_a_practice_is_played_again_as_long_as_it_was(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["again", "--plain"]) == 1
    assert "no practice in the journal" in capsys.readouterr().err
    assert play("first", "--length", "3s") == 0
    capsys.readouterr()

    # The journal keeps what lasts so short a time only if it was heard to its end.
    assert main(["again", "--plain"]) == 0
    assert capsys.readouterr().out.startswith("The First, 3 seconds.\n")


def test_quiet_says_what_was_asked_for_and_what_went_wrong_only(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = home / "first.wav"

    assert main(["render", "first", "-o", str(out), "--quiet"]) == 0
    assert out.stat().st_size > 0
    assert capsys.readouterr() == ("", "")

    assert main(["-q", "new", "second"]) == 0
    assert capsys.readouterr().out == f"{home / 'sessions' / 'second.yaml'}\n"

    assert main(["path", "leave", "nothing-such", "-q"]) == 1
    assert "no path is called" in capsys.readouterr().err

"""`path`: lists, shows, begins, leaves and follows paths; and `check` looks at them."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from practice_player.cli.main import main
from practice_player.journal.store import Journal
from practice_player.settings import HOME_VARIABLE
from tests.journal.records import finished
from tests.paths.paths import TWO_STEPS, write_path

PAGE = Path(__file__).parent.parent.parent / "docs" / "json.md"
SHORT = """\
format: 1
title: {title}
practice: solo
goal: settle
level: 1
summary: A moment.
steps:
  - rest: 1s
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    sessions = tmp_path / "sessions"
    write_path(sessions)
    for name in ("first", "second"):
        (sessions / f"{name}.yaml").write_text(SHORT.format(title=f"The {name.title()}"))
    return tmp_path


def finish(home: Path, name: str) -> None:
    with Journal.open(home / "journal.sqlite3") as journal:
        journal.put(finished(name=name, started_at=datetime.now(UTC) + timedelta(seconds=1)))


def printed(capsys: pytest.CaptureFixture[str], *args: str, code: int = 0) -> str:
    assert main(["path", *args]) == code
    captured = capsys.readouterr()
    return captured.err if code else captured.out


def test_one_is_led_from_step_to_step(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "It begins with The First, whenever you like." in printed(capsys, "list")
    assert "no path is followed now" in printed(capsys, "next", code=2)
    assert printed(capsys, "begin", "there-and-back") == "There and Back. Next: The First.\n"
    finish(home, "first")
    assert ">  1  The First  (done once of 2)\n" in printed(capsys, "show", "there-and-back")
    finish(home, "first")

    assert printed(capsys, "next") == (
        "There and Back: The Second\nNow the second.\n  practice-player play second\n"
    )
    assert "takes it up again" in printed(capsys, "leave")
    assert "no path is followed now" in printed(capsys, "leave", code=2)
    assert "Left for now. Next, if you take it up again: The Second." in printed(capsys, "list")


def test_a_missing_practice_is_told_kindly_where_its_step_is(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "sessions" / "first.yaml").unlink()

    shown = printed(capsys, "show", "there-and-back")

    assert "   1  first (not here; the step can be passed over)  (twice)\n" in shown
    assert ">  2  The Second, or other (not here; another of this step will do)" in shown
    assert "Nothing of this step is here" in printed(capsys, "next", "there-and-back", "--step", "1")
    assert "nothing of this step is here" in printed(capsys, "play", "there-and-back", "--step", "1", code=1)


def test_a_step_is_played_and_the_path_is_begun_with_it(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = printed(capsys, "play", "there-and-back", "--step", "2", "--plain")

    assert "The Second" in out
    assert json.loads(printed(capsys, "show", "there-and-back", "--json"))["begun_on"]


def test_without_a_trace_a_step_is_played_all_the_same(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    printed(capsys, "play", "there-and-back", "--plain", "--no-log")

    assert not (home / "paths.json").exists()
    assert not (home / "journal.sqlite3").exists()


def test_a_step_that_is_not_there_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "There and Back has no step 3" in printed(capsys, "next", "there-and-back", "--step", "3", code=2)
    with pytest.raises(SystemExit):
        main(["path", "next", "there-and-back", "--step", "0"])
    assert "`0` is not the number of a step" in capsys.readouterr().err


def test_a_path_that_cannot_be_read_is_listed_with_the_reason(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_path(home / "sessions", "broken", "title: Broken\n")

    assert "broken cannot be followed yet:\n" in printed(capsys, "list")
    assert "broken.yaml:1:1: `format` is missing" in printed(capsys, "show", "broken", code=1)


def test_check_looks_at_paths_by_folder_and_by_file(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sessions = home / "sessions"
    file = sessions / "paths" / "there-and-back.yaml"
    for name, counted in ((sessions, "2 practices and 1 path"), (file.parent, "1 path"), (file, "1 path")):
        assert main(["check", str(name), "--no-log"]) == 1
        out = capsys.readouterr().out
        assert f"{file}:7:15: no practice is called `other`\n  Try: " in out
        assert out.endswith(f"{counted}, 1 to mend.\n"), name

    file.write_text(TWO_STEPS.replace("[second, other]", "second"))
    assert main(["check", str(file), "--no-log", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_the_keys_are_those_that_are_documented(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = json.loads(printed(capsys, "list", "--json"))[0]
    coming = json.loads(printed(capsys, "next", "edge-and-back", "--json"))
    sections = PAGE.read_text(encoding="utf-8").split("\n## `practice-player path ")[1:]
    documented = [
        json.loads("\n".join(re.findall(r"^    (.*)$", section, re.MULTILINE))) for section in sections
    ]

    (one,), next_one = documented
    assert list(one) == list(listed)
    assert list(one["steps"][0]) == list(listed["steps"][0])
    assert list(next_one) == list(coming)
    assert list(next_one["practice"]) == list(coming["practice"])

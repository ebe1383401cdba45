"""`_names`: what a shell offers when the tab key is pressed, whatever lies in the folders."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from practice_player.cli.names import COMMAND, KINDS
from practice_player.people.store import People
from tests.test_startup import modules_after


def names(home: Path, *arguments: str, **variables: str) -> list[str]:
    """Runs the command in a process of its own, and asserts that it says nothing else."""
    result = subprocess.run(
        [sys.executable, "-m", "practice_player", COMMAND, *arguments],
        env=os.environ | {"PRACTICE_PLAYER_HOME": str(home)} | variables,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    assert result.stderr == ""
    return result.stdout.splitlines()


def add_script(home: Path, name: str) -> None:
    path = home / "sessions" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def test_each_kind_has_its_names(tmp_path: Path) -> None:
    add_script(tmp_path, "mine")
    add_script(tmp_path, "paths/my-way")
    add_script(tmp_path, "pieces/opening")
    (tmp_path / "packs" / "given").mkdir(parents=True)
    People(tmp_path / "people.json").add("Ada", me=True)

    assert {"mine", "soft-sighs", "our-week"} <= set(names(tmp_path, "practices"))
    assert not {"my-way", "opening", "edge-and-back"} & set(names(tmp_path, "practices"))
    assert {"my-way", "edge-and-back"} <= set(names(tmp_path, "paths"))
    assert names(tmp_path, "voices") == ["heart", "michael"]
    assert names(tmp_path, "people") == ["Ada"]
    assert names(tmp_path, "packs") == ["given"]


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be given there")
def test_a_name_is_listed_as_it_is_if_it_is_one_line_and_no_option(tmp_path: Path) -> None:
    plain = [
        "my evening",
        "it's",
        'say "go"',
        "$(touch pwned)",
        "`id`",
        "$HOME",
        "a;b|c&d",
        "back\\slash",
        "練習",
    ]
    for name in (*plain, "two\nlines", "bell\x07", "--help", "half\udcff"):
        add_script(tmp_path, name)

    listed = names(tmp_path, "practices", PYTHONUTF8="1")

    assert set(plain) <= set(listed)
    assert not {"two", "lines", "--help", "two\nlines", "bell\x07"} & set(listed)
    assert len(listed) == len(set(listed))
    assert listed == sorted(listed)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "variables",
    [
        {"PRACTICE_PLAYER_HOME": "~nosuchuser"},
        {"PRACTICE_PLAYER_HOME": "/dev/null"},
        {"PRACTICE_PLAYER_HOME": "", "HOME": "~nosuchuser"},
        {"PRACTICE_PLAYER_SESSIONS": "~nosuchuser"},
        {"PRACTICE_PLAYER_SESSIONS": "/proc/nothing"},
    ],
    ids=lambda variables: " ".join(f"{key}={value}" for key, value in variables.items()),
)
def test_where_there_is_no_home_there_is_no_message_either(
    tmp_path: Path, kind: str, variables: dict[str, str]
) -> None:
    for name in names(tmp_path, kind, **variables):
        assert name.isprintable()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are those of Unix")
def test_a_folder_that_cannot_be_searched_hides_no_other_names(tmp_path: Path) -> None:
    add_script(tmp_path, "mine")
    add_script(tmp_path, "closed/hidden")
    loop = tmp_path / "sessions" / "round"
    loop.symlink_to(loop)
    (tmp_path / "sessions" / "closed").chmod(0)
    try:
        listed = names(tmp_path, "practices")
    finally:
        (tmp_path / "sessions" / "closed").chmod(0o700)

    assert {"mine", "soft-sighs"} <= set(listed)


def test_broken_people_and_unknown_kinds_are_no_names_and_no_message(tmp_path: Path) -> None:
    (tmp_path / "people.json").write_text("{", encoding="utf-8")

    assert names(tmp_path, "people") == []
    assert names(tmp_path, "nothing") == []
    assert names(tmp_path) == []
    assert names(tmp_path, "voices", "heart") == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_written(tmp_path: Path, kind: str) -> None:
    names(tmp_path, kind)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk here")
def test_a_disk_that_is_full_and_a_reader_that_has_gone_are_no_message(tmp_path: Path) -> None:
    for redirection in (">/dev/full", "| true"):
        line = f'"{sys.executable}" -m practice_player {COMMAND} practices {redirection}'
        variables = os.environ | {"PRACTICE_PLAYER_HOME": str(tmp_path)}
        result = subprocess.run(
            ["sh", "-c", line], env=variables, capture_output=True, text=True, timeout=60, check=False
        )
        assert result.stderr == ""


@pytest.mark.parametrize("kind", KINDS)
def test_names_are_looked_up_without_anything_that_takes_time_to_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path))
    loaded = modules_after(f"from practice_player.cli.main import main; main([{COMMAND!r}, {kind!r}])")

    assert "practice_player.cli.names" in loaded
    assert not loaded & {"pydantic", "yaml", "numpy", "textual", "sqlite3", "argparse", "soundfile"}


def test_it_is_in_no_help() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "practice_player", "--help"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert COMMAND not in result.stdout

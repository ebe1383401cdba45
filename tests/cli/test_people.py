"""`people`: adding, renaming and forgetting people, in the journal too."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from practice_player.cli.main import main
from practice_player.journal.reading import read_entries
from practice_player.journal.record import JournalRecord
from practice_player.journal.store import Journal
from practice_player.settings import HOME_VARIABLE

START = datetime(2026, 11, 26, 20, 0, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    return tmp_path


def write_practice(home: Path, *people: str) -> None:
    with Journal.open(home / "journal.sqlite3") as journal:
        journal.put(
            JournalRecord(
                key="k",
                name="hands",
                title="Hands",
                practice="partner",
                started_at=START,
                offset=None,
                planned_s=60.0,
                beaten_at=START,
                people=people,
                first=people[0],
            )
        )


def test_people_are_named_and_listed(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["people", "add", "Ana", "--me"]) == 0
    assert main(["people", "add", "Ben"]) == 0
    capsys.readouterr()

    assert main(["people", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {"name": "Ana", "me": True, "without": []},
        {"name": "Ben", "me": False, "without": []},
    ]


def test_a_new_name_and_a_forgotten_one_go_through_the_journal(home: Path) -> None:
    main(["people", "add", "Ana"])
    main(["people", "add", "Ben"])
    write_practice(home, "Ana", "Ben")

    assert main(["people", "rename", "ana", "Anna"]) == 0
    assert main(["people", "forget", "Ben"]) == 0

    (entry,) = read_entries(home / "journal.sqlite3", now=START).entries
    assert (entry.people, entry.first) == (("Anna", ""), "Anna")
    assert entry.as_json()["people"] == ["Anna", ""]


def test_a_name_that_is_none_says_what_would_be_one(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["people", "add", "7"]) == 1
    assert "no digit first" in capsys.readouterr().err
    assert main(["people", "forget", "Zoe"]) == 1


def test_the_page_about_help_leaves_nothing_behind(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "safety"]) == 0

    assert "findahelpline.com" in capsys.readouterr().out
    assert list(home.iterdir()) == []


def test_practices_for_two_can_be_hidden(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--solo", "list", "--json"]) == 0

    assert {entry["practice"] for entry in json.loads(capsys.readouterr().out)} == {"solo"}

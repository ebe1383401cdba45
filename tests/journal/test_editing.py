"""Changing notes, erasing entries and putting them back."""

from dataclasses import replace
from pathlib import Path

import pytest

from practice_player.journal.editing import erase, erase_all, restore, set_note
from practice_player.journal.entry import JournalEntry
from practice_player.journal.keeping import keep
from practice_player.journal.reading import read_entries
from practice_player.journal.waiting import write_waiting_file
from practice_player.lib.errors import JournalError
from tests.journal.records import START, finished

FIRST = finished(
    note="only for me", people=("Ana", "Ben"), check_ins={"before": {"tension": 7}}, voice="alba"
)
SECOND = finished(title="Second")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "home" / "journal.sqlite3"
    keep(path, FIRST)
    keep(path, SECOND)
    return path


def entries(path: Path) -> tuple[JournalEntry, ...]:
    return read_entries(path, now=START).entries


def is_on_disk(path: Path, words: bytes) -> bool:
    return any(words in file.read_bytes() for file in path.parent.iterdir())


def test_a_changed_note_takes_the_place_of_the_old_one(path: Path) -> None:
    set_note(path, 1, "lighter")

    assert [entry.note for entry in entries(path)] == ["", "lighter"]
    assert not is_on_disk(path, b"only for me")


def test_an_erased_entry_is_gone_and_can_be_put_back_as_it_was(path: Path) -> None:
    before = entries(path)

    erased = erase(path, 1)

    assert [entry.id for entry in entries(path)] == [2]
    assert not is_on_disk(path, b"only for me")
    restore(path, erased)
    restore(path, erased)
    assert entries(path) == before
    keep(path, replace(FIRST, note="and later"))
    assert entries(path)[1].note == "and later", "the practice can be written again"


def test_erasing_all_leaves_nothing_and_nothing_comes_back(path: Path) -> None:
    write_waiting_file(path, finished(note="waits"))

    assert erase_all(path) == 2

    keep(path, FIRST)
    assert entries(path) == ()
    assert not is_on_disk(path, b"only for me")
    assert not is_on_disk(path, b"waits")


def test_what_is_not_there_is_said(path: Path) -> None:
    erase(path, 1)

    for call in (lambda: erase(path, 1), lambda: set_note(path, 1, "x")):
        with pytest.raises(JournalError, match="no entry 1"):
            call()


def test_erasing_creates_no_journal(tmp_path: Path) -> None:
    path = tmp_path / "home" / "journal.sqlite3"

    assert erase_all(path) == 0
    for call in (lambda: erase(path, 1), lambda: set_note(path, 1, "x")):
        with pytest.raises(JournalError, match="no entry 1"):
            call()

    assert list(tmp_path.iterdir()) == []

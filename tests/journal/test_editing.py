"""Changing notes, erasing entries and putting them back."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from practice_player.journal.editing import erase, erase_all, erase_practice, restore, set_note
from practice_player.journal.entry import JournalEntry
from practice_player.journal.erasing import erasing, is_unfinished
from practice_player.journal.history import rename_in_journal
from practice_player.journal.keeping import keep
from practice_player.journal.reading import read_entries
from practice_player.journal.record import JournalRecord
from practice_player.journal.store import Journal
from practice_player.journal.waiting import write_waiting_file
from practice_player.lib.errors import JournalError
from tests.journal.records import START, finished, record

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


def test_no_byte_of_an_erased_note_is_left_in_the_folder_however_often_it_was_written(path: Path) -> None:
    """`secure_delete` alone leaves copies on pages from which SQLite moved a row."""
    rng = random.Random(6)  # noqa: S311 - the same journal each time
    records: list[JournalRecord] = []
    erased = set()
    with Journal.open(path) as journal:
        journal._connection.execute("PRAGMA synchronous = OFF")
        for _ in range(1200):
            records.append(record(title="t" * rng.randrange(80)))
            journal.put(records[-1])
            number = rng.randrange(len(records)) if rng.random() < 0.7 else len(records) - 1
            journal.put(
                replace(records[number], note=f"<{number}>" + "x" * rng.randrange(900) + f"<{number}>")
            )
        with erasing(path, journal):
            for entry_id, note in rng.sample(written_notes(journal), 400):
                journal.erase(entry_id)
                erased.add(note.partition(">")[0].encode() + b">")
        left = {note.partition(">")[0].encode() + b">" for _, note in written_notes(journal)}

    disk = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert [words for words in erased if words in disk] == []
    assert [words for words in left if words not in disk] == []


def written_notes(journal: Journal) -> list[tuple[int, str]]:
    return [
        (entry_id, note)
        for entry_id, note in journal.select("SELECT id, note FROM entry", {})
        if note.startswith("<")
    ]


@pytest.mark.parametrize(
    "erasure", [lambda path: erase(path, 1), erase_all, lambda path: set_note(path, 1, "")]
)
def test_copies_of_the_journal_are_removed_with_what_they_may_hold(
    path: Path, erasure: Callable[[Path], object]
) -> None:
    for name in ("before-5", "damaged-2026-11-01", "damaged-2026-11-01-wal"):
        path.with_name(f"{path.name}.{name}").write_bytes(path.read_bytes())
    unfinished = path.with_name(f".{'a' * 12}-{'b' * 16}.part")
    unfinished.write_text("only for me")
    other = path.with_name("people.json")
    other.write_text("mine")

    erasure(path)

    assert sorted(file.name for file in path.parent.iterdir()) == [path.name, other.name]


def test_a_file_with_nothing_in_it_any_more_is_small_again(path: Path) -> None:
    empty_bytes = path.stat().st_size
    for _ in range(50):
        keep(path, finished(note="long " * 2000))

    erase_all(path)

    assert path.stat().st_size <= empty_bytes


def test_what_another_program_holds_up_is_erased_at_the_next_opening(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other_program:
        other_program.execute("BEGIN")
        other_program.execute("SELECT note FROM entry").fetchall()
        with Journal.open(path, busy_ms=1) as journal, erasing(path, journal):
            journal.erase(1)
        assert is_unfinished(path)
        assert is_on_disk(path, b"only for me"), "the reader still sees it"

    assert [entry.id for entry in entries(path)] == [2]

    assert not is_on_disk(path, b"only for me")
    assert not is_unfinished(path)


def test_a_forgotten_name_is_erased_like_a_note(path: Path) -> None:
    path.with_name(f"{path.name}.before-5").write_text("Ana")

    rename_in_journal(path, "Ana", "")

    assert [entry.people for entry in entries(path)] == [(), ("", "Ben")]
    assert not is_on_disk(path, b"Ana")


def test_a_practice_of_just_now_is_forgotten_and_older_copies_stay(path: Path) -> None:
    older, newer = (path.with_name(f"{path.name}.damaged-2026-11-{day}") for day in (1, 23))
    older.write_text("of last year")
    newer.write_bytes(path.read_bytes())

    erase_practice(path, FIRST.key)

    assert [entry.title for entry in entries(path)] == [SECOND.title]
    assert sorted(file.name for file in path.parent.iterdir()) == [path.name, older.name]


def test_an_erasure_that_fails_removes_no_copy(path: Path) -> None:
    copy = path.with_name(f"{path.name}.before-5")
    copy.write_text("older")
    with closing(sqlite3.connect(path, isolation_level=None)) as other_program:
        other_program.execute("BEGIN IMMEDIATE")
        with Journal.open(path, busy_ms=1) as journal, pytest.raises(JournalError), erasing(path, journal):
            journal.erase(1)
        other_program.execute("ROLLBACK")

    assert len(entries(path)) == 2
    assert copy.exists()
    assert not is_unfinished(path)

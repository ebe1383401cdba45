"""Keeping practices in a journal that is locked, moved, deleted, overwritten or damaged."""

import os
import random
import shutil
import sqlite3
import stat
import sys
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from practice_player.journal.entry import Ended, JournalEntry
from practice_player.journal.keeping import keep
from practice_player.journal.reading import read_entries
from practice_player.journal.record import JournalRecord, read_record
from practice_player.journal.store import Journal
from practice_player.lib.errors import JournalError

START = datetime(2026, 11, 23, 9, 48, tzinfo=UTC)
ON_WINDOWS = sys.platform == "win32"
RECORD = JournalRecord(
    key="a" * 32,
    name="soft-sighs",
    title="Soft Sighs",
    practice="solo",
    started_at=START,
    offset=timedelta(hours=1),
    planned_s=420.0,
    beaten_at=START,
)
FINISHED = replace(
    RECORD, practised_s=420.0, ended=Ended.FINISHED, note="lighter", beaten_at=START + timedelta(seconds=420)
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "journal.sqlite3"


def entries(path: Path) -> tuple[JournalEntry, ...]:
    return read_entries(path, now=START).entries


def waiting_files(path: Path) -> list[Path]:
    return sorted(path.parent.glob("*.waiting"))


def test_a_practice_written_again_and_again_is_one_entry(path: Path) -> None:
    for record in (RECORD, replace(RECORD, practised_s=10.0), FINISHED, FINISHED):
        assert keep(path, record).trouble == ""

    (entry,) = entries(path)
    assert (entry.practised_s, entry.ended, entry.note) == (420.0, Ended.FINISHED, "lighter")
    assert (entry.started_at, entry.offset) == (START, timedelta(hours=1))


def test_an_older_word_takes_nothing_back(path: Path) -> None:
    keep(path, FINISHED)

    keep(path, replace(RECORD, practised_s=10.0))

    (entry,) = entries(path)
    assert (entry.practised_s, entry.ended, entry.note) == (420.0, Ended.FINISHED, "lighter")


def test_a_practice_that_was_erased_does_not_come_back(path: Path) -> None:
    keep(path, RECORD)
    with Journal.open(path) as journal:
        journal.erase(1)

    keep(path, FINISHED)

    assert entries(path) == ()


def test_a_home_deleted_in_mid_practice_is_made_again(path: Path) -> None:
    keep(path, RECORD)

    shutil.rmtree(path.parent)
    keep(path, FINISHED)

    assert [entry.ended for entry in entries(path)] == [Ended.FINISHED]


def test_a_journal_moved_away_in_mid_practice_begins_anew(path: Path) -> None:
    keep(path, RECORD)

    path.rename(path.with_name("mine"))
    keep(path, FINISHED)

    assert [entry.ended for entry in entries(path)] == [Ended.FINISHED]
    assert [entry.planned_s for entry in entries(path.with_name("mine"))] == [420.0]


def test_a_journal_overwritten_in_mid_practice_has_both(path: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    keep(saved, replace(RECORD, key="b" * 32, title="From before"))
    keep(path, RECORD)

    shutil.copyfile(saved, path)
    keep(path, FINISHED)

    assert {entry.title for entry in entries(path)} == {"From before", "Soft Sighs"}


def test_under_a_lock_a_practice_waits_beside_the_journal_and_is_taken_in(path: Path) -> None:
    keep(path, RECORD)
    with closing(sqlite3.connect(path, isolation_level=None)) as other_program:
        other_program.execute("BEGIN IMMEDIATE")
        result = keep(path, FINISHED)
        other_program.execute("ROLLBACK")

    assert result.trouble == "another program is writing to the journal"
    assert result.safe
    assert len(waiting_files(path)) == 1
    (entry,) = entries(path)
    assert (entry.ended, entry.practised_s, entry.note) == (Ended.FINISHED, 420.0, "lighter")
    assert waiting_files(path) == []


def test_the_next_practice_takes_in_what_waits(path: Path) -> None:
    path.parent.mkdir()
    (path.parent / f"{path.name}.{'b' * 32}.waiting").write_text(
        replace(FINISHED, key="b" * 32, title="Waited").as_text()
    )

    keep(path, RECORD)

    assert {entry.title for entry in entries(path)} == {"Waited", "Soft Sighs"}


@pytest.mark.parametrize(
    "text",
    [
        *("", "{}", "[1]", "\0", "[" * 100_000, '{"key": 1}', RECORD.as_text()[:-5]),
        replace(RECORD, planned_s=float("inf")).as_text(),
        replace(RECORD, practised_s=-1.0).as_text(),
        RECORD.as_text().replace("3600.0", "3600000000.0"),
        RECORD.as_text().replace("2026-11-23T09:48:00+00:00", "0001-01-01T00:00:00+14:00"),
        RECORD.as_text().replace("+00:00", ""),
    ],
)
def test_what_waits_and_cannot_be_read_holds_nothing_up(path: Path, text: str) -> None:
    path.parent.mkdir()
    broken = path.parent / f"{path.name}.x.waiting"
    broken.write_text(text)

    keep(path, RECORD)

    assert [entry.title for entry in entries(path)] == ["Soft Sighs"]
    assert broken.read_text() == text, "and it is left as it is"


def test_a_record_comes_back_as_it_was() -> None:
    for record in (RECORD, FINISHED, replace(FINISHED, offset=None, title="息 'é\"\n")):
        assert read_record(record.as_text()) == record


def test_a_place_that_cannot_be_written_is_told_and_safe_is_not_claimed(path: Path) -> None:
    path.parent.write_text("a file where the folder should be")

    result = keep(path, RECORD)

    assert result.trouble
    assert not result.safe


def test_reading_before_the_first_practice_leaves_no_trace(path: Path) -> None:
    assert entries(path) == ()
    assert not path.parent.exists()


@pytest.mark.skipif(ON_WINDOWS, reason="Windows has no such modes")
def test_everything_of_the_journal_is_for_its_owner_alone(path: Path) -> None:
    umask = os.umask(0)
    try:
        keep(path, RECORD)
        path.chmod(0o644)
        with Journal.open(path) as journal:
            journal.put(FINISHED)
            modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
        with closing(sqlite3.connect(path, isolation_level=None)) as other_program:
            other_program.execute("BEGIN IMMEDIATE")
            keep(path, FINISHED)
        modes |= {file.name: stat.S_IMODE(file.stat().st_mode) for file in waiting_files(path)}
    finally:
        os.umask(umask)

    assert len(modes) == 4, "the journal, the two files beside it, and what waits"
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def damage(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(statement)


@pytest.mark.parametrize(
    ("statement", "saved_count"),
    [
        ("UPDATE entry SET started_at = '2026-11-23T09:48:00'", 0),
        ("UPDATE entry SET last_beat_at = '2026-11-23T09:48:00'", 0),
        ("UPDATE entry SET title = CAST(x'ff41' AS TEXT)", 1),
        ("UPDATE entry SET planned_s = 9e999", 0),
        ("UPDATE entry SET offset_s = 999999", 0),
        ("UPDATE sqlite_master SET sql = CAST(x'ff' AS TEXT) || sql WHERE name = 'entry'", 0),
        ("UPDATE sqlite_master SET sql = replace(sql, 'note', 'nota')", 1),
        ("UPDATE sqlite_master SET name = 'entri', tbl_name = 'entri' WHERE name = 'entry'", 0),
        ("PRAGMA user_version = 7", 1),
        ("PRAGMA application_id = 7", 1),
    ],
)
def test_a_damaged_journal_is_set_aside_and_a_new_one_begins_and_it_is_said(
    path: Path, statement: str, saved_count: int
) -> None:
    keep(path, RECORD)
    damage(path, statement)
    damaged_bytes = path.read_bytes()

    reading = read_entries(path, now=START)
    result = keep(path, replace(FINISHED, key="c" * 32))

    damaged_file = path.with_name("journal.sqlite3.damaged-2026-11-23")
    salvaged = " with the 1 practice that could be read" * saved_count
    has_wrong_version = "user_version" in statement
    reason = (
        "The journal's version number cannot be right" if has_wrong_version else "The journal was damaged"
    )
    assert reading.damage_notice == (
        f"{reason}. It is kept as journal.sqlite3.damaged-2026-11-23, and a new one begins{salvaged}."
    )
    assert len(reading.entries) == saved_count
    assert damaged_file.read_bytes() == damaged_bytes
    assert result.trouble == ""
    assert len(entries(path)) == saved_count + 1


def test_what_can_be_read_of_a_damaged_journal_is_kept(path: Path) -> None:
    records = [
        replace(FINISHED, key=f"{number:032}", started_at=START + timedelta(hours=number), note="word " * 200)
        for number in range(100)
    ]
    with Journal.open(path) as journal:
        journal.put_all(records)
    raw = bytearray(path.read_bytes())
    middle = raw.rindex(b"word") // 4096 // 2 * 4096
    raw[middle : middle + 4096] = bytes(4096)
    path.write_bytes(raw)

    reading = read_entries(path, now=START)

    assert 80 < len(reading.entries) < 100
    assert f"with the {len(reading.entries)} practices that could be read" in reading.damage_notice
    assert {entry.note for entry in reading.entries} == {records[0].note}


def test_a_flipped_bit_in_the_head_of_a_journal_ends_nothing(path: Path) -> None:
    keep(path, FINISHED)
    intact = path.read_bytes()

    for position in range(100):
        shutil.rmtree(path.parent)
        path.parent.mkdir()
        path.write_bytes(
            intact[:position] + bytes([intact[position] ^ 1 << position * 5 % 8]) + intact[position + 1 :]
        )
        reading = read_entries(path, now=START)
        result = keep(path, replace(RECORD, key="c" * 32))

        assert (result.trouble, result.safe) == ("", True), position
        assert reading.entries or reading.damage_notice, position


def test_what_was_set_aside_before_is_not_overwritten(path: Path) -> None:
    for _ in range(3):
        keep(path, RECORD)
        damage(path, "UPDATE entry SET title = CAST(x'ff41' AS TEXT)")
        read_entries(path, now=START)

    assert {file.name for file in path.parent.glob("*damaged*")} == {
        f"journal.sqlite3.damaged-2026-11-23{ending}" for ending in ("", "-2", "-3")
    }


@pytest.mark.parametrize("content", [b"Dear diary, " * 500, b"SQLite format 3\0" + b"\xff" * 4096])
def test_another_programs_file_is_not_touched(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)

    result = keep(path, RECORD)

    assert result.trouble == "this file is not a journal; it is left as it is"
    assert result.safe, "the practice waits beside it"
    assert path.read_bytes() == content


@pytest.mark.parametrize("seed", range(8))
def test_any_flipped_bit_is_read_or_told_and_the_next_practice_is_safe(path: Path, seed: int) -> None:
    keep(path, FINISHED)
    intact = path.read_bytes()
    rng = random.Random(seed)  # noqa: S311 - the same bits each time

    for number in range(12):
        damaged = bytearray(intact)
        damaged[rng.randrange(len(intact) if number % 2 else 512)] ^= 1 << rng.randrange(8)
        shutil.rmtree(path.parent)
        path.parent.mkdir()
        path.write_bytes(damaged)
        with suppress(JournalError):
            read_entries(path, now=START)
        result = keep(path, replace(RECORD, key="c" * 32))
        assert result.safe
        assert result.trouble or "c" * 32 in str(stored_keys(path))


def stored_keys(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [key for (key,) in connection.execute("SELECT key FROM entry")]

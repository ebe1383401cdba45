"""The journal file on the disk: crashes, several programs, foreign and damaged files, and who may read it."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from practice_player.journal.entry import Ended
from practice_player.journal.migrations import APPLICATION_ID, STEPS
from practice_player.journal.store import Journal
from practice_player.lib.errors import JournalError
from tests.journal.records import START, put, record

ON_WINDOWS = sys.platform == "win32"
IS_ROOT = not ON_WINDOWS and os.geteuid() == 0

KILLED_PROGRAM = """
import os, signal, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from practice_player.journal.record import JournalRecord
from practice_player.journal.store import Journal

start = datetime(2026, 11, 23, 9, 48, tzinfo=UTC)
journal = Journal.open(Path(sys.argv[1]))
for second in range(0, 105, 5):
    journal.put(
        JournalRecord(
            key=str(os.getpid()),
            name="soft-sighs",
            title="Soft Sighs",
            practice="solo",
            started_at=start,
            offset=None,
            planned_s=420.0,
            practised_s=float(second),
            beaten_at=start + timedelta(seconds=second),
        )
    )
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "journal.sqlite3"


def sql(path: Path, *statements: str) -> None:
    path.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_what_was_practised_is_there_the_next_time(path: Path) -> None:
    with Journal.open(path) as journal:
        entry_id = put(journal, record(practised_s=190.0, ended=Ended.STOPPED))

    with Journal.open(path) as journal:
        [entry] = journal.entries(now=START)

    assert (entry.id, entry.practised_s, entry.ended) == (entry_id, 190, Ended.STOPPED)


@pytest.mark.skipif(ON_WINDOWS, reason="no SIGKILL")
def test_a_program_killed_mid_practice_leaves_what_its_last_beat_knew(path: Path) -> None:
    child = subprocess.run([sys.executable, "-c", KILLED_PROGRAM, str(path)], check=False, timeout=60)

    with Journal.open(path) as journal:
        [entry] = journal.entries(now=START + timedelta(seconds=200))

    assert child.returncode == -signal.SIGKILL
    assert (entry.ended, entry.practised_s) == (Ended.CUT_OFF, 100)


def test_two_programs_write_to_one_journal(path: Path) -> None:
    with Journal.open(path) as first, Journal.open(path) as second:
        for _ in range(20):
            first.put(record())
            second.put(record())

        ids = [entry.id for entry in first.entries(now=START)]

        assert sorted(ids) == list(range(1, 41))
        assert ids == [entry.id for entry in second.entries(now=START)]


def test_two_programs_may_open_a_new_journal_at_once(path: Path) -> None:
    code = KILLED_PROGRAM.replace("os.kill(os.getpid(), signal.SIGKILL)", "journal.close()")
    children = [subprocess.Popen([sys.executable, "-c", code, str(path)]) for _ in range(4)]

    exit_codes = [child.wait(timeout=60) for child in children]

    with Journal.open(path) as journal:
        assert len(journal.entries(now=START)) == 4
    assert exit_codes == [0, 0, 0, 0]


def test_a_program_that_holds_the_journal_is_named_as_the_reason(path: Path) -> None:
    with Journal.open(path) as journal, closing(sqlite3.connect(path, isolation_level=None)) as other_program:
        other_program.execute("BEGIN IMMEDIATE")

        with pytest.raises(JournalError, match="another program"):
            put(journal, record())

        other_program.execute("ROLLBACK")
        assert put(journal, record()) == 1, "and it works again afterwards"


def test_a_newer_journal_is_refused_and_left_as_it_is(path: Path) -> None:
    with Journal.open(path) as journal:
        put(journal, record())
    sql(path, "CREATE TABLE later (something TEXT)", f"PRAGMA user_version = {len(STEPS) + 1}")
    before = path.read_bytes()

    with pytest.raises(JournalError, match="newer") as caught:
        Journal.open(path)

    assert "update" in caught.value.fix
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name], "and nothing is left beside it"


@pytest.mark.parametrize("content", [b"Dear diary, " * 500, b"short", b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)

    with pytest.raises(JournalError) as caught:
        Journal.open(path)

    assert caught.value.place == str(path)
    assert "--no-log" in caught.value.fix
    assert path.read_bytes() == content


@pytest.mark.parametrize("version", [0, 1])
def test_another_programs_database_is_refused_and_left_as_it_is(path: Path, version: int) -> None:
    sql(path, "CREATE TABLE recipes (name TEXT)", f"PRAGMA user_version = {version}")
    before = path.read_bytes()

    with pytest.raises(JournalError, match="not a journal"):
        Journal.open(path)

    assert path.read_bytes() == before


def test_a_step_that_breaks_off_leaves_the_journal_at_the_step_before(path: Path) -> None:
    sql(path, f"PRAGMA application_id = {APPLICATION_ID}", "CREATE TABLE entry_by_start (x)")
    before = path.read_bytes()

    with pytest.raises(JournalError):
        Journal.open(path)

    assert path.read_bytes() == before


def test_a_row_that_cannot_be_read_is_told_and_kept(path: Path) -> None:
    with Journal.open(path) as journal:
        put(journal, record())
    sql(path, "UPDATE entry SET last_beat_at = 'yesterday'")

    with Journal.open(path) as journal, pytest.raises(JournalError, match="left as it is"):
        journal.entries(now=START)


@pytest.mark.skipif(ON_WINDOWS, reason="Windows has no such modes")
def test_only_its_owner_may_read_the_journal(path: Path) -> None:
    with Journal.open(path) as journal:
        put(journal, record())
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}

    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert path.name in modes
    assert set(modes.values()) == {0o600}, "the files beside it too"


@pytest.mark.skipif(ON_WINDOWS, reason="Windows has no such modes")
@pytest.mark.skipif(IS_ROOT, reason="root may write to a read-only folder")
def test_a_read_only_folder_is_told(path: Path) -> None:
    path.parent.mkdir(mode=0o500)

    with pytest.raises(JournalError, match="cannot be written"):
        Journal.open(path)

    assert list(path.parent.iterdir()) == []


def test_a_database_that_refuses_writing_is_told(path: Path) -> None:
    with Journal.open(path) as journal:
        journal._connection.execute("PRAGMA query_only = ON")

        with pytest.raises(JournalError, match="cannot be written"):
            put(journal, record())

        assert journal.entries(now=START) == [], "and it can still be read"


def test_a_full_disk_is_told_and_what_was_kept_stays(path: Path) -> None:
    with Journal.open(path) as journal:
        entry_id = put(journal, record())
        journal._connection.execute("PRAGMA max_page_count = 1")

        with pytest.raises(JournalError, match="full"):
            journal.set_note(entry_id, "calm " * 100_000)

        assert journal.entry(entry_id, now=START).note == ""


def test_a_folder_in_the_journals_place_is_told(path: Path) -> None:
    path.mkdir(parents=True)

    with pytest.raises(JournalError, match="cannot be opened"):
        Journal.open(path)

    assert path.is_dir()


def test_a_file_in_the_folders_place_is_told(path: Path) -> None:
    path.parent.write_text("mine")

    with pytest.raises(JournalError, match="cannot be opened"):
        Journal.open(path)

    assert path.parent.read_text() == "mine"


@pytest.mark.skipif(ON_WINDOWS, reason="Windows has no such modes")
@pytest.mark.parametrize(("mode", "expected_mode"), [(0o644, 0o600), (0o400, 0o400)])
def test_a_journal_others_could_read_is_closed_to_them_and_never_opened_wider(
    path: Path, mode: int, expected_mode: int
) -> None:
    Journal.open(path).close()
    path.chmod(mode)

    Journal.open(path).close()

    assert stat.S_IMODE(path.stat().st_mode) == expected_mode

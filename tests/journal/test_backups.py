"""The journal's tables change, and a copy from before stays beside it."""

import sqlite3
import stat
import sys
from contextlib import closing
from pathlib import Path

import pytest

from practice_player.journal.editing import erase
from practice_player.journal.migrations import APPLICATION_ID, STEPS
from practice_player.journal.reading import read_entries
from practice_player.journal.store import Journal
from practice_player.lib.errors import JournalError
from tests.journal.records import START

VERSIONS = range(1, len(STEPS))


def write_old_journal(path: Path, version: int) -> None:
    """Writes the journal of an earlier version of the program, with one practice."""
    path.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        for step in STEPS[:version]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {version}")
        at = "'2025-07-14T22:10:00.000000Z'"
        row = {"name": "'x'", "title": "'Old'", "practice": "'solo'", "started_at": at, "last_beat_at": at}
        row |= {"planned_s": "300", "ended": "'finished'", "note": "'only for me'"}
        row |= {"day": "'2025-07-15'"} if version >= 5 else {}
        connection.execute(f"INSERT INTO entry ({', '.join(row)}) VALUES ({', '.join(row.values())})")  # noqa: S608


def column(path: Path, query: str) -> list[object]:
    with closing(sqlite3.connect(path)) as connection:
        return [value for (value,) in connection.execute(query)]


def names(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.iterdir())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "journal.sqlite3"


@pytest.mark.parametrize("version", VERSIONS)
def test_a_journal_of_every_version_is_brought_up_to_date_and_copied_before(path: Path, version: int) -> None:
    write_old_journal(path, version)

    (entry,) = read_entries(path, now=START).entries
    Journal.open(path).close()

    copy = path.with_name(f"{path.name}.before-{version + 1}")
    assert (entry.title, entry.note) == ("Old", "only for me")
    assert names(path) == [path.name, copy.name]
    assert column(copy, "SELECT title FROM entry") == ["Old"]
    assert column(copy, "PRAGMA user_version") == [version]
    assert column(path, "SELECT length(key) FROM entry") == [32], "a key to be exported with"
    assert column(path, "PRAGMA application_id") == [APPLICATION_ID]


def test_a_new_journal_and_one_of_today_are_not_copied(path: Path) -> None:
    Journal.open(path).close()
    Journal.open(path).close()

    assert names(path) == [path.name]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_copy_is_for_its_owner_alone(path: Path) -> None:
    write_old_journal(path, 4)
    path.chmod(0o644)

    Journal.open(path).close()

    assert stat.S_IMODE(path.with_name(f"{path.name}.before-5").stat().st_mode) == 0o600


def test_a_copy_that_is_there_is_left_and_one_of_an_earlier_change_goes(path: Path) -> None:
    write_old_journal(path, 4)
    path.with_name(f"{path.name}.before-5").write_text("the first copy")
    Journal.open(path).close()
    assert path.with_name(f"{path.name}.before-5").read_text() == "the first copy"

    path.unlink()
    write_old_journal(path, 5)
    Journal.open(path).close()

    assert names(path) == [path.name, f"{path.name}.before-6"]


def test_a_link_in_the_place_of_the_copy_is_replaced_and_not_followed(path: Path) -> None:
    write_old_journal(path, 4)
    copy = path.with_name(f"{path.name}.before-5")
    copy.symlink_to(path.with_name("elsewhere"))

    Journal.open(path).close()

    assert column(copy, "PRAGMA user_version") == [4]
    assert names(path) == [path.name, copy.name]


def test_erasing_takes_the_copy_with_it(path: Path) -> None:
    write_old_journal(path, 4)
    Journal.open(path).close()

    erase(path, 1)

    assert names(path) == [path.name]
    assert b"only for me" not in path.read_bytes()


def test_a_change_that_fails_leaves_the_journal_as_it_was_before_the_first_step(path: Path) -> None:
    write_old_journal(path, 3)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE new_entry (x)")  # in the way of step 5

    with pytest.raises(JournalError):
        Journal.open(path)

    for file in (path, path.with_name(f"{path.name}.before-4")):
        assert column(file, "SELECT title FROM entry") == ["Old"]
        assert column(file, "PRAGMA user_version") == [3]

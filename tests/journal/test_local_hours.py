"""Entries show the local hour of the practice, whatever the season or the zone in which they are read."""

import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from practice_player.cli.journal import list_entries
from practice_player.core.journal_access import JournalAccess
from practice_player.journal.entry_filter import EVERY_ENTRY
from practice_player.journal.entry_words import entry_sentences
from practice_player.journal.migrations import STEPS
from practice_player.journal.store import Journal
from practice_player.settings import journal_path
from tests.journal.records import finished

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows takes no zone from TZ")

IN_BERLIN = ("Wed 15 Jul 2026 07:00", "Thu 15 Jan 2026 07:00", "Tue 15 Jul 2025 00:10")
STARTS = tuple(
    datetime.fromisoformat(at).replace(tzinfo=UTC)
    for at in ("2025-07-14T22:10", "2026-01-15T06:00", "2026-07-15T05:00")
)


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path))
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield journal_path()
    monkeypatch.undo()
    time.tzset()


def fill(path: Path, offset: timedelta | None = None) -> None:
    with Journal.open(path) as journal:
        for at in STARTS:
            journal.put(finished(title="Sat", planned_s=300.0, started_at=at, offset=offset))


def shown_starts(path: Path) -> list[str]:
    """The starts as the journal's screen shows them."""
    months = [JournalAccess(path).month(at.date(), EVERY_ENTRY) for at in reversed(STARTS)]
    return [entry_sentences(entry, (), None, month.today)[0] for month in months for entry in month.entries]


def test_practices_of_the_other_season_and_year_stand_at_their_own_hour(
    berlin: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(berlin)

    list_entries(as_json=False)

    lines = capsys.readouterr().out.splitlines()
    assert [start in line for start, line in zip(IN_BERLIN, lines, strict=True)] == [True] * 3
    assert shown_starts(berlin) == [
        "Wednesday 15 July 2026, 07:00.",
        "Thursday 15 January 2026, 07:00.",
        "Tuesday 15 July 2025, 00:10.",
    ]


def test_an_hour_stays_when_the_machine_moves(berlin: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(berlin, timedelta(hours=2))

    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()

    assert [line[-6:-1] for line in shown_starts(berlin)] == ["07:00", "08:00", "00:10"]


def test_a_journal_from_before_offsets_is_read_by_the_zone_of_its_days(berlin: Path) -> None:
    with closing(sqlite3.connect(berlin, isolation_level=None)) as connection:
        for statement in STEPS[0]:
            connection.execute(statement)
        connection.execute("PRAGMA user_version = 1")
        for at in STARTS:
            timestamp = at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
            connection.execute(
                "INSERT INTO entry (name, title, practice, started_at, last_beat_at, planned_s, ended)"
                " VALUES ('x', 'Sat', 'solo', ?, ?, 300, 'finished')",
                (timestamp, timestamp),
            )

    assert [line[-6:-1] for line in shown_starts(berlin)] == [start[-5:] for start in IN_BERLIN]


def test_the_json_time_is_utc_as_documented(berlin: Path) -> None:
    fill(berlin, timedelta(hours=2))

    with Journal.open(berlin) as journal:
        starts = [entry.as_json()["started_at"] for entry in journal.entries(now=STARTS[-1])]

    assert starts == ["2026-07-15T05:00:00Z", "2026-01-15T06:00:00Z", "2025-07-14T22:10:00Z"]

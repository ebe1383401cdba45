"""The record of underruns in the latest practices, which `doctor` adds up."""

import logging
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from practice_player.sound.underrun_history import MAX_PRACTICES, UnderrunTotal, append, total

ENDED_AT = datetime(2026, 11, 26, 19, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "underruns.jsonl"


def test_the_underruns_of_all_practices_are_added_up(path: Path) -> None:
    for underruns in (2, 0, 3):
        append(path, underruns, ENDED_AT)

    assert total(path) == 5
    assert path.read_text().splitlines()[0] == '{"ended_at": "2026-11-26T19:00:00+00:00", "underruns": 2}'


def test_only_the_latest_twenty_practices_count(path: Path) -> None:
    append(path, 1_000, ENDED_AT)
    for day in range(MAX_PRACTICES):
        append(path, 1, ENDED_AT + timedelta(days=day))

    assert total(path) == MAX_PRACTICES == 20
    assert len(path.read_text().splitlines()) == 20


def test_before_the_first_practice_there_are_none(path: Path) -> None:
    assert total(path) == 0


@pytest.mark.parametrize(
    "damaged",
    [
        b'{"ended_at": "2026-11-2',
        b"\xff\xfe",
        b"[" * 100_000,
        b"5",
        b'{"underruns": true}',
        b'{"underruns": -7}',
    ],
    ids=["cut", "no text", "deep", "no object", "no number", "below 0"],
)
def test_a_damaged_line_is_skipped_and_gone_after_the_next_practice(path: Path, damaged: bytes) -> None:
    append(path, 2, ENDED_AT)
    path.write_bytes(path.read_bytes() + damaged + b"\n")

    assert total(path) == 2
    append(path, 1, ENDED_AT)
    assert total(path) == 3
    assert damaged not in path.read_bytes().splitlines()


def test_what_cannot_be_kept_is_logged_and_holds_nobody_up(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path.parent.write_text("a file where the folder should be")

    with caplog.at_level(logging.WARNING):
        append(path, 1, ENDED_AT)

    assert "cannot be kept" in caplog.text
    assert total(path) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_the_record_is_for_its_owner_alone(path: Path) -> None:
    append(path, 1, ENDED_AT)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_card_that_is_opened_again_begins_its_count_anew() -> None:
    underruns = UnderrunTotal()

    for count in (0, 2, 2, 0, 1, 3, 1):
        underruns.update(count)

    assert underruns.total == 2 + 3 + 1

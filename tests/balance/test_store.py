"""The small file with wishes and the plan: private, whole, and nothing of a broken one lost."""

import errno
import json
import stat
import sys
from datetime import date
from pathlib import Path

import pytest

from practice_player.balance.store import (
    FILE_NAME,
    MOST_DISMISSED,
    SET_ASIDE_NAME,
    BalanceFile,
    unwritten_error,
)
from practice_player.balance.wish import NO_WISH, Amount, Unit, Wish
from practice_player.lib.errors import BalanceError
from practice_player.prompts.week import PlannedTime, WeekPlan

TODAY = date(2026, 11, 27)
WISH = Wish(alone=Amount(number=2, unit=Unit.TIMES), together=Amount(number=60, unit=Unit.MINUTES))
PLAN = WeekPlan(
    made_on=TODAY,
    times=(
        PlannedTime(kind="together", what="a walk", day=date(2026, 11, 29), part="evening"),
        PlannedTime(kind="alone", who="Ana"),
    ),
    gives_first="the ironing",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "own" / FILE_NAME


def test_what_is_stored_is_read_again(path: Path) -> None:
    BalanceFile(path).set_wish("Ana", WISH)
    BalanceFile(path).set_shows("Ana", on=True)
    BalanceFile(path).set_plan(PLAN)
    BalanceFile(path).dismiss("alone:2026-11-23", TODAY)

    stored = BalanceFile(path)
    assert stored.wish("Ana") == WISH
    assert stored.wish("Ben") == stored.wish("") == NO_WISH
    assert stored.shows("Ana")
    assert not stored.shows("Ben")
    assert stored.plan() == PLAN
    assert stored.dismissed() == {"alone:2026-11-23": "2026-11-27"}


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are different there")
def test_nobody_else_can_read_it(path: Path) -> None:
    BalanceFile(path).set_wish("Ana", WISH)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_without_a_path_nothing_is_written_and_it_holds_all_the_same(tmp_path: Path) -> None:
    file = BalanceFile(None)
    file.set_wish("", WISH)
    file.set_plan(PLAN)

    assert (file.wish(""), file.plan()) == (WISH, PLAN)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("broken", [b"", b"\x00\xff", b"[1]", b'{"wishes": ', b"[" * 100_000])
def test_a_broken_file_counts_as_empty_and_is_moved_aside_before_the_next_is_written(
    path: Path, broken: bytes
) -> None:
    path.parent.mkdir()
    path.write_bytes(broken)
    file = BalanceFile(path)

    assert file.wish("Ana") == NO_WISH
    assert file.plan() is None
    assert path.read_bytes() == broken, "reading changes nothing"

    file.set_wish("Ana", WISH)
    assert file.wish("Ana") == WISH
    assert path.with_name(SET_ASIDE_NAME).read_bytes() == broken

    path.write_bytes(broken)
    file.set_wish("Ana", WISH)
    assert len(list(path.parent.glob("balance-set-aside*"))) == 2, "the first one is not replaced"


@pytest.mark.parametrize(
    "content",
    [
        {"wishes": 3, "shown_by": {}, "plan": [], "dismissed": 1},
        {"wishes": {"Ana": {"alone": {"times": -1}, "together": {"times": True}}}},
        {"wishes": {"Ana": {"alone": {"times": "2"}, "together": {"minutes": 1e9}}}},
        {"plan": {"made_on": "someday", "times": [{"kind": "together"}]}},
        {"plan": {"made_on": "2026-11-27", "times": [{"kind": "apart"}, 3], "gives_first": 4}},
    ],
)
def test_what_cannot_be_read_in_it_counts_as_not_there(path: Path, content: object) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps(content), encoding="utf-8")
    file = BalanceFile(path)

    assert file.wish("Ana") == NO_WISH
    assert not file.shows("Ana")
    assert file.plan() is None
    assert file.dismissed() == {}


def test_an_odd_day_or_part_of_a_plan_is_left_open(path: Path) -> None:
    path.parent.mkdir()
    row = {"kind": "alone", "who": None, "what": "x" * 500, "day": "30 Feb", "part": "night"}
    path.write_text(json.dumps({"plan": {"made_on": "2026-11-27", "times": [row]}}), encoding="utf-8")

    plan = BalanceFile(path).plan()

    assert plan is not None
    assert plan.times == (PlannedTime(kind="alone", what="x" * 60),)


def test_what_another_version_wrote_beside_it_stays(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"later": 1}', encoding="utf-8")

    BalanceFile(path).set_wish("Ana", WISH)

    assert json.loads(path.read_text(encoding="utf-8"))["later"] == 1


def test_an_empty_wish_is_removed_and_an_empty_plan_leaves_the_last(path: Path) -> None:
    file = BalanceFile(path)
    file.set_wish("Ana", WISH)
    file.set_plan(PLAN)

    file.set_wish("Ana", NO_WISH)
    file.set_plan(WeekPlan(made_on=TODAY))

    assert "Ana" not in json.loads(path.read_text(encoding="utf-8"))["wishes"]
    assert file.plan() == PLAN


def test_a_person_who_is_renamed_keeps_the_wish_and_one_who_is_forgotten_does_not(path: Path) -> None:
    file = BalanceFile(path)
    file.set_wish("Ana", WISH)
    file.set_shows("Ana", on=True)
    file.set_plan(PLAN)

    file.rename("Ana", "Anna")
    assert (file.wish("Ana"), file.wish("Anna"), file.shows("Anna")) == (NO_WISH, WISH, True)
    plan = file.plan()
    assert plan is not None
    assert plan.times[1].who == "Anna"

    file.rename("Anna", "")
    assert file.wish("Anna") == NO_WISH
    assert "Anna" not in path.read_text(encoding="utf-8")


def test_renaming_somebody_who_wished_for_nothing_writes_nothing(path: Path) -> None:
    BalanceFile(path).rename("Ana", "Anna")

    assert not path.exists()


def test_the_oldest_dismissed_suggestion_is_forgotten_first(path: Path) -> None:
    file = BalanceFile(path)
    for number in range(MOST_DISMISSED + 1):
        file.dismiss(f"key {number}", TODAY)

    assert len(file.dismissed()) == MOST_DISMISSED
    assert "key 0" not in file.dismissed()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(BalanceError, match="cannot be kept"):
        BalanceFile(tmp_path / "file" / FILE_NAME).set_wish("Ana", WISH)


def test_on_a_full_disk_the_remedy_is_to_make_room(path: Path) -> None:
    full, denied = (unwritten_error(OSError(code, "No"), path) for code in (errno.ENOSPC, errno.EACCES))

    assert "the disk is full" in full.problem
    assert "make room" in full.fix
    assert "allow writing" in denied.fix

"""The stored people: adding, renaming and forgetting them, and what they leave out."""

import os
import stat
import sys
from pathlib import Path

import pytest

from practice_player.lib.errors import PeopleError
from practice_player.people.store import MAX_PEOPLE, People, Person


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "people.json"


def names(path: Path) -> list[str]:
    return [person.name for person in People(path).all()]


def test_who_was_named_is_known_the_next_time_in_that_order(path: Path) -> None:
    People(path).add("  Ana ")
    People(path).add("Ben")

    assert names(path) == ["Ana", "Ben"]
    assert People(path).add("ana") == Person(name="Ana"), "in any case of letters it is the same person"
    assert names(path) == ["Ana", "Ben"]


def test_only_one_person_is_me(path: Path) -> None:
    People(path).add("Ana", me=True)
    People(path).add("Ben", me=True)

    assert [(person.name, person.me) for person in People(path).all()] == [("Ana", False), ("Ben", True)]


def test_a_new_name_keeps_what_the_person_leaves_out(path: Path) -> None:
    People(path).leave_out({"Ana": frozenset({"hold", "gaze"})})

    People(path).rename("ana", "Anna")

    assert People(path).all() == (Person(name="Anna", without=frozenset({"hold"})),), "consents are not kept"


def test_forgetting_leaves_no_letter_of_the_name(path: Path) -> None:
    People(path).add("Ana")
    People(path).add("Ben")

    People(path).forget("Ana")

    assert names(path) == ["Ben"]
    assert b"Ana" not in path.read_bytes()


@pytest.mark.parametrize("name", ["", "   ", "x" * 31, "A\x1b[2J", "A\u202eB", "7", "1st"])
def test_what_is_no_name_is_refused_with_what_would_be_one(path: Path, name: str) -> None:
    with pytest.raises(PeopleError) as refused:
        People(path).add(name)

    assert "\x1b" not in str(refused.value)
    assert not path.exists()


def test_nobody_takes_the_name_of_another(path: Path) -> None:
    People(path).add("Ana")
    People(path).add("Ben")

    with pytest.raises(PeopleError, match="already"):
        People(path).rename("Ben", "ANA")
    with pytest.raises(PeopleError, match="one of Ana, Ben"):
        People(path).forget("Cleo")


@pytest.mark.parametrize(
    "raw", [b"{", b"[]", b'{"people": 3}', b'{"people": [{"name": 3, "me": false, "without": []}]}', b"\xff"]
)
def test_a_broken_file_counts_as_empty_and_is_never_written_over(path: Path, raw: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(raw)

    assert People(path).all() == ()
    with pytest.raises(PeopleError, match="move it away"):
        People(path).add("Ana")
    assert path.read_bytes() == raw


def test_there_is_room_for_a_village_and_no_more(path: Path) -> None:
    People(path).leave_out({f"Person {number}": frozenset() for number in range(MAX_PEOPLE + 3)})

    assert len(names(path)) == MAX_PEOPLE
    with pytest.raises(PeopleError, match="already"):
        People(path).add("Zoe")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_nobody_else_on_the_machine_can_read_it(path: Path) -> None:
    old_umask = os.umask(0)
    try:
        People(path).add("Ana")
    finally:
        os.umask(old_umask)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700

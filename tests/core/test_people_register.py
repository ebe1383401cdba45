"""The people and the journal change together; what a dialog asked for is done."""

from pathlib import Path

import pytest

from practice_player.core.people_register import PeopleRegister
from practice_player.lib.errors import PeopleError
from practice_player.people.store import People
from practice_player.prompts.known_people import PeopleChange


@pytest.fixture
def register(tmp_path: Path) -> PeopleRegister:
    return PeopleRegister(People(tmp_path / "people.json"), tmp_path / "journal.sqlite3")


def names(register: PeopleRegister) -> list[tuple[str, bool, list[str]]]:
    return [(person.name, person.me, sorted(person.without)) for person in register.all()]


def test_each_change_is_made(register: PeopleRegister) -> None:
    register.apply(PeopleChange(kind="add", name="Ana"))
    register.apply(PeopleChange(kind="add", name="Ben"))
    register.apply(PeopleChange(kind="me", name="Ana", me=True))
    register.apply(PeopleChange(kind="me", name="Ben", me=True))
    assert names(register) == [("Ana", False, []), ("Ben", True, [])]

    register.apply(PeopleChange(kind="me", name="Ben", me=False))
    register.apply(PeopleChange(kind="rename", name="Ana", new_name="Anna"))
    register.apply(PeopleChange(kind="leave-out", name="Anna", without=frozenset({"hold"})))
    register.apply(PeopleChange(kind="forget", name="Ben"))

    assert names(register) == [("Anna", False, ["hold"])]


def test_who_said_in_the_list_what_to_leave_out_is_not_asked_again(register: PeopleRegister) -> None:
    register.add("Ana")

    register.apply(PeopleChange(kind="leave-out", name="Ana", without=frozenset({"hold"})))

    (ana,) = register.all()
    assert {"hold", "breath"} <= ana.asked


def test_the_dialog_offers_who_is_there(register: PeopleRegister) -> None:
    register.add("Ana", me=True)

    prompt = register.dialog().prompt

    assert prompt
    assert [option.label for option in prompt.options] == ["Ana (me)", "done"]


def test_without_a_store_nobody_can_be_named() -> None:
    with pytest.raises(PeopleError):
        PeopleRegister(None, None).add("Ana")

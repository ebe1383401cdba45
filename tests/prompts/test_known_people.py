"""Changing who practises here: each answer leads to one change, and forgetting takes two keys."""

import pytest

from practice_player.prompts.known_people import KnownPerson, PeopleChange, ask_about_people
from practice_player.prompts.prompt import Dialog
from tests.prompts.dialog_runner import run_dialog

ANA = KnownPerson(name="Ana", me=True, without=frozenset({"hold"}))
BEN = KnownPerson(name="Ben")
ADAPTATIONS = {"hold": "breath holds", "breath": "paced breathing"}


@pytest.mark.parametrize(
    ("answers", "change"),
    [
        ([""], None),
        (["Cleo"], PeopleChange(kind="add", name="Cleo")),
        (["2", "m"], PeopleChange(kind="me", name="Ben", me=True)),
        (["ana", "m"], PeopleChange(kind="me", name="Ana", me=False)),
        (["1", "r", "Anna"], PeopleChange(kind="rename", name="Ana", new_name="Anna")),
        (["1", "f", "f"], PeopleChange(kind="forget", name="Ana")),
        (["1", "2", ""], PeopleChange(kind="leave-out", name="Ana", without=frozenset({"hold", "breath"}))),
        (["1", "1", ""], PeopleChange(kind="leave-out", name="Ana")),
        (["1", "r", "", "f", "", "", ""], None),
        (["1", "2", "2", "", ""], None),
    ],
)
def test_answers_lead_to_one_change(answers: list[str], change: PeopleChange | None) -> None:
    dialog = Dialog(ask_about_people((ANA, BEN), ADAPTATIONS))

    for answer in answers:
        assert dialog.answer(answer)

    assert dialog.prompt is None
    assert dialog.result == change


def test_of_a_village_the_first_seven_have_a_key_and_the_others_are_typed() -> None:
    village = [KnownPerson(name=f"P{letter}") for letter in "abcdefghij"]

    change, shown = run_dialog(ask_about_people(village, {}), ["pj", "f", "f"])

    assert change == PeopleChange(kind="forget", name="Pj")
    assert shown[0].lines[1] == "And Ph, Pi, Pj."

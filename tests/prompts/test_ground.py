"""The dialog after the grounding practice: nobody goes on with what was too much unless they say so."""

from practice_player.prompts.ground import Onward, ask_onward
from tests.prompts.dialog_runner import run_dialog


def test_no_answer_is_enough_for_today() -> None:
    result, _ = run_dialog(ask_onward(for_two=False, space=False))

    assert result == Onward(choice="stop")


def test_two_who_take_space_agree_when_to_come_back() -> None:
    result, shown = run_dialog(ask_onward(for_two=True, space=True), ["2", "stop"])

    assert result == Onward(choice="stop", return_minutes=30)
    assert shown[0].title == "When do you come back to each other?"


def test_one_person_is_asked_for_no_time() -> None:
    assert [prompt.title for prompt in run_dialog(ask_onward(for_two=False, space=True))[1]] == ["And now?"]

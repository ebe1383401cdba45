"""Deleting recordings of one's own: what falls silent is said first, and it takes two keys."""

import pytest

from practice_player.prompts.own_voices import OwnRecordings, VoiceChange, ask_about_voices
from practice_player.prompts.prompt import Dialog
from tests.prompts.dialog_runner import run_dialog

KIM = OwnRecordings(voice="kim", recording_count=1)
SAM = OwnRecordings(voice="sam", recording_count=30, silent_texts=("One.", "Two.", "Three."))


@pytest.mark.parametrize(
    ("answers", "change"),
    [
        ([""], None),
        (["2", "d"], VoiceChange(kind="delete", voice="sam")),
        (["2", "", "1", "delete"], VoiceChange(kind="delete", voice="kim")),
        (["2", "", ""], None),
        (["u"], VoiceChange(kind="restore")),
    ],
)
def test_answers_lead_to_one_change(answers: list[str], change: VoiceChange | None) -> None:
    dialog = Dialog(ask_about_voices((KIM, SAM), ["lea"]))

    for answer in answers:
        assert dialog.answer(answer)

    assert dialog.prompt is None
    assert dialog.result == change


def test_what_falls_silent_is_said_before_anything_is_deleted() -> None:
    _, shown = run_dialog(ask_about_voices((KIM, SAM), []), ["1", "", "2", "", "2", "d"])

    assert [option.label for option in shown[0].options] == ["kim, 1 recording", "sam, 30 recordings", "done"]
    assert shown[1].lines[0] == "Nothing falls silent: other voices say the same sentences."
    assert shown[3].lines[0] == "3 sentences fall silent, and are only shown: “One.” “Two.” And 1 more."


def test_nothing_comes_back_that_was_not_deleted() -> None:
    dialog = Dialog(ask_about_voices((), []))

    assert not dialog.answer("u")
    assert dialog.prompt
    assert dialog.prompt.lines == ("There are none.",)

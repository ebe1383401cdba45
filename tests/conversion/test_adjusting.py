"""What `check` calls an error is put right without changing anybody's words, and each change is told."""

from pathlib import Path

import pytest

from practice_player.conversion.adjusting import LOOK_AWAY, NEUTRAL_TITLE
from practice_player.conversion.decoding import decode
from practice_player.conversion.script_draft import ScriptDraft, write_script
from tests.conversion.converting import converted


def changed(tmp_path: Path, text: str) -> tuple[ScriptDraft, str]:
    """Returns the draft of a text, which has no error, and what is told of it."""
    source = tmp_path / "words.txt"
    source.write_text(text, encoding="utf-8")
    draft, told, problems = converted(source)
    assert [problem for problem in problems if problem.severity == "error"] == []
    return draft, told


def test_eye_contact_ends_after_four_minutes(tmp_path: Path) -> None:
    looks = "There is quiet now; look at each other. [3 minutes]\n\nStay so. [3 minutes]\n"
    text = f"Sit with your partner.\n\n{looks}"

    draft, told = changed(tmp_path, text)

    assert LOOK_AWAY in [step.value for step in draft.steps]
    assert "eye contact would last longer than four minutes" in told


def test_words_that_ask_for_touch_and_for_eye_contact_need_both(tmp_path: Path) -> None:
    draft, _ = changed(tmp_path, "Your partner is here.\n\nHold hands and look at each other.\n")

    (step,) = [step for step in draft.steps if step.consents]
    assert set(step.consents) == {"touch", "gaze"}
    assert write_script(draft).text.count("otherwise:") == 2
    assert draft.asks == {"touch": "optional", "gaze": "optional"}


def test_a_title_that_alone_speaks_of_touch_is_made_neutral_and_kept_as_a_note(tmp_path: Path) -> None:
    draft, told = changed(tmp_path, "Holding hands\n\nSit with your partner.\n\nRest.\n")

    assert draft.title == NEUTRAL_TITLE
    assert any("Holding hands" in note for note in draft.notes)
    assert "title or summary speak of touch" in told
    assert draft.asks == {}


@pytest.mark.parametrize(
    ("length", "words"),
    [
        ("100 seconds", "two minutes"),
        ("30 minutes", "thirty minutes"),
        ("100 minutes", "an hour and a half"),
        ("3 hours", "three hours"),
    ],
)
def test_a_long_silence_is_announced_with_its_length(tmp_path: Path, length: str, words: str) -> None:
    draft, told = changed(tmp_path, f"Sit down.\n\n[{length}]\n\nStand up.\n")

    assert f"Some quiet follows, of about {words}. You can stop at any time." in [
        step.value for step in draft.steps
    ]
    assert "a long silence is announced" in told


def test_a_silence_that_is_announced_already_gets_no_more_words(tmp_path: Path) -> None:
    draft, told = changed(tmp_path, "Three minutes of quiet follow.\n\n[3 minutes]\n\nStand up.\n")

    assert [step.kind for step in draft.steps] == ["say", "rest", "say"]
    assert told == ""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_a_text_is_read_in_each_usual_encoding(encoding: str) -> None:
    words = "Sit down, née somebody, and rest a while.\r\nThen “go on”."

    assert decode(words.encode(encoding), place="x.txt")[0] == words.replace("\r\n", "\n")

"""Pauses inside a sentence: the mark, what is said on both sides of it, and marks that make no sense."""

from decimal import Decimal

import pytest

from practice_player.lib.errors import ScriptError
from practice_player.script.pauses import pause_problem, without_pauses
from practice_player.script.sentences import Utterance, split_phrases, split_utterances
from tests.fakes import script_of

MARKED = "Notice … 3s … your hands."


@pytest.mark.parametrize(
    "text",
    [
        MARKED,
        "Notice ... 3s ... your hands.",
        "Notice… 3 s …your hands.",
        "Notice …… 3s .... your hands.",
        "Notice…3s…your hands.",
    ],
)
def test_a_length_between_two_ellipses_of_either_spelling_parts_the_words(text: str) -> None:
    assert split_utterances(text) == (Utterance("Notice", Decimal(3)), Utterance("your hands."))
    assert without_pauses(text) == MARKED.replace("… 3s … ", "")


def test_each_mark_follows_the_last_sentence_before_it() -> None:
    text = "Sit down. Let it be. … 1m … And, … 2.5s … when you like, rise."

    assert split_utterances(text) == (
        Utterance("Sit down."),
        Utterance("Let it be.", Decimal(60)),
        Utterance("And,", Decimal("2.5")),
        Utterance("when you like, rise."),
    )


@pytest.mark.parametrize(
    "text", ["3 … 2 … 1 … and rest.", "In … 4 … out.", "Half a … minute …", "So … 3s is short."]
)
def test_an_ellipsis_beside_a_number_without_a_unit_is_none(text: str) -> None:
    assert all(utterance.pause_s is None for utterance in split_utterances(text))
    assert " ".join(split_phrases(text)) == text


@pytest.mark.parametrize(
    ("text", "problem", "fix"),
    [
        ("In … 3/5/8s … and out.", "`3/5/8s` stretches, and a pause inside words does not", "… 5s …"),
        ("In … 2,5s … and out.", "`2,5s` is not a length", "write a point: 2.5s"),
        ("In … 0s … and out.", "`0s` lasts no time", "a length above 0"),
        ("In … 2m … and out.", "2m is a long pause inside words; 60s is the longest", "`- rest: 2m`"),
        ("… 3s … In.", "there are no words before the pause of 3s", "`- rest: 3s`"),
        ("Out. … 3s …", "there are no words after the pause of 3s", "`pause: 3s`"),
    ],
)
def test_a_mark_that_makes_no_sense_is_told_with_what_to_write(text: str, problem: str, fix: str) -> None:
    found = pause_problem(text)
    assert found
    assert found[0] == problem
    assert fix in found[1]

    with pytest.raises(ScriptError, match=r"test\.yaml:"):
        script_of(f"  - say: {text}\n")
    with pytest.raises(ScriptError, match=r"test\.yaml:"):
        script_of(f"  - breathe: 4-0-6-0\n    cycles: 6\n    along:\n      - at: half\n        say: {text}\n")


def test_a_recording_of_all_the_words_has_its_own_pauses() -> None:
    with pytest.raises(ScriptError, match="has its own pauses"):
        script_of(f"  - say: {MARKED}\n    audio: hands.wav\n")

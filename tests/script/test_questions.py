"""Telling a question that waits for an answer from one that does not."""

import pytest

from practice_player.script.questions import real_questions
from practice_player.script.sentences import split_utterances


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("What would be kind next? You could write, or move.", {0}),
        ("This is half-way. What is pleasant here?", {1}),
        ("What happened? And how did your body take it?", {1}),
        ("A sound? A colour? Something to hold? Choose one.", set()),
        ("What is it like? Warm. Is there more?", {0, 2}),
        ("You could ask: what do you need? Then wait.", set()),
        ("Say, “Shall we?” And “Not yet?”", set()),
        ("What do you hear? … 3s … A sound, perhaps.", set()),
        ("Sit down. Both are fine.", set()),
        ("¿Qué oyes? Un sonido.", {0}),
        ("何が聞こえますか？音です。", {0}),  # noqa: RUF001
        ("Τι ακούς; Έναν ήχο.", {0}),  # noqa: RUF001
    ],
)
def test_a_real_question_is_left_alone_with(words: str, numbers: set[int]) -> None:
    assert real_questions(split_utterances(words)) == numbers

"""The dialog after a practice: each enters numbers alone, and they are shown only if both agree."""

import pytest

from practice_player.prompts.after import AfterAnswers, ask_after
from practice_player.prompts.check_in import is_too_much
from practice_player.prompts.prompt import Prompt
from tests.prompts.dialog_runner import run_dialog

PAIR = ("Ana", "Ben")
BEFORE = ({"tension": 4}, {"tension": 5})


def answer_after(*answers: str) -> tuple[AfterAnswers, list[Prompt]]:
    return run_dialog(ask_after(PAIR, ("tension",), BEFORE), answers)


def test_the_numbers_are_shown_when_both_say_so_and_else_never() -> None:
    agreed, agreed_prompts = answer_after("", "2", "2", "", "3", "2", "")
    declined, declined_prompts = answer_after("", "2", "2", "", "3", "1")

    assert "Ana: tension 4, then 2." in agreed_prompts[-1].lines
    assert agreed.check_ins == declined.check_ins == ({"tension": 2}, {"tension": 3})
    assert not any("4" in line for prompt in declined_prompts for line in prompt.lines)


@pytest.mark.parametrize("answers", [("", "7", "1", "", "3", "1"), ("", "3", "1", "", "9", "1")])
def test_a_way_back_is_offered_in_the_same_words_whoever_it_is_for(answers: tuple[str, ...]) -> None:
    result, shown = answer_after(*answers, "g")

    assert result.leads_to == "ground"
    words = " ".join([shown[-1].title, *shown[-1].lines])
    assert not any(name in words for name in PAIR)


def test_nobody_who_skipped_before_is_asked_after() -> None:
    assert run_dialog(ask_after(PAIR, ("tension",), ({}, {})))[1] == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [(None, 6, False), (None, 7, True), (4, 6, False), (3, 6, True), (9, 7, True), (5, None, False)],
)
def test_seven_or_three_more_is_a_bit_much(before: int | None, after: int | None, *, expected: bool) -> None:
    def entered(number: int | None) -> dict[str, int]:
        return {} if number is None else {"tension": number}

    assert is_too_much(entered(before), entered(after)) is expected
